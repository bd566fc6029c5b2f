import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Outcome } from '$lib/domain/outcome';
import { closeCodes } from '$lib/notebook/frames';
import { parseName, tableName, type DocumentName } from '$lib/notebook/names';
import type { ScreenHere } from '$lib/server/use-cases/screen/screen-now';
import type { AtTheTable } from '$lib/server/use-cases/session/enter';
import type { Connection, Guest } from './connection';
import type { Guard } from './guard';
import type { Limits } from './limits';
import { logFailure } from './log';
import type { OpenSession } from './open-session';
import type { Patience } from './patience';
import { inTime, longestLook } from './in-time';
import type { WhichScreen } from './screens';

/**
 * [L13] The door of the live table. An upgrade does not pass SvelteKit's `handle`, so everything is asked here,
 * before the handshake: our own origin, a sign-in, a seat, and not too many at once.
 */
export interface Door {
	upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
	close: () => void;
}

interface Options {
	enter: (userId: string, sessionId: string) => Promise<Outcome<AtTheTable>>;
	nameOf: (userId: string) => Promise<string>;
	whoIs: (cookieHeader: string | null) => Promise<{ userId: string; authSessionId: string } | null>;
	allowedOrigin: (request: IncomingMessage) => boolean;
	limits: Limits;
	/** This process lets people in; another role holds sessions without a door. */
	open: boolean;
	/** What `/live/at/<name>/` must say to mean this process. */
	nodeName: string | null;
	/** [L15] Makes the session ours when it may be. Refusal: `elsewhere`. */
	take: (sessionId: string) => Promise<Outcome<unknown>>;
	patience: Patience;
	guard: Guard;
	connections: ReadonlySet<Connection>;
	sessionOf: (id: string) => OpenSession;
	forgetSession: (session: OpenSession) => void;
	/** [BS6] */
	whichScreen: WhichScreen;
	admitScreen: (ws: WebSocket, socket: Duplex, cookieHeader: string | null, screen: ScreenHere) => void;
	admit: (ws: WebSocket, socket: Duplex, guest: Guest, at: AtTheTable, document: DocumentName, name: string) => void;
}

interface Admitted {
	/** Everything is in order, but another process has this session. */
	elsewhere: boolean;
	guest: Guest;
	session: OpenSession;
	at: AtTheTable;
	document: DocumentName;
	name: string;
}

const statusTexts = {
	400: 'Bad Request',
	401: 'Unauthorized',
	403: 'Forbidden',
	404: 'Not Found',
	429: 'Too Many Requests',
	500: 'Internal Server Error',
	503: 'Service Unavailable'
} as const;
type Status = keyof typeof statusTexts;

export function openDoor(options: Options): Door {
	const { limits, guard, connections } = options;
	const server = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: limits.frameBytes });
	/** People whose question is still with the database: they count as if they were in. */
	const asking = new Map<string, number>();
	const whoIs = shared(options.whoIs);
	const enter = shared(options.enter);
	const nameOf = shared(options.nameOf);
	let closed = false;

	function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
		socket.on('error', () => socket.destroy()); // a browser that leaves half-way is no event
		const screen = readScreenPath(request.url ?? '');
		(screen ? letScreenIn(request, socket, head, screen) : letIn(request, socket, head)).catch((error: unknown) => {
			logFailure('an upgrade failed', error);
			refuse(socket, 500);
		});
	}

	async function letIn(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
		for (;;) {
			const before = guard.changes;
			const answer = await admission(request);
			if (socket.destroyed) return;
			if (typeof answer === 'number') return refuse(socket, answer);
			if (answer === 'wait')
				return server.handleUpgrade(request, socket, head, (ws) => turnAway(ws, closeCodes.wait, 'wait'));
			// rights changed, or the session changed hands and back, while the database was thinking: the answer may be about
			// a moment that is over
			if (guard.changes !== before || options.sessionOf(answer.at.row.id) !== answer.session) continue;
			server.handleUpgrade(request, socket, head, (ws) => {
				if (answer.elsewhere) turnAway(ws, closeCodes.tryAgain, 'elsewhere');
				else options.admit(ws, socket, answer.guest, answer.at, answer.document, answer.name);
			});
			return;
		}
	}

	/** [BS6] Not by who somebody is, for a screen is nobody: by the cookie that was paired, with this very session. */
	async function letScreenIn(request: IncomingMessage, socket: Duplex, head: Buffer, asked: AskedScreen) {
		const cookieHeader = request.headers.cookie ?? null;
		for (;;) {
			const before = guard.changes;
			const answer = await screenAdmission(request, cookieHeader, asked);
			if (socket.destroyed) return;
			if (typeof answer === 'number') return refuse(socket, answer);
			if (guard.changes !== before || options.sessionOf(asked.sessionId) !== answer.session) continue;
			server.handleUpgrade(request, socket, head, (ws) => {
				if (answer.elsewhere) turnAway(ws, closeCodes.tryAgain, 'elsewhere');
				else options.admitScreen(ws, socket, cookieHeader, answer.screen);
			});
			return;
		}
	}

	async function screenAdmission(
		request: IncomingMessage,
		cookieHeader: string | null,
		asked: AskedScreen
	): Promise<{ elsewhere: boolean; session: OpenSession; screen: ScreenHere } | Status> {
		if (closed || !options.open) return 503;
		if (!options.allowedOrigin(request)) return 403;
		// asked twice: a stranger opens nothing here, and no event may fall between the answer that counts and listening
		if (!(await options.whichScreen(cookieHeader)).ok) return 404;
		const session = options.sessionOf(asked.sessionId);
		session.arriving++;
		try {
			const here = await options.whichScreen(cookieHeader);
			if (!here.ok || here.value.at.row.id !== asked.sessionId) return 404;
			const screen = here.value;
			const mine = [...session.screens].filter(({ screenId }) => screenId === screen.screenId);
			// a board that is reloaded again and again: the line of before may not have been missed yet
			if (mine.length >= linesOfOneScreen) return 429;
			const ours = isHere(asked.node) && (await options.take(session.id)).ok;
			return closed ? 503 : { elsewhere: !ours, session, screen };
		} finally {
			session.arriving--;
			setImmediate(() => options.forgetSession(session));
		}
	}

	async function admission(request: IncomingMessage): Promise<Admitted | Status | 'wait'> {
		if (closed || !options.open) return 503;
		const asked = readPath(request.url ?? '');
		if (!asked) return 404;
		if (!options.allowedOrigin(request)) return 403;
		const cookieHeader = request.headers.cookie ?? null;
		const signedIn = await whoIs(guard.changes, cookieHeader);
		if (!signedIn) return 401;
		const { userId } = signedIn;
		if (options.patience.waits(signedIn.authSessionId)) return 'wait';
		if (asked.document.kind === 'own' && asked.document.userId !== userId) return 404;
		const session = options.sessionOf(asked.document.sessionId);
		session.arriving++;
		asking.set(userId, (asking.get(userId) ?? 0) + 1);
		try {
			if (isFull(userId, session)) return 429;
			const seat = session.seatOf(userId, guard.changes) ?? (await askSeat(userId, session));
			if (!seat) return 404;
			const ours = isHere(asked.node) && (await options.take(session.id)).ok;
			if (closed) return 503;
			const { at, name } = seat;
			const { wantsSaved, document } = asked;
			const guest = { ...signedIn, name, who: at.who, until: at.until, wantsSaved, cookieHeader };
			return { guest, session, at, document, name: asked.name, elsewhere: !ours };
		} finally {
			session.arriving--;
			const still = (asking.get(userId) ?? 1) - 1;
			if (still > 0) asking.set(userId, still);
			else asking.delete(userId);
			// admitted in the same turn of the loop as this; otherwise nothing keeps the session in memory
			setImmediate(() => options.forgetSession(session));
		}
	}

	const isHere = (node: string | null): boolean => node === null || node === options.nodeName;

	async function askSeat(userId: string, session: OpenSession): Promise<{ at: AtTheTable; name: string } | null> {
		const { changes } = guard;
		const [at, name] = await Promise.all([enter(changes, userId, session.id), nameOf(changes, userId)]);
		if (!at.ok) return null;
		session.giveSeat(userId, at.value, name, changes);
		return { at: at.value, name };
	}

	function isFull(userId: string, session: OpenSession): boolean {
		let mine = asking.get(userId) ?? 0;
		for (const connection of connections) if (connection.userId === userId) mine++;
		return mine > limits.socketsPerUser || session.connections.size + session.arriving > limits.socketsPerRoom;
	}

	return {
		upgrade,
		close: () => {
			closed = true;
			server.close();
		}
	};
}

/**
 * One answer for all who ask the same while it is being looked up: a browser opens two documents at once, and after
 * a lost line a whole school comes back in the same second. `changes` is part of the question, so that nobody gets
 * an answer from before a change of rights. One that does not come in time has failed, for whoever waits and for whoever
 * asks next: a driver can lose a question together with its connection, and nobody may be kept out by that.
 */
function shared<In extends (string | null)[], Out>(ask: (...about: In) => Promise<Out>) {
	const underway = new Map<string, Promise<Out>>();
	return (changes: number, ...about: In): Promise<Out> => {
		const key = JSON.stringify([changes, ...about]);
		const known = underway.get(key);
		if (known) return known;
		const answer = inTime(ask(...about), longestLook).finally(() => underway.delete(key));
		underway.set(key, answer);
		return answer;
	};
}

/** A handshake that only says why there is no place here [L16] [L24]: a browser cannot read why one was refused. */
export function turnAway(ws: WebSocket, code: number, reason: string): void {
	ws.on('error', () => {});
	ws.close(code, reason);
	setTimeout(() => ws.terminate(), 1000).unref();
}

const linesOfOneScreen = 4;

interface AskedScreen {
	node: string | null;
	sessionId: string;
}

/** `/live/session/<id>/screen`, or the same at one process. Null for anything else. */
function readScreenPath(url: string): AskedScreen | null {
	const match = /^\/live\/(?:at\/([A-Za-z0-9-]{1,32})\/)?session\/([A-Za-z0-9_-]{1,40})\/screen$/.exec(url);
	return match?.[2] ? { node: match[1] ?? null, sessionId: match[2] } : null;
}

interface Asked {
	/** The process that is meant, or null for whichever. */
	node: string | null;
	document: DocumentName;
	name: string;
	wantsSaved: boolean;
}

/**
 * `/live/session/<id>/table?saved=1`; `/live/session/<id>` alone is its table; `/live/at/<node>/session/…` is the same
 * at one process. Null for anything else.
 */
function readPath(url: string): Asked | null {
	const match = /^\/live\/(?:at\/([A-Za-z0-9-]{1,32})\/)?([A-Za-z0-9_/-]{1,140})(?:\?(.*))?$/.exec(url);
	const path = match?.[2];
	if (path === undefined) return null;
	const bare = /^session\/([A-Za-z0-9_-]{1,40})$/.exec(path)?.[1];
	const name = bare === undefined ? path : tableName(bare);
	const document = parseName(name);
	const wantsSaved = new URLSearchParams(match?.[3] ?? '').get('saved') === '1';
	return document && { node: match?.[1] ?? null, document, name, wantsSaved };
}

export function refuse(socket: Duplex, status: Status): void {
	socket.end(`HTTP/1.1 ${status} ${statusTexts[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
