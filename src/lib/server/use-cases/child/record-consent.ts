import {
	heardByTeacher,
	isClosedDoor,
	isNo,
	stateOf,
	teamMayWatch,
	type AnsweredBy,
	type Asked,
	type ConsentScope,
	type ConsentState
} from '$lib/domain/consent';
import { no, yes, type No, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { consentOf, guardiansOf } from '$lib/server/db/consent';
import { eraseNotesOf, halfErased } from '$lib/server/db/erase-notes';
import { standingOf } from '$lib/server/db/people';
import { findTrajectory } from '$lib/server/db/trajectories';
import type { Needs } from '../needs';
import { sealFormPhoto } from './form-photo';
import { writeConsent, type GivenAnswer, type Standing } from './write-consent';

/** One answer as a teacher writes it down. */
export interface Recorded {
	scope: ConsentScope;
	state: Exclude<ConsentState, 'not-asked'>;
	/** Whose answer. Null, for a no: one of the parents, and it is not said which. */
	guardianId?: string | null;
	/** For `expert`: about whom. */
	expertId?: string | null;
	/** The day on the form she signed; a yes needs one. */
	formDay?: string;
}

/**
 * Writes down one answer that parents gave to the teacher; what an answer does stands with `writeConsent`. Refusals: `not-found` (not her
 * child, no such guardian of it), `trajectory-closed` (only a no is heard then), `bad-input` (a yes of nobody, without a
 * form, or to an expert without a name), `no-stands`, `form-before-no`.
 */
export function recordConsent(
	needs: Needs,
	userId: string,
	trajectoryId: string,
	{ scope, state, guardianId = null, expertId = null, formDay }: Recorded
): Promise<Outcome<null>> {
	const answer = state === 'granted' ? 'yes' : state === 'asked' ? 'asked' : 'no';
	return record(needs, userId, trajectoryId, {
		guardianId,
		answers: [{ scope, expertId, answer }],
		...(formDay !== undefined && { form: { day: formDay, photo: null } })
	});
}

/** A form on paper as it was filled in. */
export interface PaperForm {
	/** Null: whoever of the parents the teacher heard a no of, without writing down who. */
	guardianId: string | null;
	answers: readonly (Asked & { answer: 'yes' | 'no' })[];
	/** "2026-11-12". */
	day: string;
	/** JPEG; whatever else it says about itself is taken out. */
	photo: Uint8Array | null;
}

/**
 * Writes down a form that one guardian filled in on paper: all that it says, and if there is a yes in it a photo of it.
 * Refusals: as `recordConsent`, and `form-in-future`, `not-a-jpeg`, `too-large` (of the photo).
 */
export function recordForm(
	needs: Needs,
	userId: string,
	trajectoryId: string,
	{ guardianId, answers, day, photo }: PaperForm
): Promise<Outcome<null>> {
	return record(needs, userId, trajectoryId, { guardianId, answers, form: { day, photo } });
}

/**
 * The teacher asked the parents: every guardian who did not answer yet is waited for. Refusals: `not-found`,
 * `trajectory-closed`.
 */
export async function markAsked(needs: Needs, userId: string, trajectoryId: string): Promise<Outcome<null>> {
	// also of a child without guardians, or of none: or the answer would tell which ids there are
	const allowed = await mayRecord(needs, userId, trajectoryId, []);
	if (!allowed.ok) return allowed;
	for (const { id: guardianId } of await guardiansOf(needs.db, trajectoryId)) {
		const asked = await recordConsent(needs, userId, trajectoryId, { scope: 'team', state: 'asked', guardianId });
		if (!asked.ok) return asked;
	}
	return yes(null);
}

interface ByTeacher {
	guardianId: string | null;
	answers: readonly GivenAnswer[];
	form?: { day: string; photo: Uint8Array | null };
}

async function record(
	needs: Needs,
	userId: string,
	trajectoryId: string,
	{ guardianId, answers, form }: ByTeacher
): Promise<Outcome<null>> {
	const allowed = await mayRecord(needs, userId, trajectoryId, answers);
	if (!allowed.ok) return allowed;
	// a day ahead of the server: a school may lie east of it
	if (form && new Date(`${form.day}T00:00:00Z`).getTime() > needs.clock().getTime() + 86_400_000)
		return no('form-in-future');
	const photo = form?.photo && answers.some(({ answer }) => answer === 'yes') ? form.photo : null;
	const prepared = photo ? sealFormPhoto(needs, allowed.value, photo) : yes(null);
	if (!prepared.ok) return prepared;
	const { value: store } = prepared;
	return writeConsent(
		needs,
		trajectoryId,
		{
			guardianId,
			answers,
			by: form ? 'paper' : 'spot',
			recordedBy: userId,
			...(form && { form: { day: form.day, photoId: null } })
		},
		(answer, standing) => whyNot(answer, standing, { guardianId, formDay: form?.day ?? null }),
		store ?? undefined
	);
}

/**
 * [CN6] A teacher writes down a yes of a guardian who signed for it, and never one over a no she did not hear herself:
 * who said no under her own link comes back to it there, and nobody else can.
 */
function whyNot(
	{ answer, scope, expertId }: GivenAnswer,
	{ child, own, newest }: Standing,
	{ guardianId, formDay }: { guardianId: string | null; formDay: string | null }
): No | null {
	const team = { scope: 'team', expertId: null } as const;
	if ((scope === 'expert') !== (expertId !== null) && answer !== 'no') return no('bad-input');
	if (answer !== 'yes') return null;
	// without a name only who answered so before, from when parents were not told apart
	if (formDay === null || (guardianId === null && !newest(team))) return no('bad-input');
	const before = isNo(stateOf(own, { scope, expertId })) ? newest({ scope, expertId }) : null;
	const heard = (answer: { by: AnsweredBy } | null) => answer !== null && heardByTeacher(answer.by);
	const heardNo = isNo(own.team) && heard(newest(team));
	if ((before && !heard(before)) || (isClosedDoor(child) && !heardNo)) return no('no-stands');
	return before && formDay < before.at.toISOString().slice(0, 10) ? no('form-before-no') : null;
}

async function mayRecord(
	needs: Needs,
	userId: string,
	trajectoryId: string,
	answers: readonly GivenAnswer[]
): Promise<Outcome<{ trajectoryId: string; wrappedKey: Uint8Array }>> {
	const found = await findTrajectory(needs.db, trajectoryId);
	const who = found && (await standingOf(needs.db, userId, found.teamId));
	if (!found || !who) return no('not-found');
	const consent = await consentOf(needs.db, trajectoryId);
	const standing = { teacherId: found.teacherId, consent, closed: found.closedAt !== null };
	const child = { trajectoryId, wrappedKey: found.wrappedKey };
	if (!may.withdrawConsent(who, standing)) return no('not-found');
	if (answers.every(({ answer }) => answer === 'no')) return yes(child);
	return may.recordConsent(who, standing) ? yes(child) : no('trajectory-closed');
}

/** The clock's share: finishes a withdrawal that a stop of the server cut short. Clips have their own date. */
export async function finishWithdrawals(needs: Needs): Promise<void> {
	for (const trajectoryId of await halfErased(needs.db))
		if (!teamMayWatch(await consentOf(needs.db, trajectoryId))) await eraseNotesOf(needs.db, trajectoryId);
}
