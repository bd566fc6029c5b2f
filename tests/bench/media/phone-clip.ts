import { spawnSync } from 'node:child_process';
import { existsSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';

/** A clip as phones make them: 1080p, 30 pictures a second, a key frame every second, 12 Mbit/s, sound, index first. */
export interface PhoneClip {
	file: string;
	bytes: number;
	seconds: number;
}

/**
 * Makes one (or takes the one made before in the same folder): a picture of ten seconds, over and over, so restless that
 * every bit is needed: what an encoder only fills up with, preparing leaves out.
 * Throws when there is no ffmpeg, which only the bench needs.
 */
export function phoneClip(folder: string, ffmpeg: string, seconds = 300): PhoneClip {
	const file = path.join(folder, `phone-${seconds}s.mp4`);
	if (!existsSync(file)) {
		const piece = path.join(folder, 'piece.mp4');
		const picture = 'testsrc2=size=1920x1080:rate=30,noise=alls=60:allf=t,format=yuv420p';
		run(ffmpeg, [
			...['-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', 'sine=frequency=330:sample_rate=48000', '-t', '10'],
			...['-c:v', 'libx264', '-preset', 'ultrafast', '-profile:v', 'high', '-g', '30', '-sc_threshold', '0'],
			...['-b:v', '12050k', '-minrate', '12050k', '-maxrate', '12050k', '-bufsize', '6000k'],
			...['-x264-params', 'nal-hrd=cbr', '-c:a', 'aac', '-b:a', '128k', piece]
		]);
		const loops = ['-stream_loop', String(Math.round(seconds / 10) - 1)];
		run(ffmpeg, [...loops, '-i', piece, '-c', 'copy', '-movflags', '+faststart', '-f', 'mp4', `${file}.part`]);
		renameSync(`${file}.part`, file);
	}
	return { file, bytes: statSync(file).size, seconds };
}

/** The same clip with its index at the end, as phones leave it. */
export function indexAtEnd(clip: PhoneClip, ffmpeg: string): string {
	const file = clip.file.replace(/\.mp4$/, '-moovend.mp4');
	if (!existsSync(file)) run(ffmpeg, ['-i', clip.file, '-c', 'copy', file]);
	return file;
}

/** What packaging the whole clip costs ffmpeg, seconds: clock and processor. */
export function ffmpegCopy(clip: PhoneClip, ffmpeg: string, into: string): { wall: number; cpu: number } {
	const list = path.join(into, 'copy.m3u8');
	const said = run(ffmpeg, [
		...['-benchmark', '-i', clip.file, '-c', 'copy', '-f', 'hls', '-hls_segment_type', 'fmp4', '-hls_time', '2'],
		...['-hls_list_size', '0', list]
	]);
	const [, user, system, wall] = /bench: utime=([\d.]+)s stime=([\d.]+)s rtime=([\d.]+)s/.exec(said) ?? [];
	return { wall: Number(wall), cpu: Number(user) + Number(system) };
}

function run(ffmpeg: string, args: string[]): string {
	const { status, stderr } = spawnSync(ffmpeg, ['-hide_banner', '-nostdin', '-y', ...args], { encoding: 'utf8' });
	if (status !== 0) throw new Error(`ffmpeg could not make the clip: ${stderr.slice(-400)}`);
	return stderr;
}
