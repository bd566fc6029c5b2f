import { and, eq } from 'drizzle-orm';
import type { Agreements } from '$lib/domain/agreements';
import type { Db } from './connection';
import { cycleAgreement, userAccount } from './schema';

export interface KeptAgreements {
	agreed: Agreements;
	by: string;
	at: Date;
}

/** What a team agreed about one of its cycles, which need not have begun; null when it agreed nothing. */
export async function agreementsOf(db: Db, teamId: string, number: number): Promise<KeptAgreements | null> {
	const [row] = await db
		.select({ agreed: cycleAgreement.agreed, by: userAccount.name, at: cycleAgreement.changedAt })
		.from(cycleAgreement)
		.innerJoin(userAccount, eq(userAccount.id, cycleAgreement.changedBy))
		.where(and(eq(cycleAgreement.teamId, teamId), eq(cycleAgreement.number, number)));
	return row ?? null;
}
