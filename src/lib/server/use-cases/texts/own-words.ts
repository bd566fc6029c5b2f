import { and, eq } from 'drizzle-orm';
import { protocolOf, type Pack, type Protocol, type Text } from '$lib/engine/pack';
import { inOwnWords, type OwnWords } from '$lib/engine/pack-texts';
import { packOf } from '$lib/methods';
import type { Db } from '$lib/server/db/connection';
import { ownText } from '$lib/server/db/schema';

interface Pinned {
	packId: string;
	packVersion: number;
}

/** What the school says in its own words of one version of a method, by place. */
export async function ownWordsOf(db: Db, { packId, packVersion }: Pinned): Promise<OwnWords> {
	const rows = await db
		.select({ place: ownText.place, locale: ownText.locale, words: ownText.words })
		.from(ownText)
		.where(and(eq(ownText.packId, packId), eq(ownText.packVersion, packVersion)));
	const own = new Map<string, Partial<Text>>();
	for (const { place, locale, words } of rows) own.set(place, { ...own.get(place), [locale]: words });
	return own;
}

/** The version a cycle or session is pinned to, in the school's own words where it has them: read anew at every look [TD8]. */
export const packInOwnWords = async (db: Db, pinned: Pinned): Promise<Pack> =>
	inOwnWords(packOf(pinned.packId, pinned.packVersion), await ownWordsOf(db, pinned));

/** One protocol of it, for who reads a round; the rules go on with the method itself, which no words change. */
export const protocolInOwnWords = async (db: Db, pinned: Pinned, protocol: Protocol): Promise<Protocol> =>
	protocolOf(await packInOwnWords(db, pinned), protocol.id) ?? protocol;
