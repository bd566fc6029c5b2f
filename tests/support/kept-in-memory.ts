import type { AskKey } from '$lib/client/live/kept-edits';
import type { KeepIn } from '$lib/client/live/keeping';
import type { KeptRecord, KeptStore } from '$lib/client/live/kept-store';
import { keepKey } from '$lib/server/use-cases/session/keep-key';
import type { Needs } from '$lib/server/use-cases/needs';

/** A browser's storage without a browser: what is in it, and which of its tabs are open. */
export class KeptInMemory implements KeptStore {
	readonly records = new Map<string, KeptRecord>();
	readonly tabs = new Set<string>();
	/** How often something was written. */
	written = 0;

	all = async (): Promise<KeptRecord[]> => [...this.records.values()];
	put = async (record: KeptRecord): Promise<void> => {
		this.written++;
		this.records.set(record.id, structuredClone(record));
	};
	drop = async (ids: readonly string[]): Promise<void> => ids.forEach((id) => this.records.delete(id));
	wipe = async (): Promise<void> => this.records.clear();
	openTabs = async (): Promise<Set<string>> => new Set(this.tabs);
	holdTab = (tab: string): (() => void) => {
		this.tabs.add(tab);
		return () => void this.tabs.delete(tab);
	};

	/** Every tab is gone at once, as when the power goes. */
	crash(): void {
		this.tabs.clear();
	}

	/** Every byte in it, as one would find it on the disk. */
	bytes(): string {
		return [...this.records.values()]
			.map((r) => [JSON.stringify(r), ...[r.nonce, r.sealed].map((b) => Buffer.from(b).toString('latin1'))].join('\n'))
			.join('\n');
	}
}

/** The browser of somebody in one sign-in: her storage, and the key as the server gives it. */
export function keepInMemory(
	needs: Needs,
	who: { userId: string; authSessionId: string },
	store = new KeptInMemory()
): KeepIn & { store: KeptInMemory } {
	const askKey: AskKey = async (sessionId, stamp) => {
		const given = await keepKey(needs, who, sessionId, stamp ?? null);
		if (!given.ok) return 'refused';
		const bytes = new Uint8Array(given.value.key);
		return {
			stamp: given.value.stamp,
			key: await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
		};
	};
	return { store, askKey };
}
