import { describe, expect, it } from 'vitest';
import { keptFrames, planFor, type ClipEdits, type ClipFrame, type PrepareMeans } from './clip-edits';

/** I P B B P B B…, a key frame every 12 frames, 40 ms each: the order in which phones write them. */
function phoneFrames(groups: number): ClipFrame[] {
	const frames: ClipFrame[] = [];
	const put = (shown: number, key = false) => frames.push({ at: shown * 40, lasts: 40, key });
	for (let g = 0; g < groups; g++) {
		put(g * 12, true);
		for (let p = 3; p < 12; p += 3) [p, p - 2, p - 1].forEach((n) => put(g * 12 + n));
		[10, 11].forEach((n) => put(g * 12 + n));
	}
	return frames;
}
const frames = phoneFrames(10);
const durationMs = 4_800;
const all: PrepareMeans = { canEncode: true, containerTurns: true, canKeepSound: true };
const none: PrepareMeans = { canEncode: false, containerTurns: false, canKeepSound: true };
const asItIs: ClipEdits = { from: 0, to: durationMs, cut: 'key-frames', turn: 0, mute: false, hidden: [] };
const region = {
	id: 'a',
	shape: 'ellipse',
	from: 0,
	to: 9,
	spots: [{ at: 0, x: 0.5, y: 0.5, rx: 0.1, ry: 0.1 }]
} as const;
const shown = (from: number, to: number): number[] => {
	const kept = keptFrames(frames, from, to);
	return kept ? frames.slice(kept.first, kept.stop).flatMap(({ at }) => (at >= kept.from ? [at / 40] : [])) : [];
};

describe('[C2] what is copied holds nothing outside the selection', () => {
	it('begins at the first key frame at or after the beginning', () => {
		expect(keptFrames(frames, 481, 3_000)?.from).toBe(960);
		expect(keptFrames(frames, 480, 3_000)?.from).toBe(480);
		expect(keptFrames(frames, 480.3, 3_000)?.from).toBe(480); // a file's own clock rounds
	});
	it('ends before the first frame in the file that is shown after the end, so that all that stays can be decoded', () => {
		for (let to = 520; to < 1_500; to += 40) {
			const kept = shown(480, to);
			expect(Math.max(...kept) * 40, `to ${to}`).toBeLessThan(to);
			// at most the two in-between frames that needed the next one are given up, and there is no hole
			expect(kept.length).toBe(Math.max(...kept) - 12 + 1);
			expect(to / 40 - 1 - Math.max(...kept)).toBeLessThanOrEqual(2);
		}
	});
	it('leaves out what is shown before its key frame, which came after it in the file', () => {
		const open: ClipFrame[] = [0, 80, 40, 160, 120].map((at, i) => ({ at, lasts: 40, key: i === 0 || i === 3 }));
		expect(keptFrames(open, 100, 999)).toEqual({ first: 3, stop: 5, from: 160, to: 200 });
	});
	it('is nothing where no key frame is', () => {
		expect(keptFrames(frames, 490, 950)).toBeNull();
	});
});

describe('[C3] the cheapest way that does what was asked', () => {
	it('untouched, turned and mute: nothing is made anew', () => {
		for (const edits of [asItIs, { ...asItIs, turn: 90 as const }, { ...asItIs, mute: true }])
			expect(planFor(edits, frames, durationMs, all)).toEqual({ way: 'copy', from: 0, to: durationMs });
	});
	it('cut to key frames: copied, and it says where it begins', () => {
		expect(planFor({ ...asItIs, from: 500, to: 3_000 }, frames, durationMs, all)).toMatchObject({
			way: 'copy',
			from: 960
		});
	});
	it('exact, or a turn the container cannot keep: made anew', () => {
		const exact: ClipEdits = { ...asItIs, from: 500, to: 3_000, cut: 'exact' };
		expect(planFor(exact, frames, durationMs, all)).toEqual({ way: 'encode', from: 520, to: 3_000 });
		expect(planFor({ ...asItIs, turn: 90 }, frames, durationMs, { ...all, containerTurns: false }).way).toBe('encode');
	});
	it('no key frame in the selection is said, not solved by taking more', () => {
		expect(planFor({ ...asItIs, from: 490, to: 900 }, frames, durationMs, all)).toEqual({
			way: 'refused',
			why: 'no-key-frame'
		});
	});
});

describe('[C4] hiding is never left out', () => {
	const hiding: ClipEdits = { ...asItIs, hidden: [region] };
	it('is made anew where that can be done', () => {
		expect(planFor(hiding, frames, durationMs, all).way).toBe('encode');
	});
	it('is refused where it cannot', () => {
		expect(planFor(hiding, frames, durationMs, none)).toEqual({ way: 'refused', why: 'cannot-hide' });
	});
	it('each other thing that cannot be done has its own reason', () => {
		expect(planFor({ ...asItIs, from: 500, cut: 'exact' }, frames, durationMs, none)).toEqual({
			way: 'refused',
			why: 'cannot-cut'
		});
		expect(planFor({ ...asItIs, turn: 90 }, frames, durationMs, none)).toEqual({ way: 'refused', why: 'cannot-turn' });
		const noSound = { ...all, canKeepSound: false };
		expect(planFor(asItIs, frames, durationMs, noSound)).toEqual({ way: 'refused', why: 'no-sound' });
		expect(planFor({ ...asItIs, mute: true }, frames, durationMs, noSound).way).toBe('copy');
	});
});
