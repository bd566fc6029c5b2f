import { and, asc, count, eq, inArray, isNull, ne } from 'drizzle-orm';
import { stateOf, type AccountState, type GraceDays } from '$lib/domain/accounts';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may, type Standing } from '$lib/domain/permissions';
import { openAccount, standingOf } from '$lib/server/db/people';
import { record } from '$lib/server/db/audit';
import { membersByTeam, seatsHeldBy } from '$lib/server/db/seats';
import { signInRules } from '$lib/server/db/second-factor';
import { authSession, school, userAccount } from '$lib/server/db/schema';
import { asSchool, goOnAsSchool, proofs } from '$lib/server/db/who-asks';
import type { Needs } from '../needs';
import { forgetDevices } from '../people/push-devices';
import { endSignIns } from '../people/sign-ins-of';
import { secondFactorsOf } from './come-in';
import { openResetsByAccount, type ResetView } from './fresh-start';

export interface AccountRow {
	id: string;
	name: string;
	email: string;
	admin: boolean;
	state: AccountState;
	/** Has something beside a password. */
	safe: boolean;
	/** Must have it; then the days that are left, or 0. */
	daysLeft: number | null;
	signedIn: boolean;
	reset: ResetView | null;
}

/** What an admin sees: everybody. What a lead sees: her teams, without addresses, to give a fresh start. */
export interface Accounts {
	accounts: AccountRow[];
	/** For an admin alone; null: this reader manages nothing here. */
	graceDays: number | null;
}

/** Names and states, and nothing of what anybody does. Refusal: `not-found`. */
export async function viewAccounts(needs: Needs, userId: string): Promise<Outcome<Accounts>> {
	const { db } = needs;
	const manages = (await asAdmin(needs, userId)) !== null;
	const shown = manages ? undefined : await ledBy(needs, userId);
	if (shown?.length === 0) return no('not-found');
	const rows = await db
		.select()
		.from(userAccount)
		.where(shown && inArray(userAccount.id, shown))
		.orderBy(asc(userAccount.name), asc(userAccount.id));
	const resets = await openResetsByAccount(needs, userId);
	const { standings, inside } = await signInsOf(
		needs,
		rows.map(({ id }) => id)
	);
	const accounts: AccountRow[] = [];
	for (const row of rows) {
		const { id, name, admin } = row;
		const email = manages ? row.email : '';
		const standing = standings.get(id);
		if (!standing) continue;
		const { has, needed, daysLeft } = standing;
		const signedIn = inside.has(id);
		const about = { id, name, email, admin, state: stateOf(row), safe: has, signedIn };
		accounts.push({ ...about, daysLeft: needed && !has ? daysLeft : null, reset: resets.get(id) ?? null });
	}
	return yes({ accounts, graceDays: manages ? (await signInRules(db)).graceDays : null });
}

/**
 * What each of these people has to sign in with, and who of them is inside. Whether somebody must have a second factor
 * hangs on clips and meetings that whoever manages accounts may not see.
 */
const signInsOf = (needs: Needs, userIds: readonly string[]) =>
	asSchool(needs.db, 'account-list', proofs.decidesSomewhere(), async () => {
		const inside = await needs.db
			.selectDistinct({ userId: authSession.userId })
			.from(authSession)
			.where(and(eq(authSession.stage, 'in'), inArray(authSession.userId, [...userIds])));
		return {
			standings: await secondFactorsOf(needs, userIds),
			inside: new Set(inside.map((one) => one.userId))
		};
	});

/** Everybody in the teams somebody leads. */
async function ledBy(needs: Needs, userId: string): Promise<string[]> {
	const seats = (await seatsHeldBy(needs.db, userId)).filter(({ standing }) => may.giveFreshStart(standing));
	const teams = await membersByTeam(
		needs.db,
		seats.map(({ teamId }) => teamId)
	);
	return [...teams.values()].flat().map((member) => member.userId);
}

/**
 * [A10] Keeps somebody out for now, or lets her in again. Every sign-in and socket of hers ends with it; nothing of hers
 * is deleted. Refusals: `not-found`, `not-allowed` (herself), `last-admin`.
 */
export async function holdAccount(needs: Needs, userId: string, accountId: string, hold: boolean) {
	const kind = hold ? 'account-suspended' : 'account-restored';
	return change(needs, userId, accountId, kind, { suspendedAt: hold ? needs.clock() : null });
}

/** Closes an account for good. Refusals as above. */
export const closeAccount = (needs: Needs, userId: string, accountId: string) =>
	change(needs, userId, accountId, 'account-closed', { closedAt: needs.clock() });

/** Makes somebody an admin, or no longer. Refusals as above. */
export const setAdmin = (needs: Needs, userId: string, accountId: string, admin: boolean) =>
	change(needs, userId, accountId, admin ? 'admin-given' : 'admin-taken', { admin });

/**
 * [A5] How long a password alone still opens the door. Who has nothing else and no days left is signed out, to set one up.
 * Refusal: `not-found`.
 */
export async function chooseGrace(needs: Needs, userId: string, graceDays: GraceDays): Promise<Outcome<null>> {
	if (!(await asAdmin(needs, userId))) return no('not-found');
	await needs.db.transaction(async (tx) => {
		await tx.update(school).set({ graceDays });
		const facts = { setting: 'grace-days', count: graceDays };
		await record(tx, { at: needs.clock(), kind: 'settings-changed', actor: userId, role: 'admin', facts });
	});
	const signedIn = await needs.db.selectDistinct({ userId: authSession.userId }).from(authSession);
	const { standings } = await signInsOf(
		needs,
		signedIn.map((one) => one.userId)
	);
	for (const [id, { has, needed, daysLeft }] of standings)
		if (needed && !has && daysLeft === 0) await endSignIns(needs, id);
	return yes(null);
}

async function change(
	needs: Needs,
	userId: string,
	accountId: string,
	kind: 'account-suspended' | 'account-restored' | 'account-closed' | 'admin-given' | 'admin-taken',
	set: Partial<typeof userAccount.$inferInsert>
): Promise<Outcome<null>> {
	if (!(await asAdmin(needs, userId))) return no('not-found');
	// nobody locks herself out, nor gives herself away, in passing
	if (accountId === userId) return no('not-allowed');
	const changed = await needs.db.transaction(async (tx): Promise<Outcome<null>> => {
		const [account] = await tx.select().from(userAccount).where(eq(userAccount.id, accountId)).for('update');
		if (!account || account.closedAt) return no('not-found');
		const takesAway = kind !== 'account-restored' && kind !== 'admin-given';
		if (takesAway && account.admin) {
			const others = and(eq(userAccount.admin, true), openAccount, ne(userAccount.id, accountId));
			const [left] = await tx.select({ n: count() }).from(userAccount).where(others);
			if (!left || left.n === 0) return no('last-admin');
		}
		await tx
			.update(userAccount)
			.set(set)
			.where(and(eq(userAccount.id, accountId), isNull(userAccount.closedAt)));
		// [A23] what she proved as somebody who could do less does not count for more
		if (kind === 'admin-given')
			await tx.update(authSession).set({ provenAt: null, proofHash: null }).where(eq(authSession.userId, accountId));
		// [A9] nothing is told to a device of hers any more
		await goOnAsSchool(tx, 'account-ends', proofs.admin());
		if (set.suspendedAt || set.closedAt) await forgetDevices({ db: tx }, accountId);
		await record(tx, { at: needs.clock(), kind, actor: userId, role: 'admin', about: accountId });
		return yes(null);
	});
	if (!changed.ok) return changed;
	if (set.suspendedAt || set.closedAt) {
		await endSignIns(needs, accountId);
		needs.table.signedOut({ userId: accountId });
	}
	needs.table.rightsChanged({ userId: accountId });
	return changed;
}

/** Her standing when she is an admin now; an admin of the school belongs to no team by that. */
async function asAdmin(needs: Needs, userId: string): Promise<Standing | null> {
	const standing = await standingOf(needs.db, userId, '');
	return standing && may.manageAccounts(standing) ? standing : null;
}
