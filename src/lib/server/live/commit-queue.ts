import * as Y from 'yjs';
import type { DocumentRow } from '$lib/server/db/documents';
import type { Claim } from '$lib/server/db/nodes';
import type { RemovalRow } from '$lib/server/db/removals';
import type { Vault } from '$lib/server/db/vault';
import type { Connection } from './connection';
import type { Limits } from './limits';
import { logFailure } from './log';

/** Something that waits for the disk: an accepted update, or only the wish to know when all before it is durable. */
export interface Waiting {
	update: Uint8Array | null;
	/** Client ids that appear in this document for the first time. */
	clients: { id: number; userId: string }[];
	/** Words of others it took away, or brought back [L20]. */
	removals: RemovalRow[];
	/** The socket it came from, which hears that its first `count` updates are durable; null for the house itself. */
	from: Connection | null;
	count: number;
	/** Called once: true when everything up to here is durable, false when it was lost. */
	done: (durable: boolean) => void;
}

/** One document as the queue sees it. */
export interface Ledger {
	readonly documentName: string;
	/** Data key its rows are sealed under. */
	readonly key: Uint8Array;
	/** Proof that its session is ours; null where one process has the database to itself. */
	readonly proof: Claim | null;
	/** All of these are durable; `merged` holds their updates in one, or null when there were none. */
	committed(batch: readonly Waiting[], merged: Uint8Array | null): void;
	/** None of these is known to be durable. */
	lost(batch: readonly Waiting[]): void;
}

export interface CommitQueue {
	add(ledger: Ledger, waiting: Waiting): void;
	/** Resolves when nothing is under way any more. */
	idle(): Promise<void>;
	stats(): { commits: number; rows: number; stalled: boolean };
}

interface Options {
	/** Puts all rows on disk in one commit; resolves with the names of documents that are no longer ours to write. */
	append: (rows: readonly DocumentRow[]) => Promise<ReadonlySet<string>>;
	vault: Vault;
	limits: Limits;
	/**
	 * After a commit the next one waits as long as that one took, but no longer than this, ms; 0 gathers only while the
	 * previous commit runs. The embedded database blocks this process while it commits: this way at least half the time
	 * is left for everything else, and what comes after a silence does not wait at all.
	 */
	longestRestMs: number;
	/** A commit takes too long (true), or came through after all (false). */
	onStall: (stalled: boolean) => void;
	/** [L15] Another process has this document's session by now. */
	onTaken: (ledger: Ledger) => void;
	/** A commit takes so long that waiting makes no sense. */
	onStuck: () => void;
}

/**
 * [L1] Group commit for all documents of this process: one batch in flight, all that comes in meanwhile is the next.
 * Nobody hears of an update before its batch is durable. One sealed row per document and batch.
 */
export function openCommitQueue(options: Options): CommitQueue {
	let next = new Map<Ledger, Waiting[]>();
	let inFlight: Promise<void> | null = null;
	let scheduled = false;
	let restUntil = 0;
	let committing = false;
	let stalled = false;
	let commits = 0;
	let rows = 0;

	function schedule(): void {
		if (scheduled || inFlight || next.size === 0) return;
		scheduled = true;
		const rest = Math.round(restUntil - performance.now());
		// also without a rest after this turn of the loop, so that all that was read together is one commit
		if (rest > 0) setTimeout(go, rest);
		else setImmediate(go);
	}

	function go(): void {
		scheduled = false;
		const begun = performance.now();
		inFlight = flush().finally(() => {
			inFlight = null;
			const ended = performance.now();
			restUntil = ended + Math.min(ended - begun, options.longestRestMs);
			schedule();
		});
	}

	async function flush(): Promise<void> {
		const batch = next;
		next = new Map();
		const merged = new Map<Ledger, Uint8Array>();
		let taken: ReadonlySet<string> = new Set();
		try {
			const batchRows: DocumentRow[] = [];
			for (const [ledger, waiting] of batch) {
				const row = rowOf(ledger, waiting, merged);
				if (row) batchRows.push(row);
			}
			if (batchRows.length > 0) taken = await watched(options.append(batchRows));
			commits += batchRows.length > 0 ? 1 : 0;
			rows += batchRows.length;
		} catch (error) {
			logFailure('a commit failed', error);
			for (const [ledger, waiting] of batch) lose(ledger, waiting);
			return;
		}
		for (const [ledger, waiting] of batch) {
			if (!taken.has(ledger.documentName)) ledger.committed(waiting, merged.get(ledger) ?? null);
			else {
				options.onTaken(ledger);
				lose(ledger, waiting);
			}
		}
	}

	function lose(ledger: Ledger, waiting: readonly Waiting[]): void {
		const after = next.get(ledger) ?? []; // judged on top of what is now lost
		next.delete(ledger);
		ledger.lost([...waiting, ...after]);
	}

	function rowOf(ledger: Ledger, waiting: readonly Waiting[], merged: Map<Ledger, Uint8Array>): DocumentRow | null {
		const updates: Uint8Array[] = [];
		for (const { update } of waiting) if (update) updates.push(update);
		const [first] = updates;
		if (!first) return null;
		const update = updates.length === 1 ? first : Y.mergeUpdates(updates);
		merged.set(ledger, update);
		const row: DocumentRow = {
			doc: ledger.documentName,
			claim: ledger.proof,
			sealed: options.vault.seal(ledger.key, update),
			clients: [],
			removals: []
		};
		// plain loops: this runs at every keystroke, and nearly always with nothing to gather
		for (const { clients, removals } of waiting) {
			if (clients.length > 0) row.clients.push(...clients);
			if (removals.length > 0) row.removals.push(...removals);
		}
		return row;
	}

	// two timers for all commits, wound up again at each: a commit is often one keystroke
	const slow = setTimeout(() => {
		if (!committing) return;
		stalled = true;
		options.onStall(true);
	}, options.limits.stallMs).unref();
	const stuck = setTimeout(() => committing && options.onStuck(), options.limits.stuckMs).unref();

	async function watched<T>(commit: Promise<T>): Promise<T> {
		committing = true;
		slow.refresh();
		stuck.refresh();
		try {
			return await commit;
		} finally {
			committing = false;
			if (stalled) options.onStall(false);
			stalled = false;
		}
	}

	return {
		add(ledger, waiting) {
			const list = next.get(ledger);
			if (list) list.push(waiting);
			else next.set(ledger, [waiting]);
			schedule();
		},
		async idle() {
			while (inFlight || scheduled || next.size > 0)
				await (inFlight ?? new Promise((resolve) => setImmediate(resolve)));
		},
		stats: () => ({ commits, rows, stalled })
	};
}
