import { and, asc, desc, eq, gt, or } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import type { CoverStatus } from '$lib/domain/practice';
import { standingOf } from '$lib/server/db/people';
import { coverRequest, userAccount } from '$lib/server/db/schema';
import { membersByTeam, seatsHeldBy } from '$lib/server/db/seats';
import type { Needs } from '../needs';

export interface CoverInput {
	teamId: string;
	of: string;
	at: Date;
	minutes: number;
}

export interface Cover {
	id: string;
	/** The other person. */
	name: string;
	at: Date;
	minutes: number;
	status: CoverStatus;
	past: boolean;
}

/** How long afterwards a request can still be read back, ms. */
const readBack = 14 * 24 * 3_600_000;
/** So many open requests at once: nobody's colleagues are to be flooded. */
const mostOpen = 10;

/**
 * Asks a colleague to take over the group for a while (R44). Refusals: `not-found` (no team of hers, nobody in it),
 * `not-allowed`, `moment-passed`, `already-asked` (the same colleague for
 * the same moment), `too-many-open`.
 */
export async function askCover(needs: Needs, userId: string, input: CoverInput): Promise<Outcome<{ id: string }>> {
	const who = await standingOf(needs.db, userId, input.teamId);
	if (!who || !may.seeTeam(who)) return no('not-found');
	if (!may.askCover(who)) return no('not-allowed');
	const other = input.of === userId ? null : await standingOf(needs.db, input.of, input.teamId);
	if (!other || !may.beAskedForCover(other)) return no('not-found');
	const now = needs.clock();
	if (input.at <= now) return no('moment-passed');
	return needs.db.transaction(async (tx): Promise<Outcome<{ id: string }>> => {
		// holds the asker, so that a second tap does not ask twice
		await tx.select({ id: userAccount.id }).from(userAccount).where(eq(userAccount.id, userId)).for('update');
		const open = await tx
			.select({ of: coverRequest.askedOf, at: coverRequest.at })
			.from(coverRequest)
			.where(and(eq(coverRequest.askedBy, userId), eq(coverRequest.status, 'asked'), gt(coverRequest.at, now)));
		if (open.some((one) => one.of === input.of && one.at.getTime() === input.at.getTime())) return no('already-asked');
		if (open.length >= mostOpen) return no('too-many-open');
		const { teamId, of: askedOf, at, minutes } = input;
		const id = needs.newId();
		await tx
			.insert(coverRequest)
			.values({ id, teamId, askedBy: userId, askedOf, at, minutes, status: 'asked', createdAt: now });
		return yes({ id });
	});
}

/**
 * The colleague says yes or no; she may change her mind until it begins. Refusals: `not-found` (nobody asked her),
 * `request-answered` (withdrawn meanwhile), `moment-passed`.
 */
export function answerCover(needs: Needs, userId: string, id: string, answer: 'yes' | 'no'): Promise<Outcome<null>> {
	return change(needs, id, (row) => {
		if (row.askedOf !== userId) return no('not-found');
		if (row.status === 'withdrawn') return no('request-answered');
		return row.at <= needs.clock() ? no('moment-passed') : yes(answer);
	});
}

/** Whoever asked needs it no more, also after a yes. Refusals: `not-found`, `moment-passed`. */
export function withdrawCover(needs: Needs, userId: string, id: string): Promise<Outcome<null>> {
	return change(needs, id, (row) => {
		if (row.askedBy !== userId) return no('not-found');
		return row.at <= needs.clock() ? no('moment-passed') : yes('withdrawn' as const);
	});
}

function change(
	needs: Needs,
	id: string,
	to: (row: typeof coverRequest.$inferSelect) => Outcome<CoverStatus>
): Promise<Outcome<null>> {
	return needs.db.transaction(async (tx): Promise<Outcome<null>> => {
		const [row] = await tx.select().from(coverRequest).where(eq(coverRequest.id, id)).for('update');
		const next = row ? to(row) : no('not-found');
		if (!next.ok) return next;
		await tx.update(coverRequest).set({ status: next.value, answeredAt: needs.clock() }).where(eq(coverRequest.id, id));
		return yes(null);
	});
}

/** What somebody asked and was asked, of now and of the last days. Withdrawn ones are only hers who asked. */
export async function coversOf(needs: Needs, userId: string): Promise<{ asked: Cover[]; mine: Cover[] }> {
	const now = needs.clock();
	const [asker, other] = [alias(userAccount, 'asker'), alias(userAccount, 'other')];
	const rows = await needs.db
		.select({ row: coverRequest, asker: asker.name, other: other.name })
		.from(coverRequest)
		.innerJoin(asker, eq(asker.id, coverRequest.askedBy))
		.innerJoin(other, eq(other.id, coverRequest.askedOf))
		.where(
			and(
				or(eq(coverRequest.askedBy, userId), eq(coverRequest.askedOf, userId)),
				gt(coverRequest.at, new Date(now.getTime() - readBack))
			)
		)
		.orderBy(desc(coverRequest.at), desc(coverRequest.createdAt), asc(coverRequest.id));
	const told = ({ row, asker: by, other: of }: (typeof rows)[number]): Cover => ({
		id: row.id,
		name: row.askedBy === userId ? of : by,
		at: row.at,
		minutes: row.minutes,
		status: row.status,
		past: row.at <= now
	});
	return {
		asked: rows.filter(({ row }) => row.askedOf === userId && row.status !== 'withdrawn').map(told),
		mine: rows.filter(({ row }) => row.askedBy === userId).map(told)
	};
}

/** Whom she can ask: her own teams, without herself and without who is only on call. */
export async function coverChoices(needs: Needs, userId: string) {
	const seats = (await seatsHeldBy(needs.db, userId)).filter(({ standing }) => may.askCover(standing));
	const members = await membersByTeam(
		needs.db,
		seats.map((seat) => seat.teamId)
	);
	return seats.map(({ teamId, name }) => ({
		teamId,
		name,
		people: (members.get(teamId) ?? [])
			.filter((one) => one.userId !== userId && may.beAskedForCover({ ...one, admin: false }))
			.map((one) => ({ id: one.userId, name: one.name, about: one.about }))
	}));
}
