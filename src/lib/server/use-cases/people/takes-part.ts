import { may } from '$lib/domain/permissions';
import type { Member } from '$lib/server/db/people';

/** Belongs to the conversation and is not away for a while [PC1]: whom a team can count on for its next meeting. */
export const takesPart = ({ userId, roles, pausedAt }: Member): boolean =>
	pausedAt === null && may.seeReadiness({ userId, admin: false, roles });
