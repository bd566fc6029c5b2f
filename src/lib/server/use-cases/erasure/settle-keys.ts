import { and, eq, isNotNull, ne, or, sql } from 'drizzle-orm';
import { clip, clipMark, helpRequest, meetingSuccess, pushDevice, pushKey, trajectory } from '$lib/server/db/schema';
import { cardOf, sealCard } from '../clip/clip-card';
import type { Needs } from '../needs';

/**
 * [ER2] Brings what an earlier version wrote to how it is kept now: keys that stood whole in their rows get their other
 * half in the key store, and texts that stood plain are sealed. At every start, before anything answers; row by row, so
 * that it goes on wherever it was cut short, and finds nothing to do afterwards.
 */
export async function settleKeys(needs: Needs): Promise<void> {
	await moveKeys(needs);
	await sealReasons(needs);
	await sealClips(needs);
	await sealMarks(needs);
	await sealHelp(needs);
}

async function moveKeys({ db, vault }: Needs): Promise<void> {
	/** Only while the row has the key it had: another process may do the same at this moment. */
	async function move(wrapped: Uint8Array, put: (moved: Uint8Array) => Promise<unknown[]>): Promise<void> {
		const moved = vault.moved(wrapped);
		if (!moved || (await put(moved)).length > 0) return;
		vault.destroy(vault.idOf(moved) ?? '');
	}
	for (const { id, wrappedKey: old } of await db.select().from(trajectory))
		await move(old, (wrappedKey) =>
			db
				.update(trajectory)
				.set({ wrappedKey })
				.where(and(eq(trajectory.id, id), eq(trajectory.wrappedKey, old)))
				.returning({ id: trajectory.id })
		);
	for (const { id, wrappedKey: old } of await db.select().from(clip).where(isNotNull(clip.wrappedKey)))
		if (old)
			await move(old, (wrappedKey) =>
				db
					.update(clip)
					.set({ wrappedKey })
					.where(and(eq(clip.id, id), eq(clip.wrappedKey, old)))
					.returning({ id: clip.id })
			);
	for (const { id, wrappedKey: old } of await db.select().from(pushDevice))
		await move(old, (wrappedKey) =>
			db
				.update(pushDevice)
				.set({ wrappedKey })
				.where(and(eq(pushDevice.id, id), eq(pushDevice.wrappedKey, old)))
				.returning({ id: pushDevice.id })
		);
	for (const { id, wrappedKey: old } of await db.select().from(pushKey))
		await move(old, (wrappedKey) =>
			db
				.update(pushKey)
				.set({ wrappedKey })
				.where(and(eq(pushKey.id, id), eq(pushKey.wrappedKey, old)))
				.returning({ id: pushKey.id })
		);
	for (const { meetingId, userId, wrappedKey: old } of await db.select().from(meetingSuccess)) {
		const its = and(eq(meetingSuccess.meetingId, meetingId), eq(meetingSuccess.userId, userId));
		await move(old, (wrappedKey) =>
			db
				.update(meetingSuccess)
				.set({ wrappedKey })
				.where(and(its, eq(meetingSuccess.wrappedKey, old)))
				.returning({ id: meetingSuccess.userId })
		);
	}
}

async function sealReasons({ db, vault }: Needs): Promise<void> {
	for (const row of await db.select().from(trajectory).where(ne(trajectory.oldReason, '')))
		await db
			.update(trajectory)
			.set({ reason: vault.write(row.wrappedKey, row.oldReason), oldReason: '' })
			.where(eq(trajectory.id, row.id));
}

async function sealClips({ db, vault }: Needs): Promise<void> {
	const plain = or(
		ne(clip.oldTitle, ''),
		ne(clip.oldContext, ''),
		ne(clip.oldReason, ''),
		ne(clip.oldGoal, ''),
		ne(clip.oldQuestion, ''),
		sql`${clip.oldSkills} <> '[]'::jsonb`
	);
	const rows = await db
		.select({ clip, childKey: trajectory.wrappedKey })
		.from(clip)
		.innerJoin(trajectory, eq(trajectory.id, clip.trajectoryId))
		.where(plain);
	for (const { clip: row, childKey } of rows) {
		const old = {
			context: row.oldContext,
			reason: row.oldReason,
			goal: row.oldGoal,
			question: row.oldQuestion,
			skills: row.oldSkills
		};
		const card = { ...cardOf(vault, row.card), ...(row.card ? {} : old) };
		await db
			.update(clip)
			.set({
				title: vault.write(row.wrappedKey ?? childKey, vault.read(row.title) || row.oldTitle),
				card: row.wrappedKey && sealCard(vault, row.wrappedKey, card),
				...{ oldTitle: '', oldContext: '', oldReason: '', oldGoal: '', oldQuestion: '', oldSkills: [] }
			})
			.where(eq(clip.id, row.id));
	}
}

async function sealMarks({ db, vault }: Needs): Promise<void> {
	const rows = await db
		.select({ id: clipMark.id, oldNote: clipMark.oldNote, wrappedKey: clip.wrappedKey })
		.from(clipMark)
		.innerJoin(clip, eq(clip.id, clipMark.clipId))
		.where(ne(clipMark.oldNote, ''));
	for (const { id, oldNote, wrappedKey } of rows)
		await db
			.update(clipMark)
			.set({ note: wrappedKey && vault.write(wrappedKey, oldNote), oldNote: '' })
			.where(eq(clipMark.id, id));
}

async function sealHelp({ db, vault }: Needs): Promise<void> {
	const rows = await db
		.select({ help: helpRequest, wrappedKey: clip.wrappedKey })
		.from(helpRequest)
		.innerJoin(clip, eq(clip.id, helpRequest.clipId))
		.where(or(ne(helpRequest.oldQuestion, ''), ne(helpRequest.oldAnswer, '')));
	for (const { help, wrappedKey } of rows) {
		const sealed = (now: Uint8Array | null, old: string) =>
			now ?? (wrappedKey && old ? vault.write(wrappedKey, old) : null);
		await db
			.update(helpRequest)
			.set({
				question: sealed(help.question, help.oldQuestion),
				answer: sealed(help.answer, help.oldAnswer),
				...{ oldQuestion: '', oldAnswer: '' }
			})
			.where(eq(helpRequest.id, help.id));
	}
}
