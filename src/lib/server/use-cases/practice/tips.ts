import { and, desc, eq, inArray } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { namesAChild, type SchoolYears } from '$lib/domain/practice';
import { standingOf } from '$lib/server/db/people';
import { tip, userAccount } from '$lib/server/db/schema';
import { seatsHeldBy } from '$lib/server/db/seats';
import { trajectoriesOf } from '$lib/server/db/trajectories';
import type { Needs } from '../needs';

export interface TipBoard {
	teamId: string;
	team: string;
	mayWrite: boolean;
	tips: { id: string; text: string; years: SchoolYears; author: string; mine: boolean; at: Date }[];
}

/** The boards of somebody's teams, the newest tip first. Who is only on call has none. */
export async function tipBoards(needs: Needs, userId: string): Promise<TipBoard[]> {
	const seats = (await seatsHeldBy(needs.db, userId)).filter(({ standing }) => may.readTips(standing));
	const teamIds = seats.map((seat) => seat.teamId);
	const rows = await needs.db
		.select({ tip, author: userAccount.name })
		.from(tip)
		.innerJoin(userAccount, eq(userAccount.id, tip.authorId))
		.where(inArray(tip.teamId, teamIds))
		.orderBy(desc(tip.createdAt), desc(tip.id));
	return seats.map(({ teamId, name, standing }) => ({
		teamId,
		team: name,
		mayWrite: may.writeTip(standing),
		tips: rows
			.filter(({ tip: one }) => one.teamId === teamId)
			.map(({ tip: one, author }) => ({
				id: one.id,
				text: one.text,
				years: one.years,
				author,
				mine: one.authorId === userId,
				at: one.createdAt
			}))
	}));
}

/**
 * Puts a tip on the board. Refusals: `not-found`, `not-allowed`, `tip-names-a-child` (one of her own children is in it:
 * everybody in the team reads the board).
 */
export async function addTip(
	needs: Needs,
	userId: string,
	{ teamId, text, years }: { teamId: string; text: string; years: SchoolYears }
): Promise<Outcome<null>> {
	const who = await standingOf(needs.db, userId, teamId);
	if (!who || !may.readTips(who)) return no('not-found');
	if (!may.writeTip(who)) return no('not-allowed');
	const aliases = (await trajectoriesOf(needs.db, userId)).map((one) => one.alias);
	if (namesAChild(text, aliases)) return no('tip-names-a-child');
	await needs.db
		.insert(tip)
		.values({ id: needs.newId(), teamId, authorId: userId, years, text, createdAt: needs.clock() });
	return yes(null);
}

/** The writer takes her tip off, also when she has left the team. Refusal: `not-found`. */
export async function removeTip(needs: Needs, userId: string, tipId: string): Promise<Outcome<null>> {
	const gone = await needs.db
		.delete(tip)
		.where(and(eq(tip.id, tipId), eq(tip.authorId, userId)))
		.returning({ id: tip.id });
	return gone.length ? yes(null) : no('not-found');
}
