import type { Entry } from '$lib/notebook/table';
import type { Connection } from './connection';
import {
	KeptEdits,
	packEdits,
	packEntries,
	unpackEdits,
	unpackEntries,
	type AskKey,
	type Found,
	type KeyAnswer,
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
		...(keepIn ?? { store: browserStore(), askKey }),
		read: (part: Part) => {
			if (part === 'rescued') return packEntries(rescued());
			const { unsent } = documents[part];
			return unsent && packEdits(unsent);
		},
		onFound: (found) => found.forEach(bringBack)
	});
	return kept;
}

/** A server that does not answer is not waited for longer than this, ms. */
const longestAnswer = 8000;

const askKey: AskKey = async (sessionId, stamp): Promise<KeyAnswer> => {
	try {
		const query = stamp === undefined ? '' : `?stamp=${stamp}`;
		const signal = AbortSignal.timeout(longestAnswer);
		const answer = await fetch(`/sessions/${sessionId}/keep-key${query}`, { cache: 'no-store', signal });
		if (!answer.ok) return [401, 403, 404, 410].includes(answer.status) ? 'refused' : 'unreachable';
		const given = (await answer.json()) as { stamp: number; key: string };
		const bytes = Uint8Array.from(atob(given.key), (letter) => letter.charCodeAt(0));
		// not extractable: from here on nobody can read the key, only use it
		const key = await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
		return { stamp: given.stamp, key };
	} catch {
		return 'unreachable';
	}
};
