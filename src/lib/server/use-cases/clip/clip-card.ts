import type { Vault } from '$lib/server/db/vault';

/** The card that goes with a clip to the table (R50). */
export interface ClipCard {
	context: string;
	reason: string;
	goal: string;
	question: string;
	skills: string[];
}

/** As it stands before anything was filled in, and after its clip was erased. */
export const emptyCard: ClipCard = { context: '', reason: '', goal: '', question: '', skills: [] };

/** [ER7] Sealed under the clip's own key, and gone with it. */
export function cardOf(vault: Vault, sealed: Uint8Array | null | undefined): ClipCard {
	const text = vault.read(sealed ?? null);
	return text === '' ? emptyCard : { ...emptyCard, ...(JSON.parse(text) as Partial<ClipCard>) };
}

/** Null for an empty card. */
export function sealCard(vault: Vault, wrappedKey: Uint8Array, card: ClipCard): Uint8Array | null {
	const said = Object.values(card).some((part: string | string[]) => part.length > 0);
	return said ? vault.write(wrappedKey, JSON.stringify(card)) : null;
}
