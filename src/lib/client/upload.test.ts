import { describe, expect, it } from 'vitest';
import { pieceOf } from './upload';

const kB = 1024;

describe('[U1] a piece is what the line carries in four seconds', () => {
	it('on a school’s 1 Mbit/s', () => expect(pieceOf(512 * kB, 4_096)).toBe(500 * kB));
	it('never more than 5 MB, however fast', () => expect(pieceOf(512 * kB, 3)).toBe(5 * kB * kB));
	it('never less than 256 kB, however slow', () => expect(pieceOf(300 * kB, 60_000)).toBe(256 * kB));
	it('also when the clock did not move', () => expect(pieceOf(512 * kB, 0)).toBe(5 * kB * kB));
});
