import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { clip, consentAnswer } from '$lib/server/db/schema';
import type { ConsentScope, ConsentState } from '$lib/domain/consent';
import { checkClip } from '$lib/server/use-cases/clip/check-clip';
import { startClip } from '$lib/server/use-cases/clip/start-clip';
import type { MediaPart } from '$lib/server/use-cases/needs';
import { clipBytes, mediaRoom } from '../../support/clips';
import { openTestHouse } from '../../support/test-needs';

/** The cast's school with a real media room: no converter, so that the tests say the same on every machine. */
export async function openClipHouse() {
	const house = await openTestHouse();
	const room = await mediaRoom(null);
	house.needs.files = room.files;
	await house.cast();
	const { needs, db } = house;
	let answers = 0;
	return {
		...house,
		/** Marit announces a clip with these bytes; nothing is sent yet. */
		async announced(bytes: Uint8Array): Promise<string> {
			const started = await startClip(needs, 'marit', { trajectoryId: 'marit-j', bytes: bytes.length, durationMs: 0 });
			if (!started.ok) throw new Error(started.code);
			return started.value.id;
		},
		/** A clip of Marit's that has arrived and was looked at; ready unless the bytes are wrong. */
		async arrived(name = 'h264_aac_faststart.mp4'): Promise<string> {
			const bytes = await clipBytes(name);
			const id = await this.announced(bytes);
			await needs.files.put(await this.handle(id), bytes);
			await db.update(clip).set({ status: 'checking' }).where(eq(clip.id, id));
			await checkClip(needs, id);
			return id;
		},
		async handle(id: string) {
			const row = await this.row(id);
			if (!row.wrappedKey) throw new Error('the key is gone');
			return { id, key: needs.vault.open(row.wrappedKey) };
		},
		/** As if the last bytes of it had come then. */
		lastBytes: (id: string, at: Date) => utimes(join(room.dir, 'clips', id, 'original'), at, at),
		async row(id: string) {
			const [row] = await db.select().from(clip).where(eq(clip.id, id));
			if (!row) throw new Error(`no clip ${id}`);
			return row;
		},
		/** The parents' newest answer. */
		async parents(state: ConsentState, scope: ConsentScope = 'team') {
			const at = new Date(needs.clock().getTime() + ++answers);
			const id = `answer-${answers}`;
			await db.insert(consentAnswer).values({ id, trajectoryId: 'marit-j', scope, state, recordedBy: 'marit', at });
		},
		async end() {
			await room.end();
			await house.close();
		}
	};
}

export type ClipHouse = Awaited<ReturnType<typeof openClipHouse>>;

/** Whole body of one part. */
export const bytesOf = async (part: MediaPart): Promise<Uint8Array> =>
	part.body instanceof Uint8Array ? part.body : new Response(part.body).bytes();

/** The code of a refusal, or "yes". */
export const said = (outcome: { ok: true } | { ok: false; code: string }): string =>
	outcome.ok ? 'yes' : outcome.code;
