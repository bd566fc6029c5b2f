import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from 'mediabunny';
import type { FfmpegTool } from '$lib/server/media/ffmpeg';
import { openClipFiles, type OpenClipFiles } from '$lib/server/media/clip-files';
import type { ClipHandle } from '$lib/server/use-cases/needs';

/** Bytes of a clip under tests/fixtures/clips. */
export const clipBytes = (name: string): Promise<Uint8Array> =>
	readFile(new URL(`../fixtures/clips/${name}`, import.meta.url)).then((bytes) => new Uint8Array(bytes));

/** When each picture of a fixture is shown (seconds), by somebody else's reading of it. */
export async function shownTimes(name: string): Promise<number[]> {
	const input = new Input({ source: new BufferSource(await clipBytes(name)), formats: ALL_FORMATS });
	const track = await input.getPrimaryVideoTrack();
	if (!track) throw new Error('no picture');
	const packets = await Array.fromAsync(new EncodedPacketSink(track).packets());
	return packets.map(({ timestamp }) => timestamp).sort((a, b) => a - b);
}

/** A clip of its own, with a fresh key. */
export const newClip = (): ClipHandle => ({ id: randomBytes(16).toString('base64url'), key: randomBytes(32) });

/** A media room in a folder of its own; `end` removes it. */
export async function mediaRoom(
	ffmpeg: FfmpegTool | null,
	onTrouble?: (clipId: string, said: string) => void
): Promise<{ files: OpenClipFiles; dir: string; end: () => Promise<void> }> {
	const dir = await mkdtemp(join(tmpdir(), 'kijkkring-media-'));
	const files = await openClipFiles({ dir, ffmpeg, ...(onTrouble ? { onTrouble } : {}) });
	return {
		files,
		dir,
		async end() {
			await files.close();
			await rm(dir, { recursive: true, force: true });
		}
	};
}
