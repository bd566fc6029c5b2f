import { describe, expect, it } from 'vitest';
import { anke, kees, marit, noor, tableFor } from '../../../../tests/support/table';
import { units, type Protocol, type Unit } from '$lib/engine/pack';
import { problems } from '$lib/engine/problems';
import { rights } from '$lib/engine/rights';
import { waiting, type Participant, type SessionState } from '$lib/engine/session';
import { revealedIn } from '$lib/engine/walk';
import { packs } from '..';
import { drafts } from '.';

const named = (pack: string, protocol: string): Protocol => {
	const found = drafts.find((p) => p.id === pack)?.protocols.find((p) => p.id === protocol);
	if (!found) throw new Error(`${pack} ${protocol}`);
	return found;
};

/** Walks a protocol to its end with the coach leading; tells of every round who may write what, and who speaks. */
function walk(protocol: Protocol, asked: string[] = []) {
	const table = tableFor(protocol);
	const people = [marit, noor, kees];
	const seen: Record<string, { state: SessionState; write: Record<string, Unit[]>; speaks: string[] }> = {};
	let state = table.after(waiting, noor, { do: 'start' }, people);
	for (;;) {
		const round = protocol.rounds[state.round];
		if (!round) throw new Error(`fell off ${protocol.id}`);
		const of = (who: Participant) => rights(table.facts, state, who);
		seen[round.id] = {
			state,
			write: Object.fromEntries(people.map((p) => [p.userId, units.filter((u) => of(p).write[u])])),
			speaks: people.filter((p) => of(p).speak === 'now').map((p) => p.userId)
		};
		for (const id of of(kees).askFor)
			if (asked.includes(id)) state = table.after(state, kees, { do: 'ask-round', round: id, asked: true }, people);
		if (state.round === protocol.rounds.length - 1) break;
		state = table.after(state, noor, { do: 'next', reason: 'verder' }, people);
	}
	return { seen, rounds: Object.keys(seen), closed: table.after(state, noor, { do: 'close' }, people), table };
}

describe('drafts of other methods', () => {
	it.each(drafts.map((p) => [p.id, p] as const))(
		'%s has no problems, is plain JSON, and is not on offer',
		(_, pack) => {
			expect(problems(pack)).toEqual([]);
			expect(JSON.parse(JSON.stringify(pack))).toEqual(pack);
			expect(pack.version).toBe(0);
			expect(packs.map((p) => p.id)).not.toContain(pack.id);
		}
	);
	it.each(drafts.flatMap((pack) => pack.protocols.map((p) => [`${pack.id} ${p.id}`, p] as const)))(
		'%s is walked from beginning to end',
		(_, protocol) => {
			const { rounds, closed } = walk(protocol);
			expect(closed.phase).toBe('closed');
			expect(rounds).toEqual(protocol.rounds.filter((r) => !r.optional).map((r) => r.id));
		}
	);
});

describe('VIPP: a script with pauses', () => {
	it('the coach writes it alone beforehand; it opens where the picture stands still at its steps', () => {
		const protocol = named('vipp-school', 'visit');
		const table = tableFor(protocol);
		expect(rights(table.facts, waiting, noor).seal.script).toBe(true);
		expect(rights(table.facts, waiting, marit).seal.script).toBe(false);
		expect(revealedIn(protocol, 0)).toEqual([]);
		expect(revealedIn(protocol, 1)).toEqual([{ script: 'guide' }]);
		expect(protocol.rounds[1]?.picture).toMatchObject({ freeze: 'script', remote: 'guide' });
	});
	it('the teacher answers; the coach holds the remote', () => {
		const { seen, table } = walk(named('vipp-school', 'visit'));
		expect(seen['script']?.write).toEqual({ marit: ['answers'], noor: [], kees: [] });
		expect(seen['script']?.speaks).toEqual(['marit', 'noor']);
		const state = seen['script']?.state ?? waiting;
		expect(rights(table.facts, state, noor).playback.play).toBe(true);
		expect(rights(table.facts, state, marit).playback.play).toBe(false);
	});
	it('every visit has its theme and its own groups of codes', () => {
		const meetings = drafts.find((p) => p.id === 'vipp-school')?.meetings ?? [];
		expect(meetings.filter((m) => m.protocol === 'visit').map((m) => m.accent !== undefined)).toEqual(
			Array.from({ length: 5 }, () => true)
		);
	});
});

describe('K-VHT: freeze and answer, and a dose that varies', () => {
	it('the picture stands still at initiatives and the parents find an answer', () => {
		const protocol = named('k-vht', 'review');
		const { seen } = walk(protocol);
		expect(protocol.rounds.filter((r) => r.picture.freeze === 'initiatives').map((r) => r.id)).toEqual([
			'seeking',
			'freeze',
			'hard-moment'
		]);
		expect(seen['freeze']?.write['marit']).toContain('answers');
		expect(seen['information']?.speaks).toEqual(['noor']);
	});
	it('a hard moment comes only when the parents ask for it', () => {
		expect(walk(named('k-vht', 'review')).rounds).not.toContain('hard-moment');
		expect(walk(named('k-vht', 'review'), ['hard-moment']).rounds).toContain('hard-moment');
	});
	it('one to four recordings; after the first two visits everything is held when it is needed', () => {
		const pack = drafts.find((p) => p.id === 'k-vht');
		expect(pack?.dose).toEqual({ least: 1, usual: 3, most: 4 });
		expect(pack?.meetings.filter((m) => !m.ifNeeded).map((m) => m.id)).toEqual(['v1', 'v2']);
	});
});

describe('Key2Teach: two phases, six boxes, keywords', () => {
	it('facts come first; the fifth box is the teacher’s alone, the sixth stays a guess', () => {
		const { seen } = walk(named('key2teach', 'analysis'));
		const sheet = drafts.find((p) => p.id === 'key2teach')?.sheets?.[0];
		const partOf = (code: string) => sheet?.boxes.find((b) => b.code === code)?.unit;
		expect(['box-1', 'box-2', 'box-3', 'box-4'].map(partOf)).toEqual(Array.from({ length: 4 }, () => 'observations'));
		expect(seen['facts']?.write['marit']).toEqual(['observations']);
		expect(partOf('box-5')).toBe('experience');
		expect(seen['teacher-inside']?.write).toEqual({ marit: ['experience'], noor: [], kees: [] });
		expect(partOf('box-6')).toBe('meanings');
		expect(seen['pupil-inside']?.write['noor']).toEqual(['meanings']);
	});
	it('in class only the coach gives keywords; the debrief stands still at each of them', () => {
		const { seen, table } = walk(named('key2teach', 'in-class'));
		expect(seen['lesson']?.write).toEqual({ marit: [], noor: ['keywords'], kees: [] });
		expect(rights(table.facts, seen['lesson']?.state ?? waiting, marit).jot).toBe(true);
		expect(named('key2teach', 'debrief').rounds[0]?.picture.freeze).toBe('keywords');
		const pack = drafts.find((p) => p.id === 'key2teach');
		expect(pack?.meetings.find((m) => m.protocol === 'debrief')?.carries).toEqual(['keywords']);
		expect(pack?.meetings.map((m) => m.phase)).toEqual([
			...Array.from({ length: 4 }, () => 'insight'),
			...Array.from({ length: 4 }, () => 'skills')
		]);
	});
});

describe('Beeldcoaching: both look alone, then five phases', () => {
	it('what each prepared stays sealed until perceiving', () => {
		const protocol = named('beeldcoach', 'talk');
		const { facts } = tableFor(protocol);
		const sealed = (who: Participant) => units.filter((u) => rights(facts, waiting, who).seal[u]);
		expect(sealed(noor)).toEqual(['observations', 'strengths']);
		expect(sealed(anke)).toEqual(['observations', 'strengths']);
		expect(sealed(marit)).toEqual(['observations', 'experience']);
		expect(revealedIn(protocol, 0)).toHaveLength(2);
	});
	it('walks perceiving, analysing, reflecting, empathising and solving', () => {
		const { rounds, seen } = walk(named('beeldcoach', 'talk'));
		expect(rounds).toEqual(['perceive', 'analyse', 'reflect', 'empathise', 'solve']);
		expect(seen['reflect']?.write).toEqual({ marit: ['experience'], noor: [], kees: [] });
	});
});

describe('filming oneself, with a colleague', () => {
	it('nobody is set apart, everybody holds the remote, and strengths come before tips', () => {
		const protocol = named('iris-self', 'with-colleague');
		const { seen, table } = walk(protocol);
		expect(protocol.guide).toBeUndefined();
		const state = seen['moments']?.state ?? waiting;
		for (const who of [marit, kees]) expect(rights(table.facts, state, who).playback.seek).toBe(true);
		expect(seen['went-well']?.write['kees']).toEqual(['strengths']);
		expect(seen['solve']?.write).toMatchObject({ kees: ['tips'] });
	});
});
