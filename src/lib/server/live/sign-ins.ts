import { and, gt, inArray } from 'drizzle-orm';
import { closeCodes } from '$lib/notebook/frames';
import type { Db } from '$lib/server/db/connection';
import { authSession } from '$lib/server/db/schema';
import type { Limits } from './limits';
import { logFailure } from './log';

/** An open socket with a sign-in behind it. */
export interface SignedIn {
	readonly userId: string;
	readonly authSessionId: string;
	readonly cookieHeader: string | null;
	/** Somebody did something with it since it was last looked at. */
	active: boolean;
	close(code: number, reason: string): void;
}

interface Options {
	db: Db;
	clock: () => Date;
	whoIs: (cookieHeader: string | null) => Promise<unknown>;
	limits: Limits;
	sockets: ReadonlySet<SignedIn>;
}

/** [L12] Looks every half minute whether the sign-ins behind open sockets still hold, and closes those of which one ran out. */
export function watchSignIns({ db, clock, whoIs, limits, sockets }: Options): { check(): void; close(): void } {
	/** Only a socket somebody used moves the idle limit. */
	async function look(): Promise<void> {
		const used = new Map<string, SignedIn>();
		for (const socket of sockets) {
			if (socket.active) used.set(socket.authSessionId, socket);
			socket.active = false;
		}
		await Promise.all([...used.values()].map((socket) => whoIs(socket.cookieHeader)));
		const open = await validSignIns([...new Set([...sockets].map((socket) => socket.authSessionId))]);
		for (const socket of [...sockets])
			if (!open.has(socket.authSessionId)) socket.close(closeCodes.signedOut, 'sign-in-first');
	}

	async function validSignIns(ids: string[]): Promise<Set<string>> {
		if (ids.length === 0) return new Set();
		const now = clock();
		const valid = and(inArray(authSession.id, ids), gt(authSession.expiresAt, now), gt(authSession.endsAt, now));
		const rows = await db.select({ id: authSession.id }).from(authSession).where(valid);
		return new Set(rows.map((row) => row.id));
	}

	const check = () => void look().catch((error: unknown) => logFailure('sign-ins could not be looked at', error));
	const timer = setInterval(check, limits.signInMs);
	timer.unref();
	return { check, close: () => clearInterval(timer) };
}

/** Closes every socket of one sign-in, or of one person. */
export function endSignIn(sockets: ReadonlySet<SignedIn>, scope: { authSessionId?: string; userId?: string }): void {
	for (const socket of [...sockets]) {
		const same = [
			scope.authSessionId === undefined || scope.authSessionId === socket.authSessionId,
			scope.userId === undefined || scope.userId === socket.userId
		];
		if (same.every(Boolean)) socket.close(closeCodes.signedOut, 'sign-in-first');
	}
}
