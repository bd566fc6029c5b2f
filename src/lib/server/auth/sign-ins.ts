import { createHash, randomBytes } from 'node:crypto';
import { DrizzlePostgreSQLAdapter } from '@lucia-auth/adapter-drizzle';
import { and, eq, isNull, lt } from 'drizzle-orm';
import { Lucia, TimeSpan, type Adapter, type DatabaseSession, type DatabaseUser } from 'lucia';
import type { SignInStage } from '$lib/domain/second-factor';
import type { Db } from '$lib/server/db/connection';
import { authSession, userAccount } from '$lib/server/db/schema';

declare module 'lucia' {
	interface Register {
		Lucia: ReturnType<typeof lucia>;
		DatabaseSessionAttributes: {
			endsAt: Date;
			device: string;
			startedAt: Date;
			stage: SignInStage;
			provenAt: Date | null;
			proofHash?: string | null;
		};
	}
}

/** Unused for this long, a sign-in ends. Any page, and any typing at the live table, is use. */
const idleMinutes = 60;
/** A sign-in ends after this long whatever happens, min; who is only half in has less. */
const lasts = { in: 12 * 60, second: 10, setup: 30 } as const satisfies Record<SignInStage, number>;

export interface SignedIn {
	userId: string;
	/** Hash of the cookie: names this sign-in without being able to be it. */
	authSessionId: string;
	/** When she last proved that it is she, in this browser. */
	provenAt: Date | null;
}

/** [A1] Somebody of whom more is asked before she is in. */
export interface HalfIn {
	userId: string;
	authSessionId: string;
	stage: Exclude<SignInStage, 'in'>;
}

export interface SignIns {
	cookieName: string;
	/** Of what `prove` answers. */
	proofCookieName: string;
	/** Starts a new sign-in; answers the cookie's value, 256 bits of chance. Always new, never one the browser brought (fixation). */
	start(userId: string, device: string, now: Date, stage?: SignInStage): Promise<string>;
	/**
	 * Who this cookie is, or null. Moves the idle limit forward. Pages, sockets, media and exports ask nothing else, so
	 * whoever is only half in is nobody to all of them [A1].
	 */
	read(cookie: string | null | undefined, now: Date, proof?: string | null): Promise<SignedIn | null>;
	/** Who is half in. For the page of the second step alone. */
	readHalf(cookie: string | null | undefined, now: Date): Promise<HalfIn | null>;
	/** [A7] She proved again that it is she; answers a value for a cookie of its own, so that no older one gains by it. */
	prove(authSessionId: string, now: Date): Promise<string>;
	end(cookie: string): Promise<void>;
	/** Ends all of somebody's sign-ins, but one when given. */
	endAll(userId: string, but?: string): Promise<void>;
	/** Removes what has run out. */
	sweep(now: Date): Promise<void>;
}

/**
 * Sign-ins on lucia 3, which alone would keep the cookie's value in clear and slide for ever. The adapter here keeps
 * only its SHA-256, and `endsAt` is an absolute limit. Nothing outside this file knows lucia.
 */
export function openSignIns(db: Db, secure: boolean): SignIns {
	const auth = lucia(db, secure);
	// __Host- pins the cookie to this very host over https; plain http (demo, development) cannot carry it
	const cookieName = secure ? '__Host-kijkkring' : 'kijkkring';

	/** A sign-in that holds now, of somebody whose account is open. */
	async function valid(cookie: string | null | undefined, now: Date) {
		if (!cookie || cookie.length > 100) return null;
		const { session, user } = await auth.validateSession(cookie);
		if (!session || !user) return null;
		if (session.endsAt <= now) {
			await auth.invalidateSession(cookie);
			return null;
		}
		const [open] = await db
			.select({ id: userAccount.id })
			.from(userAccount)
			.where(and(eq(userAccount.id, user.id), isNull(userAccount.closedAt), isNull(userAccount.suspendedAt)));
		return open ? { ...session, userId: user.id, authSessionId: hash(cookie) } : null;
	}

	return {
		cookieName,
		proofCookieName: `${cookieName}-proof`,
		start: async (userId, device, now, stage = 'in') => {
			const endsAt = new Date(now.getTime() + lasts[stage] * 60_000);
			const provenAt = stage === 'in' ? now : null;
			const about = { endsAt, startedAt: now, stage, provenAt };
			// lucia's own have 200 bits
			const sessionId = randomBytes(32).toString('base64url');
			await auth.createSession(userId, { ...about, device: device.slice(0, 200) }, { sessionId });
			return sessionId;
		},
		read: async (cookie, now, proof) => {
			const session = await valid(cookie, now);
			if (session?.stage !== 'in') return null;
			const { userId, authSessionId, proofHash } = session;
			const hers = !proofHash || (proof ? hash(proof) === proofHash : false);
			return { userId, authSessionId, provenAt: hers ? session.provenAt : null };
		},
		readHalf: async (cookie, now) => {
			const session = await valid(cookie, now);
			if (!session || session.stage === 'in') return null;
			const { userId, authSessionId, stage } = session;
			return { userId, authSessionId, stage };
		},
		prove: async (authSessionId, now) => {
			const proof = randomBytes(32).toString('base64url');
			await db
				.update(authSession)
				.set({ provenAt: now, proofHash: hash(proof) })
				.where(eq(authSession.id, authSessionId));
			return proof;
		},
		end: (cookie) => auth.invalidateSession(cookie),
		endAll: async (userId, but) => {
			const rows = await db.select({ id: authSession.id }).from(authSession).where(eq(authSession.userId, userId));
			for (const row of rows) if (row.id !== but) await db.delete(authSession).where(eq(authSession.id, row.id));
		},
		sweep: async (now) => {
			await auth.deleteExpiredSessions();
			await db.delete(authSession).where(lt(authSession.endsAt, now));
		}
	};
}

function lucia(db: Db, secure: boolean) {
	return new Lucia(hashed(new DrizzlePostgreSQLAdapter(db, authSession, userAccount)), {
		sessionExpiresIn: new TimeSpan(idleMinutes, 'm'),
		sessionCookie: { attributes: { secure } },
		getSessionAttributes: ({ endsAt, stage, provenAt, proofHash }) => ({ endsAt, stage, provenAt, proofHash })
	});
}

const hash = (value: string): string => createHash('sha256').update(value).digest('hex');

/** Stores and looks up only hashes of session ids: a copy of the database opens nobody's account. */
function hashed(adapter: Adapter): Adapter {
	return {
		getSessionAndUser: async (id): Promise<[DatabaseSession | null, DatabaseUser | null]> => {
			const [session, user] = await adapter.getSessionAndUser(hash(id));
			return [session && { ...session, id }, user];
		},
		getUserSessions: (userId) => adapter.getUserSessions(userId),
		setSession: (session) => adapter.setSession({ ...session, id: hash(session.id) }),
		updateSessionExpiration: (id, expiresAt) => adapter.updateSessionExpiration(hash(id), expiresAt),
		deleteSession: (id) => adapter.deleteSession(hash(id)),
		deleteUserSessions: (userId) => adapter.deleteUserSessions(userId),
		deleteExpiredSessions: () => adapter.deleteExpiredSessions()
	};
}
