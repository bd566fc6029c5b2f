import { and, asc, eq, inArray, isNull, ne } from 'drizzle-orm';
import {
	effective,
	heardByTeacher,
	isClosedDoor,
	isNo,
	newestOf,
	stateOf,
	teacherSees,
	type Consent,
	type ConsentScope,
	type TeacherSees
} from '$lib/domain/consent';
import type { GuardianKind } from '$lib/domain/guardian';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { answersIn, guardiansOf } from '$lib/server/db/consent';
import { membersOf } from '$lib/server/db/people';
import { clip, expertAsked, session, userAccount } from '$lib/server/db/schema';
import { findTrajectory, withSameChild } from '$lib/server/db/trajectories';
import type { Needs } from '../needs';

/** What a teacher is told of her child's consent: never who said no, nor why [CN5]. */
export interface ConsentView {
	trajectoryId: string;
	alias: string;
	closed: boolean;
	/** The parents said no to the team. */
	door: boolean;
	mayChooseAnother: boolean;
	sees: Record<Exclude<ConsentScope, 'expert'>, TeacherSees>;
	/** `organisation` null: from before experts were named, about nobody in particular. */
	experts: { id: string | null; name: string; organisation: string; sees: TeacherSees }[];
	guardians: GuardianLine[];
	/** The parents answered together, before they were told apart. */
	together: boolean;
	/** She wrote down a no without saying whose: when that parent comes back to it, that can be written down too. */
	someoneSaidNo: boolean;
	/** What she wrote down herself, the newest first. */
	written: WrittenLine[];
	/** Whom of her team she can ask the parents about. */
	mayName: { id: string; name: string; about: string }[];
	wouldGo: { clips: string[]; sessions: number };
}

export interface GuardianLine {
	id: string;
	kind: GuardianKind;
	number: number;
	language: string;
	/** Whether she still is waited for; null once there is any no, as it would tell whose that is. */
	waiting: boolean | null;
	mayRemove: boolean;
	/** She said no and the teacher wrote that down herself: when she comes back to it, that can be written down too. */
	mayComeBack: boolean;
}

export interface WrittenLine {
	at: Date;
	/** Null: the parents, and it was not said which. */
	guardianId: string | null;
	scope: ConsentScope;
	expertId: string | null;
	answer: 'asked' | 'yes' | 'no';
	formDay: string | null;
	formId: string | null;
}

type Answer = Awaited<ReturnType<typeof answersIn>>[number];

/** What the parents answered so far, as far as a teacher is told, and what a no would erase. Owner only. */
export async function viewConsent(needs: Needs, userId: string, trajectoryId: string): Promise<Outcome<ConsentView>> {
	const found = await findTrajectory(needs.db, trajectoryId);
	if (found?.teacherId !== userId) return no('not-found');
	const answers = await answersIn(needs.db, trajectoryId);
	const consent = effective(answers);
	const door = isClosedDoor(consent);
	const closed = found.closedAt !== null;
	const experts = await expertsOf(needs, trajectoryId, consent);
	const unnamed = effective(answers.filter(({ guardianId }) => guardianId === null));
	return yes({
		trajectoryId,
		alias: found.alias,
		closed,
		door,
		mayChooseAnother: door && !closed && !found.cycleClosed,
		sees: {
			team: teacherSees(consent.team),
			guest: teacherSees(consent.guest),
			presentation: teacherSees(consent.presentation),
			figures: teacherSees(consent.figures),
			photo: teacherSees(consent.photo)
		},
		experts,
		guardians: await linesOf(needs, trajectoryId, answers),
		together: unnamed.team === 'granted',
		someoneSaidNo: isNo(unnamed.team),
		written: writtenBy(userId, answers),
		mayName: closed ? [] : await mayName(needs, userId, found.teamId, experts),
		wouldGo: consent.team === 'granted' ? await wouldGo(needs, trajectoryId) : { clips: [], sessions: 0 }
	});
}

async function linesOf(needs: Needs, trajectoryId: string, answers: readonly Answer[]): Promise<GuardianLine[]> {
	const newest = newestOf(answers);
	const anyNo = newest.some(({ state }) => isNo(state));
	return (await guardiansOf(needs.db, trajectoryId)).map((row) => {
		const own = newest.filter(({ guardianId }) => guardianId === row.id);
		const team = own.find(({ scope }) => scope === 'team');
		const { id, kind, number, language } = row;
		return {
			id,
			kind,
			number,
			language,
			waiting: anyNo ? null : team?.state !== 'granted',
			mayRemove: !anyNo && row.trajectoryId === trajectoryId && own.every(({ state }) => state === 'asked'),
			mayComeBack: team !== undefined && isNo(team.state) && heardByTeacher(team.by)
		};
	});
}

/** Her own handwriting: what came in under a link is not here. */
const writtenBy = (userId: string, answers: readonly Answer[]): WrittenLine[] =>
	answers
		.filter(({ by, recordedBy }) => heardByTeacher(by) && recordedBy === userId)
		.map(({ at, guardianId, scope, expertId, state, formDay, formId }) => ({
			...{ at, guardianId, scope, expertId, formDay, formId },
			answer: isNo(state) ? ('no' as const) : state === 'granted' ? ('yes' as const) : ('asked' as const)
		}))
		.toReversed();

async function expertsOf(needs: Needs, trajectoryId: string, consent: Consent): Promise<ConsentView['experts']> {
	const rows = await needs.db
		.select({ id: expertAsked.expertId, name: userAccount.name, organisation: expertAsked.organisation })
		.from(expertAsked)
		.innerJoin(userAccount, eq(userAccount.id, expertAsked.expertId))
		.where(eq(expertAsked.trajectoryId, trajectoryId))
		.orderBy(asc(expertAsked.askedAt));
	const named = rows.map((row) => ({
		...row,
		sees: teacherSees(stateOf(consent, { scope: 'expert', expertId: row.id }))
	}));
	const before = teacherSees(consent.expert);
	return before === 'not-asked' ? named : [{ id: null, name: '', organisation: '', sees: before }, ...named];
}

async function mayName(needs: Needs, userId: string, teamId: string, named: ConsentView['experts']) {
	return (await membersOf(needs.db, teamId))
		.filter(
			({ userId: id, roles }) => id !== userId && may.beAskedForHelp({ roles }) && !named.some((it) => it.id === id)
		)
		.map(({ userId: id, name, about }) => ({ id, name, about }));
}

/** Of the same child in earlier cycles too: a no is about the child [TC5]. */
async function wouldGo(needs: Needs, trajectoryId: string) {
	const same = await withSameChild(needs.db, trajectoryId);
	const clips = await needs.db
		.select({ title: clip.title })
		.from(clip)
		.where(and(inArray(clip.trajectoryId, same), ne(clip.status, 'erased'), isNull(clip.besideOf)))
		.orderBy(asc(clip.createdAt));
	const sessions = await needs.db
		.select({ id: session.id })
		.from(session)
		.where(and(inArray(session.trajectoryId, same), isNull(session.withdrawnAt)));
	return { clips: clips.map((it) => needs.vault.read(it.title)), sessions: sessions.length };
}
