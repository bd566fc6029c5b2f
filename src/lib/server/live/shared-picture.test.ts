import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { shortProtocol } from '$lib/methods/p2g-protocols';
import { rights } from '$lib/engine/rights';
import type { Round } from '$lib/engine/pack';
import { waiting, type SessionFacts, type SessionState } from '$lib/engine/session';
import type { TimelineState } from '$lib/domain/timeline';
import { SharedPicture } from './shared-picture';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const facts: SessionFacts = {
	protocol: shortProtocol,
	presenter: 'marit',
	shown: { from: 1_000, to: 11_000 },
	fragment: { from: 2_000, to: 5_000 }
};
const inRound = (id: string): SessionState => ({
	...waiting,
	phase: 'running',
	round: shortProtocol.rounds.findIndex((round) => round.id === id)
});

function begin(round: string) {
	const told: TimelineState[] = [];
	const state = inRound(round);
	const picture = new SharedPicture(
		facts,
		state,
		() => Date.now(),
		(timeline) => told.push(timeline)
	);
	const may = rights(facts, state, { userId: 'noor', seat: 'facilitator' });
	return { picture, told, may };
}

test('[L10] what plays to its end rests there for everybody, at the moment it ends and not before', () => {
	const { picture, told, may } = begin('first-viewing');
	expect(picture.command(may, false, { do: 'play' }, 'noor').ok).toBe(true);
	vi.advanceTimersByTime(10_200); // ten seconds of clip and a quarter of a second of lead
	expect(told.at(-1)).toMatchObject({ playing: true });
	vi.advanceTimersByTime(100);
	expect(told.at(-1)).toMatchObject({ playing: false, position: 11_000, by: null });
	expect(told).toHaveLength(2);
});

test('[L10] watched through once, it can be watched again from the start', () => {
	const { picture, told, may } = begin('first-viewing');
	picture.command(may, false, { do: 'play' }, 'noor');
	vi.advanceTimersByTime(11_000);
	picture.command(may, false, { do: 'play' }, 'noor');
	expect(told.at(-1)).toMatchObject({ playing: true, position: 1_000 });
});

test('[L10] a fragment in a loop has no end to rest at', () => {
	const { picture, told, may } = begin('rewatch');
	picture.command(may, false, { do: 'play' }, 'noor');
	vi.advanceTimersByTime(60_000);
	expect(told.at(-1)).toMatchObject({ playing: true, loop: facts.fragment });
});

test('[L10] a version from before a restart is always older', () => {
	const before = begin('rewatch').picture.timeline.version;
	vi.advanceTimersByTime(1);
	expect(begin('rewatch').picture.timeline.version).toBeGreaterThan(before);
});

test('[L22] however long somebody loads and whoever is gone: after the chosen time it goes on, and the choice can come again', () => {
	const { picture, told, may } = begin('rewatch');
	picture.command(may, false, { do: 'play' }, 'noor');
	vi.advanceTimersByTime(1_000);
	const wait = { do: 'wait', ms: 10_000 } as const;
	expect(picture.command(may, false, wait, 'noor', true).ok).toBe(true);
	vi.advanceTimersByTime(9_900);
	expect(told.at(-1)).toMatchObject({ playing: false, position: 2_750, waiting: { until: Date.now() + 100 } });
	vi.advanceTimersByTime(100);
	expect(told.at(-1)).toMatchObject({ playing: true, position: 2_750, waiting: null, by: null });
	vi.advanceTimersByTime(500);
	picture.command(may, false, wait, 'noor', true);
	expect(told.at(-1)).toMatchObject({ playing: false, waiting: { until: Date.now() + 10_000 } });
});

test('[L22] nobody loads, or nothing plays: there is nothing to wait for', () => {
	const { picture, told, may } = begin('rewatch');
	picture.command(may, false, { do: 'wait', ms: 10_000 }, 'noor', true);
	expect(told).toHaveLength(0);
	picture.command(may, false, { do: 'play' }, 'noor');
	picture.command(may, false, { do: 'wait', ms: 10_000 }, 'noor', false);
	expect(told).toHaveLength(1);
});

test('[L22] who pauses while the group waits ends the waiting: it rests until somebody plays', () => {
	const { picture, told, may } = begin('rewatch');
	picture.command(may, false, { do: 'play' }, 'noor');
	vi.advanceTimersByTime(1_000);
	picture.command(may, false, { do: 'wait', ms: 10_000 }, 'noor', true);
	picture.command(may, false, { do: 'pause' }, 'noor');
	picture.waitedEnough();
	vi.advanceTimersByTime(60_000);
	expect(told.at(-1)).toMatchObject({ playing: false, waiting: null });
});

/** A round whose picture stands still at what was noted. */
function beginFreezing(moments: number[], picture: Partial<Round['picture']>) {
	const rounds = shortProtocol.rounds.map((round) =>
		round.id === 'rewatch' ? { ...round, picture: { ...round.picture, ...picture } } : round
	);
	const freezing = { ...facts, protocol: { ...shortProtocol, rounds } };
	const told: TimelineState[] = [];
	const state = inRound('rewatch');
	const asked: unknown[] = [];
	const shared = new SharedPicture(
		freezing,
		state,
		() => Date.now(),
		(timeline) => told.push(timeline),
		(freeze) => (asked.push(freeze), freeze ? moments : [])
	);
	const may = rights(freezing, state, { userId: 'noor', seat: 'facilitator' });
	const play = () => shared.command(may, false, { do: 'play' }, 'noor');
	return { shared, told, may, play, asked };
}

test('[S28] it stands still exactly at each noted moment, and one press goes on from there', () => {
	const { told, play } = beginFreezing([3_000, 4_500], { freeze: 'initiatives' });
	play();
	vi.advanceTimersByTime(1_200);
	expect(told.at(-1)).toMatchObject({ playing: true });
	vi.advanceTimersByTime(100);
	expect(told.at(-1)).toMatchObject({ playing: false, position: 3_000, by: null, waiting: null });
	play();
	vi.advanceTimersByTime(1_800);
	expect(told.at(-1)).toMatchObject({ playing: false, position: 4_500 });
	// and round again in the loop
	play();
	vi.advanceTimersByTime(1_800);
	expect(told.at(-1)).toMatchObject({ playing: false, position: 3_000 });
});

test('[S28] at half speed it takes twice as long; a pause or a jump begins anew', () => {
	const { shared, told, may, play } = beginFreezing([3_000], { freeze: 'initiatives' });
	shared.command(may, false, { do: 'rate', rate: 0.5 }, 'noor');
	play();
	vi.advanceTimersByTime(2_200);
	expect(told.at(-1)).toMatchObject({ playing: true });
	vi.advanceTimersByTime(100);
	expect(told.at(-1)).toMatchObject({ playing: false, position: 3_000 });
	shared.command(may, false, { do: 'seek', position: 2_000 }, 'noor');
	shared.command(may, false, { do: 'rate', rate: 1 }, 'noor');
	play();
	vi.advanceTimersByTime(500);
	shared.command(may, false, { do: 'pause' }, 'noor');
	const count = told.length;
	vi.advanceTimersByTime(60_000);
	expect(told).toHaveLength(count);
});

test('[S28] a round that does not say so plays on, and a picture with an end still reaches it', () => {
	const loop = beginFreezing([3_000], {});
	loop.play();
	vi.advanceTimersByTime(60_000);
	expect(loop.told.at(-1)).toMatchObject({ playing: true });
	const marks = beginFreezing([3_000], { mode: 'marks', freeze: 'initiatives' });
	marks.shared.command(marks.may, false, { do: 'seek', position: 5_000 }, 'noor');
	marks.play();
	vi.advanceTimersByTime(7_000);
	expect(marks.told.at(-1)).toMatchObject({ playing: false, position: 11_000 });
});
