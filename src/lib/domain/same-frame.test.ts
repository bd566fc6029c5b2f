import { expect, test } from 'vitest';
import type { PlayerReport } from './live';
import { sameFrame } from './same-frame';

const page = (frame: number | null, more: Partial<PlayerReport> = {}): PlayerReport => ({
	state: 'ready',
	position: (frame ?? 0) + 20,
	version: 7,
	frame,
	...more
});
const now = { version: 7, frameMs: 40 };

test('[L22] the same frame on every page is the same picture; one frame beside it is not', () => {
	const three = { noor: [page(1000)], kees: [page(1000)], sofie: [page(1000.6)] };
	expect(sameFrame(three, ['noor', 'kees', 'sofie'], now)).toEqual({ same: true, frame: 1000, behind: [] });
	const apart = { ...three, kees: [page(1040)] };
	expect(sameFrame(apart, ['noor', 'kees', 'sofie'], now)).toEqual({ same: false, frame: 1000, behind: ['kees'] });
});

test('[L22] most pages decide which frame it is, and the earlier one when it is even', () => {
	expect(sameFrame({ noor: [page(1000)], kees: [page(1040)], sofie: [page(1040)] }, ['noor'], now).frame).toBe(1000);
	const two = { noor: [page(1040)], kees: [page(1040)], sofie: [page(1000)] };
	expect(sameFrame(two, ['noor', 'kees', 'sofie'], now)).toMatchObject({ frame: 1040, behind: ['sofie'] });
	const even = { noor: [page(1040)], kees: [page(1000)] };
	expect(sameFrame(even, ['noor', 'kees'], now)).toMatchObject({ frame: 1000, behind: ['noor'] });
});

test('[L22] whoever has not told, loads, must tap or looks at something else is not there yet', () => {
	const noor = [page(1000)];
	expect(sameFrame({ noor }, ['noor', 'kees'], now)).toMatchObject({ same: false, behind: ['kees'] });
	for (const state of ['buffering', 'tap-needed', 'broken', 'elsewhere'] as const)
		expect(sameFrame({ noor, kees: [page(1000, { state })] }, ['noor', 'kees'], now).behind).toEqual(['kees']);
});

test('[L22] what was told of an earlier picture proves nothing about this one', () => {
	const players = { noor: [page(1000)], kees: [page(1000, { version: 6 })] };
	expect(sameFrame(players, ['noor', 'kees'], now)).toMatchObject({ same: false, behind: ['kees'] });
});

test('[L22] somebody with two screens sees it when both show it', () => {
	const noor = [page(1000), page(1000)];
	expect(sameFrame({ noor }, ['noor'], now).same).toBe(true);
	expect(sameFrame({ noor: [page(1000), page(1040)], kees: [page(1000)] }, ['noor', 'kees'], now).behind).toEqual([
		'noor'
	]);
});

test('[L22] alone there is nobody to see the same', () => {
	expect(sameFrame({ noor: [page(1000)] }, ['noor'], now)).toMatchObject({ same: false, behind: [] });
});

test('[L22] a browser that tells no frame is judged by where it stands', () => {
	const noor = [page(1000)];
	expect(sameFrame({ noor, kees: [page(null, { position: 1020 })] }, ['noor', 'kees'], now).same).toBe(true);
	expect(sameFrame({ noor, kees: [page(null, { position: 1060 })] }, ['noor', 'kees'], now).same).toBe(false);
});
