import { expect, test } from 'vitest';
import { momentBeside, onSameFrame } from './on-frame';

const even = { durationMs: 10_000, frames: 250, fps: 25, evenFrames: true };

test('two moments lie on one frame, however far from its middle; the next frame is another', () => {
	expect(onSameFrame(even, 1_001, 1_039)).toBe(true);
	expect(onSameFrame(even, 1_039, 1_041)).toBe(false);
	const uneven = { ...even, evenFrames: false };
	expect(onSameFrame(uneven, 1_000, 1_019)).toBe(true);
	expect(onSameFrame(uneven, 1_000, 1_020)).toBe(false);
});

test('the moment before and after, never the one that is on screen', () => {
	const moments = [9_000, 1_000, 5_000];
	expect(momentBeside(moments, 5_000, 1, 40)).toBe(9_000);
	expect(momentBeside(moments, 5_020, -1, 40)).toBe(1_000);
	expect(momentBeside(moments, 9_000, 1, 40)).toBeNull();
	expect(momentBeside([], 0, -1, 40)).toBeNull();
});
