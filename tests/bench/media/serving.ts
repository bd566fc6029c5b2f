import { readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import process from 'node:process';
import type { ClipHandle } from '$lib/server/use-cases/needs';
import type { Measured } from '../live/verdict';
import { ffmpegCopy, type PhoneClip } from './phone-clip';
import { freshRoom, partBytes, segmentNames } from './sealed-clip';

interface Asked {
	dir: string;
	clip: ClipHandle;
	phone: PhoneClip;
	ffmpeg: string;
	rounds: number;
}

const viewers = 12;

/** What serving costs, beside reading the same bytes and beside packaging everything with ffmpeg, in turns. */
export async function serving(asked: Asked): Promise<Measured[]> {
	const { dir, clip, phone, rounds } = asked;
	const index: number[] = [];
	const [each, late, ratio, toCopy, copyWall, group, reads] = Array.from({ length: 7 }, (): number[] => []);
	const lists = { each, late, ratio, toCopy, copyWall, group, reads } as Record<string, number[]>;
	for (let round = 0; round < rounds; round++) {
		const room = await freshRoom(dir);
		const begun = performance.now();
		await partBytes(room, clip, 'index.m3u8');
		index.push(performance.now() - begun);
		const one = await serveAll(room, clip);
		const plain = await readAll(phone.file, one.sizes);
		const copy = ffmpegCopy(phone, asked.ffmpeg, dir);
		const sorted = one.ms.toSorted((a, b) => a - b);
		lists['each']?.push(sorted[sorted.length >> 1] ?? NaN);
		lists['late']?.push(sorted[Math.floor(sorted.length * 0.95)] ?? NaN);
		lists['ratio']?.push(one.cpu / plain);
		lists['toCopy']?.push(one.cpu / 1000 / copy.cpu);
		lists['copyWall']?.push(copy.wall * 1000);
		const twelve = await watchTogether(dir, clip);
		lists['group']?.push(twelve.cpu / one.cpu);
		lists['reads']?.push(twelve.read / one.read);
		await room.close();
	}
	const n = rounds;
	const of = (name: string): number[] => lists[name] ?? [];
	return [
		{ id: 'M1', what: 'index of a clip not looked at before', unit: 'ms', values: index, goal: 50, timed: true, n },
		{
			id: 'M2',
			what: 'a segment, read, deciphered and cut, median',
			unit: 'ms',
			values: of('each'),
			goal: 15,
			timed: true,
			n: n * 150
		},
		{ id: 'M2', what: 'the same, 95 of 100', unit: 'ms', values: of('late'), n: n * 150 },
		{
			id: 'M3',
			what: 'processor time to serve / to read the bytes',
			unit: 'x',
			values: of('ratio'),
			goal: 2.5,
			timed: true,
			n
		},
		{ id: 'M3', what: 'the same / ffmpeg -c copy of the whole clip', unit: 'x', values: of('toCopy'), n },
		{ id: 'M3', what: 'ffmpeg -c copy of the whole clip', unit: 'ms', values: of('copyWall'), n },
		{ id: 'M4', what: `bytes read for ${viewers} viewers / for one`, unit: 'x', values: of('reads'), goal: 1.05, n },
		{ id: 'M4', what: `processor time for ${viewers} viewers / for one`, unit: 'x', values: of('group'), n }
	];
}

type Room = Awaited<ReturnType<typeof freshRoom>>;

async function serveAll(room: Room, clip: ClipHandle) {
	const names = await segmentNames(room, clip);
	const sizes: number[] = [];
	const ms: number[] = [];
	const [cpu, read] = [cpuMs(), bytesRead()];
	for (const name of names) {
		const begun = performance.now();
		sizes.push((await partBytes(room, clip, name)).length);
		ms.push(performance.now() - begun);
	}
	return { sizes, ms, cpu: cpuMs() - cpu, read: bytesRead() - read };
}

/** Everybody at the table asks for the same segment, some at once and some a little later. */
async function watchTogether(dir: string, clip: ClipHandle) {
	const room = await freshRoom(dir);
	const names = await segmentNames(room, clip);
	const [cpu, read] = [cpuMs(), bytesRead()];
	for (const name of names) {
		const half = () => Promise.all(Array.from({ length: viewers / 2 }, () => partBytes(room, clip, name)));
		await half();
		await half();
	}
	await room.close();
	return { cpu: cpuMs() - cpu, read: bytesRead() - read };
}

/** Reads the same number of bytes in the same pieces from a clear file; answers the processor time, ms. */
async function readAll(file: string, sizes: readonly number[]): Promise<number> {
	const handle = await open(file);
	const begun = cpuMs();
	let at = 0;
	for (const size of sizes) {
		const piece = Buffer.allocUnsafe(size);
		at += (await handle.read(piece, 0, size, at)).bytesRead;
	}
	const used = cpuMs() - begun;
	await handle.close();
	return used;
}

/** All threads of this process, ms. */
function cpuMs(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
}

/** Bytes this process asked the system for, of files and everything else. */
const bytesRead = (): number => Number(/rchar: (\d+)/.exec(readFileSync('/proc/self/io', 'utf8'))?.[1] ?? NaN);
