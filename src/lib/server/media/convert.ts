import { randomBytes } from 'node:crypto';
import { open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { clipLimits, type ClipFacts } from '$lib/domain/clip-facts';
import type { ClipBytes, GrowingBytes, Scratch } from './clip-store';
import { runFfmpeg, type FfmpegTool } from './ffmpeg';

const copyBytes = 1024 * 1024;

export interface ConversionJob {
	tool: FfmpegTool;
	from: ClipBytes;
	/** Receives a fragmented mp4 with H.264 and AAC. */
	to: GrowingBytes;
	facts: ClipFacts;
	/** Which sound of the file, counted among its sounds. */
	sound: number;
	/** Seconds at which a key frame must stand, so that segments come out as planned; null for every two seconds. */
	keyFramesAt: readonly number[] | null;
	/** Where the clear input may stand for as long as the job lasts, and how it is to be named. */
	scratch: Scratch;
	signal: AbortSignal;
	onProgress: (part: number) => void;
	/** More of it stands in `to`. Awaited. */
	onWritten?: () => Promise<void>;
}

/**
 * Converts a clip with ffmpeg. ffmpeg must be able to seek, so for as long as it runs one clear copy exists: in memory
 * where that has room, else in our own folder. It is removed whatever happens. Answers what ffmpeg said when it failed.
 */
export async function convert(job: ConversionJob): Promise<{ ok: boolean; said: string }> {
	const input = await clearCopy(job);
	const limits = costLimits(job.facts);
	let written = 0;
	try {
		return await runFfmpeg(job.tool, {
			input,
			args: (name) => argsFor(job, name),
			onOutput: async (bytes) => {
				await job.to.writeAt(written, bytes);
				written += bytes.length;
				await job.onWritten?.();
			},
			onTime: (ms) => job.onProgress(Math.min(1, ms / Math.max(1, job.facts.durationMs))),
			signal: job.signal,
			...limits,
			outputBytes: limits.outputBytes + (copiesPicture(job.facts) ? await job.from.size() : 0)
		});
	} finally {
		await rm(input, { force: true });
	}
}

/**
 * What converting such a clip may cost: about five times what two slow cores need, so that a file which costs more than
 * its own description can explain is stopped. Exported for its test.
 */
export function costLimits(facts: Pick<ClipFacts, 'width' | 'height' | 'frames' | 'durationMs'>): {
	wallMs: number;
	cpuSeconds: number;
	outputBytes: number;
} {
	const cpuSeconds = Math.ceil(60 + ((facts.frames * facts.width * facts.height) / 1e6) * 0.1);
	// One core at the lowest priority of a busy machine: twice the processor time, and time to get going.
	const wallMs = 120_000 + cpuSeconds * 2_000;
	// The encoder is held to 12 Mbit/s; 2 MB/s leaves room for it and the sound. A copied picture weighs what it weighed.
	const outputBytes = Math.min(clipLimits.bytes, 32e6 + facts.durationMs * 2_000);
	return { wallMs, cpuSeconds, outputBytes };
}

/** What `lighten` needs beside a conversion. */
export interface LighterJob extends Omit<ConversionJob, 'onProgress' | 'onWritten' | 'keyFramesAt'> {
	/** Of the shorter side, pixels. */
	height: number;
	/** Seconds at which a key frame must stand, and nowhere else. */
	keyFramesAt: readonly number[];
}

/** Makes a small rendition with the same pictures at the same times, behind everything else that runs. */
export async function lighten(job: LighterJob): Promise<{ ok: boolean; said: string }> {
	const input = await clearCopy(job);
	let written = 0;
	try {
		return await runFfmpeg(job.tool, {
			input,
			args: (name) => lighterArgs(job, name),
			onOutput: async (bytes) => {
				await job.to.writeAt(written, bytes);
				written += bytes.length;
			},
			signal: job.signal,
			...costLimits(job.facts),
			background: true
		});
	} finally {
		await rm(input, { force: true });
	}
}

function lighterArgs({ facts, sound, height, keyFramesAt }: LighterJob, input: string): string[] {
	return [
		...quietly,
		// Turned as little as the other: a player changes between them in the middle of a clip.
		...['-noautorotate', ...hostileInput({ ...facts, container: 'mp4' }, input)],
		...['-map', '0:v:0', '-map', `0:a:${sound}?`, '-map_metadata', '-1', '-map_chapters', '-1', '-sn', '-dn'],
		...everyPictureItsTime,
		...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '24', '-profile:v', 'main', '-pix_fmt', 'yuv420p'],
		...[
			'-maxrate',
			'700k',
			'-bufsize',
			'1400k',
			'-threads',
			'2',
			...reordering(facts),
			'-g',
			'100000',
			'-sc_threshold',
			'0'
		],
		...[
			'-vf',
			`scale=w='if(gt(iw,ih),-2,${height})':h='if(gt(iw,ih),${height},-2)'`,
			'-force_key_frames',
			timesOf(keyFramesAt)
		],
		...['-c:a', 'copy', ...fragmentsOut]
	];
}

/** The arguments, one by one. Exported for its test: each of the limits answers a known attack. */
export function argsFor(job: Pick<ConversionJob, 'facts' | 'sound' | 'keyFramesAt'>, input: string): string[] {
	const keyFrames = job.keyFramesAt ? timesOf(job.keyFramesAt) : 'expr:gte(t,n_forced*2)';
	const copySound = job.facts.audioCodec === 'aac';
	return [
		...quietly,
		...hostileInput(job.facts, input),
		...['-map', '0:v:0', '-map', `0:a:${job.sound}?`, '-map_metadata', '-1', '-map_chapters', '-1', '-sn', '-dn'],
		...everyPictureItsTime,
		...(copiesPicture(job.facts)
			? ['-c:v', 'copy']
			: [...pictureArgs, ...reordering(job.facts), '-force_key_frames', keyFrames]),
		...(copySound ? ['-c:a', 'copy'] : ['-c:a', 'aac', '-b:a', '128k', '-ac', '2', '-ar', '48000']),
		...fragmentsOut
	];
}

/** VP9 and AV1 play everywhere from an mp4: only what is beside the picture needs a codec. */
const copiesPicture = ({ videoCodec }: Pick<ClipFacts, 'videoCodec'>): boolean =>
	videoCodec === 'vp9' || videoCodec === 'av1';

const quietly = ['-hide_banner', '-nostdin', '-loglevel', 'error', '-progress', 'pipe:3', '-stats_period', '1'];

/**
 * How a file that we did not make is opened. A text file that calls itself an mp4 can make a demuxer read other people's
 * files (playlists): nothing is guessed, the container is the one that our own parser saw, only plain files are read,
 * and no decoder may start but that of the codec we saw and those of sound.
 */
function hostileInput({ container, videoCodec }: Pick<ClipFacts, 'container' | 'videoCodec'>, input: string): string[] {
	return [
		...['-format_whitelist', 'mov,mp4,m4a,3gp,3g2,mj2,matroska,webm', '-protocol_whitelist', 'file'],
		...['-codec_whitelist', [...pictureDecoders[videoCodec], ...soundDecoders].join(',')],
		...['-max_pixels', String(clipLimits.pixels), '-max_alloc', String(512 * 1024 ** 2), '-max_streams', '100'],
		...['-threads', '2', '-filter_threads', '2', '-t', String(clipLimits.durationMs / 1000 + 5)],
		// copyts: a clip whose sound starts a few ms before its picture must not have every picture moved by that much.
		...['-copyts', '-f', container === 'webm' ? 'matroska' : 'mov', '-i', input]
	];
}

const pictureDecoders: Record<ClipFacts['videoCodec'], string[]> = {
	h264: ['h264'],
	hevc: ['hevc'],
	vp8: ['vp8', 'libvpx'],
	vp9: ['vp9', 'libvpx-vp9'],
	av1: ['libdav1d', 'av1', 'libaom-av1'],
	other: []
};
/** What phones, cameras and recorders put beside a picture. */
const soundDecoders = (
	'aac,aac_fixed,aac_latm,alac,ac3,ac3_fixed,eac3,flac,mp3,mp3float,mp2,mp2float,opus,libopus,vorbis,libvorbis,' +
	'amrnb,amrwb,libopencore_amrnb,libopencore_amrwb,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,' +
	'pcm_f32le,pcm_f32be,pcm_u8,pcm_s8,pcm_mulaw,pcm_alaw'
).split(',');

/** Every picture keeps its own time; a "constant" rate would double and drop some. */
const everyPictureItsTime = [
	...['-fps_mode', 'passthrough', '-enc_time_base:v', '1:90000', '-video_track_timescale', '90000'],
	...['-avoid_negative_ts', 'disabled']
];

/** delay_moov waits for the first packets, so that the edit list can say how the encoders' delays cancel out. */
const fragmentsOut = [
	...['-fflags', '+bitexact', '-flush_packets', '1', '-fs', String(clipLimits.bytes), '-f', 'mp4'],
	...['-movflags', '+frag_keyframe+delay_moov+default_base_moof', 'pipe:1']
];

/**
 * How long a picture stays is written in the order of decoding. Where every picture stays as long that does not matter;
 * else pictures may not change places, or a browser that seeks goes by its neighbour's length and shows the wrong one.
 */
const reordering = ({ evenFrames }: Pick<ClipFacts, 'evenFrames'>): string[] => ['-bf', evenFrames ? '2' : '0'];

const pictureArgs = [
	...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '21', '-profile:v', 'high', '-pix_fmt', 'yuv420p'],
	...['-maxrate', '12M', '-bufsize', '24M', '-threads', '2'],
	// Full HD is plenty to look at a face; the turn in the metadata is applied before this, so "long side" is as shown.
	...['-vf', "scale=w='if(gt(iw,ih),2*trunc(min(1920,iw)/2),-2)':h='if(gt(iw,ih),-2,2*trunc(min(1920,ih)/2))'"]
];

/** A little before: the encoder takes the first picture at or after the time, and times were rounded. */
const timesOf = (keyFramesAt: readonly number[]): string =>
	keyFramesAt.map((seconds) => Math.max(0, seconds - 0.001).toFixed(6)).join(',');

async function clearCopy({ from, scratch }: Pick<ConversionJob, 'from' | 'scratch'>): Promise<string> {
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
