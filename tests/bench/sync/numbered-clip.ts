import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { at } from '../../../bin/tools/places.js';

/** As the demo's clip: so that its session, fragment and marks fit. */
export const clipFacts = { seconds: 80, fps: 25 };
const [width, height, block] = [320, 180, 20];

/** Where bit `i` of a frame's number is read: the middle of its block. */
export const bitAt = (i: number): [x: number, y: number] => [14 + block * i + block / 2, 160];
export const bits = 12;

/**
 * A folder to start the demo in: its clip has the number of every frame in twelve blocks of its picture, with B-frames
 * and sound as a phone makes them. Needs ffmpeg.
 */
export async function folderWithNumberedClip(): Promise<string> {
	const folder = mkdtempSync(path.join(tmpdir(), 'kijkkring-numbered-'));
	const clip = path.join(folder, 'src/lib/server/demo/clip');
	mkdirSync(clip, { recursive: true });
	// the server works in the folder it lies in: a copy of it, beside all that it needs
	copyFileSync(at('server.js'), path.join(folder, 'server.js'));
	for (const part of ['build', 'drizzle', 'node_modules', 'package.json'])
		symlinkSync(at(part), path.join(folder, part));
	await draw(path.join(clip, 'tower.mp4'));
	return folder;
}

async function draw(target: string): Promise<void> {
	const { seconds, fps } = clipFacts;
	const picture = ['-f', 'rawvideo', '-pix_fmt', 'gray', '-s', `${width}x${height}`, '-r', String(fps), '-i', '-'];
	const sound = ['-f', 'lavfi', '-i', `sine=frequency=220:duration=${seconds}`];
	const coded = ['-c:v', 'libx264', '-preset', 'veryfast', '-bf', '2', '-g', String(fps), '-pix_fmt', 'yuv420p'];
	const rest = ['-c:a', 'aac', '-b:a', '64k', '-movflags', '+faststart', '-t', String(seconds), target];
	const arguments_ = ['-hide_banner', '-loglevel', 'error', '-y', ...picture, ...sound, ...coded, ...rest];
	const ffmpeg = spawn('ffmpeg', arguments_, { stdio: ['pipe', 'inherit', 'inherit'] });
	const ended = once(ffmpeg, 'exit');
	for (let frame = 0; frame < seconds * fps; frame++)
		if (!ffmpeg.stdin.write(numbered(frame))) await once(ffmpeg.stdin, 'drain');
	ffmpeg.stdin.end();
	const [code] = (await ended) as [number | null];
	if (code !== 0) throw new Error(`ffmpeg could not make the numbered clip (${code})`);
}

function numbered(frame: number): Buffer {
	const luma = Buffer.alloc(width * height, 110);
	for (let bit = 0; bit < bits; bit++) {
		const [x, y] = bitAt(bit);
		const light = frame & (1 << bit) ? 235 : 16;
		for (let row = y - block / 2; row < y + block / 2; row++)
			luma.fill(light, row * width + x - block / 2, row * width + x + block / 2);
	}
	return luma;
}
