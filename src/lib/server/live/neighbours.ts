import * as v from 'valibot';
import type { DatabaseServer } from '$lib/server/db/connection';
import { ownerOf } from '$lib/server/db/nodes';
import { openSignals, type Signals } from '$lib/server/db/signals';
import { logFailure } from './log';
import { openNode, type LiveNode } from './node';

/** The other processes on the same database: what they are told, and what is asked of them [L17]. */
export interface Neighbours {
	server: DatabaseServer;
	node: LiveNode;
	signals: Signals;
	/** Hears what others tell, until `close`. */
	hear(ears: Ears): void;
	/**
	 * Asks whoever owns a session. `nobody` when no living process does, also when it dies while we wait; `silence` when
	 * it lives and does not answer in time.
	 */
	ask(what: Question, sessionId: string, about?: string[]): Promise<Heard>;
	close(): Promise<void>;
}

/** What can be asked of the owner of a session. A new one is added here and answered in `shared-table.ts`. */
const questions = ['settle', 'present', 'timeline', 'putBack', 'reveal'] as const;
export type Question = (typeof questions)[number];
type Heard = { is: 'answer'; value: unknown } | { is: 'nobody' } | { is: 'silence' };

const scope = v.object({
	userId: v.optional(v.string()),
	authSessionId: v.optional(v.string()),
	sessionId: v.optional(v.string()),
	clipId: v.optional(v.string()),
	teamId: v.optional(v.string()),
	trajectoryId: v.optional(v.string())
});
const message = v.variant('is', [
	v.object({ is: v.literal('sessionMoved'), sessionId: v.string(), seq: v.number() }),
	v.object({ is: v.literal('rightsChanged'), scope }),
	v.object({ is: v.literal('clipChanged'), clipId: v.string() }),
	v.object({ is: v.literal('planWritten'), entryId: v.string() }),
	v.object({ is: v.literal('signedOut'), scope }),
	v.object({
		is: v.literal('ask'),
		from: v.string(),
		to: v.string(),
		id: v.number(),
		what: v.picklist(questions),
		sessionId: v.string(),
		about: v.array(v.string())
	}),
	v.object({ is: v.literal('answer'), to: v.string(), id: v.number(), value: v.unknown() }),
	v.object({ is: v.literal('failed'), to: v.string(), id: v.number() })
]);
type Told = v.InferOutput<typeof message>;
type Scope = v.InferOutput<typeof scope>;

export interface Ears {
	sessionMoved(sessionId: string, seq: number): void;
	rightsChanged(scope: Scope): void;
	clipChanged(clipId: string): void;
	planWritten(entryId: string): void;
	signedOut(scope: Scope): void;
	/** Something may have been said that we did not hear. */
	missed(): void;
	answer(what: Question, sessionId: string, about: string[]): Promise<unknown>;
}

/** How long an owner may take to answer, and how often we look whether it still lives, ms. */
const answerWithin = 3_000;
const lookEvery = 250;

/** Takes a place among the processes on this database. */
export async function openNeighbours(
	server: DatabaseServer,
	options: Parameters<typeof openNode>[1]
): Promise<Neighbours> {
	const signals = await openSignals(server);
	const node = await openNode(server, options).catch(async (error: unknown) => {
		await signals.close();
		throw error;
	});
	const waiting = new Map<number, (heard: Heard) => void>();
	let asked = 0;
	let ears: Ears | null = null;

	function told(it: Told): void {
		switch (it.is) {
			case 'sessionMoved':
				return ears?.sessionMoved(it.sessionId, it.seq);
			case 'rightsChanged':
				return ears?.rightsChanged(it.scope);
			case 'clipChanged':
				return ears?.clipChanged(it.clipId);
			case 'planWritten':
				return ears?.planWritten(it.entryId);
			case 'signedOut':
				return ears?.signedOut(it.scope);
			case 'ask':
				return it.to === node.id ? void answer(it) : undefined;
			case 'answer':
				return it.to === signals.key ? waiting.get(it.id)?.({ is: 'answer', value: it.value }) : undefined;
			case 'failed':
				return it.to === signals.key ? waiting.get(it.id)?.({ is: 'silence' }) : undefined;
		}
	}

	async function answer({ from, id, what, sessionId, about }: Extract<Told, { is: 'ask' }>): Promise<void> {
		try {
			const value = await ears?.answer(what, sessionId, about);
			signals.send({ is: 'answer', to: from, id, value });
		} catch (error) {
			logFailure(`${what} was asked and could not be done`, error);
			signals.send({ is: 'failed', to: from, id });
		}
	}

	async function ask(what: Question, sessionId: string, about: string[] = []): Promise<Heard> {
		const owner = await ownerOf(server.client, sessionId);
		if (!owner || owner.id === node.id) return { is: 'nobody' };
		const id = ++asked;
		let look: NodeJS.Timeout | undefined;
		try {
			return await new Promise<Heard>((resolve, reject) => {
				waiting.set(id, resolve);
				signals.send({ is: 'ask', to: owner.id, id, what, sessionId, about });
				const until = performance.now() + answerWithin;
				look = setInterval(() => {
					if (performance.now() > until) return resolve({ is: 'silence' });
					// one that was killed will never answer, and its sessions are free already
					ownerOf(server.client, sessionId).then((now) => now?.id !== owner.id && resolve({ is: 'nobody' }), reject);
				}, lookEvery);
			});
		} finally {
			clearInterval(look);
			waiting.delete(id);
		}
	}

	signals.onMessage((given) => {
		const read = v.safeParse(message, given);
		// other kinds are for others: the worker's clips, or a newer version's
		if (read.success) told(read.output);
	});
	signals.onMissed(() => ears?.missed());

	return {
		server,
		node,
		signals,
		hear: (given) => void (ears = given),
		ask,
		async close() {
			await node.close();
			await signals.close();
		}
	};
}
