import { randomBytes, randomInt } from 'node:crypto';
import postgres, { type Sql } from 'postgres';
import type { DatabaseServer } from '$lib/server/db/connection';
import { beat, markDraining, registerNode, removeNode } from '$lib/server/db/nodes';
import { logFailure } from './log';

/**
 * [L15] This process among the others on one database. It lives as long as it keeps its lease: a row moved forward every
 * second, and a lock on a connection of its own. When either goes, it owns nothing any more, says so, and comes back
 * under another id as soon as the database lets it.
 */
export interface LiveNode {
	readonly name: string;
	readonly role: string;
	/** What claims are made under; null while there is no lease. Never believes a lease longer than the others do. */
	readonly id: string | null;
	readonly draining: boolean;
	/** Called when the lease is lost: everything that was ours may be somebody else's by now. */
	onLost(tell: () => void): void;
	/** No new sessions from here on; the others see it too. */
	drain(): Promise<void>;
	/** Leaves: what it still owned is free at once. */
	close(): Promise<void>;
}

interface Options {
	name: string;
	role: string;
	/** How long others wait before they take over from a node they hear nothing of, and how often it speaks, ms. */
	leaseMs?: number;
	beatMs?: number;
}

/** The lease of one stretch of life. */
interface Lease {
	id: string;
	line: Sql;
	/** By our own clock that never jumps: counted from before the beat was sent, so it ends before the database's. */
	until: number;
	timer: NodeJS.Timeout;
}

/** How long to wait before trying to live again, ms. */
const again = 500;

/** Takes a place among the living. Throws when another living process has this name, or the database does not answer. */
export async function openNode(server: DatabaseServer, options: Options): Promise<LiveNode> {
	const { name, role, leaseMs = 4_000, beatMs = 1_000 } = options;
	const tellers: (() => void)[] = [];
	let lease: Lease | null = null;
	let before: string | null = null;
	let draining = false;
	let closed = false;

	async function begin(): Promise<boolean> {
		const id = randomBytes(12).toString('base64url');
		const asked = performance.now();
		const line = postgres(server.url, {
			...{ max: 1, connect_timeout: 5, max_lifetime: null, fetch_types: false, onnotice: () => {} },
			// with the connection goes the lock that tells the others we live
			onclose: () => lost(id)
		});
		const registered = await registerNode(line, {
			id,
			name,
			role,
			slot: randomInt(1, 2 ** 31 - 1),
			leaseMs,
			before
		}).catch(async (error: unknown) => {
			await line.end({ timeout: 0 });
			throw error;
		});
		if (!registered || closed) {
			await line.end({ timeout: 0 });
			return registered;
		}
		lease = { id, line, until: asked + leaseMs, timer: setInterval(() => void pulse(id), beatMs) };
		lease.timer.unref();
		before = id;
		if (draining) await markDraining(line, id);
		return true;
	}

	let beating = false;
	async function pulse(id: string): Promise<void> {
		const mine = lease;
		if (mine?.id !== id) return;
		if (performance.now() > mine.until) return lost(id);
		if (beating) return;
		beating = true;
		const asked = performance.now();
		try {
			// an answer that comes too late counts for nothing: the others may have stopped waiting
			const kept = await beat(mine.line, id, leaseMs);
			if (kept && performance.now() <= mine.until) mine.until = asked + leaseMs;
			else lost(id);
		} catch (error) {
			logFailure('this process could not say that it lives', error);
		} finally {
			beating = false;
		}
	}

	function lost(id: string): void {
		if (lease?.id !== id) return;
		clearInterval(lease.timer);
		void lease.line.end({ timeout: 0 });
		lease = null;
		if (closed) return;
		logFailure('this process lost its lease', new Error('its sessions may be taken over; it tries to come back'));
		for (const teller of tellers) teller();
		setTimeout(() => void revive(), again).unref();
	}

	async function revive(): Promise<void> {
		if (closed || lease) return;
		const living = await begin().catch(() => false); // said already, and tried again
		if (!living) setTimeout(() => void revive(), again).unref();
	}

	// a predecessor that fell off the network has its lease for a little longer
	for (const until = performance.now() + leaseMs + 2_000; !(await begin());) {
		if (performance.now() > until) throw new Error(`NODE_NAME: ${name} is the name of another process that runs now`);
		await new Promise((resolve) => setTimeout(resolve, again));
	}

	return {
		name,
		role,
		get id() {
			return lease && performance.now() <= lease.until ? lease.id : null;
		},
		get draining() {
			return draining;
		},
		onLost: (teller) => void tellers.push(teller),
		async drain() {
			draining = true;
			if (lease) await markDraining(server.client, lease.id);
		},
		async close() {
			closed = true;
			const last = lease;
			lease = null;
			if (!last) return;
			clearInterval(last.timer);
			await removeNode(server.client, last.id).catch((error: unknown) => logFailure('leaving', error));
			await last.line.end({ timeout: 1 });
		}
	};
}
