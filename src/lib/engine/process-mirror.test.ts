import { describe, expect, it } from 'vitest';
import { packOf } from '$lib/methods';
import { protocolNamed } from '../../../tests/support/table';
import { processMirror, walkedRounds, type MirroredNote } from './process-mirror';
import type { EventBody, SessionEvent } from './session';

const two = packOf('p2g-plg', 2);
const long = protocolNamed('long', 2);
const short = protocolNamed('short', 2);
const minute = 60_000;

/** What happened, with the minute at which it did and who did it. */
type Step = [minute: number, actor: string, body: EventBody];
const log = (...steps: Step[]): SessionEvent[] =>
	steps.map(([at, actor, body], i) => ({ ...body, seq: i + 1, at: at * minute, actor }));
const into = (at: number, id: string, how: 'started' | 'next' | 'ahead' | 'back' = 'next', reason?: string): Step => [
	at,
	'noor',
	{
		type: 'round-entered',
		round: long.rounds.findIndex((round) => round.id === id),
		how,
		...(reason ? { reason } : {})
	}
];
const took = (at: number, userId: string): Step => [at, 'noor', { type: 'turn-taken', userId }];
const closed = (at: number): Step => [at, 'noor', { type: 'closed' }];
let count = 0;
const note = (author: string, unit: string, text = 'iets', more: Partial<MirroredNote> = {}): MirroredNote => ({
	id: `n${count++}`,
	unit,
	author,
	t: null,
	actor: null,
	codes: [],
	of: null,
	text,
	...more
});
const mirror = (events: SessionEvent[], notes: MirroredNote[], protocol = long) =>
	processMirror({ protocol, events, presenter: 'marit' }, notes, two);

describe('[E7] the rounds as they were walked', () => {
	const rounds = (events: SessionEvent[], now = 0) =>
		Object.fromEntries(walkedRounds({ protocol: long, events }, now * minute).map((round) => [round.id, round]));

	it('counts the minutes of every visit, and what was given on top as planned', () => {
		const walked = rounds(
			log(
				into(0, 'introduce', 'started'),
				into(4, 'first-viewing'),
				[6, 'noor', { type: 'time-extended', minutes: 2 }],
				into(10, 'choose'),
				into(12, 'first-viewing', 'back', 'het geluid stond uit'),
				into(15, 'choose'),
				closed(17)
			)
		);
		expect(walked['introduce']).toMatchObject({ how: 'walked', planned: 3, usedMs: 4 * minute, again: 0, reasons: [] });
		expect(walked['first-viewing']).toMatchObject({
			planned: 7,
			usedMs: 9 * minute,
			again: 1,
			reasons: [{ how: 'back', reason: 'het geluid stond uit' }]
		});
		expect(walked['choose']).toMatchObject({ usedMs: 4 * minute, again: 1 });
	});
	it('tells what was passed by because nobody asked from what the group never reached', () => {
		const walked = rounds(log(into(0, 'introduce', 'started'), into(3, 'experience'), closed(5)));
		expect(walked['third-viewing']?.how).toBe('not-asked');
		expect(walked['conditions']?.how).toBe('not-reached');
		expect(walked['take-along']).toMatchObject({ how: 'not-reached', usedMs: 0 });
	});
	it('going ahead keeps its reason; a session that goes on counts until now', () => {
		const walked = rounds(log(into(0, 'choose', 'started'), into(2, 'rewatch-contact', 'ahead', 'weinig tijd')), 9);
		expect(walked['rewatch-contact']).toMatchObject({
			usedMs: 7 * minute,
			reasons: [{ how: 'ahead', reason: 'weinig tijd' }]
		});
	});
	it('a session that never began was walked nowhere', () => {
		expect(Object.values(rounds([])).every((round) => round.how === 'not-reached')).toBe(true);
	});
});

describe('[E8] the mirror', () => {
	it('counts who wrote of whoever took part, without a name anywhere', () => {
		const events = log(
			into(0, 'introduce', 'started'),
			[1, 'sofie', { type: 'ready', userId: 'sofie', ready: true }],
			closed(2)
		);
		const seen = mirror(events, [note('kees', 'observations'), note('marit', 'takeaway')]);
		expect(seen.wrote).toEqual({ n: 2, of: 4 });
		expect(JSON.stringify(seen)).not.toMatch(/kees|marit|noor|sofie/);
	});
	it('says how writing was spread only of three people and six notes', () => {
		const from = (...authors: string[]) =>
			mirror(
				[],
				authors.map((author) => note(author, 'observations'))
			).spread;
		expect(from('kees', 'kees', 'kees', 'kees', 'noor')).toBeNull();
		expect(from('kees', 'kees', 'kees', 'kees', 'kees', 'noor')).toBeNull();
		// twice an even share is still even
		expect(from('kees', 'kees', 'kees', 'kees', 'noor', 'sofie')).toBe('even');
		expect(from('kees', 'kees', 'kees', 'kees', 'kees', 'noor', 'sofie')).toBe('uneven');
	});
	it('see, think, ask and tip: what ends in a question mark asks, wherever it stands', () => {
		expect(
			mirror(
				[],
				[
					note('kees', 'observations', 'kijkt op'),
					note('kees', 'observations', 'keek hij op?  '),
					note('noor', 'meanings', 'wil erbij horen'),
					note('noor', 'tips', 'wacht eens'),
					note('noor', 'tips', 'en als je wacht?'),
					note('marit', 'takeaway', 'ik wacht')
				]
			).kinds
		).toEqual({ see: 1, think: 1, ask: 2, tip: 1 });
	});
	it('tips waited for their round, or were opened before it; opening them again in it is not earlier', () => {
		const open: Step = [5, 'noor', { type: 'tips-opened' }];
		const tip = [note('kees', 'tips')];
		expect(mirror(log(into(0, 'introduce', 'started'), into(4, 'ahead')), tip).tips).toEqual({ n: 1, earlier: false });
		expect(mirror(log(into(0, 'introduce', 'started'), open, into(6, 'ahead')), tip).tips.earlier).toBe(true);
		expect(mirror(log(into(4, 'ahead', 'started'), open), tip).tips.earlier).toBe(false);
		expect(mirror(log(into(4, 'ahead', 'started')), [note('kees', 'tips', 'en als je wacht?')]).tips.n).toBe(1);
	});
	it('heard: who had or passed a turn in rounds with turns, of all colleagues; the presenter is not waited for', () => {
		const events = log(
			into(0, 'introduce', 'started'),
			took(1, 'sofie'),
			into(2, 'what-teacher-did'),
			took(3, 'kees'),
			[4, 'kees', { type: 'turn-ended', userId: 'kees', passed: false }],
			[5, 'lieke', { type: 'turn-ended', userId: 'lieke', passed: true }]
		);
		expect(mirror(events, [note('marit', 'takeaway')]).heard).toEqual({ n: 2, of: 4 });
		expect(mirror(log(into(0, 'introduce', 'started')), []).heard).toBeNull();
	});
	it('initiatives and how many were received; nothing where the method has no words for them', () => {
		const notes = [
			note('kees', 'observations', 'kijkt op', { id: 'i', t: 1_000, codes: ['n1'] }),
			note('kees', 'observations', 'lacht', { id: 'j', t: 9_000, codes: ['n2'] }),
			note('noor', 'observations', 'kijkt terug', { t: 2_000, codes: ['s1'], of: 'i' })
		];
		expect(mirror([], notes).initiatives).toEqual({ noted: 2, received: 1 });
		expect(
			processMirror({ protocol: short, events: [], presenter: 'marit' }, [note('kees', 'tips')], packOf('p2g-plg', 1))
				.initiatives
		).toBeNull();
	});
});

describe('[E9] one question for the next time', () => {
	const see = (author: string, more: Partial<MirroredNote> = {}) => note(author, 'observations', 'kijkt op', more);
	const began = into(0, 'introduce', 'started');
	const turns: Step[] = [into(1, 'what-teacher-did'), took(2, 'kees'), took(3, 'noor')];
	const asks = (events: Step[], notes: MirroredNote[]) => mirror(log(began, ...events, closed(50)), notes).question;
	const initiative = { t: 1_000, codes: ['n1'], id: 'i' };
	const answer = note('noor', 'observations', 'knikt', { t: 1_500, codes: ['s1'], of: 'i' });

	it('comes only after the end', () => {
		expect(mirror(log(began), [note('kees', 'meanings')]).question).toBeNull();
	});
	it.each([
		['see-first', asks([], [note('kees', 'meanings'), note('noor', 'meanings'), see('kees')])],
		['tips-wait', asks([[2, 'noor', { type: 'tips-opened' }]], [see('kees')])],
		['look-for-initiatives', asks([], [see('kees'), see('noor')])],
		['hear-everybody', asks([into(1, 'what-teacher-did'), took(2, 'kees')], [see('kees', initiative), see('sofie')])],
		['who-was-quiet', asks(turns, [see('kees', initiative)])],
		[
			'spread',
			asks(
				[...turns, took(4, 'sofie')],
				[see('kees', initiative), ...Array.from({ length: 6 }, () => see('kees')), see('noor'), see('sofie')]
			)
		],
		['what-followed', asks(turns, [see('kees', initiative), see('noor')])],
		['the-same-again', asks(turns, [see('kees', initiative), answer])]
	] as const)('%s', (question, asked) => expect(asked).toBe(question));
	it('what comes first in the list is asked when several fit', () => {
		expect(asks([[2, 'noor', { type: 'tips-opened' }]], [note('kees', 'meanings')])).toBe('see-first');
	});
});
