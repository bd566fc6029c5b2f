import { describe, expect, it } from 'vitest';
import { chance } from '../../../tests/support/chance';
import { protocolNamed } from '../../../tests/support/table';
import { eyeLanes, lookedThrough, maySeeTogether, sameMoment, seenMoments, type Sighting } from './many-eyes';
import type { EventBody, SessionEvent } from './session';

const note = (id: string, author: string, t: number): Sighting => ({ id, author, t });
const told = (notes: Sighting[]) => seenMoments(notes).map(({ t, notes: own, by }) => [t, own.map((n) => n.id), by]);

describe('[E1] seen together, or by one', () => {
	it('two people at exactly the tolerance saw one moment; a millisecond more and each saw her own', () => {
		expect(told([note('a', 'kees', 10_000), note('b', 'marit', 10_000 + sameMoment)])).toEqual([
			[10_000, ['a', 'b'], ['kees', 'marit']]
		]);
		expect(told([note('a', 'kees', 10_000), note('b', 'marit', 10_001 + sameMoment)])).toEqual([
			[10_000, ['a'], ['kees']],
			[10_001 + sameMoment, ['b'], ['marit']]
		]);
	});
	it('one person who notes twice is one pair of eyes', () => {
		expect(told([note('a', 'kees', 5_000), note('b', 'kees', 5_500)])).toEqual([[5_000, ['a', 'b'], ['kees']]]);
	});
	it('what lies nearest goes together first: the one who was early does not take a colleague’s moment apart', () => {
		expect(told([note('a', 'kees', 0), note('b', 'marit', 1_900), note('c', 'noor', 2_100)])).toEqual([
			// Kees had Marit within the tolerance: he is not said to be the only one
			[0, ['a'], ['kees', 'marit']],
			[1_900, ['b', 'c'], ['kees', 'marit', 'noor']]
		]);
	});
	it('a busy minute does not become one moment', () => {
		const notes = Array.from({ length: 30 }, (_, i) => note(`n${i}`, i % 2 ? 'kees' : 'marit', i * 1_500));
		for (const moment of seenMoments(notes)) {
			const at = moment.notes.map((n) => n.t);
			expect(Math.max(...at) - Math.min(...at)).toBeLessThanOrEqual(sameMoment);
		}
	});
	it('nothing noted is nothing seen, and notes at the very same time keep an order', () => {
		expect(seenMoments([])).toEqual([]);
		expect(told([note('b', 'marit', 0), note('a', 'kees', 0)])).toEqual([[0, ['a', 'b'], ['kees', 'marit']]]);
	});
	it('in any crowd: every note is in one moment, and whoever is named alone had nobody near', () => {
		const any = chance(28);
		for (let run = 0; run < 300; run++) {
			const notes = Array.from({ length: Math.floor(any() * 30) }, (_, i) =>
				note(`n${i}`, ['kees', 'marit', 'noor', 'sofie'][Math.floor(any() * 4)] ?? '', Math.floor(any() * 40_000))
			);
			const moments = seenMoments(notes);
			expect(moments.flatMap((m) => m.notes.map((n) => n.id)).sort()).toEqual(notes.map((n) => n.id).sort());
			for (const moment of moments) {
				const near = notes.some((other) =>
					moment.notes.some((own) => own.author !== other.author && Math.abs(own.t - other.t) <= sameMoment)
				);
				expect(moment.by.length > 1).toBe(near);
			}
			expect(moments.map((m) => m.t)).toEqual(moments.map((m) => m.t).sort((a, b) => a - b));
			expect(seenMoments([...notes].reverse())).toEqual(moments);
		}
	});
});

const long = protocolNamed('long', 2);
const short = protocolNamed('short', 2);
const at = (id: string, protocol = long) => protocol.rounds.findIndex((round) => round.id === id);
const log = (...bodies: EventBody[]): SessionEvent[] =>
	bodies.map((body, i) => ({ ...body, seq: i + 1, at: i * 1_000, actor: 'noor' }));
const into = (id: string): EventBody => ({ type: 'round-entered', round: at(id), how: 'next' });
const chose = (userId: string, lens: string | null): EventBody => ({ type: 'lens-chosen', userId, lens });

describe('[E2] lanes', () => {
	it('a person looked through what she chose last, also when a later round has no lenses', () => {
		const looked = lookedThrough(
			long,
			log(
				into('rewatch-contact'),
				chose('kees', 'with-words'),
				chose('marit', 'with-words'),
				into('rewatch-skills'),
				chose('kees', 's1'),
				chose('kees', 's2'),
				into('what-teacher-did')
			)
		);
		expect(looked['kees']).toMatchObject({ id: 's2', title: { nl: 'spiegelen' } });
		expect(looked['marit']).toMatchObject({ id: 'with-words' });
		expect(looked['noor']).toBeUndefined();
	});
	it('a lens that was put away counts for nothing; the one from before stands again', () => {
		const events = log(
			into('rewatch-contact'),
			chose('kees', 'with-words'),
			into('rewatch-skills'),
			chose('kees', 's1'),
			chose('kees', null)
		);
		expect(lookedThrough(long, events)['kees']?.id).toBe('with-words');
		expect(lookedThrough(long, log(into('rewatch-skills'), chose('kees', 's1'), chose('kees', null)))).toEqual({});
	});
	it('a lens the protocol does not know makes no lane, and back in a round the newest choice counts', () => {
		expect(lookedThrough(long, log(into('rewatch-skills'), chose('kees', 'gone')))).toEqual({});
		const back = log(
			into('rewatch-contact'),
			chose('kees', 'with-words'),
			into('rewatch-skills'),
			chose('kees', 's1'),
			into('rewatch-contact'),
			chose('kees', 'without-words')
		);
		expect(lookedThrough(long, back)['kees']?.id).toBe('without-words');
	});
	it('one lane per lens with all who shared it, and after those one per person without', () => {
		const title = { nl: 'spiegelen', en: 'mirroring' };
		const looked = { kees: { id: 's2', title }, noor: { id: 's2', title } };
		const lanes = eyeLanes(
			[note('c', 'noor', 9_000), note('a', 'marit', 1_000), note('b', 'kees', 2_000), note('d', 'sofie', 3_000)],
			looked
		);
		expect(lanes.map(({ lens, people, notes }) => [lens?.nl ?? null, people, notes.map((n) => n.id)])).toEqual([
			['spiegelen', ['kees', 'noor'], ['b', 'c']],
			[null, ['marit'], ['a']],
			[null, ['sofie'], ['d']]
		]);
	});
});

describe('[E3] when it may be laid side by side', () => {
	const may = (id: string, protocol = long) => maySeeTogether(protocol, { phase: 'running', round: at(id, protocol) });
	it('in the long protocol not before the reveal, also not in the shared round before it', () => {
		expect(['introduce', 'rewatch-contact', 'rewatch-skills'].map((id) => may(id))).toEqual([false, false, false]);
		expect(['what-teacher-did', 'third-viewing', 'take-along'].map((id) => may(id))).toEqual([true, true, true]);
	});
	it('in the short protocol in every round after the one in which everybody notes', () => {
		expect(may('rewatch', short)).toBe(false);
		expect(may('what-we-see', short)).toBe(true);
	});
	it('not before the beginning, and in a report always', () => {
		expect(maySeeTogether(long, { phase: 'waiting', round: -1 })).toBe(false);
		expect(maySeeTogether(long, { phase: 'closed', round: at('take-along') })).toBe(true);
	});
});
