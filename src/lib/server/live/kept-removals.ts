import { randomBytes } from 'node:crypto';
import type { Entry } from '$lib/notebook/table';
import type { RemovalRow } from '$lib/server/db/removals';
import type { Vault } from '$lib/server/db/vault';
import { sealWords } from '$lib/server/use-cases/session/kept-words';
import type { Loss } from './removals';

/** What one person takes away in one entry within this time is one removal, ms. */
const joinedMs = 60_000;
const nothing: RemovalRow[] = [];

interface Recent {
	row: RemovalRow;
	entry: Entry;
	had: ReadonlyMap<number, number>;
	until: number;
}

/** [L20] Makes rows of what was taken away in one document, and joins what belongs to one stroke of work. */
export class KeptRemovals {
	readonly #recent = new Map<string, Recent>();

	constructor(
		private readonly house: { vault: Vault; clock: () => Date },
		private readonly document: { name: string; sessionId: string; key: Uint8Array }
	) {}

	/** Rows to store in the same commit as the update. `had` is the document's state vector just before it. */
	keep(losses: readonly Loss[], removedBy: string, had: ReadonlyMap<number, number>): RemovalRow[] {
		if (losses.length === 0) return nothing;
		const at = this.house.clock();
		for (const [key, recent] of this.#recent) if (recent.until <= at.getTime()) this.#recent.delete(key);
		return losses.flatMap((loss) => this.#keepOne(loss, removedBy, had, at) ?? []);
	}

	/** The entry was mended: what is taken away from here on is another removal. */
	forget(unit: string, entryId: string): void {
		for (const [key, { row }] of this.#recent)
			if (row.unit === unit && row.entryId === entryId) this.#recent.delete(key);
	}

	#keepOne(loss: Loss, removedBy: string, had: ReadonlyMap<number, number>, at: Date): RemovalRow | null {
		const key = `${loss.before.unit}/${loss.before.id}/${removedBy}`;
		const recent = this.#recent.get(key);
		if (recent && holds(recent, loss)) return joined(recent.row, loss);
		const row = this.#rowOf(loss, removedBy, had, at);
		this.#recent.set(key, { row, entry: loss.before, had, until: at.getTime() + joinedMs });
		return row;
	}

	#rowOf({ before, typedBy, whole }: Loss, removedBy: string, had: ReadonlyMap<number, number>, at: Date): RemovalRow {
		return {
			id: randomBytes(16).toString('base64url'),
			doc: this.document.name,
			sessionId: this.document.sessionId,
			unit: before.unit,
			entryId: before.id,
			authorId: before.author,
			removedBy,
			typedBy,
			whole,
			at,
			sealed: sealWords(this.house.vault, this.document.key, { entry: before, had: [...had] }),
			broughtBackBy: null,
			broughtBackAt: null
		};
	}
}

/** Everything that goes now stood in what was kept: nobody added words or changed fields since. */
function holds({ had, entry }: Recent, { upTo, before, whole }: Loss): boolean {
	for (const [client, clock] of upTo) if (clock > (had.get(client) ?? 0)) return false;
	return !whole || fields(entry) === fields(before);
}

const fields = ({ t, actor, codes, of, drawing }: Entry): string => JSON.stringify([t, actor, codes, of, drawing]);

/** The same removal went on; null when its row says so already. */
function joined(row: RemovalRow, loss: Loss): RemovalRow | null {
	const more = loss.typedBy.filter((id) => !row.typedBy.includes(id));
	if (more.length === 0 && row.whole >= loss.whole) return null;
	row.typedBy = [...row.typedBy, ...more];
	row.whole ||= loss.whole;
	return { ...row };
}
