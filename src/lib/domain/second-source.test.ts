import { nothingAsked } from './consent';
import { describe, expect, it } from 'vitest';
import type { ClipFacts } from './clip-facts';
import { may, type ClipStanding } from './permissions';
import { offsetBounds, partBeside, secondBeside } from './second-source';

const facts = (durationMs: number, container: ClipFacts['container'] = 'mp4'): ClipFacts => ({
	...{ container, videoCodec: 'h264', audioCodec: 'aac', durationMs, width: 320, height: 180, rotation: 0 },
	...{ frames: durationMs / 40, fps: 25, evenFrames: true, path: 'as-is' }
});
const source = (offsetMs: number, durationMs = 10_000, container: ClipFacts['container'] = 'mp4') => ({
	...{ clipId: 'b', offsetMs, facts: facts(durationMs, container) }
});

describe('[T5] where a second source can lie', () => {
	it('leaves a second in common at either end', () => {
		expect(offsetBounds(10_000, 4_000)).toEqual({ from: -9_000, to: 3_000 });
	});
	it('asks no more of a short clip than it has', () => {
		expect(offsetBounds(10_000, 400)).toEqual({ from: -9_600, to: 0 });
		expect(offsetBounds(300, 400)).toEqual({ from: 0, to: 100 });
	});
});

describe('[T3] the part of it that lies beside a part of the clip', () => {
	it('is the same moments, and never from before it was begun', () => {
		expect(partBeside({ from: 2_000, to: 5_000 }, 700)).toEqual({ from: 2_700, to: 5_700 });
		expect(partBeside({ from: 2_000, to: 5_000 }, -3_000)).toEqual({ from: 0, to: 2_000 });
	});
	it('is nothing where it was not filmed then', () => {
		expect(secondBeside(source(0), { from: 9_000, to: 12_000 })).not.toBeNull();
		expect(secondBeside(source(0), { from: 10_000, to: 12_000 })).toBeNull();
		expect(secondBeside(source(-6_000), { from: 2_000, to: 5_900 })).toBeNull();
	});
	it('is all of a single file, or nothing', () => {
		expect(secondBeside(source(500, 4_000, 'webm'), { from: 0, to: 10_000 })).toBeNull();
		expect(secondBeside(source(-500, 4_000, 'webm'), { from: 0, to: 10_000 })).not.toBeNull();
		expect(secondBeside(source(-500, 4_000, 'webm'), { from: 1_000, to: 10_000 })).toBeNull();
	});
});

describe('[T2] the rights on a second source', () => {
	const who = (userId: string) => ({ userId, admin: false, roles: ['teacher' as const] });
	const clip = (more: Partial<ClipStanding>): ClipStanding => ({
		...{
			ownerId: 'marit',
			consent: { ...nothingAsked, team: 'granted', expert: 'granted' },
			atTable: true,
			helping: true,
			visiting: false,
			erased: false
		},
		...more
	});
	it('are those of its clip once it lies beside it, and its owner’s alone before', () => {
		expect(may.watchClip(who('kees'), clip({ beside: 'aligned' }))).toBe(true);
		expect(may.watchClip(who('kees'), clip({ beside: 'not-yet' }))).toBe(false);
		expect(may.watchClip(who('marit'), clip({ beside: 'not-yet' }))).toBe(true);
		expect(may.watchClip(who('kees'), clip({ beside: 'aligned', atTable: false, helping: false }))).toBe(false);
		expect(
			may.watchClip(
				who('marit'),
				clip({ beside: 'aligned', consent: { ...nothingAsked, team: 'withdrawn', expert: 'granted' } })
			)
		).toBe(false);
	});
	it('never let it be brought by itself, or get a second source of its own', () => {
		expect(may.bringClip(who('marit'), clip({}))).toBe(true);
		expect(may.bringClip(who('marit'), clip({ beside: 'aligned' }))).toBe(false);
		expect(may.addSecondSource(who('marit'), clip({}))).toBe(true);
		expect(may.addSecondSource(who('kees'), clip({}))).toBe(false);
		expect(may.addSecondSource(who('marit'), clip({ beside: 'aligned' }))).toBe(false);
		expect(may.addSecondSource(who('marit'), clip({ consent: { ...nothingAsked, team: 'refused' } }))).toBe(false);
	});
});
