import { describe, expect, it } from 'vitest';
import { afterProbe, beginSearch, frameAt, middleOf, probeOf, snapToFrame, stepPosition } from './frame-steps';

const even = { durationMs: 12_000, frames: 360, fps: 30 };

describe('even frames', () => {
	it('knows the frame at a time, also exactly on a border', () => {
		expect(frameAt(even, 0)).toBe(0);
		expect(frameAt(even, 33)).toBe(0);
		expect(frameAt(even, 1000 / 30)).toBe(1);
		for (let frame = 0; frame < 360; frame++) expect(frameAt(even, (frame * 1000) / 30)).toBe(frame);
	});

	it('seeks to the middle of a frame, never to its border', () => {
		expect(snapToFrame(even, 1000)).toBeCloseTo(1016.67, 1);
		expect(frameAt(even, middleOf(even, 41))).toBe(41);
	});

	it('steps one frame forward and back, and comes back to where it was', () => {
		const there = stepPosition(even, 5000, 1);
		expect(frameAt(even, there)).toBe(151);
		expect(frameAt(even, stepPosition(even, there, -1))).toBe(150);
	});

	it('stops at the first and at the last frame', () => {
		expect(frameAt(even, stepPosition(even, 10, -1))).toBe(0);
		expect(frameAt(even, stepPosition(even, 99_999, 1))).toBe(359);
		expect(stepPosition(even, 99_999, 1)).toBeLessThan(even.durationMs);
	});
});

describe('the search in a clip with uneven frames', () => {
	/** Starts of the frames; what is shown at a time is the last one that began. */
	const find = (starts: number[], from: number, mean: number): { found: number | null; looks: number } => {
		const shown = (ms: number) => starts.filter((s) => s <= ms).at(-1) ?? 0;
		const old = shown(from);
		let search = beginSearch(old, mean);
		let looks = 0;
		for (let probe = probeOf(search, old); probe !== null; probe = probeOf(search, old)) {
			looks++;
			search = afterProbe(search, probe, shown(probe), old);
		}
		return { found: search.hi, looks };
	};

	it('finds the very next frame after a short one and after a long pause', () => {
		const starts = [0, 33, 50, 400, 417, 433, 900];
		for (let i = 0; i < starts.length - 1; i++) expect(find(starts, starts[i]!, 33).found).toBe(starts[i + 1]);
	});

	it('gives up at the last frame, within a few looks', () => {
		const { found, looks } = find([0, 33], 33, 33);
		expect(found).toBeNull();
		expect(looks).toBeLessThan(12);
	});
});
