import type { Pack } from '$lib/engine/pack';
import { p2gPlg } from './p2g-plg';
import { p2gPlg2 } from './p2g-plg-2';

/** Every method on offer. A running cycle keeps the version it began with (R2): old versions stay in this list. */
export const packs: readonly Pack[] = [p2gPlg, p2gPlg2];

/** Versions whose protocols and interview are worded by us and were not looked at by an expert yet (Q5): shown as a draft. */
export const draftWording: ReadonlySet<string> = new Set(['p2g-plg/1', 'p2g-plg/2']);

/** The pack a cycle or session is pinned to. Throws when it is unknown: that is a damaged installation, not a "no". */
export function packOf(id: string, version: number): Pack {
	const pack = packs.find((p) => p.id === id && p.version === version);
	if (!pack) throw new Error(`method pack ${id} version ${version} is not part of this installation`);
	return pack;
}
