import { yes, type Outcome } from '$lib/domain/outcome';
import { codesLeft } from '$lib/server/db/second-factor';
import type { Needs } from '../needs';
import { secondFactorOf } from './come-in';
import { ownReset, type ResetView } from './fresh-start';
import { passkeysOf } from './passkeys';
import { newRecoveryCodes } from './recovery-codes';

/** With what somebody shows that it is she. Her own page alone. */
export interface OwnSecurity {
	passkeys: { id: string; name: string; createdAt: Date; usedAt: Date | null }[];
	authenticator: boolean;
	codes: number;
	has: boolean;
	needed: boolean;
	/** Days she may still come in with a password alone. */
	daysLeft: number;
	/** Somebody says she lost all of it, and two people are about to clear it [A18]. */
	reset: ResetView | null;
}

export async function viewOwnSecurity(needs: Needs, userId: string): Promise<Outcome<OwnSecurity>> {
	const { factors, has, needed, daysLeft } = await secondFactorOf(needs, userId);
	const passkeys = await passkeysOf(needs, userId);
	const codes = await codesLeft(needs.db, userId);
	const reset = await ownReset(needs, userId);
	return yes({ passkeys, authenticator: factors.authenticator, codes, has, needed, daysLeft, reset });
}

/** Codes for paper come with the first thing somebody sets up; who has codes keeps those. */
export const firstCodes = async (needs: Needs, userId: string): Promise<string[] | null> =>
	(await codesLeft(needs.db, userId)) > 0 ? null : newRecoveryCodes(needs, userId);
