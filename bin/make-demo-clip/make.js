/**
 * Makes src/lib/server/demo/clip/tower.mp4: draws every frame, makes the sound, and lets ffmpeg pack both.
 *
 *   node bin/make-demo-clip/make.js                            the clip
 *   node bin/make-demo-clip/make.js --stills 8,31.5 out [px]   single moments as PNG, to look at
 */
import { spawn } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { moments } from '../../src/lib/server/demo/clip/moments.ts';
import { withPictures } from './pictures.js';
import { makeSound, wav } from './sound.js';
import { CUES, DURATION, FPS } from './story.js';

const clip = join(dirname(fileURLToPath(import.meta.url)), '../../src/lib/server/demo/clip/tower.mp4');
const WIDTH = 1280;

/** The written moments must be the drawn ones, or people would be taught to look at the wrong second. */
function checkMoments() {
	for (const [id, seconds] of Object.entries(CUES)) {
		const told = moments.find((m) => m.id === id);
		if (told?.atMs !== Math.round(seconds * 1000)) throw new Error(`moments.ts and story.js disagree about ${id}`);
	}
	if (moments.length !== Object.keys(CUES).length)
		throw new Error('moments.ts has a moment that story.js does not draw');
}

/** @param {string} sound @param {string} target */
function ffmpeg(sound, target) {
	const quiet = ['-hide_banner', '-loglevel', 'error', '-y'];
	const inputs = ['-f', 'image2pipe', '-c:v', 'png', '-framerate', String(FPS), '-i', '-', '-i', sound];
	const colour = [
		'-vf',
		'scale=out_color_matrix=bt709:out_range=tv,format=yuv420p',
		'-colorspace',
		'bt709',
		'-color_primaries',
		'bt709',
		'-color_trc',
		'bt709'
	];
	// A key frame every second lets people jump exactly; no B frames, so that frame n is shown at n / 25 s without an edit list.
	const key = `keyint=${FPS}:min-keyint=${FPS}:scenecut=0:open-gop=0`;
	// Flat drawn areas: spend nothing on invented grain (measured: a third smaller than x264's animation tuning).
	const flat = 'psy=0:aq-mode=2:deblock=1,1';
	const video = [
		'-c:v',
		'libx264',
		'-profile:v',
		'high',
		'-preset',
		'veryslow',
		'-crf',
		'30',
		'-bf',
		'0',
		'-threads',
		'2',
		'-x264-params',
		`${key}:${flat}`
	];
	const audio = ['-c:a', 'aac', '-b:a', '40k', '-ac', '1'];
	// Without this the file names the encoder and its settings.
	const bare = [
		'-map_metadata',
		'-1',
		'-metadata:s:v',
		'encoder=Kijkkring',
		'-fflags',
		'+bitexact',
		'-flags:v',
		'+bitexact',
		'-flags:a',
		'+bitexact',
		'-bsf:v',
		'filter_units=remove_types=6'
	];
	const process_ = spawn(
		'ffmpeg',
		[...quiet, ...inputs, ...colour, ...video, ...audio, ...bare, '-movflags', '+faststart', target],
		{ stdio: ['pipe', 'inherit', 'inherit'] }
	);
	/** @type {Promise<void>} */
	const done = new Promise((resolve, reject) => {
		process_.on('error', reject);
		process_.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`ffmpeg stopped with ${code}`))));
	});
	return { input: process_.stdin, done };
}

async function makeClip() {
	checkMoments();
	const folder = await mkdtemp(join(tmpdir(), 'demo-clip-'));
	await writeFile(join(folder, 'sound.wav'), wav(makeSound()));
	const packed = join(folder, 'tower.mp4');
	await withPictures(async (draw) => {
		const { input, done } = ffmpeg(join(folder, 'sound.wav'), packed);
		for (let frame = 0; frame < DURATION * FPS; frame += 1) {
			if (!input.write(await draw(frame / FPS, WIDTH))) await new Promise((ready) => input.once('drain', ready));
			if (frame % 250 === 0) console.log(`${frame / FPS} s of ${DURATION} s`);
		}
		input.end();
		await done;
	});
	await copyFile(packed, `${clip}.new`);
	await rename(`${clip}.new`, clip);
	await rm(folder, { recursive: true });
}

/** @param {string} times @param {string} folder @param {number} width */
async function makeStills(times, folder, width) {
	await mkdir(folder, { recursive: true });
	await withPictures(async (draw) => {
		for (const t of times.split(',').map(Number)) {
			await writeFile(join(folder, `${t.toFixed(2).padStart(5, '0')}.png`), await draw(t, width));
		}
	});
}

const [, , flag, times, folder = 'stills', width = '960'] = process.argv;
if (flag === '--stills' && times) await makeStills(times, folder, Number(width));
else await makeClip();
