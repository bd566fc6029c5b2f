import { no, yes, type Outcome } from '$lib/domain/outcome';
import type { DatabaseServer } from '$lib/server/db/connection';
import { asOwner, claimSession, releaseSession, type Claim } from '$lib/server/db/nodes';
import type { Db } from '$lib/server/db/connection';
import { inTime, longestLook } from './in-time';
import type { LiveNode } from './node';

/** [L15] Which sessions are this process's own. A session goes as a whole: its table, private pages, picture, people. */
export interface Claims {
	/**
	 * The proof to write under, also when we have it already; null when this process has the database to itself.
	 * Refusal: `elsewhere`.
	 */
	take(sessionId: string): Promise<Outcome<Claim | null>>;
	/** The proof we hold now, or null. */
	held(sessionId: string): Claim | null;
	/** Ours as far as we know. Where nobody else is, everything is. */
	owns(sessionId: string): boolean;
	/** Throws `NotTheOwner` when it is no longer ours after all. */
	prove(sessionId: string): Promise<void>;
	/** Lets others have it. Only when everything of it is durable and put away. */
	letGo(sessionId: string): Promise<void>;
	/** It is known to be somebody else's: forgotten without a word. */
	lost(sessionId: string): void;
	all(): string[];
}

/** The only process on its database: nothing to ask, nothing to prove. */
export const everythingIsOurs: Claims = {
	take: () => Promise.resolve(yes(null)),
	held: () => null,
	owns: () => true,
	prove: async () => {},
	letGo: async () => {},
	lost: () => {},
	all: () => []
};

export function openClaims({ server, node, db }: { server: DatabaseServer; node: LiveNode; db: Db }): Claims {
	const { client } = server;
	const claims = new Map<string, Claim>();
	const asking = new Map<string, Promise<Claim | null>>();
	const leaving = new Map<string, Promise<void>>();

	async function ask(sessionId: string): Promise<Claim | null> {
		await leaving.get(sessionId);
		const { id } = node;
		if (id === null || node.draining) return null;
		const claim = await claimSession(client, sessionId, id);
		// lost our lease while asking: it was given to somebody we no longer are
		if (!claim || node.id !== id) return null;
		claims.set(sessionId, claim);
		return claim;
	}

	node.onLost(() => claims.clear());

	return {
		async take(sessionId) {
			const known = claims.get(sessionId);
			if (known) return known.nodeId === node.id ? yes(known) : no('elsewhere');
			const underway =
				asking.get(sessionId) ??
				inTime(ask(sessionId), longestLook).finally(() => {
					asking.delete(sessionId);
				});
			asking.set(sessionId, underway);
			const claim = await underway;
			return claim ? yes(claim) : no('elsewhere');
		},
		held: (sessionId) => claims.get(sessionId) ?? null,
		owns: (sessionId) => claims.get(sessionId)?.nodeId === node.id && node.id !== null,
		prove: (sessionId) => asOwner(db, claims.get(sessionId) ?? null, async () => {}),
		async letGo(sessionId) {
			const claim = claims.get(sessionId);
			if (!claim) return leaving.get(sessionId);
			claims.delete(sessionId);
			const released = releaseSession(client, claim).finally(() => leaving.delete(sessionId));
			leaving.set(sessionId, released);
			await released;
		},
		lost: (sessionId) => void claims.delete(sessionId),
		all: () => [...claims.keys()]
	};
}
