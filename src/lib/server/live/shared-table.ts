import type { TimelineState } from '$lib/domain/timeline';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { eventsOf } from '$lib/server/db/sessions';
import type { Db } from '$lib/server/db/connection';
import type { SessionEvent } from '$lib/engine/session';
import type { WayBack } from '$lib/engine/session-view';
import type { LiveTable, Sealed } from '$lib/server/use-cases/needs';
import type { Claims } from './claims';
import { logFailure } from './log';
import type { Neighbours, Question } from './neighbours';
import { addressOf, anywhere } from './placement';

/** The table as far as this process holds it. `settle`, `putBack` and `reveal` may take a free session; refused as `elsewhere`. */
export interface TableHere {
	moved(sessionId: string, events: readonly SessionEvent[]): void;
	rightsChanged: LiveTable['rightsChanged'];
	clipChanged: LiveTable['clipChanged'];
	planWritten(entryId: string | null): void;
	signedOut: LiveTable['signedOut'];
	/** Every right is asked again, of everybody. */
	judgeAll(): void;
	/** Sessions somebody here has open. */
	open(): Iterable<string>;
	settle(sessionId: string): Promise<Outcome<null>>;
	putBack(sessionId: string, removalId: string, byUserId: string): Promise<Outcome<WayBack>>;
	reveal(sessionId: string, sealed: Sealed[]): Promise<Outcome<null>>;
	present(sessionId: string): string[];
	timeline(sessionId: string): TimelineState | null;
}

/** How often a question is asked again when its session changes hands meanwhile. */
const attempts = 3;
/** People of whom is asked in one message: the database carries 8000 bytes, and each of them takes 300 at most. */
const atOnce = 20;

/**
 * The live table as the use cases see it, wherever a session is held. What is told here is told to all [L17]; what is
 * asked goes to the session's owner.
 */
export function openSharedTable(here: TableHere, claims: Claims, db: Db, neighbours: Neighbours | null): LiveTable {
	/** Takes over what is stored: the events themselves never travel between processes. */
	async function readAgain(sessionId: string): Promise<void> {
		here.moved(sessionId, await eventsOf(db, sessionId));
	}
	const fail = (error: unknown) => logFailure('what another process told could not be read', error);
	const isOpen = (sessionId: string) => [...here.open()].includes(sessionId);

	/** Asks the owner until it is clear who that is. */
	async function atOwner<T>(
		what: Question,
		sessionId: string,
		about: string[],
		locally: () => Promise<Outcome<T>>
	): Promise<Outcome<T>> {
		for (let attempt = 0; attempt < attempts; attempt++) {
			const heard = claims.owns(sessionId) ? null : await neighbours?.ask(what, sessionId, about);
			if (heard?.is === 'silence') break;
			// written by this same function in another process of ours
			const done = heard?.is === 'answer' ? (heard.value as Outcome<T>) : await locally();
			if (done.ok || done.code !== 'elsewhere') return done;
		}
		return no('too-busy');
	}

	/** The same for a look: `nobody` when no process holds the session, `silence` when the one that does is not heard. */
	async function look<T>(what: Question, sessionId: string, locally: () => T, nobody: T, silence: T): Promise<T> {
		if (!neighbours || claims.owns(sessionId)) return locally();
		const heard = await neighbours.ask(what, sessionId);
		return heard.is === 'answer' ? (heard.value as T) : heard.is === 'nobody' ? nobody : silence;
	}

	neighbours?.hear({
		sessionMoved: (sessionId) => void (isOpen(sessionId) && readAgain(sessionId).catch(fail)),
		rightsChanged: here.rightsChanged,
		clipChanged: here.clipChanged,
		planWritten: here.planWritten,
		signedOut: here.signedOut,
		missed() {
			here.planWritten(null);
			here.judgeAll();
			for (const sessionId of here.open()) void readAgain(sessionId).catch(fail);
		},
		answer: async (what, sessionId, [first = '', second = '']) => {
			// asked as the owner; who is it no more must not become it again by being asked
			if (!claims.owns(sessionId)) return what === 'present' || what === 'timeline' ? null : no('elsewhere');
			if (what === 'settle') return here.settle(sessionId);
			if (what === 'putBack') return here.putBack(sessionId, first, second);
			// written by `reveal` below, in another process of ours
			if (what === 'reveal') return here.reveal(sessionId, JSON.parse(first) as Sealed[]);
			return what === 'present' ? here.present(sessionId) : here.timeline(sessionId);
		}
	});

	return {
		sessionMoved(sessionId, events) {
			here.moved(sessionId, events);
			const last = events.at(-1);
			if (last) neighbours?.signals.send({ is: 'sessionMoved', sessionId, seq: last.seq });
		},
		rightsChanged(scope) {
			here.rightsChanged(scope);
			neighbours?.signals.send({ is: 'rightsChanged', scope });
		},
		clipChanged(clipId) {
			here.clipChanged(clipId);
			neighbours?.signals.send({ is: 'clipChanged', clipId });
		},
		planWritten(entryId) {
			here.planWritten(entryId);
			neighbours?.signals.send({ is: 'planWritten', entryId });
		},
		signedOut(scope) {
			here.signedOut(scope);
			neighbours?.signals.send({ is: 'signedOut', scope });
		},
		settle: (sessionId) => atOwner('settle', sessionId, [], () => here.settle(sessionId)),
		putBack: (sessionId, removalId, by) =>
			atOwner('putBack', sessionId, [removalId, by], () => here.putBack(sessionId, removalId, by)),
		async reveal(sessionId, sealed) {
			for (let at = 0; at < sealed.length; at += atOnce) {
				const some = sealed.slice(at, at + atOnce);
				const done = await atOwner('reveal', sessionId, [JSON.stringify(some)], () => here.reveal(sessionId, some));
				if (!done.ok) return done;
			}
			return yes(null);
		},
		present: (sessionId) => look<string[] | null>('present', sessionId, () => here.present(sessionId), [], null),
		timeline: (sessionId) => look('timeline', sessionId, () => here.timeline(sessionId), null, null),
		address: (sessionId) => (neighbours ? addressOf(neighbours.server, sessionId) : Promise.resolve(anywhere))
	};
}
