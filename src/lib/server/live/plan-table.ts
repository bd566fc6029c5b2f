import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Outcome } from '$lib/domain/outcome';
import { closeCodes } from '$lib/notebook/frames';
import type { LiveTable } from '$lib/server/use-cases/needs';
import type { Standing, Typed, Writing, WritingId } from '$lib/server/use-cases/plan/shared-writing';
import type { Db } from '$lib/server/db/connection';
import { refuse, turnAway } from './door';
import type { Limits } from './limits';
import { logFailure } from './log';
import type { Patience } from './patience';
import { PlanRoom } from './plan-room';
import { PlanSocket, type Writer } from './plan-socket';
import { endSignIn, watchSignIns } from './sign-ins';

/** What the live table needs to know of plans; `house.ts` plugs it in. */
export interface PlanDesk {
	join: (userId: string, id: WritingId) => Promise<Outcome<Writing>>;
	read: (id: WritingId) => Promise<Outcome<Standing>>;
	keep: (id: WritingId, typed: Typed) => Promise<Outcome<{ kept: string } | { instead: Standing }>>;
}

interface Options {
	desk: PlanDesk;
	db: Db;
	clock: () => Date;
	limits: Limits;
	whoIs: (cookieHeader: string | null) => Promise<{ userId: string; authSessionId: string } | null>;
	allowedOrigin: (request: IncomingMessage) => boolean;
	patience: Patience;
	/** Another process may have this part open. */
	onKept: (entryId: string) => void;
}

/** [LP11] The parts of plans that two write in at the live table, as far as this process holds them. */
export interface PlanTable {
	/** True when this upgrade is one of ours: then it is seen to. */
	upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
	rightsChanged: LiveTable['rightsChanged'];
	signedOut: LiveTable['signedOut'];
	judgeAll(): void;
	/** Something was kept in this part, or in every one, that was not typed here. */
	written(entryId: string | null): void;
	beat(): void;
	stop(): void;
	close(): Promise<void>;
}

/** Two people write in a part, each perhaps on a laptop and a phone with some tabs. */
const socketsPerPart = 12;

export function openPlanTable(options: Options): PlanTable {
	const { desk, limits, clock } = options;
	const server = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: limits.frameBytes });
	const sockets = new Set<PlanSocket>();
	const rooms = new Map<string, { id: WritingId; room: PlanRoom; loaded: Promise<Outcome<null>> }>();
	const signIns = watchSignIns({ ...options, sockets });
	/** Grows with every change of rights: an answer from before one counts for nothing. */
	let changes = 0;
	let closed = false;

	function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
		const asked = readPath(request.url ?? '');
		if (!asked) return false;
		socket.on('error', () => socket.destroy()); // a browser that leaves half-way is no event
		letIn(request, socket, head, asked).catch((error: unknown) => {
			logFailure('an upgrade failed', error);
			refuse(socket, 500);
		});
		return true;
	}

	async function letIn(request: IncomingMessage, socket: Duplex, head: Buffer, { id, wantsSaved }: Asked) {
		for (;;) {
			const before = changes;
			if (closed) return refuse(socket, 503);
			if (!options.allowedOrigin(request)) return refuse(socket, 403);
			const cookieHeader = request.headers.cookie ?? null;
			const who = await options.whoIs(cookieHeader);
			if (!who) return refuse(socket, 401);
			const away = (code: number, why: string) =>
				server.handleUpgrade(request, socket, head, (ws) => turnAway(ws, code, why));
			if (options.patience.waits(who.authSessionId)) return away(closeCodes.wait, 'wait');
			if (isFull(who.userId, id)) return refuse(socket, 429);
			const joined = await desk.join(who.userId, id);
			// said with a code a browser can read: it stops trying, and shows what is on it and nowhere else
			if (!joined.ok) return away(closeCodes.gone, joined.code);
			const room = await roomOf(id);
			if (socket.destroyed) return;
			if (!room) return away(closeCodes.gone, 'not-found');
			// a right changed, or the room went, while the database was thinking
			if (before !== changes || closed || rooms.get(keyOf(id))?.room !== room) continue;
			const writer: Writer = { ...joined.value, ...who, cookieHeader, wantsSaved };
			return server.handleUpgrade(request, socket, head, (ws) => {
				const open = new PlanSocket(ws, socket, writer, id, room, limits, () => clock().getTime(), {
					gone,
					refused: () => options.patience.refused(who.authSessionId)
				});
				sockets.add(open);
				room.sockets.add(open);
			});
		}
	}

	const isFull = (userId: string, id: WritingId): boolean => {
		const mine = [...sockets].filter((socket) => socket.userId === userId);
		return mine.length >= limits.socketsPerUser || (rooms.get(keyOf(id))?.room.sockets.size ?? 0) >= socketsPerPart;
	};

	/** The document in memory, read when it was not; null when it is nobody's any more. */
	async function roomOf(id: WritingId): Promise<PlanRoom | null> {
		const key = keyOf(id);
		let open = rooms.get(key);
		if (!open) {
			const room = new PlanRoom({
				limits,
				read: () => desk.read(id),
				keep: (typed) => desk.keep(id, typed),
				onKept: () => options.onKept(id.entryId),
				onBroken: abandon
			});
			open = { id, room, loaded: room.load() };
			rooms.set(key, open);
		}
		const { room, loaded } = open;
		try {
			if ((await loaded).ok) {
				// nobody came after all
				setImmediate(() => forget(room));
				return room;
			}
		} catch (error) {
			logFailure('a part of a plan could not be read', error);
		}
		drop(room);
		return null;
	}

	function gone(socket: PlanSocket): void {
		sockets.delete(socket);
		socket.room.sockets.delete(socket);
		socket.room.presence.leave(socket);
		forget(socket.room);
	}

	/** Everything that matters is kept: a room nobody is in may go, and is read again for the next one. */
	function forget(room: PlanRoom): void {
		if (room.sockets.size > 0 || closed) return;
		void room.idle().then(() => room.sockets.size === 0 && drop(room));
	}

	function drop(room: PlanRoom): void {
		for (const [key, open] of rooms) if (open.room === room) rooms.delete(key);
		room.destroy();
	}

	function abandon(room: PlanRoom): void {
		for (const socket of [...room.sockets]) socket.close(closeCodes.tryAgain, 'too-busy');
		drop(room);
	}

	/** [LP12] A socket never outlives the right it was opened with. */
	async function judge(some: PlanSocket[]): Promise<void> {
		await Promise.all(
			some.map(async (socket) => {
				// no answer is no right
				const joined = await desk.join(socket.userId, socket.id).catch((error: unknown) => {
					logFailure('rights could not be judged again', error);
					return null;
				});
				if (!joined) socket.close(closeCodes.tryAgain, 'too-busy');
				else if (!joined.ok) socket.close(closeCodes.gone, joined.code);
			})
		);
	}

	return {
		upgrade,
		rightsChanged({ userId, teamId, trajectoryId, sessionId, clipId }) {
			changes++;
			if (sessionId !== undefined || clipId !== undefined) return;
			void judge(
				[...sockets].filter(
					({ writer }) =>
						(userId === undefined || userId === writer.userId) &&
						(teamId === undefined || teamId === writer.teamId) &&
						(trajectoryId === undefined || trajectoryId === writer.trajectoryId)
				)
			);
		},
		signedOut(scope) {
			changes++;
			endSignIn(sockets, scope);
		},
		judgeAll() {
			changes++;
			void judge([...sockets]);
			signIns.check();
		},
		written(entryId) {
			for (const { id, room } of rooms.values()) if (entryId === null || id.entryId === entryId) room.lookAgain();
		},
		beat: () => sockets.forEach((socket) => socket.beat()),
		stop() {
			closed = true;
			signIns.close();
			server.close();
		},
		async close() {
			for (const socket of [...sockets]) socket.close(closeCodes.restarting, 'restarting');
			await Promise.all([...rooms.values()].map(({ room }) => room.idle()));
			for (const { room } of rooms.values()) room.destroy();
		}
	};
}

const keyOf = ({ entryId, writingId }: WritingId): string => `${entryId}/${writingId}`;

interface Asked {
	id: WritingId;
	wantsSaved: boolean;
}

/** `/live/plan/<entry>/<writing>?saved=1`, or the same at one process: any of them will do. Null for anything else. */
function readPath(url: string): Asked | null {
	const match =
		/^\/live\/(?:at\/[A-Za-z0-9-]{1,32}\/)?plan\/([A-Za-z0-9_-]{1,64})\/([A-Za-z0-9_-]{1,64})(?:\?(.*))?$/.exec(url);
	if (!match?.[1] || !match[2]) return null;
	const wantsSaved = new URLSearchParams(match[3] ?? '').get('saved') === '1';
	return { id: { entryId: match[1], writingId: match[2] }, wantsSaved };
}
