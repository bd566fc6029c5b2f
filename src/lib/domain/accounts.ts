/** What an account is now; one word of these stands beside each in the admin's list. */
export type AccountState = 'open' | 'on-hold' | 'closed';

export const stateOf = (account: { closedAt: Date | null; suspendedAt: Date | null }): AccountState =>
	account.closedAt ? 'closed' : account.suspendedAt ? 'on-hold' : 'open';

/** [A5] What a school may choose for the days in which a password alone still opens the door. */
export const graceChoices = [0, 7, 14, 30] as const;
export type GraceDays = (typeof graceChoices)[number];

/** [A18] How long a fresh start of an admin waits after two people agreed, ms: time to see the letter and say no. */
export const adminResetWaits = 24 * 3_600_000;
