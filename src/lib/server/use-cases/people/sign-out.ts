import { record } from '$lib/server/db/audit';
import type { Needs } from '../needs';
import { forgetDevice, forgetDevices } from './push-devices';
import { endSignIns } from './sign-ins-of';

/** Here: the sign-in of this browser with its sockets, and what this device is told. */
export async function signOut(
	needs: Needs,
	gate: { end(cookie: string): Promise<void> },
	here: { cookie: string; userId: string | null; authSessionId: string | null; device: string | null }
): Promise<void> {
	await gate.end(here.cookie);
	if (here.device && here.userId) await forgetDevice(needs, here.userId, here.device);
	if (here.userId) await recordSignOut(needs, here.userId, 'here');
	if (here.authSessionId) needs.table.signedOut({ authSessionId: here.authSessionId });
}

/** Everywhere: nothing is told to any device of hers either. */
export async function signOutEverywhere(needs: Needs, userId: string): Promise<void> {
	await endSignIns(needs, userId);
	await forgetDevices(needs, userId);
	await recordSignOut(needs, userId, 'everywhere');
}

const recordSignOut = (needs: Needs, userId: string, reason: string): Promise<void> =>
	record(needs.db, { at: needs.clock(), kind: 'signed-out', actor: userId, facts: { reason } });
