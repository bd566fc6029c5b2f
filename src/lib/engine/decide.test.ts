import { describe, expect, it } from 'vitest';
import {
	after,
	anke,
	ask,
	facts,
	gerda,
	inRound,
	kees,
	marit,
	noor,
	roundIndex,
	sofie
} from '../../../tests/support/table';
import { decide } from './decide';
import { evolve, replay, waiting, type Participant, type SessionEvent, type SessionState } from './session';

const refused = (code: string) => expect.objectContaining({ ok: false, code });
const agreed = expect.objectContaining({ ok: true });

describe('moving the group', () => {
	it('[S1] of two leaders pressing at once, one moves the group and the other hears `stale`', () => {
		const before = inRound('introduce');
		const moved = after(before, noor, { do: 'next' });
		expect(moved.round).toBe(1);
		expect(ask(moved, sofie, { do: 'next', seen: before.movedAt })).toEqual(refused('stale'));
		expect(after(moved, sofie, { do: 'next' }).round).toBe(2);
	});
	it('[S1] whoever takes the lead and goes on at once moves the group, once; for the others her lead makes a screen old', () => {
		const before = inRound('introduce');
		const led = after(before, noor, { do: 'take-lead' });
		expect(ask(led, noor, { do: 'next', seen: before.movedAt })).toEqual(agreed);
		expect(ask(led, noor, { do: 'take-lead', seen: before.movedAt })).toEqual(refused('stale'));
		expect(ask(led, anke, { do: 'take-lead', seen: before.movedAt })).toEqual(refused('stale'));
		const moved = after(led, noor, { do: 'next', seen: before.movedAt });
		expect(ask(moved, noor, { do: 'next', seen: before.movedAt })).toEqual(refused('stale'));
		expect(ask(moved, noor, { do: 'next', seen: led.movedAt })).toEqual(refused('stale'));
	});
	it('[S1] a lead that was handed to her is a move she must have seen', () => {
		const led = after(inRound('introduce'), noor, { do: 'take-lead' });
		const handed = after(led, noor, { do: 'hand-lead', to: 'sofie' });
		expect(ask(handed, sofie, { do: 'next', seen: led.movedAt })).toEqual(refused('stale'));
		expect(ask(handed, sofie, { do: 'next' })).toEqual(agreed);
	});
	it('[S1] somebody being ready in between does not make a leader’s screen old', () => {
		const before = inRound('introduce');
		const ready = after(before, kees, { do: 'ready', ready: true });
		expect(ask(ready, noor, { do: 'next', seen: before.movedAt })).toEqual(agreed);
	});
	it('[S2] with nobody leading anybody at the table moves on, a viewer never', () => {
		const state = inRound('introduce');
		for (const who of [marit, noor, sofie, kees, anke]) expect(ask(state, who, { do: 'next' })).toEqual(agreed);
		expect(ask(state, gerda, { do: 'next' })).toEqual(refused('someone-leads'));
	});
	it('[S2] with Noor leading only Noor moves on', () => {
		const led = after(inRound('introduce'), noor, { do: 'take-lead' });
		expect(ask(led, noor, { do: 'next' })).toEqual(agreed);
		expect(ask(led, sofie, { do: 'next' })).toEqual(refused('someone-leads'));
		expect(ask(led, sofie, { do: 'extend', minutes: 2 })).toEqual(refused('not-allowed'));
	});
	it('[S3] a colleague takes a free lead but not a taken one; a facilitator takes over', () => {
		const led = after(inRound('introduce'), sofie, { do: 'take-lead' });
		expect(led.leader).toBe('sofie');
		expect(ask(led, kees, { do: 'take-lead' })).toEqual(refused('someone-leads'));
		expect(after(led, noor, { do: 'take-lead' }).leader).toBe('noor');
		expect(ask(inRound('introduce'), gerda, { do: 'take-lead' })).toEqual(refused('someone-leads'));
	});
	it('[S33] the lead of somebody who is not in the room may be taken by anybody at the table, and only then', () => {
		const led = after(inRound('introduce'), sofie, { do: 'take-lead' });
		const takes = (who: typeof kees, sofieHere: boolean) =>
			ask(led, who, { do: 'take-lead' }, [{ ...sofie, here: sofieHere }, kees, marit, gerda]);
		for (const who of [kees, marit]) {
			expect(takes(who, true)).toEqual(refused('someone-leads'));
			expect(takes(who, false)).toEqual(agreed);
			// nor does she lead on who has no seat any more
			expect(ask(led, who, { do: 'take-lead' }, [kees, marit])).toEqual(agreed);
		}
		expect(takes(gerda, false)).toEqual(refused('someone-leads'));
		expect(takes(sofie, false)).toEqual(refused('someone-leads'));
	});
	it('[S4] only the leader hands the lead on, and only to somebody at the table', () => {
		const led = after(inRound('introduce'), noor, { do: 'take-lead' });
		expect(after(led, noor, { do: 'hand-lead', to: 'kees' }).leader).toBe('kees');
		expect(ask(led, kees, { do: 'hand-lead', to: 'kees' })).toEqual(refused('someone-leads'));
		expect(ask(led, noor, { do: 'hand-lead', to: 'gerda' })).toEqual(refused('bad-input'));
		expect(ask(led, noor, { do: 'hand-lead', to: 'nobody' })).toEqual(refused('bad-input'));
		expect(after(led, noor, { do: 'release-lead' }).leader).toBeNull();
	});
	it('[S6] choosing is waited for, and passed only with a reason that is kept', () => {
		const choosing = inRound('choose');
		expect(ask(choosing, noor, { do: 'next' })).toEqual(refused('not-yet'));
		expect(ask(choosing, noor, { do: 'next', reason: '  ' })).toEqual(refused('not-yet'));
		expect(ask(choosing, noor, { do: 'next', reason: 'Marit is weggeroepen' })).toMatchObject({
			ok: true,
			value: [{ how: 'ahead', reason: 'Marit is weggeroepen' }]
		});
		const chosen = after(after(choosing, marit, { do: 'choose-moment', which: 'glad', atMs: 31_000 }), marit, {
			do: 'choose-moment',
			which: 'closer',
			atMs: 46_000
		});
		expect(ask(chosen, noor, { do: 'next' })).toMatchObject({ ok: true, value: [{ how: 'next' }] });
	});
	it('[S7] back goes to an earlier round with a reason, never to a later one', () => {
		const state = inRound('needs');
		expect(after(state, noor, { do: 'back', round: roundIndex('rewatch'), reason: 'nog eens kijken' }).round).toBe(
			roundIndex('rewatch')
		);
		expect(ask(state, noor, { do: 'back', round: roundIndex('rewatch'), reason: ' ' })).toEqual(refused('bad-input'));
		expect(ask(state, noor, { do: 'back', round: roundIndex('ahead'), reason: 'door' })).toEqual(
			refused('not-allowed')
		);
	});
	it('[S17] a session begins with its presenter in the room, or by her own hand', () => {
		const away = [{ ...marit, here: false }, noor, sofie];
		expect(ask(waiting, noor, { do: 'start' })).toEqual(agreed);
		expect(ask(waiting, noor, { do: 'start' }, away)).toEqual(refused('presenter-not-here'));
		expect(ask(waiting, marit, { do: 'start' }, away)).toEqual(agreed);
		expect(ask(waiting, gerda, { do: 'start' })).toEqual(refused('not-allowed'));
	});
	it('[S14] a session ends from its last round or before it began, not half-way', () => {
		expect(after(inRound('take-along'), noor, { do: 'close' }).phase).toBe('closed');
		expect(after(waiting, marit, { do: 'close' }).phase).toBe('closed');
		expect(ask(inRound('needs'), noor, { do: 'close' })).toEqual(refused('not-yet'));
		expect(ask(inRound('take-along'), noor, { do: 'next' })).toEqual(refused('not-yet'));
	});
	it('[S15] after the end nothing moves', () => {
		const closed = after(inRound('take-along'), noor, { do: 'close' });
		for (const command of [{ do: 'next' }, { do: 'ready', ready: true }, { do: 'stop-picture' }] as const)
			expect(ask(closed, marit, command)).toEqual(refused('session-closed'));
	});
});

describe('speaking and choosing', () => {
	it('[S8] only the presenter chooses moments, in their round, inside what was brought', () => {
		const choosing = inRound('choose');
		expect(after(choosing, marit, { do: 'choose-moment', which: 'glad', atMs: 31_000 }).moments.glad).toBe(31_000);
		expect(ask(choosing, noor, { do: 'choose-moment', which: 'glad', atMs: 31_000 })).toEqual(
			refused('not-in-this-round')
		);
		expect(ask(choosing, marit, { do: 'choose-moment', which: 'glad', atMs: 80_001 })).toEqual(
			refused('moment-outside-clip')
		);
		expect(ask(choosing, marit, { do: 'choose-moment', which: 'glad', atMs: Number.NaN })).toEqual(
			refused('moment-outside-clip')
		);
		expect(ask(inRound('needs'), marit, { do: 'choose-moment', which: 'glad', atMs: 1 })).toEqual(
			refused('not-in-this-round')
		);
	});
	it('[S10] one colleague has the word at a time; the presenter never takes a turn', () => {
		const state = inRound('what-we-see');
		const speaking = after(state, sofie, { do: 'take-turn' });
		expect(speaking.speaker).toBe('sofie');
		expect(ask(speaking, kees, { do: 'take-turn' })).toEqual(refused('not-your-turn'));
		expect(ask(state, marit, { do: 'take-turn' })).toEqual(refused('not-your-turn'));
		expect(ask(state, noor, { do: 'give-turn', to: 'marit' })).toEqual(refused('bad-input'));
		const given = after(speaking, noor, { do: 'give-turn', to: 'kees' });
		expect(given.speaker).toBe('kees');
		expect(given.heard).toEqual([{ userId: 'sofie', passed: false }]);
		expect(ask(inRound('needs'), sofie, { do: 'take-turn' })).toEqual(refused('not-your-turn'));
	});
	it('[S11] the speaker ends her turn, anybody may pass, nobody ends a colleague’s', () => {
		const speaking = after(inRound('strength'), sofie, { do: 'take-turn' });
		expect(after(speaking, sofie, { do: 'end-turn', passed: false })).toMatchObject({ speaker: null });
		expect(after(speaking, kees, { do: 'end-turn', passed: true }).heard).toEqual([{ userId: 'kees', passed: true }]);
		expect(ask(speaking, kees, { do: 'end-turn', passed: false })).toEqual(refused('not-your-turn'));
		expect(ask(speaking, marit, { do: 'end-turn', passed: true })).toEqual(refused('not-your-turn'));
	});
	it('a turn and readiness do not survive into the next round', () => {
		const busy = after(after(inRound('what-we-see'), sofie, { do: 'take-turn' }), kees, { do: 'ready', ready: true });
		expect(after(busy, noor, { do: 'next' })).toMatchObject({ speaker: null, ready: [], heard: [] });
	});
	it('[S12] the presenter alone stops and releases the picture', () => {
		const stopped = after(inRound('rewatch'), marit, { do: 'stop-picture' });
		expect(stopped.pictureStopped).toBe(true);
		expect(ask(inRound('rewatch'), noor, { do: 'stop-picture' })).toEqual(refused('not-allowed'));
		expect(ask(stopped, noor, { do: 'release-picture' })).toEqual(refused('not-allowed'));
		expect(after(stopped, marit, { do: 'release-picture' }).pictureStopped).toBe(false);
	});
});

describe('replay', () => {
	it('gives the same state as living through it, also 2,000 events long', () => {
		const events: SessionEvent[] = [
			{ seq: 1, at: 5, actor: 'noor', type: 'lead-taken', userId: 'noor' },
			{ seq: 2, at: 6, actor: 'noor', type: 'round-entered', round: 0, how: 'started' }
		];
		for (let seq = 3; seq <= 2_000; seq++)
			events.push({ seq, at: seq, actor: 'kees', type: 'ready', userId: 'kees', ready: seq % 2 === 0 });
		expect(replay(events)).toMatchObject({ seq: 2_000, leader: 'noor', round: 0, ready: ['kees'], movedAt: 2 });
	});
});

describe('calling whoever goes round', () => {
	const group = (state: SessionState, who: Participant, asked: boolean) =>
		decide({ ...facts, inGroup: true }, state, who, { do: 'ask-look-in', asked }, []);
	const called = (state: SessionState, who: Participant, asked: boolean) => {
		const decided = group(state, who, asked);
		if (!decided.ok) throw new Error(decided.code);
		return decided.value.reduce(
			(s, body) => evolve(s, { ...body, seq: s.seq + 1, at: 5_000, actor: who.userId }),
			state
		);
	};

	it('[S30] anybody at a group’s table calls, and anybody there says it was answered; a viewer does neither', () => {
		const before = inRound('rewatch');
		for (const who of [marit, kees, noor, anke]) expect(group(before, who, true)).toEqual(agreed);
		expect(group(before, gerda, true)).toEqual(refused('not-allowed'));
		const after = called(before, kees, true);
		expect(after.lookIn).toEqual({ by: 'kees', at: 5_000 });
		expect(group(after, gerda, false)).toEqual(refused('not-allowed'));
		expect(called(after, noor, false).lookIn).toBeNull();
		expect(called(after, kees, false).lookIn).toBeNull();
	});
	it('[S30] at everybody’s table there is nobody to call', () => {
		expect(ask(inRound('rewatch'), kees, { do: 'ask-look-in', asked: true })).toEqual(refused('not-allowed'));
	});
	it('[S30] a call moves nothing: round, lead and what a screen must have seen stay', () => {
		const before = inRound('rewatch', { leader: 'kees', enteredAt: 7 });
		const { seq, lookIn, ...rest } = called(before, kees, true);
		const { seq: seqBefore, lookIn: none, ...same } = before;
		expect(rest).toEqual(same);
		expect([seq, none, lookIn?.by]).toEqual([seqBefore + 1, null, 'kees']);
	});
	it('[S30] calling twice is one call, and the end answers it', () => {
		const once = called(inRound('rewatch'), kees, true);
		expect(group(once, marit, true)).toEqual(refused('stale'));
		expect(group(inRound('rewatch'), marit, false)).toEqual(refused('stale'));
		expect(evolve(once, { type: 'closed', seq: once.seq + 1, at: 9, actor: 'marit' }).lookIn).toBeNull();
	});
});
