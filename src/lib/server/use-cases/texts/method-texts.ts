import { and, eq, type SQL } from 'drizzle-orm';
import { textLimits } from '$lib/domain/method-text';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may, type Standing } from '$lib/domain/permissions';
import type { Pack, Text } from '$lib/engine/pack';
import { isName, textsOf, type PackText } from '$lib/engine/pack-texts';
import { draftWording, packs } from '$lib/methods';
import type { Locale } from '$lib/words';
import { standingOf } from '$lib/server/db/people';
import { ownText } from '$lib/server/db/schema';
import { seatsHeldBy } from '$lib/server/db/seats';
import type { Needs } from '../needs';
import { ownWordsOf } from './own-words';

/** A method's texts of one part, in one language, with the school's own beside them. */
export interface MethodTexts {
	methods: { id: string; version: number; title: Text }[];
	pack: { id: string; version: number; title: Text };
	/** The wording is ours and waits for an expert's eye (Q5). */
	draft: boolean;
	mayChange: boolean;
	parts: { id: string; title: Text | null; own: number }[];
	part: string;
	texts: (Omit<PackText, 'text' | 'heading'> & { heading: string | null; original: string; own: string | null })[];
}

/** Which texts are asked for; what is not there is the newest method, and its first part. */
export interface Asked {
	pack: string | null;
	part: string | null;
	locale: Locale;
}

/** Refusal: `not-found`, for whoever has no part in the words of a method. */
export async function viewTexts(needs: Needs, userId: string, asked: Asked): Promise<Outcome<MethodTexts>> {
	const who = await whoReads(needs, userId);
	const pack = packs.find((one) => nameOf(one) === asked.pack) ?? packs.at(-1);
	if (!who || !pack) return no('not-found');
	const all = textsOf(pack);
	const own = await ownWordsOf(needs.db, { packId: pack.id, packVersion: pack.version });
	const ids = [...new Set(all.map((text) => text.part))];
	const part = ids.find((id) => id === asked.part) ?? ids[0] ?? '';
	const { locale } = asked;
	const ownOf = (text: PackText) => own.get(text.place)?.[locale] ?? null;
	return yes({
		methods: packs.map(({ id, version, title }) => ({ id, version, title })),
		pack: { id: pack.id, version: pack.version, title: pack.title },
		draft: draftWording.has(nameOf(pack)),
		mayChange: may.changeMethodTexts(who),
		parts: ids.map((id) => ({
			id,
			title: pack.protocols.find((protocol) => protocol.id === id)?.title ?? null,
			own: all.filter((text) => text.part === id && ownOf(text) !== null).length
		})),
		part,
		texts: all
			.filter((text) => text.part === part)
			.map(({ text, heading, ...about }) => ({
				...about,
				heading: heading && heading[locale],
				original: text[locale],
				own: ownOf({ ...about, heading, text })
			}))
	});
}

/** One text of one version, in one language. */
export interface TextPlace {
	pack: string;
	place: string;
	locale: Locale;
}

/**
 * The school says it in its own words, from this moment on wherever that version is used [TD8]. Plain text in one line;
 * the words of the method itself are no own words. Refusals: `not-found`, `not-allowed`, `bad-input` (empty, too long).
 */
export async function saveText(needs: Needs, userId: string, at: TextPlace, typed: string): Promise<Outcome<null>> {
	const found = await atText(needs, userId, at);
	if (!found.ok) return found;
	const words = plain(typed);
	const longest = isName(found.value.text.kind) ? textLimits.name : textLimits.longest;
	if (words === '' || words.length > longest) return no('bad-input');
	if (words === found.value.text.text[at.locale]) return resetText(needs, userId, at);
	const now = { words, changedBy: userId, changedAt: needs.clock() };
	await needs.db
		.insert(ownText)
		.values({ ...found.value.key, ...now })
		.onConflictDoUpdate({
			target: [ownText.packId, ownText.packVersion, ownText.place, ownText.locale],
			set: now
		});
	return yes(null);
}

/** Back to the words of the method; twice is the same as once. Refusals: `not-found`, `not-allowed`. */
export async function resetText(needs: Needs, userId: string, at: TextPlace): Promise<Outcome<null>> {
	const found = await atText(needs, userId, at);
	if (!found.ok) return found;
	await needs.db.delete(ownText).where(thisText(found.value.key));
	return yes(null);
}

type Key = Pick<typeof ownText.$inferSelect, 'packId' | 'packVersion' | 'place' | 'locale'>;

const thisText = ({ packId, packVersion, place, locale }: Key): SQL | undefined =>
	and(
		eq(ownText.packId, packId),
		eq(ownText.packVersion, packVersion),
		eq(ownText.place, place),
		eq(ownText.locale, locale)
	);

async function atText(
	needs: Needs,
	userId: string,
	{ pack: name, place, locale }: TextPlace
): Promise<Outcome<{ text: PackText; key: Key }>> {
	const who = await whoReads(needs, userId);
	if (!who) return no('not-found');
	if (!may.changeMethodTexts(who)) return no('not-allowed');
	const pack = packs.find((one) => nameOf(one) === name);
	const text = pack && textsOf(pack).find((one) => one.place === place);
	if (!pack || !text) return no('not-found');
	return yes({ text, key: { packId: pack.id, packVersion: pack.version, place, locale } });
}

/** Whoever may read them, with every role she has in any team; null for everybody else. */
async function whoReads(needs: Needs, userId: string): Promise<Standing | null> {
	const standing = await standingOf(needs.db, userId, '');
	const seats = await seatsHeldBy(needs.db, userId);
	const who = standing && { ...standing, roles: seats.flatMap((seat) => [...seat.standing.roles]) };
	return who && may.readMethodTexts(who) ? who : null;
}

const nameOf = ({ id, version }: Pick<Pack, 'id' | 'version'>): string => `${id}/${version}`;

/** One line without anything that is no text: no tabs, no line ends, nothing that turns or hides what follows. */
const plain = (typed: string): string =>
	typed
		.normalize('NFC')
		.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
		.replace(/\s+/g, ' ')
		.trim();
