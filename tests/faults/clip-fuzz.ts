import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findFfmpeg } from '$lib/server/media/ffmpeg';
import { openClipFiles, type OpenClipFiles } from '$lib/server/media/clip-files';
import { clipBytes, newClip } from '../support/clips';
import { watched, type Attempts } from '../support/watched-ffmpeg';
import { clipMutant, mediaMutant } from './clip-mutants';
import { dice, seedOf } from './dice';

/** What so many damaged clips came to. */
export interface ClipFuzzReport {
	seed: number;
	/** Looked at. */
	probed: number;
	/** Of those, sound enough to go on. */
	accepted: number;
	refused: Record<string, number>;
	/** Taken through everything: looked at, converted or put into another container, every part of it asked for. */
	taken: number;
	/** Of those, shown in the end. */
	shown: number;
	/** Runs of ffmpeg. */
	conversions: number;
	/** Anything thrown that is not an answer, by number and first line. Must be empty. */
	crashes: string[];
	/** Clips that took longer than they may. Must be empty. */
	hangs: string[];
	slowestProbeMs: number;
	slowestTakenMs: number;
	/** Files that stood elsewhere than in their clip's folder afterwards. Must be empty. */
	outside: string[];
	/** What the watched runs of ffmpeg tried; null where they could not be watched. */
	attempts: Attempts | null;
}

const seeds = [
	'h264_aac_moovend.mp4',
	'h264_aac_faststart.mp4',
	'fragmented.mp4',
	'vfr.mp4',
	'rot90.mp4',
	'phone.mov',
	'longgop.mp4',
	'noaudio.mp4',
	'audioonly.m4a',
	'hevc_hvc1.mov',
	'hevc10_hlg.mov',
	'vp9_opus.webm',
	'mediarecorder_like.webm'
];
/** Through the pipeline go those that need it, and some that do not. */
const takenSeeds = [
	'hevc_hvc1.mov',
	'hevc10_hlg.mov',
	'mediarecorder_like.webm',
	'vp9_opus.webm',
	'phone.mov',
	'fragmented.mp4'
];
/** A look is index work: seconds would be an attack. A conversion of these clips takes less than one. */
const limits = { probeMs: 5_000, takenMs: 200_000 };

/**
 * [X2] Promise D1. `probes` damaged clips are looked at, `taken` more go the whole way. Clip number n is made by seed
 * and n alone, so `only` plays one again.
 */
export async function fuzzClips(options: {
	probes: number;
	taken: number;
	seed: number;
	only?: number;
	/** How many of the conversions are watched by strace: one in so many. */
	watchEvery?: number;
	onProgress?: (report: Readonly<ClipFuzzReport>) => void;
}): Promise<ClipFuzzReport> {
	const report = blank(options.seed);
	const found = await findFfmpeg();
	const watch = found && (await watched(found));
	// In memory where there is such a folder: it is the parser that is tried here, not the disk.
	const dir = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'clip-fuzz-'));
	const files = await openClipFiles({ dir, ffmpeg: found });
	const watchedFiles = watch ? await openClipFiles({ dir, ffmpeg: watch.tool, shared: true }) : files;
	const note = (error: unknown): void => void report.crashes.push(`beside: ${String(error)}`);
	process.on('unhandledRejection', note);
	try {
		const numbers =
			options.only === undefined ? Array.from({ length: options.probes + options.taken }, (_, n) => n) : [options.only];
		const sound = new Map<string, Uint8Array>();
		for (const name of seeds) sound.set(name, await clipBytes(name));
		if (found) for (const name of takenSeeds) sound.set(`short ${name}`, await firstSecond(found.binary, dir, name));
		for (const n of numbers) {
			// being watched costs as much again: one in `watchEvery` is
			const room = n % (options.watchEvery ?? 10) === 0 ? watchedFiles : files;
			await one(report, room, sound, { n, whole: n >= options.probes });
			if (n % 500 === 499) {
				if (watch) merge(report, await watch.attempts());
				options.onProgress?.(report);
			}
		}
		if (watch) merge(report, await watch.attempts());
		report.outside.push(...(await readdir(join(dir, 'clips'))), ...(await readdir(join(dir, 'tmp'))));
		report.outside.push(...(await readdir(dir)).filter((name) => name !== 'clips' && name !== 'tmp'));
	} finally {
		process.off('unhandledRejection', note);
		await Promise.all([files.close(), watchedFiles.close()]);
		await watch?.end();
		await rm(dir, { recursive: true, force: true });
	}
	return report;
}

async function one(
	report: ClipFuzzReport,
	files: OpenClipFiles,
	sound: Map<string, Uint8Array>,
	{ n, whole }: { n: number; whole: boolean }
): Promise<void> {
	const roll = dice(seedOf(report.seed, n));
	const name = roll.pick(whole ? takenSeeds : seeds);
	const seed = (whole && sound.get(`short ${name}`)) || sound.get(name);
	if (!seed) throw new Error('a seed that is not there');
	// of those that go the whole way most must come as far as a decoder
	const bytes = whole && roll.chance(0.6) ? mediaMutant(seed, roll) : clipMutant(seed, [...sound.values()], roll);
	const clip = newClip();
	const began = performance.now();
	try {
		await files.put(clip, bytes);
		const seen = await files.inspect(clip);
		report.probed++;
		const probeMs = performance.now() - began;
		report.slowestProbeMs = Math.max(report.slowestProbeMs, probeMs);
		if (probeMs > limits.probeMs) report.hangs.push(`${n}: looked at for ${Math.round(probeMs)} ms`);
		if (!seen.ok) report.refused[seen.code] = (report.refused[seen.code] ?? 0) + 1;
		else report.accepted++;
		if (!whole) return;
		report.taken++;
		if (!seen.ok) return;
		if (seen.value.path === 'convert') report.conversions++;
		const made = await files.prepare(clip, seen.value);
		if (!made.ok) report.refused[made.code] = (report.refused[made.code] ?? 0) + 1;
		// Also of what was refused just now: nothing a browser asks for may bring us down.
		if ((await everyPart(files, clip)) && made.ok) report.shown++;
		const takenMs = performance.now() - began;
		report.slowestTakenMs = Math.max(report.slowestTakenMs, takenMs);
		if (takenMs > limits.takenMs) report.hangs.push(`${n}: taken through in ${Math.round(takenMs)} ms`);
	} catch (error) {
		report.crashes.push(`${n}: ${String(error).slice(0, 200)}`);
	} finally {
		await files.erase(clip.id);
	}
}

/** The same clip, one second of it: converting is what takes time. */
async function firstSecond(ffmpeg: string, dir: string, name: string): Promise<Uint8Array> {
	const [from, to] = [fileURLToPath(new URL(`../fixtures/clips/${name}`, import.meta.url)), join(dir, `short-${name}`)];
	execFileSync(ffmpeg, ['-nostdin', '-loglevel', 'error', '-i', from, '-t', '1', '-c', 'copy', to]);
	const bytes = new Uint8Array(await readFile(to));
	await rm(to);
	return bytes;
}

/** Asks for all that a player could; true when there was a picture to show. */
async function everyPart(files: OpenClipFiles, clip: ReturnType<typeof newClip>): Promise<boolean> {
	const file = await files.part(clip, 'clip.webm', 'bytes=0-99');
	const list = await files.part(clip, 'index.m3u8', null);
	await files.part(clip, 'init.mp4', null);
	let pieces = 0;
	while (pieces < 40 && (await files.part(clip, `seg${pieces}.m4s`, null)).ok) pieces++;
	return file.ok || (list.ok && pieces > 0);
}

function merge(report: ClipFuzzReport, more: Attempts): void {
	const so = (report.attempts ??= { runs: 0, network: [], written: [], read: [] });
	so.runs += more.runs;
	for (const kind of ['network', 'written', 'read'] as const) so[kind].push(...more[kind].slice(0, 20));
}

const blank = (seed: number): ClipFuzzReport => ({
	seed,
	probed: 0,
	accepted: 0,
	refused: {},
	taken: 0,
	shown: 0,
	conversions: 0,
	crashes: [],
	hangs: [],
	slowestProbeMs: 0,
	slowestTakenMs: 0,
	outside: [],
	attempts: null
});
