// Longer than the house likes: the one place where sockets, documents and sessions meet; each has its own file.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import type { WayBack } from '$lib/engine/session-view';
import { closeCodes } from '$lib/notebook/frames';
import { ownName, tableName, type DocumentName } from '$lib/notebook/names';
import type { Db } from '$lib/server/db/connection';
import { appendAsOwner, appendToDocuments } from '$lib/server/db/documents';
import { NotTheOwner, type Claim } from '$lib/server/db/nodes';
import { findRemoval } from '$lib/server/db/removals';
import { eventsOf, findSession } from '$lib/server/db/sessions';
import type { Vault } from '$lib/server/db/vault';
import type { LiveTable, Sealed } from '$lib/server/use-cases/needs';
import type { ScreenHere } from '$lib/server/use-cases/screen/screen-now';
import type { AtTheTable } from '$lib/server/use-cases/session/enter';
import { openCaretaker } from './caretaker';
import { everythingIsOurs, openClaims } from './claims';
import { openCommitQueue } from './commit-queue';
import { Connection, type Guest } from './connection';
import { openDoor } from './door';
import { inSlices } from './drain';
import { openGuard } from './guard';
import { inTime, longestRead } from './in-time';
import { limits as defaults, type Limits } from './limits';
import { logFailure, logRefusedSoFar } from './log';
import type { Neighbours } from './neighbours';
import { OpenSession } from './open-session';
import { Patience } from './patience';
import { openPlanTable, type PlanDesk } from './plan-table';
import { openProjection } from './projection';
import { Room } from './room';
import { ScreenSocket } from './screen-socket';
import { openScreens, type WhichScreen } from './screens';
import { openSharedTable, type TableHere } from './shared-table';

export interface LiveOptions {
	db: Db;
	vault: Vault;
	clock: () => Date;
	kind: 'embedded' | 'postgres';
	/** The other processes on this database; null or absent when it is this one's alone. */
	neighbours?: Neighbours | null;
	enter: (userId: string, sessionId: string) => Promise<Outcome<AtTheTable>>;
	nameOf: (userId: string) => Promise<string>;
	/** Who a cookie header is; looking moves that sign-in's idle limit forward. */
	whoIs: (cookieHeader: string | null) => Promise<{ userId: string; authSessionId: string } | null>;
	/** [BS5] Which big screen a cookie header is, and of which session now; nobody is one when left out. */
	whichScreen?: WhichScreen;
	/** [LP11] Plans two people write in; nobody does when left out. */
	plans?: PlanDesk;
	allowedOrigin: (request: IncomingMessage) => boolean;
	/** Told of every change of rights, also in another process. */
	onRightsChanged?: () => void;
	/** Overrides for tests and the bench. */
	limits?: Partial<Limits>;
	/** Overrides the longest rest between commits that fits the database, ms. */
	commitWindowMs?: number;
}

/** The live table as `house.ts` holds it. */
export interface LiveHouse {
	table: LiveTable;
	/** Takes over one HTTP upgrade of a path under `/live/`. Never throws. */
	upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
	/**
	 * [L16] Takes no new sessions, and hands over its own to the other processes, spread over this many seconds; for a
	 * process that is to stop while others go on.
	 */
	drain: (seconds: number) => Promise<void>;
	/** Sends everybody home (1012), makes everything durable and readable, and stops. */
	close: () => Promise<void>;
	stats: () => { rooms: number; sockets: number; commits: number; rows: number; stalled: boolean };
}

/**
 * On the embedded database a commit blocks this process, so it rests as long as the last one took, at most 10 ms.
 * PostgreSQL commits beside us: what comes in during one commit is the next, and waiting would only add delay.
 */
const longestRest = { embedded: 10, postgres: 0 } as const;

const noDocuments: ReadonlySet<string> = new Set();
const nobody = async () => no('not-found');
const noPlans: PlanDesk = { join: nobody, read: nobody, keep: nobody };

/** Opens the live table: rules in docs/rules/live.md, design in docs/decisions. */
export function openLiveTable(options: LiveOptions): LiveHouse {
	const { db, vault, neighbours = null } = options;
	const claims = neighbours ? openClaims({ ...neighbours, db }) : everythingIsOurs;
	/** A process without a door holds a session only as long as a question about it takes. */
	const hasDoor = !neighbours || neighbours.node.role === 'live' || neighbours.node.role === 'all';
	const limits: Limits = { ...defaults, ...options.limits };
	const now = () => options.clock().getTime();
	const rooms = new Map<string, Room>();
	const sessions = new Map<string, OpenSession>();
	const connections = new Set<Connection>();
	const unloading = new Map<Room, NodeJS.Timeout>();
	/** Sessions something is being done in for whoever asked. */
	const busy = new Map<string, number>();
	/** Sessions on their way to another process. */
	const handing = new Set<string>();
	let closed = false;

	const queue = openCommitQueue({
		append: (rows) =>
			neighbours ? appendAsOwner(neighbours.server.log, rows) : appendToDocuments(db, rows).then(() => noDocuments),
		onTaken: ({ proof }) => taken(proof),
		vault,
		limits,
		longestRestMs: options.commitWindowMs ?? longestRest[options.kind],
		onStall: (stalled) => connections.forEach((c) => c.pause('stall', stalled)),
		onStuck: () => connections.forEach((c) => c.close(closeCodes.tryAgain, 'too-busy'))
	});
	const caretaker = openCaretaker({
		db,
		vault,
		limits,
		projection: openProjection(options),
		isOurs: (room) => rooms.get(room.documentName) === room && room.ready,
		onTaken: (room) => taken(room.proof)
	});
	const guard = openGuard({
		db,
		clock: options.clock,
		enter: options.enter,
		whoIs: options.whoIs,
		limits,
		connections
	});
	const whichScreen: WhichScreen = options.whichScreen ?? (async () => no('not-found'));
	const screens = openScreens(whichScreen, limits);
	const patience = new Patience(limits, now);
	const plans = openPlanTable({
		...options,
		...{ limits, patience, desk: options.plans ?? noPlans },
		onKept: (entryId) => neighbours?.signals.send({ is: 'planWritten', entryId })
	});
	const door = openDoor({
		...options,
		...{ limits, guard, patience, connections, sessionOf, admit, admitScreen, whichScreen, forgetSession },
		open: hasDoor,
		nodeName: neighbours?.node.name ?? null,
		take: async (sessionId) => (handing.has(sessionId) ? no('elsewhere') : claims.take(sessionId))
	});
	neighbours?.node.onLost(() => {
		for (const id of [...sessions.keys(), ...[...rooms.values()].map((room) => room.name.sessionId)]) surrender(id);
	});

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
		const isEmpty = () => session.connections.size + session.screens.size + session.arriving === 0;
		if (!isEmpty() || closed) return;
		const forget = () => {
			if (!isEmpty()) return;
			close(session);
			letGo(session.id);
		};
		if (session.scope) setTimeout(forget, limits.unloadMs).unref();
		else forget();
	}

	function close(session: OpenSession): void {
		session.stop();
		if (sessions.get(session.id) === session) sessions.delete(session.id);
	}

	/** The document in memory, or on its way there. */
	function roomOf(name: DocumentName, documentName: string, key: Uint8Array): Room {
		const known = rooms.get(documentName);
		if (known) return known;
		const room = new Room(
			{ db, vault, clock: options.clock, queue, limits },
			name,
			documentName,
			key,
			caretaker.changed,
			abandon,
			claims.held(name.sessionId)
		);
		rooms.set(documentName, room);
		inTime(room.load(), longestRead).catch((error: unknown) => {
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

	/** [L15] Somebody else has this session, or may have: here nobody writes in it any more. */
	function surrender(sessionId: string): void {
		claims.lost(sessionId);
		sendOn(sessionId);
		for (const room of roomsOf(sessionId)) abandon(room);
	}

	/** The picture goes too: the next owner counts its versions on, and ours would be older than what browsers saw. */
	function sendOn(sessionId: string): void {
		const session = sessions.get(sessionId);
		if (!session) return;
		for (const socket of [...session.connections, ...session.screens]) socket.close(closeCodes.tryAgain, 'elsewhere');
		close(session);
	}

	/** A write was refused under this claim: unless we have a newer one, the session is somebody else's. */
	function taken(claim: Claim | null): void {
		if (claim && claims.held(claim.sessionId)?.epoch === claim.epoch) surrender(claim.sessionId);
	}

	const roomsOf = (sessionId: string) => [...rooms.values()].filter((room) => room.name.sessionId === sessionId);

	/** Others may have a session that nobody needs here. */
	function letGo(sessionId: string): void {
		if (closed || sessions.has(sessionId) || busy.has(sessionId) || roomsOf(sessionId).length > 0) return;
		claims.letGo(sessionId).catch((error: unknown) => logFailure(`letting go of ${sessionId} failed`, error));
	}

	/** Does something in a session that is ours, or becomes ours for it. Refusal: `elsewhere`. */
	async function working<T>(sessionId: string, work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
		busy.set(sessionId, (busy.get(sessionId) ?? 0) + 1);
		try {
			const owned = await claims.take(sessionId);
			if (!owned.ok) return owned;
			const done = await work();
			await claims.prove(sessionId);
			return done;
		} catch (error) {
			if (!(error instanceof NotTheOwner)) throw error;
			surrender(sessionId);
			return no('elsewhere');
		} finally {
			const still = (busy.get(sessionId) ?? 1) - 1;
			if (still > 0) busy.set(sessionId, still);
			else busy.delete(sessionId);
			if (!hasDoor) await handOver(sessionId);
			letGo(sessionId);
		}
	}

	/** [L16] Gives a session out of hand, whole: nobody in it, everything durable and put away, and then free for others. */
	async function handOver(sessionId: string): Promise<void> {
		if (busy.has(sessionId)) return;
		handing.add(sessionId);
		try {
			sendOn(sessionId);
			// rows and snapshots that could not be written are written from the log by the next owner
			const away = (room: Room) =>
				unload(room).catch((error: unknown) => {
					logFailure(`handing over ${room.documentName} failed`, error);
					abandon(room);
				});
			await Promise.all(roomsOf(sessionId).map(away));
			await claims.letGo(sessionId);
		} catch (error) {
			logFailure(`letting go of ${sessionId} failed`, error);
		} finally {
			handing.delete(sessionId);
		}
	}

	function admit(ws: WebSocket, socket: Duplex, guest: Guest, at: AtTheTable, document: DocumentName, name: string) {
		const session = sessionOf(at.row.id);
		session.know(at);
		const room = roomOf(document, name, at.key);
		clearTimeout(unloading.get(room));
		unloading.delete(room);
		const connection = new Connection(ws, socket, guest, session, room, limits, now, {
			gone,
			refused: () => patience.refused(guest.authSessionId)
		});
		for (const place of [connections, session.connections, room.connections]) place.add(connection);
		guard.watch(connection);
		if (room.ready) connection.proceed();
	}

	/** [BS6] A screen gets no document and is no person in the room. */
	function admitScreen(ws: WebSocket, socket: Duplex, cookieHeader: string | null, { screenId, at }: ScreenHere): void {
		const session = sessionOf(at.row.id);
		session.know(at);
		const screen = new ScreenSocket(ws, socket, screenId, cookieHeader, session, limits, now, (left) => {
			screens.all.delete(left);
			session.screens.delete(left);
			forgetSession(session);
		});
		screens.all.add(screen);
		session.screens.add(screen);
		screen.greet();
		// it may have closed while the question was with the database
		if (session.standing().state.phase === 'closed') screens.judge();
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
		clearTimeout(unloading.get(room));
		unloading.delete(room);
		await durable(room);
		await caretaker.putAway(room);
		if (room.connections.size > 0 || rooms.get(room.documentName) !== room) return;
		rooms.delete(room.documentName);
		caretaker.forget(room);
		room.destroy();
		letGo(room.name.sessionId);
	}

	/** Resolves when everything accepted in this document is durable; throws when it was lost. */
	async function durable(room: Room): Promise<void> {
		await room.loaded();
		const kept = await new Promise<boolean>((resolve) => room.whenDurable(resolve));
		if (!kept) throw new Error(`what was typed in ${room.documentName} could not be stored`);
	}

	/** The table of a session, also when nobody is in the room; null when there is no such session. */
	async function tableOf(sessionId: string): Promise<Room | null> {
		const name = tableName(sessionId);
		const open = rooms.get(name);
		if (open) return open;
		const row = await findSession(db, sessionId);
		if (!row) return null;
		const room = roomOf({ kind: 'table', sessionId }, name, vault.open(row.wrappedKey));
		unloadLater(room);
		return room;
	}

	async function putBack(sessionId: string, removalId: string, byUserId: string): Promise<Outcome<WayBack>> {
		if (!(await findRemoval(db, sessionId, removalId))) return no('not-found');
		return working(sessionId, async () => {
			const room = await tableOf(sessionId);
			// read only now that nobody else can put it back
			const removal = await findRemoval(db, sessionId, removalId);
			if (!room || !removal) return no('not-found');
			return removal.broughtBackAt ? no('already-there') : room.putBack(removal, byUserId);
		});
	}

	/** [L28] First on the table, and only then out of the own pages: whatever stops in between, the next time goes on. */
	async function reveal(sessionId: string, sealed: Sealed[]): Promise<Outcome<null>> {
		return working(sessionId, async () => {
			const table = await tableOf(sessionId);
			if (!table) return no('not-found');
			// whoever asks may have heard of the new round first: from here on nothing is written sealed any more
			sessions.get(sessionId)?.moved(await eventsOf(db, sessionId));
			let all = true;
			for (const { userId, parts } of sealed) {
				const own = pagesOf(sessionId, userId, table.key);
				const entries = await own.sealedFor(parts);
				if (entries.length === 0) continue;
				const ids = entries.map((entry) => entry.id);
				all = (await table.reveal(entries, userId)) && (await own.unseal(ids, userId)) && all;
			}
			return all ? yes(null) : no('too-large');
		});
	}

	/** Somebody's own pages, also when she has them open nowhere. */
	function pagesOf(sessionId: string, userId: string, key: Uint8Array): Room {
		const name = ownName(sessionId, userId);
		const open = rooms.get(name);
		if (open) return open;
		const room = roomOf({ kind: 'own', sessionId, userId }, name, key);
		unloadLater(room);
		return room;
	}

	async function settle(sessionId: string): Promise<Outcome<null>> {
		if (!rooms.has(tableName(sessionId)) && !(await findSession(db, sessionId))) return yes(null);
		return working(sessionId, async () => {
			const room = await tableOf(sessionId);
			if (!room) return yes(null);
			await durable(room);
			await caretaker.project(room);
			return yes(null);
		});
	}

	const here: TableHere = {
		moved(sessionId, events) {
			sessions.get(sessionId)?.moved(events);
			// a session that is over leaves nothing on a wall
			if (events.some((event) => event.type === 'closed')) screens.judge();
			const room = rooms.get(tableName(sessionId));
			if (room) caretaker.changed(room);
		},
		rightsChanged(scope) {
			options.onRightsChanged?.();
			guard.rightsChanged(scope);
			plans.rightsChanged(scope);
			screens.judge();
		},
		clipChanged(clipId) {
			for (const session of sessions.values()) if (session.scope?.clipId === clipId) session.lookAgain();
		},
		planWritten: plans.written,
		signedOut(scope) {
			guard.signedOut(scope);
			plans.signedOut(scope);
		},
		judgeAll() {
			options.onRightsChanged?.();
			guard.judgeAll();
			plans.judgeAll();
			screens.judge();
		},
		open: () => sessions.keys(),
		settle,
		putBack,
		reveal,
		present: (sessionId) => {
			const here = [...(sessions.get(sessionId)?.connections ?? [])].filter((c) => c.atTable);
			return [...new Set(here.map((c) => c.userId))];
		},
		timeline: (sessionId) => {
			const session = sessions.get(sessionId);
			return session && session.connections.size > 0 ? session.timeline : null;
		}
	};

	const beat = setInterval(() => {
		for (const socket of [...connections, ...screens.all]) socket.beat();
		plans.beat();
	}, limits.beatMs);
	beat.unref();

	return {
		table: openSharedTable(here, claims, db, neighbours),
		async drain(seconds) {
			if (!neighbours) return;
			await neighbours.node.drain();
			await inSlices(claims.all(), seconds, handOver);
		},
		upgrade(request, socket, head) {
			if (!hasDoor || !plans.upgrade(request, socket, head)) door.upgrade(request, socket, head);
		},
		async close() {
			closed = true;
			clearInterval(beat);
			door.close();
			plans.stop();
			guard.close();
			screens.close();
			for (const socket of [...connections, ...screens.all]) socket.close(closeCodes.restarting, 'restarting');
			for (const timer of unloading.values()) clearTimeout(timer);
			await Promise.all([queue.idle(), plans.close()]);
			await Promise.all(
				[...rooms.values()].map((room) => unload(room).catch((error: unknown) => logFailure('closing', error)))
			);
			for (const session of sessions.values()) session.stop();
			logRefusedSoFar();
		},
		stats: () => ({ rooms: rooms.size, sockets: connections.size, ...queue.stats() })
	};
}
