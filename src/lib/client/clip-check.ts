import type { EncodedPacketSink, InputVideoTrack } from 'mediabunny';
import { clipLimits, type ClipFacts } from '$lib/domain/clip-facts';
import type { RefusalCode } from '$lib/domain/refusals';

/** What the browser could tell of a chosen file. Sizes in bytes, times in ms; width and height as shown. */
export interface ClipGlance {
	ok: true;
	codec: ClipFacts['videoCodec'];
	durationMs: number;
	width: number;
	height: number;
	bytes: number;
}

/** A refusal that spares somebody a long upload. The server looks again, at the bytes. */
export interface ClipRefused {
	ok: false;
	code: Extract<
		RefusalCode,
		'too-large' | 'too-long' | 'not-a-video' | 'truncated' | 'no-picture' | 'unsupported-codec' | 'hevc-not-here'
	>;
	facts?: Record<string, number>;
}

const names = { avc: 'h264', hevc: 'hevc', vp8: 'vp8', vp9: 'vp9', av1: 'av1', prores: 'other' } as const;

/**
 * Looks at a chosen file before it is sent. Reads only its index (some hundreds of kilobytes), never the file as a
 * whole, and fetches the reader itself only now. `serverCanConvert`: HEVC may be sent, the server has a codec for it.
 * `limits` false: it will be cut first, so it may be longer and larger than what is sent.
 */
export async function checkClip(
	file: Blob,
	{ serverCanConvert, limits = true }: { serverCanConvert: boolean; limits?: boolean }
): Promise<ClipGlance | ClipRefused> {
	if (limits && file.size > clipLimits.bytes)
		return { ok: false, code: 'too-large', facts: { bytes: file.size, limit: clipLimits.bytes } };
	const family = await familyOf(file);
	if (!family) return { ok: false, code: 'not-a-video' };
	const { BlobSource, EncodedPacketSink, Input: Reader, MATROSKA, MP4, QTFF, WEBM } = await import('mediabunny');
	// By slices: a stream that is begun and given up keeps reading ahead, and Safari leaks it.
	const source = new BlobSource(file, { useStreamReader: false });
	const input = new Reader({ formats: [MP4, QTFF, WEBM, MATROSKA], source });
	try {
		if ((await input.getTracks()).length === 0)
			return { ok: false, code: family === 'mp4' ? 'truncated' : 'not-a-video' };
		const video = await input.getPrimaryVideoTrack();
		if (!video) return { ok: false, code: 'no-picture' };
		if (family === 'mp4' && (await endsEarly(video, new EncodedPacketSink(video))))
			return { ok: false, code: 'truncated' };
		return await glance(video, file, serverCanConvert, limits);
	} catch {
		// It begins like a video and cannot be read on: the usual cause is a copy that was cut short.
		return { ok: false, code: family === 'mp4' ? 'truncated' : 'not-a-video' };
	} finally {
		input.dispose();
	}
}

async function glance(
	video: InputVideoTrack,
	file: Blob,
	serverCanConvert: boolean,
	limits: boolean
): Promise<ClipGlance | ClipRefused> {
	const codec = (await video.getCodec()) ?? null;
	if (codec === null || names[codec] === 'other') return { ok: false, code: 'unsupported-codec' };
	if (codec === 'hevc' && !serverCanConvert) return { ok: false, code: 'hevc-not-here' };
	const durationMs = await lengthOf(video);
	if (limits && durationMs > clipLimits.durationMs)
		return { ok: false, code: 'too-long', facts: { durationMs, limit: clipLimits.durationMs } };
	const [width, height] = [await video.getDisplayWidth(), await video.getDisplayHeight()];
	if (width * height > clipLimits.pixels) return { ok: false, code: 'too-large', facts: { width, height } };
	return { ok: true, codec: names[codec], durationMs, width, height, bytes: file.size };
}

/**
 * The length the file states; 0 when it states none. A live recording (WebM from a browser) would have to be read from
 * end to end to know, which on a phone takes longer than it spares.
 */
async function lengthOf(video: InputVideoTrack): Promise<number> {
	return Math.round(((await video.getDurationFromMetadata()) ?? 0) * 1000);
}

/**
 * An index in front promises pictures that a copy which was cut short does not hold. Only the last one is looked for;
 * a recording in fragments states no length, and is as long as what is there.
 */
async function endsEarly(video: InputVideoTrack, pictures: EncodedPacketSink): Promise<boolean> {
	if ((await lengthOf(video)) === 0) return false;
	const promised = await pictures.getPacket(Infinity, { metadataOnly: true });
	return promised !== null && (await pictures.getPacket(Infinity)) === null;
}

async function familyOf(file: Blob): Promise<'mp4' | 'webm' | null> {
	const head = new Uint8Array(await file.slice(0, 12).arrayBuffer());
	if (head[0] === 0x1a && head[1] === 0x45 && head[2] === 0xdf && head[3] === 0xa3) return 'webm';
	const type = String.fromCharCode(...head.subarray(4, 8));
	return ['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip', 'pnot'].includes(type) ? 'mp4' : null;
}
