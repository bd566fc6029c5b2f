import * as Y from 'yjs';
import { readFields, type Entry } from '$lib/notebook/table';
import { touchedBy } from './admission';
import type { EntryIndex } from './entries';

/**
 * [L20] What one update takes of others in one entry. Read inside `afterTransaction`, while what was deleted still has
 * its letters; a moment later they are gone for good.
 */
export interface Loss {
	/** The entry as it stood before the update. */
	before: Entry;
	/** The whole entry went. */
	whole: boolean;
	/** Whose words they were; never whoever took them away. */
	typedBy: string[];
	/** Letters of others that went (UTF-16 units). */
	characters: number;
	/** No letter of others is left. */
	emptied: boolean;
	/** Of what went, for each client id of others: the clock after its last part. */
	upTo: Map<number, number>;
}

/** Most that somebody who does not moderate takes of others in one update: [L20]. */
const mostCharacters = 2_000;
const mostEntries = 5;

type OwnerOf = (clientId: number) => string | undefined;
const nothing: readonly Loss[] = [];

/**
 * What this update takes of others, one loss per entry. Plain typing, and deleting one's own letters, costs one look
 * at the client ids in the update's delete set.
 */
export function lossesIn(
	transaction: Y.Transaction,
	index: EntryIndex,
	ownerOf: OwnerOf,
	userId: string
): readonly Loss[] {
	if (!reachesOthers(transaction, ownerOf, userId)) return nothing;
	const losses = new Map<string, Loss | null>();
	for (const { root, id } of touchedBy(transaction, index)) {
		const known = index.find(root, id);
		const key = `${root}/${id}`;
		if (known && !losses.has(key)) losses.set(key, lossIn(transaction, known, { root, id }, ownerOf, userId));
	}
	return [...losses.values()].filter((loss) => loss !== null);
}

/**
 * [L20] More than a person takes away at once, from several colleagues: a forged delete set of ten bytes empties a whole
 * table. An entry of one's own may always go, also with what others typed in it.
 */
export function takesTooMuch(losses: readonly Loss[], userId: string): boolean {
	if (losses.length === 0) return false;
	const foreign = losses.filter((loss) => !(loss.whole && loss.before.author === userId));
	const characters = foreign.reduce((sum, loss) => sum + loss.characters, 0);
	return characters > mostCharacters || foreign.filter((loss) => loss.emptied).length > mostEntries;
}

function reachesOthers({ deleteSet, beforeState }: Y.Transaction, ownerOf: OwnerOf, userId: string): boolean {
	if (deleteSet.clients.size === 0) return false;
	for (const client of deleteSet.clients.keys()) if (ownerOf(client) !== userId && beforeState.has(client)) return true;
	return false;
}

function lossIn(
	transaction: Y.Transaction,
	known: { map: Y.Map<unknown>; author: string },
	{ root, id }: { root: string; id: string },
	ownerOf: OwnerOf,
	userId: string
): Loss | null {
	const { map, author } = known;
	const whole = map._item?.deleted === true;
	const before = readFields(root as Entry['unit'], id, (key) => fieldBefore(transaction, map, key));
	if (!before) return null;
	const typedBy = new Set<string>();
	const upTo = new Map<number, number>();
	const went = ({ id: { client, clock }, length }: Y.Item) =>
		upTo.set(client, Math.max(upTo.get(client) ?? 0, clock + length));
	let [text, characters, left] = ['', 0, 0];
	const words = fieldBefore(transaction, map, 'text');
	for (let item = words instanceof Y.Text ? words._start : null; item; item = item.right) {
		if (!(item.content instanceof Y.ContentString) || !stoodBefore(transaction, item)) continue;
		text += item.content.str;
		// a table written by the house itself has no client ids yet: its words are their entry's
		const owner = ownerOf(item.id.client) ?? author;
		if (owner === userId) continue;
		if (!item.deleted) left += item.length;
		else {
			characters += item.length;
			typedBy.add(owner);
			went(item);
		}
	}
	if (whole && author !== userId) {
		typedBy.add(author);
		if (map._item) went(map._item);
	}
	if (typedBy.size === 0) return null;
	return { before: { ...before, text }, whole, typedBy: [...typedBy], characters, emptied: left === 0, upTo };
}

/** A field of an entry as it was before this transaction, also when the entry itself is gone. */
function fieldBefore(transaction: Y.Transaction, map: Y.Map<unknown>, key: string): unknown {
	let item = map._map.get(key) ?? null;
	while (item && !wasThere(transaction, item)) item = item.left;
	return item && stoodBefore(transaction, item) ? item.content.getContent().at(-1) : undefined;
}

const wasThere = ({ beforeState }: Y.Transaction, { id }: Y.Item): boolean =>
	id.clock < (beforeState.get(id.client) ?? 0);

/** There before this transaction and not deleted then. */
const stoodBefore = (transaction: Y.Transaction, item: Y.Item): boolean =>
	wasThere(transaction, item) && (!item.deleted || Y.isDeleted(transaction.deleteSet, item.id));
