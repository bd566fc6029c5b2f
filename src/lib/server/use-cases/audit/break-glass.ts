import { and, desc, eq, isNotNull, isNull, lte, ne } from 'drizzle-orm';
import { canBeShown, type ClipFacts } from '$lib/domain/clip-facts';
import { glassLimits, glassState, type GlassReason, type GlassState } from '$lib/domain/break-glass';
import { teamMayWatch } from '$lib/domain/consent';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { record } from '$lib/server/db/audit';
import { findClip, type PlacedClip } from '$lib/server/db/clips';
import { consentOf } from '$lib/server/db/consent';
import type { Db } from '$lib/server/db/connection';
import { standingOf } from '$lib/server/db/people';
import { breakGlass, clip, teamMember, trajectory, userAccount } from '$lib/server/db/schema';
import { asSchool, proofs } from '$lib/server/db/who-asks';
import type { Needs } from '../needs';
import { namesOf } from '../people/name-of';
import { putUnderBells, sendLetters, type ToTell } from './tell';

type Row = typeof breakGlass.$inferSelect;

/** Whose clips there are, and of one person which: days and lengths, no title and no child. Refusal: `not-found`. */
export async function clipsToAskFor(needs: Needs, userId: string, ownerId: string | null) {
	if (!(await isAdmin(needs, userId))) return no('not-found');
	return asSchool(needs.db, 'emergency', proofs.admin(), () => clipsOf(needs, userId, ownerId));
}

async function clipsOf(needs: Needs, userId: string, ownerId: string | null) {
	const owners = await needs.db
		.selectDistinct({ id: userAccount.id, name: userAccount.name })
		.from(clip)
		.innerJoin(userAccount, eq(userAccount.id, clip.ownerId))
		.where(and(ne(clip.status, 'erased'), ne(clip.ownerId, userId)))
		.orderBy(userAccount.name);
	const rows = ownerId
		? await needs.db
				.select({ id: clip.id, createdAt: clip.createdAt, facts: clip.facts })
				.from(clip)
				.where(and(eq(clip.ownerId, ownerId), eq(clip.status, 'ready'), isNull(clip.besideOf)))
				.orderBy(desc(clip.createdAt))
		: [];
	const clips = rows.map(({ id, createdAt, facts }) => ({ id, createdAt, seconds: (facts?.durationMs ?? 0) / 1000 }));
	return yes({ owners, clips, asked: await glassesFor(needs, userId) });
}

/** Those that somebody asked for, or may answer, newest first. */
async function glassesFor(needs: Needs, userId: string) {
	const rows = await needs.db.select().from(breakGlass).orderBy(desc(breakGlass.askedAt)).limit(20);
	const names = await namesOf(
		needs,
		rows.map(({ askedBy }) => askedBy)
	);
	const now = needs.clock();
	return rows.map((row) => ({
		...{ id: row.id, askedAt: row.askedAt, state: glassState(row, now), mine: row.askedBy === userId },
		by: names.get(row.askedBy) ?? ''
	}));
}

interface Asking {
	clipId: string;
	reason: GlassReason;
	words: string;
}

/**
 * [AU10] An admin asks for one clip. Nothing opens: a second person has a day to confirm it. The owner is told at once
 * that it was asked. Refusals: `not-found`, `clip-gone`, `clip-not-ready`, `no-consent`, `already-asked`, `bad-input`.
 */
export async function askForGlass(needs: Needs, userId: string, given: Asking): Promise<Outcome<{ id: string }>> {
	const words = given.words.trim();
	if (words === '' || words.length > glassLimits.words) return no('bad-input');
	if (!(await isAdmin(needs, userId))) return no('not-found');
	return asSchool(needs.db, 'emergency', proofs.admin(), () => ask(needs, userId, { ...given, words }));
}

async function ask(needs: Needs, userId: string, given: Asking): Promise<Outcome<{ id: string }>> {
	const { words } = given;
	const row = await findClip(needs.db, given.clipId);
	if (!row || row.ownerId === userId || row.besideOf) return no('not-found');
	const blocked = await whyNot(needs.db, row);
	if (blocked) return no(blocked);
	const now = needs.clock();
	const id = needs.newId();
	const asked = await needs.db.transaction(async (tx): Promise<Outcome<ToTell>> => {
		const [child] = await tx.select().from(trajectory).where(eq(trajectory.id, row.trajectoryId)).for('update');
		if (!child) return no('not-found');
		const before = await tx.select().from(breakGlass).where(eq(breakGlass.clipId, row.id));
		if (before.some((one) => ['asked', 'open'].includes(glassState(one, now)))) return no('already-asked');
		const sealed = needs.vault.sealText(needs.vault.open(child.wrappedKey), words);
		const { reason } = given;
		await tx
			.insert(breakGlass)
			.values({ id, clipId: row.id, trajectoryId: row.trajectoryId, reason, sealed, askedBy: userId, askedAt: now });
		await record(tx, {
			...{ at: now, kind: 'break-glass-asked', actor: userId, role: 'admin', about: row.ownerId },
			...{ object: { kind: 'clip', id: row.id }, child: row.trajectoryId, facts: { reason } }
		});
		const told = { kind: 'glass-asked' as const, aboutId: userId, to: await toKnow(tx, row, userId, id) };
		await putUnderBells(needs, tx, told);
		return yes(told);
	});
	if (!asked.ok) return asked;
	sendLetters(needs, asked.value);
	return yes({ id });
}

/**
 * The second person says yes or no. With a yes the clip is open for an hour; whose clip it is and who leads the team are
 * told in the same transaction, so before the first byte. Refusals: `not-found`, `not-allowed` (she asked it herself, or
 * is neither admin nor lead), `request-answered`, `clip-gone`, `clip-not-ready`, `no-consent`.
 */
export const answerGlass = (needs: Needs, userId: string, id: string, agreed: boolean): Promise<Outcome<null>> =>
	aboutGlass(needs, id, () => answer(needs, userId, id, agreed));

async function answer(needs: Needs, userId: string, id: string, agreed: boolean): Promise<Outcome<null>> {
	const now = needs.clock();
	const answered = await needs.db.transaction(async (tx): Promise<Outcome<ToTell | null>> => {
		const [glass] = await tx.select().from(breakGlass).where(eq(breakGlass.id, id)).for('update');
		const row = glass && (await findClip(tx, glass.clipId));
		const who = row && (await standingOf(tx, userId, row.teamId));
		if (!glass || !row || !who || !maySee(who, glass, row)) return no('not-found');
		if (!may.confirmBreakGlass(who, glass.askedBy)) return no('not-allowed');
		if (glassState(glass, now) !== 'asked') return no('request-answered');
		// whoever asked is still an admin, too
		const asker = await standingOf(tx, glass.askedBy, row.teamId);
		if (!asker || !may.askBreakGlass(asker)) return no('request-answered');
		const blocked = agreed ? await whyNot(tx, row) : null;
		if (blocked) return no(blocked);
		const endsAt = agreed ? new Date(now.getTime() + glassLimits.lastsMs) : null;
		await tx.update(breakGlass).set({ answeredBy: userId, answeredAt: now, endsAt }).where(eq(breakGlass.id, id));
		await record(tx, {
			...{ at: now, kind: agreed ? 'break-glass-confirmed' : 'break-glass-refused', actor: userId },
			...{ role: who.admin ? 'admin' : 'lead', about: glass.askedBy, object: { kind: 'clip', id: row.id } },
			...{ child: row.trajectoryId, facts: endsAt ? { until: endsAt.getTime() / 1000 } : {} }
		});
		if (!agreed) return yes(null);
		const told = {
			kind: 'glass-opened' as const,
			aboutId: glass.askedBy,
			to: await toKnow(tx, row, glass.askedBy, id)
		};
		await putUnderBells(needs, tx, told);
		return yes(told);
	});
	if (!answered.ok) return answered;
	if (answered.value) sendLetters(needs, answered.value);
	return yes(null);
}

/** Whoever asked has seen enough, or asks no more. Refusals: `not-found`, `request-answered`. */
export const endGlass = (needs: Needs, userId: string, id: string): Promise<Outcome<null>> =>
	aboutGlass(needs, id, () => endOne(needs, userId, id));

async function endOne(needs: Needs, userId: string, id: string): Promise<Outcome<null>> {
	const now = needs.clock();
	return needs.db.transaction(async (tx): Promise<Outcome<null>> => {
		const [glass] = await tx.select().from(breakGlass).where(eq(breakGlass.id, id)).for('update');
		if (!glass || glass.askedBy !== userId) return no('not-found');
		if (!['asked', 'open'].includes(glassState(glass, now))) return no('request-answered');
		await close(needs, tx, glass, userId);
		return yes(null);
	});
}

/** Writes down that an opening ended. It ended at its minute already. Runs twice without harm. */
export async function endGlasses(needs: Needs): Promise<void> {
	const now = needs.clock();
	const over = await needs.db
		.select()
		.from(breakGlass)
		.where(and(isNotNull(breakGlass.endsAt), lte(breakGlass.endsAt, now), isNull(breakGlass.endedAt)));
	for (const glass of over) await needs.db.transaction((tx) => close(needs, tx, glass, 'clock'));
}

async function close(needs: Needs, tx: Db, glass: Row, by: string): Promise<void> {
	const at = needs.clock();
	const still = and(eq(breakGlass.id, glass.id), isNull(breakGlass.endedAt));
	const ended = await tx.update(breakGlass).set({ endedAt: at }).where(still).returning({ id: breakGlass.id });
	if (ended.length === 0) return;
	await record(tx, {
		...{ at, kind: 'break-glass-ended', actor: by, about: glass.askedBy },
		...{ object: { kind: 'clip', id: glass.clipId }, child: glass.trajectoryId }
	});
	needs.table.rightsChanged({ userId: glass.askedBy, clipId: glass.clipId });
}

/** One opening as somebody sees who has to do with it. */
export interface GlassView {
	id: string;
	state: GlassState;
	asker: string;
	owner: string;
	/** Day the clip was made. */
	madeAt: Date;
	reason: GlassReason;
	words: string;
	askedAt: Date;
	answeredBy: string | null;
	answeredAt: Date | null;
	endsAt: Date | null;
	/** She may answer it now. */
	mayAnswer: boolean;
	mine: boolean;
	/** It is her clip. */
	own: boolean;
	/** For whoever asked, while it is open. */
	clip: { id: string; facts: ClipFacts } | null;
}

/** For whoever asked, those who may answer, and whose clip it is. Refusal: `not-found`. */
export const viewGlass = (needs: Needs, userId: string, id: string): Promise<Outcome<GlassView>> =>
	aboutGlass(needs, id, () => view(needs, userId, id));

/** An admin is shown nothing of a child but this one opening, which she finds when it is hers to see. */
async function aboutGlass<T>(needs: Needs, id: string, work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
	const [hers] = await needs.db
		.select({ child: breakGlass.trajectoryId })
		.from(breakGlass)
		.where(eq(breakGlass.id, id));
	if (!hers) return no('not-found');
	return asSchool(needs.db, 'emergency', proofs.answersEmergency(hers.child), work);
}

async function view(needs: Needs, userId: string, id: string): Promise<Outcome<GlassView>> {
	const [glass] = await needs.db.select().from(breakGlass).where(eq(breakGlass.id, id));
	const row = glass && (await findClip(needs.db, glass.clipId));
	const who = row && (await standingOf(needs.db, userId, row.teamId));
	const [child] = glass ? await needs.db.select().from(trajectory).where(eq(trajectory.id, glass.trajectoryId)) : [];
	if (!glass || !row || !who || !child || !maySee(who, glass, row)) return no('not-found');
	const names = await namesOf(needs, [glass.askedBy, row.ownerId, ...(glass.answeredBy ? [glass.answeredBy] : [])]);
	const state = glassState(glass, needs.clock());
	const consent = await consentOf(needs.db, row.trajectoryId);
	const opened =
		state === 'open' && canBeShown(row) && may.breakGlass(who, { askedBy: glass.askedBy, open: true, consent });
	return yes({
		...{ id, state, asker: names.get(glass.askedBy) ?? '', owner: names.get(row.ownerId) ?? '', madeAt: row.createdAt },
		...{ reason: glass.reason, words: needs.vault.unsealText(needs.vault.open(child.wrappedKey), glass.sealed) },
		...{ askedAt: glass.askedAt, answeredAt: glass.answeredAt, endsAt: glass.endsAt },
		answeredBy: glass.answeredBy && (names.get(glass.answeredBy) ?? ''),
		mayAnswer: state === 'asked' && may.confirmBreakGlass(who, glass.askedBy),
		mine: glass.askedBy === userId,
		own: row.ownerId === userId,
		clip: opened && row.facts ? { id: row.id, facts: row.facts } : null
	});
}

const maySee = (who: Parameters<typeof may.confirmBreakGlass>[0], glass: Row, row: PlacedClip): boolean =>
	who.admin || row.ownerId === who.userId || may.confirmBreakGlass(who, glass.askedBy);

/** Whose clip it is, who leads the team, and the other admins. */
async function toKnow(tx: Db, row: PlacedClip, askerId: string, id: string): Promise<ToTell['to']> {
	const members = await tx
		.select({ userId: teamMember.userId, roles: teamMember.roles })
		.from(teamMember)
		.where(and(eq(teamMember.teamId, row.teamId), isNull(teamMember.leftAt)));
	const admins = await tx
		.select({ userId: userAccount.id })
		.from(userAccount)
		.where(and(eq(userAccount.admin, true), isNull(userAccount.closedAt)));
	const leads = members.filter(({ roles }) => roles.includes('lead'));
	const ids = new Set([row.ownerId, ...leads.map(({ userId }) => userId), ...admins.map(({ userId }) => userId)]);
	ids.delete(askerId);
	return [...ids].map((userId) => ({ userId, href: `/school/emergency/${id}` }));
}

async function whyNot(db: Db, row: PlacedClip) {
	if (row.status === 'erased') return 'clip-gone' as const;
	if (!canBeShown(row)) return 'clip-not-ready' as const;
	return teamMayWatch(await consentOf(db, row.trajectoryId)) ? null : ('no-consent' as const);
}

async function isAdmin(needs: Needs, userId: string): Promise<boolean> {
	const who = await standingOf(needs.db, userId, '');
	return who !== null && may.askBreakGlass(who);
}
