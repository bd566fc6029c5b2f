/**
 * Roles a person holds in one team (PLG). A person can hold several (R6): the lead may also be a teacher, and may
 * have no target child (R7). A facilitator sits at the team's table; an expert is on call and sees only what a
 * request for help opens (R111, R112); a guest watches and listens (R9).
 */
export const teamRoles = ['teacher', 'assistant', 'lead', 'facilitator', 'expert', 'guest'] as const;
export type TeamRole = (typeof teamRoles)[number];

/** Where somebody sits in one session. The presenter is whoever brought the clip; never a permanent role. */
export type Seat = 'presenter' | 'colleague' | 'facilitator' | 'expert' | 'viewer';

/** Roles that bring clips and have a target child. */
export const worksWithChild = (roles: readonly TeamRole[]): boolean =>
	roles.includes('teacher') || roles.includes('assistant');

/** The seat a team member takes; null when membership alone gives none (an expert needs an accepted request). */
export function seatOf(roles: readonly TeamRole[], isPresenter: boolean): Seat | null {
	if (isPresenter) return 'presenter';
	if (roles.includes('lead') || roles.includes('facilitator')) return 'facilitator';
	if (worksWithChild(roles)) return 'colleague';
	if (roles.includes('guest')) return 'viewer';
	return null;
}

/** True when a team that has a lead would have none after this change. A team that never had one may still be built up. */
export function withoutLead(
	members: readonly { userId: string; roles: readonly TeamRole[] }[],
	changing: string,
	to: readonly TeamRole[]
): boolean {
	const leads = members.filter((member) => member.roles.includes('lead'));
	return leads.length > 0 && !to.includes('lead') && leads.every((member) => member.userId === changing);
}
