import { randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import { openClipFiles, type OpenClipFiles } from '$lib/server/media/clip-files';
import type { ClipFacts } from '$lib/domain/clip-facts';
import type { ClipHandle } from '$lib/server/use-cases/needs';

export const newClip = (): ClipHandle => ({ id: randomBytes(16).toString('base64url'), key: randomBytes(32) });

/** A room that knows nothing yet of the clips in this folder. */
export const freshRoom = (dir: string): Promise<OpenClipFiles> => openClipFiles({ dir, ffmpeg: null });

const address = 'http://bench.test/upload';
const tus = { 'tus-resumable': '1.0.0' };

/** Sends a file as a browser does, in one piece; at so many bytes a second, or as fast as it goes. */
export async function sendInto(
	room: OpenClipFiles,
	clip: ClipHandle,
	file: string,
	bytesPerSecond: number | null,
	onKnown?: (facts: ClipFacts) => Promise<void>
): Promise<void> {
	const handle = await open(file);
	const { size } = await handle.stat();
	const headers = { ...tus, 'upload-length': String(size) };
	await answered(room.receive(clip, size, new Request(address, { method: 'POST', headers })));
	const begun = performance.now();
	let sent = 0;
	const body = new ReadableStream<Uint8Array>({
		async pull(controller) {
			const piece = Buffer.allocUnsafe(64 * 1024);
			const { bytesRead } = await handle.read(piece, 0, piece.length, sent);
			if (bytesRead === 0) return controller.close();
			sent += bytesRead;
			const due = bytesPerSecond === null ? 0 : begun + (sent / bytesPerSecond) * 1000 - performance.now();
			if (due > 1) await new Promise((resolve) => setTimeout(resolve, due));
			controller.enqueue(piece.subarray(0, bytesRead));
		}
	});
	const piece = { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };
	const init = { method: 'PATCH', headers: piece, body, duplex: 'half' } as RequestInit;
	try {
		await answered(room.receive(clip, size, new Request(address, init), onKnown));
	} finally {
		await handle.close();
	}
}

async function answered(received: ReturnType<OpenClipFiles['receive']>): Promise<void> {
	const { response } = await received;
	if (!response.ok) throw new Error(`the sending was answered ${response.status}: ${await response.text()}`);
}

/** One part of a clip, whole. */
export async function partBytes(room: OpenClipFiles, clip: ClipHandle, name: string): Promise<Uint8Array> {
	const part = await room.part(clip, name, null);
	if (!part.ok) throw new Error(`${name}: ${part.code}`);
	return part.value.body instanceof Uint8Array ? part.value.body : new Response(part.value.body).bytes();
}

/** Names of a clip's segments. */
export async function segmentNames(room: OpenClipFiles, clip: ClipHandle): Promise<string[]> {
	return new TextDecoder().decode(await partBytes(room, clip, 'index.m3u8')).match(/seg\d+\.m4s/g) ?? [];
}
