import { describe, expect, it } from 'vitest';
import { after, anke, everybody, facts, gerda, inRound, kees, marit, noor, sofie } from '../../../tests/support/table';
import { units } from './pack';
import { firstPicture, pictureOnEntering } from './picture';
import { mayPlayback, rights, rightsAtTable } from './rights';
import { waiting, type Participant, type SessionState } from './session';

const may = (state: SessionState, who: Participant) => rights(facts, state, who);
const writes = (state: SessionState, who: Participant) => units.filter((u) => may(state, who).write[u]);

/** The whole protocol in one table: who may write what, round by round (R61). */
const table: [round: string, presenter: string[], colleague: string[]][] = [
	['introduce', [], []],
	['first-viewing', [], []],
	['choose', [], []],
	['rewatch', ['observations'], ['observations']],
	['what-we-see', [], ['observations', 'meanings']],
	['experience', ['experience'], []],
	['needs', ['meanings', 'needs'], ['meanings', 'needs']],
	['strength', [], ['strengths']],
	['ahead', ['intentions', 'tips'], ['tips']],
	['take-along', ['intentions', 'tips', 'takeaway'], ['tips']]
];

describe('[S9] writing', () => {
	it.each(table)('in %s the presenter writes %j and colleagues %j', (round, presenter, colleague) => {
		const state = inRound(round);
		expect(writes(state, marit)).toEqual(presenter);
		for (const who of [sofie, kees, noor, anke]) expect(writes(state, who)).toEqual(colleague);
	});
	it.each(table)('in %s a viewer writes nothing', (round) => {
		expect(writes(inRound(round), gerda)).toEqual([]);
	});
	it('tips opened early are open to all from then on, and only tips', () => {
		const open = after(inRound('needs'), noor, { do: 'open-tips' });
		expect(writes(open, sofie)).toEqual(['meanings', 'needs', 'tips']);
		const later = after(open, noor, { do: 'next' });
		expect(writes(later, marit)).toEqual(['tips']);
	});
	it('[S15] nobody writes before the beginning or after the end', () => {
		const closed = after(inRound('take-along'), noor, { do: 'close' });
		for (const who of everybody) {
			expect(writes(waiting, who)).toEqual([]);
			expect(writes(closed, who)).toEqual([]);
		}
	});
	it('[S16] jottings are possible in every running round, and not outside', () => {
		for (const [round] of table) expect(may(inRound(round), kees).jot).toBe(true);
		expect(may(waiting, kees).jot).toBe(false);
		for (const who of [marit, noor, kees, anke]) expect(rightsAtTable(facts, inRound('rewatch'), who).jot).toBe(true);
		expect(rightsAtTable(facts, inRound('rewatch'), gerda).jot).toBe(false); // [PC8]
	});
});

describe('[S29] pointing', () => {
	it.each(table)('in %s everybody at the table may, but not in the first viewing; a guest never', (round) => {
		for (const who of [marit, sofie, kees, noor, anke])
			expect(may(inRound(round), who).point).toBe(round !== 'first-viewing');
		expect(may(inRound(round), gerda).point).toBe(false);
	});
	it('not at a picture that was stopped, and not before the beginning or after the end', () => {
		const closed = after(inRound('take-along'), noor, { do: 'close' });
		expect(may(inRound('rewatch', { pictureStopped: true }), kees).point).toBe(false);
		for (const state of [waiting, closed]) expect(may(state, kees).point).toBe(false);
	});
});

describe('the remote', () => {
	it('[S5] in the first viewing it plays through: no pause, scrubbing, speed, loop or mute', () => {
		const state = inRound('first-viewing');
		expect(may(state, noor).playback).toEqual({
			play: true,
			pause: false,
			seek: false,
			rate: false,
			loop: false,
			mute: false
		});
	});
	it('[S5] and with somebody leading only the leader presses play', () => {
		const led = after(inRound('first-viewing'), noor, { do: 'take-lead' });
		expect(may(led, noor).playback.play).toBe(true);
		expect(may(led, marit).playback.play).toBe(false);
		expect(may(led, marit).resting.playback).toBe('leader-holds-remote');
	});
	it('while choosing only the presenter holds it', () => {
		expect(may(inRound('choose'), marit).playback.seek).toBe(true);
		expect(may(inRound('choose'), noor).playback.seek).toBe(false);
	});
	it('when looking at marks the speaker holds it, and whoever leads', () => {
		const led = after(inRound('what-we-see'), noor, { do: 'take-lead' });
		const speaking = after(led, sofie, { do: 'take-turn' });
		expect(may(speaking, sofie).playback.seek).toBe(true);
		expect(may(speaking, noor).playback.seek).toBe(true);
		expect(may(speaking, kees).playback.seek).toBe(false);
	});
	it('[S12] a stopped picture moves for nobody', () => {
		const stopped = after(inRound('rewatch'), marit, { do: 'stop-picture' });
		for (const who of everybody) expect(Object.values(may(stopped, who).playback)).not.toContain(true);
		expect(may(stopped, noor).resting.playback).toBe('picture-stopped');
	});
	it('a viewer never holds it', () => {
		for (const [round] of table) expect(Object.values(may(inRound(round), gerda).playback)).not.toContain(true);
	});
	it('keeps inside what was brought, and to the speeds there are', () => {
		const r = may(inRound('rewatch'), noor);
		expect(mayPlayback(facts, r, { do: 'seek', position: 80_000 })).toBe(true);
		expect(mayPlayback(facts, r, { do: 'seek', position: 80_001 })).toBe(false);
		expect(mayPlayback(facts, r, { do: 'seek', position: Number.NaN })).toBe(false);
		expect(mayPlayback(facts, r, { do: 'rate', rate: 0.5 })).toBe(true);
		expect(mayPlayback(facts, r, { do: 'rate', rate: 16 })).toBe(false);
		expect(mayPlayback(facts, r, { do: 'loop', loop: { from: 20_000, to: 20_100 } })).toBe(false);
		expect(mayPlayback(facts, r, { do: 'loop', loop: { from: 20_000, to: 22_000 } })).toBe(true);
	});
});

describe('[S13] entering a round', () => {
	const playing = { ...firstPicture(facts, 0), playing: true, position: 30_000, rate: 0.5, muted: true };
	const enter = (id: string) => {
		const round = facts.protocol.rounds.find((r) => r.id === id);
		if (!round) throw new Error(id);
		return pictureOnEntering(facts, round, playing, 1_000);
	};
	it('rests the picture, at normal speed, with sound', () => {
		for (const [id] of table) expect(enter(id)).toMatchObject({ playing: false, rate: 1, muted: false });
	});
	it('puts the first viewing at the start and the re-watch in a loop of the fragment', () => {
		expect(enter('first-viewing')).toMatchObject({ position: 0, loop: null });
		expect(enter('rewatch')).toMatchObject({ position: 20_000, loop: { from: 20_000, to: 70_000 } });
	});
	it('otherwise leaves it where the group was, and grows the version', () => {
		expect(enter('needs')).toMatchObject({ position: 30_000, loop: null, version: 2 });
	});
});

describe('[S32] a big screen', () => {
	it('is switched on and off by the presenter, a facilitator and whoever leads, from the waiting room to the end', () => {
		const state = inRound('rewatch', { leader: 'kees' });
		for (const who of [marit, noor, kees]) expect(may(state, who).screen).toBe(true);
		for (const who of [sofie, anke, gerda]) expect(may(state, who).screen).toBe(false);
		expect(may(waiting, marit).screen).toBe(true);
		expect(may({ ...state, leader: null }, kees).screen).toBe(false);
	});
	it('by nobody once the session is closed', () => {
		for (const who of everybody) expect(may({ ...inRound('rewatch'), phase: 'closed' }, who).screen).toBe(false);
	});
});
