import { record } from '$lib/server/db/audit';
import type { Needs } from '../needs';
import { forgetDevice, forgetDevices } from './push-devices';
import { endSignIns, type Ended } from './sign-ins-of';

/** Here: the sign-in of this browser with its sockets, and what this device is told. */
export async function signOut(
	needs: Needs,
	gate: { end(cookie: string): Promise<void> },
	here: { cookie: string; userId: string | null; authSessionId: string | null; device: string | null }
): Promise<void> {
	await gate.end(here.cookie);
	if (here.device && here.userId) await forgetDevice(needs, here.userId, here.device);
	const facts = { reason: 'here' satisfies Ended };
	if (here.userId) await record(needs.db, { at: needs.clock(), kind: 'signed-out', actor: here.userId, facts });
	if (here.authSessionId) needs.table.signedOut({ authSessionId: here.authSessionId });
}

/** Everywhere: nothing is told to any device of hers either. */
export async function signOutEverywhere(needs: Needs, userId: string): Promise<void> {
	await endSignIns(needs, userId, 'everywhere');
	await forgetDevices(needs, userId);
}
