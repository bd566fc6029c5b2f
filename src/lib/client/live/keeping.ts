import type { Entry } from '$lib/notebook/table';
import { askKeyAt } from './ask-key';
import type { Connection } from './connection';
import {
	KeptEdits,
	packEdits,
	packEntries,
	unpackEdits,
	unpackEntries,
	type AskKey,
	type Found,
	type Part
} from './kept-edits';
import { browserStore, canKeep, type KeptStore } from './kept-store';

/** Where things are kept, and who gives the key: in tests another place than in a browser. */
export interface KeepIn {
	store: KeptStore;
	askKey: AskKey;
}

export interface KeepingOptions {
	sessionId: string;
	/** The browser's own store when left out. */
	keepIn?: KeepIn | undefined;
	documents: Record<'table' | 'own', Connection>;
	/** What was handed back and stands nowhere else. */
	rescued: () => readonly Entry[];
	/** Handed back before a reload. */
	onRescued: (entries: Entry[]) => void;
	/** So many changes from before a reload are on the server's disk after all. */
	onResent: (changes: number) => void;
}

/**
 * Keeps the unsent changes of a session over a reload, and brings back those of tabs that are gone: they are sent,
 * and only when the server has them, or when they were handed back, their record goes. Null where a browser can only
 * keep what everybody could read.
 */
export function startKeeping({ keepIn, ...options }: KeepingOptions): KeptEdits | null {
	if (!keepIn && !canKeep()) return null;
	const { sessionId, documents, rescued, onRescued, onResent } = options;
	const bringBack = ({ id, part, bytes }: Found) => {
		if (part === 'rescued') {
			const here = new Set(rescued().map((entry) => entry.id));
			onRescued(unpackEntries(bytes).filter((entry) => !here.has(entry.id)));
			kept.changed('rescued', true);
			return kept.forget(id);
		}
		const { update, changes } = unpackEdits(bytes);
		documents[part].takeUp(update, changes, (how) => {
			if (how === 'saved') onResent(changes);
			kept.forget(id);
		});
	};
	const kept = new KeptEdits({
		sessionId,
		...(keepIn ?? { store: browserStore(), askKey: askKeyAt((sessionId) => `/sessions/${sessionId}/keep-key`) }),
		read: (part: Part) => {
			if (part === 'rescued') return packEntries(rescued());
			const { unsent } = documents[part];
			return unsent && packEdits(unsent);
		},
		onFound: (found) => found.forEach(bringBack)
	});
	return kept;
}
