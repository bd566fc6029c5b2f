import { and, asc, eq, inArray, ne } from 'drizzle-orm';
import {
	effective,
	expertMayWatch,
	isNo,
	stateOf,
	writtenAs,
	type AnsweredBy,
	type Asked,
	type Consent,
	type ConsentScope,
	type ConsentState,
	type GuardianAnswer
} from '$lib/domain/consent';
import { no, yes, type No, type Outcome } from '$lib/domain/outcome';
import { record } from '$lib/server/db/audit';
import { answersIn, findGuardian } from '$lib/server/db/consent';
import type { Db } from '$lib/server/db/connection';
import { eraseClosingOf, eraseNotesOf, unsharePlan } from '$lib/server/db/erase-notes';
import { endHelp } from '$lib/server/db/help';
import { takeOffTables } from '$lib/server/db/open-sessions';
import { clip, consentAnswer, consentForm, helpRequest, session, trajectory } from '$lib/server/db/schema';
import { withSameChild } from '$lib/server/db/trajectories';
import { eraseClipsOf } from '../clip/erase-clip';
import type { Needs } from '../needs';
import { endWriting } from '../plan/end-writing';
import { renewKey } from '../erasure/renew-key';

export interface GivenAnswer extends Asked {
	answer: 'asked' | 'yes' | 'no';
}

/** Answers of one guardian, given together. */
export interface Given {
	/** Null: it is not said which of the parents. */
	guardianId: string | null;
	answers: readonly GivenAnswer[];
	by: AnsweredBy;
	/** Null: the guardian herself. */
	recordedBy: string | null;
	/** The very text she read. */
	text?: { version: number; language: string; hash: string };
	/** The paper she signed: its day, and the id of a photo of it. */
	form?: { day: string; photoId: string | null };
}

/** What stands the moment an answer is judged. */
export interface Standing {
	/** What all guardians say together, and what this one said. */
	child: Consent;
	own: Consent;
	/** Her newest answer to one question, as it was written down. */
	newest: (asked: Asked) => { by: AnsweredBy; at: Date } | null;
}

/**
 * Writes down what one guardian answered, all of it or nothing. Each answer is kept; the newest of each guardian counts.
 * A no to what stood open closes every door at once, for open connections too, and then erases: clips, what was noted
 * while watching, help that was asked (R30, Q10). It is about the child, so it holds for earlier cycles with the same
 * child as well [TC5]. `judge` says why an answer may not be given now. Refusals: `not-found` (no such guardian of this
 * child) and those of `judge`.
 */
export async function writeConsent(
	needs: Needs,
	trajectoryId: string,
	given: Given,
	judge: (answer: GivenAnswer, standing: Standing) => No | null,
	photo: (tx: Db) => Promise<string | null> = () => Promise.resolve(null)
): Promise<Outcome<null>> {
	const written = await needs.db.transaction(async (tx): Promise<Outcome<Written[]>> => {
		const saysNo = given.answers.some(({ answer }) => answer === 'no');
		const all = saysNo ? await withSameChild(tx, trajectoryId) : [trajectoryId];
		// always in the same order, so that two answers at once wait for each other and for nothing else
		await tx
			.select({ id: trajectory.id })
			.from(trajectory)
			.where(inArray(trajectory.id, all))
			.orderBy(asc(trajectory.id))
			.for('update');
		if (given.guardianId !== null && !(await findGuardian(tx, trajectoryId, given.guardianId))) return no('not-found');
		const refused = await firstRefusal(tx, trajectoryId, given, judge);
		if (refused) return refused;
		const form = given.form && { ...given.form, photoId: await photo(tx) };
		const done = [await writeIn(needs, tx, trajectoryId, { ...given, ...(form && { form }) })];
		// what was never open in an earlier cycle needs no closing
		for (const id of all) if (id !== trajectoryId) done.push(await writeIn(needs, tx, id, given, 'open'));
		return yes(done);
	});
	if (!written.ok) return written;
	for (const { trajectoryId: id, sessions } of written.value) {
		needs.table.rightsChanged({ trajectoryId: id });
		for (const sessionId of sessions) needs.table.rightsChanged({ sessionId });
	}
	for (const { trajectoryId: id, sessions, erase } of written.value) if (erase) await eraseAll(needs, id, sessions);
	return yes(null);
}

async function firstRefusal(
	tx: Db,
	trajectoryId: string,
	{ guardianId, answers }: Given,
	judge: (answer: GivenAnswer, standing: Standing) => No | null
): Promise<No | null> {
	const rows = await answersIn(tx, trajectoryId);
	const ownRows = rows.filter((row) => row.guardianId === guardianId);
	const standing: Standing = {
		child: effective(rows),
		own: effective(ownRows),
		newest: ({ scope, expertId }) => ownRows.findLast((row) => row.scope === scope && row.expertId === expertId) ?? null
	};
	for (const answer of answers) {
		const refused = judge(answer, standing);
		if (refused) return refused;
	}
	return null;
}

/** One trajectory in which answers were written down, the sessions that left its table, and whether all must go. */
interface Written {
	trajectoryId: string;
	sessions: string[];
	erase: boolean;
}

/** `only` the noes to what is open, or every answer. */
async function writeIn(needs: Needs, tx: Db, trajectoryId: string, given: Given, only?: 'open'): Promise<Written> {
	const rows: (GuardianAnswer & { by: AnsweredBy; at: Date })[] = await answersIn(tx, trajectoryId);
	const closed: { scope: ConsentScope; state: ConsentState }[] = [];
	for (const { scope, expertId, answer } of given.answers) {
		const asked = { scope, expertId };
		const child = stateOf(effective(rows), asked);
		if (only === 'open' && (answer !== 'no' || child !== 'granted')) continue;
		const hers = rows.filter((row) => row.guardianId === given.guardianId);
		const own = stateOf(effective(hers), asked);
		const state =
			answer === 'asked'
				? firstAsking(own, child)
				: writtenAs(answer, { own: lostAnswer(hers, asked) ? 'not-asked' : own, child });
		if (state === null) continue;
		// answers are ordered by their moment, so no two may share one
		const at = new Date(Math.max(needs.clock().getTime(), (rows.at(-1)?.at.getTime() ?? 0) + 1));
		const row = { trajectoryId, guardianId: given.guardianId, ...asked, by: given.by, state, at };
		await tx.insert(consentAnswer).values({ id: needs.newId(), ...row, ...notedWith(given, state) });
		rows.push(row);
		// whose answer it was stands nowhere in the log
		await record(tx, {
			...{ at, kind: state === 'withdrawn' ? 'consent-withdrawn' : 'consent-answered' },
			...{ actor: given.recordedBy ?? 'guardian', child: trajectoryId, facts: { scope, state } },
			object: { kind: 'trajectory', id: trajectoryId }
		});
		if (isNo(state)) closed.push({ scope, state });
	}
	const consent = effective(rows);
	const sessions: string[] = [];
	for (const { scope, state } of closed)
		sessions.push(...(await closeDoors(tx, trajectoryId, { scope, state, consent }, needs.clock())));
	return { trajectoryId, sessions, erase: closed.some((it) => it.scope === 'team' && it.state === 'withdrawn') };
}

/** [CN9] What she really answered went with a backup: her next answer, whichever, is written down. */
const lostAnswer = (hers: readonly (GuardianAnswer & { by: AnsweredBy })[], asked: Asked): boolean =>
	hers.findLast((row) => row.scope === asked.scope && row.expertId === asked.expertId)?.by === 'backup';

/** Asked once; who said yes before experts were named is not asked the same again. */
const firstAsking = (own: ConsentState, child: ConsentState): ConsentState | null =>
	own === 'not-asked' && child !== 'granted' ? 'asked' : null;

/** [CN7] A photo goes with a yes alone: a no needs no proof. */
const notedWith = ({ by, recordedBy, text, form }: Given, state: ConsentState) => ({
	by,
	recordedBy,
	...(text && { textVersion: text.version, textLanguage: text.language, textHash: text.hash }),
	...(form && { formDay: form.day, formId: state === 'granted' ? form.photoId : null })
});

/** Everything that must be true the moment the answer is. Answers the sessions that left the table. */
async function closeDoors(
	tx: Db,
	trajectoryId: string,
	{ scope, state, consent }: { scope: ConsentScope; state: ConsentState; consent: Consent },
	now: Date
): Promise<string[]> {
	if (scope === 'guest') {
		if (state === 'withdrawn')
			await tx.update(session).set({ guestsAt: null }).where(eq(session.trajectoryId, trajectoryId));
		return [];
	}
	if (scope !== 'team' && scope !== 'expert') return [];
	await endWriting(tx, trajectoryId);
	await endHelpOf(tx, trajectoryId, consent, now);
	if (scope === 'expert') return [];
	await tx.delete(consentForm).where(eq(consentForm.trajectoryId, trajectoryId));
	if (state !== 'withdrawn') return [];
	await unsharePlan(tx, trajectoryId);
	await eraseClosingOf(tx, trajectoryId);
	// should the server stop before the clips are erased, the clock finds them by this date
	await tx
		.update(clip)
		.set({ keepUntil: now })
		.where(and(eq(clip.trajectoryId, trajectoryId), ne(clip.status, 'erased')));
	return takeOffTables(tx, eq(session.trajectoryId, trajectoryId), now);
}

/** [CN4] Help by every expert who may not watch any more, and by nobody else. */
async function endHelpOf(tx: Db, trajectoryId: string, consent: Consent, now: Date): Promise<void> {
	const clips = tx.select({ id: clip.id }).from(clip).where(eq(clip.trajectoryId, trajectoryId));
	const ofThis = inArray(helpRequest.clipId, clips);
	const helpers = await tx.selectDistinct({ id: helpRequest.expertId }).from(helpRequest).where(ofThis);
	const over = helpers.map(({ id }) => id).filter((id) => !expertMayWatch(consent, id));
	const theirs = over.length > 0 ? and(ofThis, inArray(helpRequest.expertId, over)) : undefined;
	if (theirs) await endHelp(tx, theirs, now);
}

async function eraseAll(needs: Needs, trajectoryId: string, sessions: string[]): Promise<void> {
	await eraseClipsOf(needs, trajectoryId);
	// also when another process does not answer: what it still writes is found by the clock
	for (const sessionId of sessions) await needs.table.settle(sessionId);
	await eraseNotesOf(needs.db, trajectoryId);
	await renewKey(needs, trajectoryId);
}
