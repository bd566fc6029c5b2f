import { describe, expect, it } from 'vitest';
import { packOf } from '$lib/methods';
import type { Entry } from '$lib/notebook/table';
import type { Participant } from '$lib/engine/session';
import { actorOf } from '$lib/engine/contact';
import { viewOf } from '../../../../tests/support/still-room';
import { anke, gerda, kees, marit, noor } from '../../../../tests/support/table';
import {
	asksOn,
	groupNotes,
	isSealing,
	labelsOf,
	minutesLeft,
	notHeardIn,
	revealRound,
	taskOf,
	tipsRound,
	unitsOf,
	unitsToWrite,
	waitsForTurn
} from './table-view';

const pack = packOf('p2g-plg', 1);
const rounds = pack.protocols[0]?.rounds ?? [];
const round = (id: string) => {
	const found = rounds.find((r) => r.id === id);
	if (!found) throw new Error(`no round ${id}`);
	return found;
};
const entry = (id: string, unit: Entry['unit'], more: Partial<Entry> = {}): Entry => ({
	id,
	unit,
	author: 'sofie',
	t: null,
	text: id,
	actor: null,
	codes: [],
	of: null,
	...more
});

describe('what stands on the table', () => {
	it('says in which round tips come', () => {
		expect(tipsRound(rounds)).toBe(9);
		expect(tipsRound([round('needs')])).toBeNull();
	});

	it('shows the parts of a round, and tips from the moment they are open', () => {
		expect(unitsOf(round('what-we-see'), false)).toEqual(['observations', 'meanings']);
		expect(unitsOf(round('what-we-see'), true)).toEqual(['observations', 'meanings', 'tips']);
		expect(unitsOf(round('first-viewing'), false)).toEqual([]);
		expect(unitsOf(null, false)).toEqual([]);
	});

	it('keeps a meaning at its observation, and shows it on its own when that is gone', () => {
		const entries = [
			entry('o1', 'observations'),
			entry('m1', 'meanings', { of: 'o1' }),
			entry('m2', 'meanings', { of: 'gone' })
		];
		const { now, earlier } = groupNotes(entries, ['observations', 'meanings']);
		expect(now.map((g) => [g.unit, g.notes.map((n) => n.id)])).toEqual([
			['observations', ['o1']],
			['meanings', ['m2']]
		]);
		expect(earlier).toEqual([]);
	});

	it('folds away what was written in earlier rounds, and keeps an empty part of this round in sight', () => {
		const { now, earlier } = groupNotes([entry('o1', 'observations')], ['needs']);
		expect(now).toEqual([{ unit: 'needs', notes: [] }]);
		expect(earlier.map((g) => g.unit)).toEqual(['observations']);
	});

	it('knows who an observation is about from its codes, unless they disagree', () => {
		expect(actorOf({ actor: null, codes: ['n1', 'n2'] }, pack.codes)).toBe('child');
		expect(actorOf({ actor: null, codes: ['n1', 's1'] }, pack.codes)).toBeNull();
		expect(actorOf({ actor: 'together', codes: ['n1'] }, pack.codes)).toBe('together');
		expect(labelsOf(['n1', 'unknown', 'n2'], pack.codes, 'nl')).toEqual(['kijkt terug', 'lacht']);
	});

	it('asks on at a word that is too general (R69)', () => {
		expect(asksOn(['seen', 'attention'], pack.needs)?.id).toBe('attention');
		expect(asksOn(['seen'], pack.needs)).toBeNull();
	});

	it('counts whole minutes, with the time that was given', () => {
		const state = { enteredAt: 0, extraMinutes: 0 } as Parameters<typeof minutesLeft>[0]['state'];
		expect(minutesLeft({ state }, round('what-we-see'), 3 * 60_000 + 1)).toBe(5);
		expect(minutesLeft({ state }, round('what-we-see'), 9 * 60_000)).toBe(-1);
		expect(minutesLeft({ state: { ...state, extraMinutes: 2 } }, round('what-we-see'), 9 * 60_000)).toBe(1);
	});
});

describe('what a screen works out for itself in version 2', () => {
	const long = { version: 2, protocol: 'long' };
	const view = (who: Participant, id: string, more = {}) => viewOf(who, id, more, long);

	it('a sealed part is written and lies on no table; which round reveals it is told', () => {
		const sealed = view(kees, 'rewatch-skills');
		expect(unitsToWrite(sealed)).toEqual(['observations']);
		expect(isSealing(sealed.may, 'observations')).toBe(true);
		expect(revealRound(sealed)).toBe(6);
		expect(unitsOf(sealed.protocol.rounds[sealed.state.round] ?? null, false)).toEqual([]);
		const shared = view(kees, 'rewatch-contact');
		expect(unitsToWrite(shared)).toEqual(['observations']);
		expect(isSealing(shared.may, 'observations')).toBe(false);
		expect(revealRound(shared)).toBeNull();
	});
	it('[S22] what drifts away is in its own place: not among the parts to write, nor among what was written before', () => {
		expect(unitsToWrite(view(kees, 'take-along'))).toEqual(['tips']);
		const parked = [entry('p1', 'parking'), entry('o1', 'observations')];
		expect(groupNotes(parked, []).earlier.map((g) => g.unit)).toEqual(['observations']);
	});
	it('the first part to write in is what the round asks first', () => {
		expect(unitsToWrite(view(marit, 'ahead'))).toEqual(['intentions', 'tips']);
		expect(unitsToWrite(view(marit, 'take-along'))).toEqual(['takeaway', 'intentions', 'tips']);
		expect(unitsToWrite(view(kees, 'take-along'))).toEqual(['tips']);
	});
	it('each reads what she does herself, where the round says it', () => {
		const task = (who: Participant, id: string) => {
			const seen = view(who, id);
			const here = seen.protocol.rounds[seen.state.round];
			return here ? taskOf(seen, here)?.nl : undefined;
		};
		expect(task(marit, 'strength')).toContain('Jij neemt het aan');
		for (const who of [kees, noor, anke]) expect(task(who, 'strength')).toContain('één ding dat werkte');
		expect(task(gerda, 'strength')).toBeUndefined();
		expect(task(kees, 'needs')).toBeUndefined();
	});
	it('[S24] who has not been heard: names of who is here, without the expert who waits for them', () => {
		const seen = view(noor, 'strength', { heard: [{ userId: 'sofie', passed: true }] });
		expect(notHeardIn(seen, seen.people).map((p) => p.id)).toEqual(['kees', 'noor']);
		const expert = seen.people.find((p) => p.id === 'anke');
		expect(expert && waitsForTurn(seen, expert, seen.people)).toBe(true);
		const all = view(noor, 'strength', {
			heard: ['sofie', 'noor', 'kees'].map((userId) => ({ userId, passed: false }))
		});
		expect(notHeardIn(all, all.people)).toEqual([]);
		expect(expert && waitsForTurn(all, expert, all.people)).toBe(false);
	});
});
