import type { Outcome } from '$lib/domain/outcome';
import { closeCodes } from '$lib/notebook/frames';
import type { Db } from '$lib/server/db/connection';
import type { LiveTable } from '$lib/server/use-cases/needs';
import type { AtTheTable } from '$lib/server/use-cases/session/enter';
import type { Connection } from './connection';
import type { Limits } from './limits';
import { logFailure } from './log';
import { endSignIn, watchSignIns } from './sign-ins';

/**
 * [L12] A socket never outlives the right it was opened with (SECURITY B4): judged again when rights change, at the
 * minute a helper's access ends, and every half minute for the sign-in behind it.
 */
export interface Guard {
	watch(connection: Connection): void;
	unwatch(connection: Connection): void;
	rightsChanged: LiveTable['rightsChanged'];
	signedOut: LiveTable['signedOut'];
	/** Asks everything again of everybody: something may have changed that we were not told. */
	judgeAll(): void;
	/** Grows with every change of rights: whoever was judged before must be judged again. */
	readonly changes: number;
	close(): void;
}

interface Options {
	db: Db;
	clock: () => Date;
	enter: (userId: string, sessionId: string) => Promise<Outcome<AtTheTable>>;
	whoIs: (cookieHeader: string | null) => Promise<{ userId: string; authSessionId: string } | null>;
	limits: Limits;
	connections: ReadonlySet<Connection>;
}

type Scope = Parameters<LiveTable['rightsChanged']>[0];

/** Timers cannot wait longer than this; they look again then. */
const longestTimer = 2 ** 31 - 1;

export function openGuard({ db, clock, enter, whoIs, limits, connections }: Options): Guard {
	const ends = new Map<Connection, NodeJS.Timeout>();
	/** The newest question about each socket: an older one that is answered later knows less, and does not count. */
	const newest = new WeakMap<Connection, number>();
	let questions = 0;
	let changes = 0;

	const fail = (error: unknown) => logFailure('rights could not be judged again', error);

	async function judge(seats: Connection[], code: number): Promise<Connection[]> {
		const stay: Connection[] = [];
		// two tabs of one person are one question
		const asked = new Map<string, Promise<Outcome<AtTheTable>>>();
		const question = ++questions;
		for (const connection of seats) newest.set(connection, question);
		await Promise.all(
			seats.map(async (connection) => {
				const { userId, session } = connection;
				const key = `${userId} ${session.id}`;
				const answer = asked.get(key) ?? enter(userId, session.id);
				asked.set(key, answer);
				// no answer is no right: a database that fails closes the socket for now
				const at = await answer.catch((error: unknown) => {
					fail(error);
					return null;
				});
				if (newest.get(connection) !== question) return;
				if (!at) return connection.close(closeCodes.tryAgain, 'too-busy');
				if (!at.ok) return connection.close(code, at.code);
				connection.who = at.value.who;
				connection.until = at.value.until;
				session.know(at.value);
				watchEnd(connection);
				stay.push(connection);
			})
		);
		return stay;
	}

	function watchEnd(connection: Connection): void {
		clearTimeout(ends.get(connection));
		ends.delete(connection);
		if (connection.until === null || !connections.has(connection)) return;
		const left = Math.max(0, connection.until - clock().getTime());
		const timer = setTimeout(
			() => void judge([connection], closeCodes.notAllowed).catch(fail),
			Math.min(left + 1, longestTimer)
		);
		timer.unref();
		ends.set(connection, timer);
	}

	function judgeAll(): void {
		changes++;
		void judge([...connections], closeCodes.notAllowed).catch(fail);
		signIns.check();
	}

	function rightsChanged(scope: Scope): void {
		changes++;
		const seats = [...connections].filter((connection) => concerns(scope, connection));
		// nobody in particular: the session, clip or child itself is what changed
		const code = scope.userId === undefined && scope.teamId === undefined ? closeCodes.gone : closeCodes.notAllowed;
		void judge(seats, code)
			.then((stay) => scope.sessionId !== undefined && lookAgain(stay))
			.catch(fail);
	}

	/**
	 * Something about this very session changed, and it is not always a right: who may stay reads her own view again. Only
	 * who was judged just now: who is asked about once more may be on her way out, and her page would find nothing there.
	 */
	function lookAgain(stay: readonly Connection[]): void {
		for (const session of new Set(stay.map((connection) => connection.session))) session.lookAgain();
	}

	function signedOut(scope: { authSessionId?: string; userId?: string }): void {
		changes++;
		endSignIn(connections, scope);
	}

	const signIns = watchSignIns({ db, clock, whoIs, limits, sockets: connections });

	return {
		watch: watchEnd,
		unwatch: (connection) => {
			clearTimeout(ends.get(connection));
			ends.delete(connection);
		},
		rightsChanged,
		signedOut,
		judgeAll,
		get changes() {
			return changes;
		},
		close: () => {
			signIns.close();
			for (const end of ends.values()) clearTimeout(end);
		}
	};
}

function concerns(scope: Scope, connection: Connection): boolean {
	const { session, userId } = connection;
	return (
		(scope.userId === undefined || scope.userId === userId) &&
		(scope.sessionId === undefined || scope.sessionId === session.id) &&
		(scope.clipId === undefined || scope.clipId === session.scope?.clipId) &&
		(scope.teamId === undefined || scope.teamId === session.scope?.teamId) &&
		(scope.trajectoryId === undefined || scope.trajectoryId === session.scope?.trajectoryId)
	);
}
