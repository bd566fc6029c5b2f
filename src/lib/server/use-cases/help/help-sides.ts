import { and, eq, isNull } from 'drizzle-orm';
import { may } from '$lib/domain/permissions';
import { teamMember } from '$lib/server/db/schema';
import type { Needs } from '../needs';

/** Which sides of the page somebody has: asking (a member with clips or sessions), answering, or both. */
export async function helpSides(needs: Needs, userId: string): Promise<{ canAsk: boolean; canAnswer: boolean }> {
	const seats = await needs.db
		.select({ roles: teamMember.roles })
		.from(teamMember)
		.where(and(eq(teamMember.userId, userId), isNull(teamMember.leftAt)));
	return {
		canAsk: seats.some(({ roles }) => may.askHelp({ userId, admin: false, roles }, userId)),
		canAnswer: seats.some(({ roles }) => may.beAskedForHelp({ roles }))
	};
}
