import { and, eq, exists, inArray, isNotNull, like, or, sql } from 'drizzle-orm';
import type { Db } from './connection';
import {
	consentAnswer,
	docClient,
	docRemoval,
	docSnapshot,
	docUpdate,
	noteLeftOut,
	groupYield,
	meetingSuccess,
	planEntry,
	session,
	sessionEvent,
	sessionNote,
	trajectory
} from './schema';
import { forgetKey } from './erasures';

/**
 * Removes everything that was written while watching one child: shared tables, own jottings, and the rows read from
 * them (Q10). The sessions themselves stay, as a list of rounds without words: why a round was left goes too.
 */
export async function eraseNotesOf(db: Db, trajectoryId: string): Promise<void> {
	const sessions = await db.select({ id: session.id }).from(session).where(eq(session.trajectoryId, trajectoryId));
	// also without a session: what somebody was glad about is about her child more often than not
	await eraseClosingOf(db, trajectoryId);
	if (sessions.length === 0) return;
	const ids = sessions.map((row) => row.id);
	// ids are base64url: nothing in them means anything to "like" but the underscore, and then a longer match is needed
	const documents = (doc: typeof docUpdate.doc | typeof docSnapshot.doc | typeof docClient.doc) =>
		or(...ids.map((id) => like(doc, `session/${id.replaceAll('_', '\\_')}/%`)));
	await db.transaction(async (tx) => {
		await tx.delete(sessionNote).where(inArray(sessionNote.sessionId, ids));
		await tx.delete(docUpdate).where(documents(docUpdate.doc));
		await tx.delete(docSnapshot).where(documents(docSnapshot.doc));
		await tx.delete(docClient).where(documents(docClient.doc));
		await tx.delete(docRemoval).where(inArray(docRemoval.sessionId, ids));
		await tx.delete(noteLeftOut).where(inArray(noteLeftOut.sessionId, ids));
		await tx
			.update(sessionEvent)
			.set({ body: sql`${sessionEvent.body} - 'reason'` })
			.where(and(inArray(sessionEvent.sessionId, ids), sql`jsonb_exists(${sessionEvent.body}, 'reason')`));
	});
}

/** [G8] What a group brought back that watched this child, and what her teacher was glad about. */
export async function eraseClosingOf(db: Db, trajectoryId: string): Promise<void> {
	const itsGroups = db
		.select({ id: session.groupId })
		.from(session)
		.where(and(eq(session.trajectoryId, trajectoryId), isNotNull(session.groupId)));
	await db.transaction(async (tx) => {
		// [ER5] what goes now, and before, was sealed under it
		await tx.update(trajectory).set({ keySpent: true }).where(eq(trajectory.id, trajectoryId));
		await tx
			.delete(groupYield)
			.where(or(eq(groupYield.trajectoryId, trajectoryId), inArray(groupYield.groupId, itsGroups)));
		const lines = await tx
			.delete(meetingSuccess)
			.where(eq(meetingSuccess.trajectoryId, trajectoryId))
			.returning({ wrappedKey: meetingSuccess.wrappedKey });
		for (const { wrappedKey } of lines) await forgetKey(tx, trajectoryId, wrappedKey);
	});
}

/** [LP11] Nobody writes along in an entry: nothing of how it was typed stays beside its words. */
export const noWriting = { writerId: null, writingId: null, writing: null };

/** What a teacher shared from her plan, or wrote together, is hers alone again. */
export async function unsharePlan(tx: Db, trajectoryId: string): Promise<void> {
	await tx
		.update(planEntry)
		.set({ sharedAt: null, ...noWriting })
		.where(eq(planEntry.trajectoryId, trajectoryId));
}

/**
 * Children whose parents took their yes back and about whom something written is still there: a server stopped half-way,
 * or a last word became durable just after the rest was erased. Somebody's own jottings never are rows, so the documents
 * are looked for too.
 */
export async function halfErased(db: Db): Promise<string[]> {
	const written = or(
		exists(
			db
				.select({ one: sql`1` })
				.from(sessionNote)
				.where(eq(sessionNote.sessionId, session.id))
		),
		exists(
			db
				.select({ one: sql`1` })
				.from(docUpdate)
				.where(ofThisSession(docUpdate.doc))
		),
		exists(
			db
				.select({ one: sql`1` })
				.from(docSnapshot)
				.where(ofThisSession(docSnapshot.doc))
		),
		exists(
			db
				.select({ one: sql`1` })
				.from(docRemoval)
				.where(eq(docRemoval.sessionId, session.id))
		)
	);
	const rows = await db
		.selectDistinct({ id: session.trajectoryId })
		.from(session)
		.innerJoin(consentAnswer, eq(consentAnswer.trajectoryId, session.trajectoryId))
		.where(and(eq(consentAnswer.scope, 'team'), eq(consentAnswer.state, 'withdrawn'), written));
	const closing = await db
		.selectDistinct({ id: consentAnswer.trajectoryId })
		.from(consentAnswer)
		.where(
			and(
				eq(consentAnswer.scope, 'team'),
				eq(consentAnswer.state, 'withdrawn'),
				or(
					exists(
						db
							.select({ one: sql`1` })
							.from(groupYield)
							.where(eq(groupYield.trajectoryId, consentAnswer.trajectoryId))
					),
					exists(
						db
							.select({ one: sql`1` })
							.from(meetingSuccess)
							.where(eq(meetingSuccess.trajectoryId, consentAnswer.trajectoryId))
					)
				)
			)
		);
	return [...new Set([...rows, ...closing].map((row) => row.id))];
}

const ofThisSession = (doc: typeof docUpdate.doc | typeof docSnapshot.doc) =>
	sql`starts_with(${doc}, 'session/' || ${session.id} || '/')`;
