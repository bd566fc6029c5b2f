import { clipLimits, type ClipFacts } from '$lib/domain/clip-facts';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import type { ClipBytes } from './clip-store';
import { BrokenClip, boxesIn } from './packager/box-reader';
import { readMovie, type Movie, type Track } from './packager/movie';
import { chooseTracks, packagingOf, segmentsFit, shownSamples } from './packager/packaging';
import { shownAt, ShownOrder } from './packager/shown-order';
import { hasPictureForm } from './picture-bytes';
import { codeOf } from './sealed-file';
import { readWebm } from './webm';

const pictureFormats: Record<string, ClipFacts['videoCodec']> = {
	avc1: 'h264',
	avc3: 'h264',
	hvc1: 'hevc',
	hev1: 'hevc',
	dvh1: 'hevc',
	dvhe: 'hevc',
	vp08: 'vp8',
	vp09: 'vp9',
	av01: 'av1'
};
/** Baseline, main, extended and high: 8 bits, 4:2:0. Browsers decode no other H.264 dependably. */
const h264Profiles = new Set([66, 77, 88, 100]);
/** AAC-LC, and HE-AAC in both versions. */
const aacTypes = new Set([2, 5, 29]);

/**
 * Looks at a stored file and says what it is and how it can be played. Our own parser (or mediabunny, for WebM) reads
 * it; no decoder ever sees a file that this refused. `canConvert`: a system ffmpeg is there.
 */
export async function inspectFile(file: ClipBytes, canConvert: boolean): Promise<Outcome<ClipFacts>> {
	const size = await file.size();
	if (size > clipLimits.bytes) return no('too-large', { bytes: size, limit: clipLimits.bytes });
	if (file.declared !== null && size < file.declared) return no('truncated', { bytes: size, declared: file.declared });
	const family = familyOf(await file.readAt(0, 12));
	if (!family) return no('not-a-video');
	try {
		if (family === 'webm') return await inspectWebm(file, canConvert);
		const movie = await readMovie((offset, length) => file.readAt(offset, length), size);
		const facts = inspectMovie(movie, canConvert);
		return facts.ok && (await holdsPictures(file, movie, size)) !== 'yes' ? no('not-a-video') : facts;
	} catch (error) {
		if (error instanceof BrokenClip && error.kind === 'truncated') return no('truncated', { bytes: size });
		// mediabunny has no error of its own for a file that makes no sense; what the system reports is not the file's fault.
		if (error instanceof BrokenClip || (family === 'webm' && codeOf(error) === undefined)) return no('not-a-video');
		throw error;
	}
}

/**
 * Looks at a clip that is still being sent. `not-yet`: what came so far does not say what it is. `other`: it plays only
 * once every byte is here and `inspectFile` has seen it; that one also finds the reason of whatever is refused.
 */
export async function inspectArriving(file: ClipBytes, canConvert: boolean): Promise<ClipFacts | 'not-yet' | 'other'> {
	const whole = file.declared ?? 0;
	const size = await file.size();
	if (size < 12) return 'not-yet';
	if (whole < size || whole > clipLimits.bytes || familyOf(await file.readAt(0, 12)) !== 'mp4') return 'other';
	try {
		const movie = await readMovie((offset, length) => file.readAt(offset, length), whole, size);
		const seen = movie.open && !packagingOf(movie)?.segments.length ? 'not-yet' : inspectMovie(movie, canConvert);
		if (seen === 'not-yet') return seen;
		if (!seen.ok || seen.value.path !== 'as-is') return 'other';
		// An arriving clip: what only pretends is not shown, however soon somebody would like to see it.
		const pictures = await holdsPictures(file, movie, size);
		if (pictures !== 'yes') return pictures === 'no' ? 'other' : 'not-yet';
		return movie.open ? { ...seen.value, growing: true } : seen.value;
	} catch (error) {
		if (error instanceof BrokenClip) return error.kind === 'awaited' ? 'not-yet' : 'other';
		throw error;
	}
}

/** Tells the container by its first bytes. A playlist, a page or a picture under a video's name answers null. */
function familyOf(head: Uint8Array): 'mp4' | 'webm' | null {
	if (head[0] === 0x1a && head[1] === 0x45 && head[2] === 0xdf && head[3] === 0xa3) return 'webm';
	const type = String.fromCharCode(...head.subarray(4, 8));
	return ['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip', 'pnot'].includes(type) ? 'mp4' : null;
}

/**
 * [X1] An index can be copied from a real clip onto anything. One of the first key frames must have the form of a
 * picture: of a clip damaged in one place that is still true, of something else under a clip's name it is not.
 * `arrived`: how many bytes there are, of a clip that is still being sent.
 */
async function holdsPictures(file: ClipBytes, movie: Movie, arrived: number): Promise<'yes' | 'no' | 'not-yet'> {
	const { picture } = chooseTracks(movie);
	const range = picture && shownSamples(picture);
	if (!picture || !range) return 'no';
	const { samples, entry } = picture;
	const codec = pictureFormats[entry.format] ?? 'other';
	for (let i = range.from, left = 3; i < range.to && left > 0; i++) {
		if (!samples.key[i]) continue;
		left--;
		const [offset, size] = [samples.offset[i] ?? 0, samples.size[i] ?? 0];
		if (offset + size > arrived) return 'not-yet';
		if (size > longestPicture) continue;
		const bytes = await file.readAt(offset, size);
		if (hasPictureForm({ codec, config: configOf(entry.stsd), bytes })) return 'yes';
	}
	return 'no';
}

/** A key frame of 4K at the highest quality is a tenth of this, bytes. */
const longestPicture = 32 * 1024 * 1024;

/** The codec's configuration in an `stsd` that we rebuilt: 16 bytes of its own, 86 of its one entry, then boxes. */
function configOf(stsd: Uint8Array): Uint8Array | null {
	const box = boxesIn(stsd, 102, stsd.length).find(({ type }) => type === 'avcC' || type === 'hvcC');
	return box ? stsd.subarray(box.body, box.end) : null;
}

function inspectMovie(movie: Movie, canConvert: boolean): Outcome<ClipFacts> {
	const { picture, sound } = chooseTracks(movie);
	if (!picture) return no('no-picture');
	const range = shownSamples(picture);
	if (!range) return no('truncated');
	const need = needOf(movie, picture, range);
	if (need === 'never') return no('unsupported-codec');
	const turned = picture.rotation === 90 || picture.rotation === 270;
	const { width, height } = picture.entry;
	return judge(
		{
			container: movie.container,
			videoCodec: pictureFormats[picture.entry.format] ?? 'other',
			audioCodec: soundCodec(sound),
			width: turned ? height : width,
			height: turned ? width : height,
			rotation: playedRotation,
			...timesOf(picture, need === 'better' && canConvert ? { from: 0, to: range.to } : range)
		},
		canConvert,
		need
	);
}

/**
 * The initialisation segment keeps the quarter turn, and Chromium's media source (like the native players of Safari)
 * honours it; tests/integration/media/frame-exact.test.ts holds that. So nobody has to turn the picture again.
 */
const playedRotation = 0;

/**
 * Whether the packager alone can show this faithfully, though the codec is fine. `better` converted: cut in the middle
 * of a group of pictures, so the first shown ones lean on hidden ones; without ffmpeg the clip begins at the next key
 * frame, because sending the hidden ones would show what somebody chose to cut off.
 */
function needOf(movie: Movie, picture: Track, range: { from: number }): Need {
	if (picture.edits.several) return 'never';
	const packaging = packagingOf(movie);
	const oddProfile = picture.entry.format.startsWith('avc') && !h264Profiles.has(picture.entry.profile);
	if (oddProfile || !picture.oneDescription || !packaging || !segmentsFit(packaging)) return 'must';
	const late = shownAt(picture, range.from) - Math.max(0, shownAt(picture, 0));
	return late > ShownOrder.of(picture).stay(shownAt(picture, range.from)) / 2 ? 'better' : 'none';
}

/** Whether ffmpeg has to come in. `never`: cut from several places, which no two programs put together alike. */
type Need = 'none' | 'better' | 'must' | 'never';

async function inspectWebm(file: ClipBytes, canConvert: boolean): Promise<Outcome<ClipFacts>> {
	const webm = await readWebm(file);
	if (!webm.videoCodec) return no('no-picture');
	if (webm.shown.length === 0) return no('truncated');
	if (webm.firstPicture && !hasPictureForm({ ...webm.firstPicture, codec: webm.videoCodec })) return no('not-a-video');
	return judge(
		{
			container: 'webm',
			videoCodec: webm.videoCodec,
			audioCodec: webm.audioCodec,
			width: webm.width,
			height: webm.height,
			rotation: webm.rotation,
			...pace(webm.shown, webm.endMs, 1)
		},
		canConvert,
		'none'
	);
}

/** The rules: what is refused, and which way a clip is played. */
function judge(seen: Omit<ClipFacts, 'path'>, canConvert: boolean, need: Need): Outcome<ClipFacts> {
	if (seen.width * seen.height === 0) return no('no-picture');
	if (seen.durationMs > clipLimits.durationMs)
		return no('too-long', { durationMs: seen.durationMs, limit: clipLimits.durationMs });
	if (seen.width * seen.height > clipLimits.pixels) return no('too-large', { width: seen.width, height: seen.height });
	if (seen.videoCodec === 'other') return no('unsupported-codec');
	if (seen.frames > (seen.durationMs / 1000) * clipLimits.fps + 10) return no('too-many-pictures');
	if (seen.videoCodec === 'hevc') return canConvert ? yes({ ...seen, path: 'convert' }) : no('hevc-not-here');
	if (seen.container === 'webm') return judgeWebm(seen, canConvert);
	const soundPlays = ['aac', 'opus', 'none'].includes(seen.audioCodec);
	const plays = seen.videoCodec !== 'vp8' && soundPlays;
	if (plays && (need === 'none' || (need === 'better' && !canConvert))) return yes({ ...seen, path: 'as-is' });
	return canConvert ? yes({ ...seen, path: 'convert' }) : no('unsupported-codec');
}

/**
 * VP8 and Vorbis do not go into an mp4. Browsers play them from WebM, but Safari does not, so ffmpeg goes first. What
 * fits neither (H.264 with mp3 in a Matroska file) needs ffmpeg.
 */
function judgeWebm(seen: Omit<ClipFacts, 'path'>, canConvert: boolean): Outcome<ClipFacts> {
	if (fitsMp4(seen)) return yes({ ...seen, path: 'remux' });
	if (canConvert) return yes({ ...seen, path: 'convert' });
	const fitsWebm = seen.videoCodec !== 'h264' && ['opus', 'vorbis', 'none'].includes(seen.audioCodec);
	return fitsWebm ? yes({ ...seen, path: 'remux' }) : no('unsupported-codec');
}

/** Whether these pictures and this sound can be packaged in an mp4 without a codec. */
export const fitsMp4 = ({ videoCodec, audioCodec }: Pick<ClipFacts, 'videoCodec' | 'audioCodec'>): boolean =>
	['h264', 'vp9', 'av1'].includes(videoCodec) && ['opus', 'aac', 'none'].includes(audioCodec);

function soundCodec(sound: Track | undefined): ClipFacts['audioCodec'] {
	if (!sound) return 'none';
	if (sound.entry.format === 'Opus') return 'opus';
	if (sound.entry.format === '.mp3') return 'mp3';
	return sound.entry.format === 'mp4a' && aacTypes.has(sound.entry.profile) ? 'aac' : 'other';
}

/** Rhythm of the samples [from, to) as far as they are on screen: after time 0 and before the edit ends. */
function timesOf(track: Track, { from, to }: { from: number; to: number }): Pace {
	const order = ShownOrder.of(track);
	const { end: cut } = track.edits;
	const shown: number[] = [];
	for (let i = from; i < to; i++) {
		const at = shownAt(track, i);
		const half = order.stay(at) / 2;
		if (at >= -half && at < cut - half) shown.push(at);
	}
	const times = Float64Array.from(shown).sort();
	const last = times.at(-1) ?? 0;
	const end = Math.min(last + order.stay(last), cut);
	const ms = (ticks: number): number => (ticks / track.timescale) * 1000;
	return pace(times.map(ms), ms(end), ms(1));
}

type Pace = Pick<ClipFacts, 'durationMs' | 'frames' | 'fps' | 'evenFrames'>;

/** Length and rhythm from sorted presentation times (ms). `tickMs` is how finely the file can tell time. */
function pace(shown: Float64Array, endMs: number, tickMs: number): Pace {
	const frames = shown.length;
	const first = shown[0] ?? 0;
	const mean = frames > 1 ? ((shown[frames - 1] ?? 0) - first) / (frames - 1) : endMs - first;
	let evenFrames = true;
	for (let i = 1; i < frames && evenFrames; i++) {
		evenFrames = Math.abs((shown[i] ?? 0) - (shown[i - 1] ?? 0) - mean) <= mean * 0.02 + tickMs;
	}
	return { durationMs: Math.round(endMs), frames, fps: mean > 0 ? Math.round(100_000 / mean) / 100 : 0, evenFrames };
}
