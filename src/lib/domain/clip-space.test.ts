import { describe, expect, it } from 'vitest';
import { diskReserve, mostUnderWay, roomFor, type SpaceUsed } from './clip-space';

const limits = { school: 1_000, team: 500 };
const none: SpaceUsed = { school: 0, team: 0, promised: 0, diskFree: null, underWay: 0 };
const ask = (bytes: number, used: Partial<SpaceUsed> = {}) => roomFor(bytes, limits, { ...none, ...used });

describe('[U5] room for a clip, before its first byte', () => {
	it('is up to the last byte of what a team may take, and not one more', () => {
		expect(ask(500)).toBeNull();
		expect(ask(501)).toBe('team-space-full');
		expect(ask(100, { team: 400 })).toBeNull();
		expect(ask(101, { team: 400 })).toBe('team-space-full');
	});

	it('and of what the school may take', () => {
		expect(ask(100, { school: 900 })).toBeNull();
		expect(ask(101, { school: 900 })).toBe('school-space-full');
	});

	it('counts what is promised to others as taken from the disk, and leaves it a reserve', () => {
		expect(ask(100, { diskFree: diskReserve + 300, promised: 200 })).toBeNull();
		expect(ask(100, { diskFree: diskReserve + 299, promised: 200 })).toBe('disk-full');
	});

	it('is for a few clips of one person at a time', () => {
		expect(ask(1, { underWay: mostUnderWay - 1 })).toBeNull();
		expect(ask(1, { underWay: mostUnderWay })).toBe('too-many-under-way');
	});

	it('has no limit where none is set and the disk does not say', () => {
		expect(roomFor(1e12, { school: null, team: null }, none)).toBeNull();
	});
});
