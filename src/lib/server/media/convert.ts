import { randomBytes } from 'node:crypto';
import { open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { clipLimits, type ClipFacts } from '$lib/domain/clip-facts';
import { runFfmpeg, type FfmpegTool } from './ffmpeg';
import type { SealedFile } from './sealed-file';

const copyBytes = 1024 * 1024;

/** `memory` is a folder in memory, tried first; `disk` one of ours, 0700. `prefix` tells our files from another's. */
export interface Scratch {
	memory: string;
	disk: string;
	prefix: string;
}

export interface ConversionJob {
	tool: FfmpegTool;
	from: SealedFile;
	/** Receives a fragmented mp4 with H.264 and AAC. */
	to: SealedFile;
	facts: ClipFacts;
	/** Which sound of the file, counted among its sounds. */
	sound: number;
	/** Where the clear input may stand for as long as the job lasts, and how it is to be named. */
	scratch: Scratch;
	signal: AbortSignal;
	onProgress: (part: number) => void;
}

/**
 * Converts a clip with ffmpeg. ffmpeg must be able to seek, so for as long as it runs one clear copy exists: in memory
 * where that has room, else in our own folder. It is removed whatever happens. Answers what ffmpeg said when it failed.
 */
export async function convert(job: ConversionJob): Promise<{ ok: boolean; said: string }> {
	const input = await clearCopy(job);
	let written = 0;
	try {
		return await runFfmpeg(job.tool, {
			input,
			args: (name) => argsFor(job, name),
			onOutput: async (bytes) => {
				await job.to.writeAt(written, bytes);
				written += bytes.length;
			},
			onTime: (ms) => job.onProgress(Math.min(1, ms / Math.max(1, job.facts.durationMs))),
			signal: job.signal,
			// Measured at 2 to 4 times real time on two cores for 1080p; a slower machine gets four times that.
			wallMs: 120_000 + job.facts.durationMs * 6
		});
	} finally {
		await rm(input, { force: true });
	}
}

/** The arguments, one by one. Exported for its test: each of the limits answers a known attack. */
export function argsFor(job: Pick<ConversionJob, 'facts' | 'sound'>, input: string): string[] {
	const copyPicture = job.facts.videoCodec === 'vp9' || job.facts.videoCodec === 'av1';
	const copySound = job.facts.audioCodec === 'aac';
	return [
		...['-hide_banner', '-nostdin', '-loglevel', 'error', '-progress', 'pipe:3', '-stats_period', '1'],
		// A text file that calls itself an mp4 can make a demuxer read other people's files (playlists): only these may be.
		...['-format_whitelist', 'mov,mp4,m4a,3gp,3g2,mj2,matroska,webm', '-protocol_whitelist', 'file'],
		// copyts: a clip whose sound starts a few ms before its picture must not have every picture moved by that much.
		...[
			'-copyts',
			'-max_pixels',
			String(clipLimits.pixels),
			'-t',
			String(clipLimits.durationMs / 1000 + 5),
			'-i',
			input
		],
		...['-map', '0:v:0', '-map', `0:a:${job.sound}?`, '-map_metadata', '-1', '-map_chapters', '-1', '-sn', '-dn'],
		// Every picture keeps its own time; a "constant" rate would double and drop some.
		...['-fps_mode', 'passthrough', '-enc_time_base:v', '1:90000', '-video_track_timescale', '90000'],
		...(copyPicture ? ['-c:v', 'copy'] : pictureArgs),
		...(copySound ? ['-c:a', 'copy'] : ['-c:a', 'aac', '-b:a', '128k', '-ac', '2', '-ar', '48000']),
		...['-avoid_negative_ts', 'disabled', '-fs', String(clipLimits.bytes), '-f', 'mp4'],
		// delay_moov waits for the first packets, so that the edit list can say how the encoders' delays cancel out.
		...['-movflags', '+frag_keyframe+delay_moov+default_base_moof', 'pipe:1']
	];
}

const pictureArgs = [
	...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '21', '-profile:v', 'high', '-pix_fmt', 'yuv420p'],
	// Full HD is plenty to look at a face; the turn in the metadata is applied before this, so "long side" is as shown.
	...['-vf', "scale=w='if(gt(iw,ih),2*trunc(min(1920,iw)/2),-2)':h='if(gt(iw,ih),-2,2*trunc(min(1920,ih)/2))'"],
	...['-force_key_frames', 'expr:gte(t,n_forced*2)', '-bf', '2']
];

async function clearCopy({ from, scratch }: ConversionJob): Promise<string> {
	const size = await from.size();
	const folder = (await hasRoom(scratch.memory, size)) ? scratch.memory : scratch.disk;
	const path = join(folder, `${scratch.prefix}${randomBytes(8).toString('hex')}`);
	const handle = await open(path, 'wx', 0o600);
	try {
		for (let at = 0; at < size; at += copyBytes) await handle.appendFile(await from.readAt(at, copyBytes));
	} catch (error) {
		await rm(path, { force: true });
		throw error;
	} finally {
		await handle.close();
	}
	return path;
}

/** Room on the memory disk, and memory left over beside it: filling it could starve the server itself. */
async function hasRoom(folder: string, bytes: number): Promise<boolean> {
	const stats = await statfs(folder).catch(() => null);
	if (!stats) return false;
	return stats.bavail * stats.bsize > bytes * 1.25 && process.availableMemory() > bytes * 2 + 1024 ** 3;
}
