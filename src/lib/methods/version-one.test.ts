import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { anke, gerda, kees, marit, noor, protocolNamed, sofie, tableFor } from '../../../tests/support/table';
import { decide, type Command } from '$lib/engine/decide';
import { rights } from '$lib/engine/rights';
import { replay, waiting, type SessionEvent, type SessionState } from '$lib/engine/session';
import { packOf } from '.';

/**
 * Sessions of version 1 are stored and running. Its words, and everything the rules say about it, are held here as they
 * were when version 2 came: a digest that changes means that somebody's running session changes.
 */
const digest = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');
const parts = [
	'observations',
	'meanings',
	'experience',
	'needs',
	'strengths',
	'intentions',
	'tips',
	'takeaway'
] as const;
const people = [{ ...marit, here: true }, noor, sofie, anke, gerda];
const asked: Command[] = [
	{ do: 'next', seen: 5 },
	{ do: 'close', seen: 5 },
	{ do: 'take-turn' },
	{ do: 'give-turn', to: 'sofie' },
	{ do: 'give-turn', to: 'anke' },
	{ do: 'end-turn', passed: true },
	{ do: 'start', seen: 5 }
];
const situations: Partial<SessionState>[] = [
	{},
	{ leader: 'noor' },
	{ speaker: 'sofie' },
	{ tipsOpened: true },
	{ pictureStopped: true },
	{ moments: { glad: 1, closer: 2 } }
];

/** What the rules answer for everybody, in every round, in six situations. */
function judged(id: string): unknown[] {
	const { facts } = tableFor(protocolNamed(id, 1));
	const answers: unknown[] = [];
	for (let round = -1; round < facts.protocol.rounds.length; round++)
		for (const more of situations) {
			const phase = round < 0 ? ('waiting' as const) : ('running' as const);
			const state = { ...waiting, seq: 5, movedAt: 5, round, phase, ...more };
			for (const who of people) {
				const r = rights(facts, state, who);
				const written = parts.map((unit) => r.write[unit]);
				const doing = [r.move, r.takeLead, r.giveTurn, r.takeTurn, r.chooseMoment, r.stopPicture, r.releasePicture];
				const shown = [r.bringBack, r.speak, r.resting];
				answers.push([round, more, who.userId, written, r.jot, r.tipsOpen, r.playback, ...doing, ...shown]);
				for (const command of asked) answers.push(decide(facts, state, who, command, people));
			}
		}
	return answers;
}

describe('[P18] version 1 of the default method', () => {
	it('keeps its words to the letter', () => {
		expect(digest(packOf('p2g-plg', 1))).toBe('e9fff7cbfc1a54047e051c815087e24a53902c71017ac6519c31e70249d56c6f');
	});
	it.each([
		['short', 2640, 'e286e0334856e342f142f3327d15fb4cb081fdf5d92f11e1b67d893277813826'],
		['long', 4080, '0c923b5c2395903a8ef59135c8b0b00e9a499f3cc00822ba61bda4ef5676b471']
	])('is judged in its %s protocol as it always was: %d answers', (id, count, known) => {
		const answers = judged(id);
		expect(answers).toHaveLength(count);
		expect(digest(answers)).toBe(known);
	});
	it('a stored session replays to where it stood, with nothing of version 2 in it', () => {
		// as the rows of a database say it
		const stored = `[
			{"seq":1,"at":1000,"actor":"noor","type":"lead-taken","userId":"noor"},
			{"seq":2,"at":2000,"actor":"noor","type":"round-entered","round":0,"how":"started"},
			{"seq":3,"at":3000,"actor":"noor","type":"round-entered","round":1,"how":"next"},
			{"seq":4,"at":4000,"actor":"noor","type":"round-entered","round":2,"how":"next"},
			{"seq":5,"at":5000,"actor":"marit","type":"moment-chosen","which":"glad","atMs":31000},
			{"seq":6,"at":6000,"actor":"noor","type":"round-entered","round":3,"how":"ahead","reason":"verder"},
			{"seq":7,"at":7000,"actor":"marit","type":"picture-stopped"},
			{"seq":8,"at":8000,"actor":"marit","type":"picture-released"},
			{"seq":9,"at":9000,"actor":"noor","type":"round-entered","round":4,"how":"next"},
			{"seq":10,"at":9500,"actor":"kees","type":"turn-ended","userId":"kees","passed":true},
			{"seq":11,"at":9600,"actor":"sofie","type":"turn-taken","userId":"sofie"},
			{"seq":12,"at":9700,"actor":"noor","type":"time-extended","minutes":2},
			{"seq":13,"at":9800,"actor":"noor","type":"tips-opened"},
			{"seq":14,"at":9900,"actor":"kees","type":"ready","userId":"kees","ready":true}
		]`;
		const state = replay(JSON.parse(stored) as SessionEvent[]);
		expect(state).toEqual({
			seq: 14,
			movedAt: 9,
			took: null,
			phase: 'running',
			round: 4,
			enteredAt: 9000,
			extraMinutes: 2,
			leader: 'noor',
			leadAskedBy: [],
			speaker: 'sofie',
			heard: [{ userId: 'kees', passed: true }],
			ready: ['kees'],
			moments: { glad: 31000, closer: null },
			asked: [],
			lenses: {},
			lookIn: null,
			tipsOpened: true,
			pictureStopped: false
		});
		const one = tableFor(protocolNamed('short', 1));
		expect(one.after(state, noor, { do: 'next' }).round).toBe(5);
		expect(rights(one.facts, state, kees).write).toMatchObject({ observations: true, tips: true, parking: false });
	});
});
