import { createHash } from 'node:crypto';
import { DrizzlePostgreSQLAdapter } from '@lucia-auth/adapter-drizzle';
import { and, eq, isNull, lt } from 'drizzle-orm';
import { Lucia, TimeSpan, type Adapter, type DatabaseSession, type DatabaseUser } from 'lucia';
import type { Db } from '$lib/server/db/connection';
import { authSession, userAccount } from '$lib/server/db/schema';

declare module 'lucia' {
	interface Register {
		Lucia: ReturnType<typeof lucia>;
		DatabaseSessionAttributes: { endsAt: Date; device: string };
	}
}

/** Unused for this long, a sign-in ends. Any page, and any typing at the live table, is use. */
const idleMinutes = 60;
/** A sign-in ends after this long whatever happens. */
const absoluteHours = 12;

export interface SignedIn {
	userId: string;
	/** Hash of the cookie: names this sign-in without being able to be it. */
	authSessionId: string;
}

export interface SignIns {
	cookieName: string;
	/** Starts a new sign-in; answers the cookie's value. Always new, never one the browser brought (fixation). */
	start(userId: string, device: string, now: Date): Promise<string>;
	/** Who this cookie is, or null. Moves the idle limit forward. */
	read(cookie: string | null | undefined, now: Date): Promise<SignedIn | null>;
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
	return {
		// __Host- pins the cookie to this very host over https; plain http (demo, development) cannot carry it
		cookieName: secure ? '__Host-kijkkring' : 'kijkkring',
		start: async (userId, device, now) => {
			const endsAt = new Date(now.getTime() + absoluteHours * 3_600_000);
			const session = await auth.createSession(userId, { endsAt, device: device.slice(0, 200) });
			return session.id;
		},
		read: async (cookie, now) => {
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
				.where(and(eq(userAccount.id, user.id), isNull(userAccount.closedAt)));
			return open ? { userId: user.id, authSessionId: hash(cookie) } : null;
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
		getSessionAttributes: ({ endsAt }) => ({ endsAt })
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
