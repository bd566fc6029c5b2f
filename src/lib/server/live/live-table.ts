// Longer than the house likes: the one place where sockets, documents and sessions meet; each has its own file.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Outcome } from '$lib/domain/outcome';
import { closeCodes } from '$lib/notebook/frames';
import { tableName, type DocumentName } from '$lib/notebook/names';
import type { Db } from '$lib/server/db/connection';
import { findSession } from '$lib/server/db/sessions';
import type { Vault } from '$lib/server/db/vault';
import type { LiveTable } from '$lib/server/use-cases/needs';
import type { AtTheTable } from '$lib/server/use-cases/session/enter';
import { openCaretaker } from './caretaker';
import { openCommitQueue } from './commit-queue';
import { Connection, type Guest } from './connection';
import { openDoor } from './door';
import { openGuard } from './guard';
import { limits as defaults, type Limits } from './limits';
import { logFailure } from './log';
import { OpenSession } from './open-session';
import { openProjection } from './projection';
import { Room } from './room';

export interface LiveOptions {
	db: Db;
	vault: Vault;
	clock: () => Date;
	kind: 'embedded' | 'postgres';
	enter: (userId: string, sessionId: string) => Promise<Outcome<AtTheTable>>;
	nameOf: (userId: string) => Promise<string>;
	/** Who a cookie header is; looking moves that sign-in's idle limit forward. */
	whoIs: (cookieHeader: string | null) => Promise<{ userId: string; authSessionId: string } | null>;
	allowedOrigin: (request: IncomingMessage) => boolean;
	/** Overrides for tests and the bench. */
	limits?: Partial<Limits>;
	/** Overrides the commit window that fits the database, ms. */
	commitWindowMs?: number;
}

/** The live table as `house.ts` holds it. */
export interface LiveHouse {
	table: LiveTable;
	/** Takes over one HTTP upgrade of a path under `/live/`. Never throws. */
	upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
	/** Sends everybody home (1012), makes everything durable and readable, and stops. */
	close: () => Promise<void>;
	stats: () => { rooms: number; sockets: number; commits: number; rows: number; stalled: boolean };
}

/**
 * On the embedded database a commit blocks this process: gathering for 10 ms halves the load at no cost anybody can
 * feel. PostgreSQL commits beside us: what comes in during one commit is the next, and waiting would only add delay.
 */
const windowFor = { embedded: 10, postgres: 0 } as const;

/** Opens the live table: rules in docs/rules/live.md, design in docs/decisions. */
export function openLiveTable(options: LiveOptions): LiveHouse {
	const { db, vault } = options;
	const limits: Limits = { ...defaults, ...options.limits };
	const now = () => options.clock().getTime();
	const rooms = new Map<string, Room>();
	const sessions = new Map<string, OpenSession>();
	const connections = new Set<Connection>();
	const unloading = new Map<Room, NodeJS.Timeout>();
	let closed = false;

	const queue = openCommitQueue({
		db,
		vault,
		limits,
		windowMs: options.commitWindowMs ?? windowFor[options.kind],
		onStall: (stalled) => connections.forEach((c) => c.pause('stall', stalled)),
		onStuck: () => connections.forEach((c) => c.close(closeCodes.tryAgain, 'too-busy'))
	});
	const caretaker = openCaretaker({
		db,
		vault,
		limits,
		projection: openProjection(options),
		isOurs: (room) => rooms.get(room.documentName) === room && room.ready
	});
	const guard = openGuard({
		db,
		clock: options.clock,
		enter: options.enter,
		whoIs: options.whoIs,
		limits,
		connections
	});
	const door = openDoor({ ...options, limits, guard, connections, sessionOf, admit, forgetSession });

	function sessionOf(id: string): OpenSession {
		const known = sessions.get(id);
		if (known) return known;
		const session = new OpenSession(id, now, limits);
		sessions.set(id, session);
		return session;
	}

	/**
	 * Forgets a session nobody is in, after a while: a line that drops for a moment does not put the picture back.
	 * One that nobody was let into is forgotten at once.
	 */
	function forgetSession(session: OpenSession): void {
		if (session.connections.size > 0 || session.arriving > 0 || closed) return;
		const forget = () => {
			if (session.connections.size > 0 || session.arriving > 0) return;
			session.stop();
			sessions.delete(session.id);
		};
		if (session.scope) setTimeout(forget, limits.unloadMs).unref();
		else forget();
	}

	/** The document in memory, or on its way there. */
	function roomOf(name: DocumentName, documentName: string, key: Uint8Array): Room {
		const known = rooms.get(documentName);
		if (known) return known;
		const room = new Room({ db, vault, queue, limits }, name, documentName, key, caretaker.changed, abandon);
		rooms.set(documentName, room);
		room.load().catch((error: unknown) => {
			logFailure(`${documentName} could not be read`, error);
			abandon(room);
		});
		return room;
	}

	/** Nobody may believe this copy any more: everybody comes back to one that is read afresh. */
	function abandon(room: Room): void {
		if (rooms.get(room.documentName) === room) rooms.delete(room.documentName);
		caretaker.forget(room);
		for (const connection of [...room.connections]) connection.close(closeCodes.tryAgain, 'too-busy');
		room.destroy();
	}

	function admit(ws: WebSocket, socket: Duplex, guest: Guest, at: AtTheTable, document: DocumentName, name: string) {
		const session = sessionOf(at.row.id);
		session.know(at);
		const room = roomOf(document, name, at.key);
		clearTimeout(unloading.get(room));
		unloading.delete(room);
		const connection = new Connection(ws, socket, guest, session, room, limits, now, gone);
		for (const place of [connections, session.connections, room.connections]) place.add(connection);
		guard.watch(connection);
		if (room.ready) connection.proceed();
	}

	function gone(connection: Connection): void {
		const { room, session } = connection;
		connections.delete(connection);
		room.connections.delete(connection);
		room.presence.leave(connection);
		guard.unwatch(connection);
		session.leave(connection);
		forgetSession(session);
		if (room.connections.size === 0) unloadLater(room);
	}

	function unloadLater(room: Room): void {
		if (closed || rooms.get(room.documentName) !== room || unloading.has(room)) return;
		const timer = setTimeout(() => {
			unloading.delete(room);
			void unload(room).catch((error: unknown) => logFailure(`unloading ${room.documentName} failed`, error));
		}, limits.unloadMs);
		timer.unref();
		unloading.set(room, timer);
	}

	async function unload(room: Room): Promise<void> {
		await durable(room);
		await caretaker.putAway(room);
		if (room.connections.size > 0 || rooms.get(room.documentName) !== room) return;
		rooms.delete(room.documentName);
		caretaker.forget(room);
		room.destroy();
	}

	/** Resolves when everything accepted in this document is durable; throws when it was lost. */
	async function durable(room: Room): Promise<void> {
		await room.loaded();
		const kept = await new Promise<boolean>((resolve) => room.whenDurable(resolve));
		if (!kept) throw new Error(`what was typed in ${room.documentName} could not be stored`);
	}

	async function settle(sessionId: string): Promise<void> {
		const name = tableName(sessionId);
		let room = rooms.get(name);
		if (!room) {
			const row = await findSession(db, sessionId);
			if (!row) return;
			room = roomOf({ kind: 'table', sessionId }, name, vault.open(row.wrappedKey));
			unloadLater(room);
		}
		await durable(room);
		await caretaker.project(room);
	}

	const table: LiveTable = {
		sessionMoved: (sessionId, events) => {
			sessions.get(sessionId)?.moved(events);
			const room = rooms.get(tableName(sessionId));
			if (room) caretaker.changed(room);
		},
		rightsChanged: guard.rightsChanged,
		signedOut: guard.signedOut,
		settle,
		present: (sessionId) => {
			const here = [...(sessions.get(sessionId)?.connections ?? [])].filter((c) => c.atTable);
			return [...new Set(here.map((c) => c.userId))];
		},
		timeline: (sessionId) => {
			const session = sessions.get(sessionId);
			return session && session.connections.size > 0 ? session.timeline : null;
		}
	};

	return {
		table,
		upgrade: door.upgrade,
		async close() {
			closed = true;
			door.close();
			guard.close();
			for (const connection of [...connections]) connection.close(closeCodes.restarting, 'restarting');
			for (const timer of unloading.values()) clearTimeout(timer);
			await queue.idle();
			await Promise.all(
				[...rooms.values()].map((room) => unload(room).catch((error: unknown) => logFailure('closing', error)))
			);
			for (const session of sessions.values()) session.stop();
		},
		stats: () => ({ rooms: rooms.size, sockets: connections.size, ...queue.stats() })
	};
}
