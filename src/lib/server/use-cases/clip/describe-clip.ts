import { canBeBrought, fragmentLimits } from '$lib/domain/clip-facts';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import type { Code, Pack } from '$lib/engine/pack';
import { packOf } from '$lib/methods';
import { changeClip } from '$lib/server/db/clips';
import type { Needs } from '../needs';
import { sealCard, type ClipCard } from './clip-card';
import { ownClip } from './own-clip';

/** Gives the clip another name. Refusals: `not-found`, `clip-gone`, `bad-input` (empty). */
export async function nameClip(needs: Needs, userId: string, clipId: string, title: string): Promise<Outcome<null>> {
	const own = await ownClip(needs, userId, clipId);
	if (!own.ok) return own;
	if (title.trim() === '') return no('bad-input');
	const { wrappedKey } = own.value.row;
	if (!wrappedKey) return no('clip-gone');
	await changeClip(needs.db, clipId, { title: needs.vault.write(wrappedKey, title.trim()) });
	return yes(null);
}

/**
 * Chooses the minutes the group will look at again (R49), in ms of the clip; nothing is cut. Refusals: `not-found`,
 * `clip-gone`, `clip-not-ready`, `moment-outside-clip`, `fragment-too-short`, `fragment-too-long`.
 */
export async function chooseFragment(
	needs: Needs,
	userId: string,
	clipId: string,
	{ from, to }: { from: number; to: number }
): Promise<Outcome<null>> {
	const own = await ownClip(needs, userId, clipId);
	if (!own.ok) return own;
	const { facts } = own.value.row;
	if (!facts || !canBeBrought(own.value.row)) return no('clip-not-ready');
	if (from < 0 || to > facts.durationMs) return no('moment-outside-clip');
	// a clip that is itself shorter than the shortest fragment may be shown whole: no minimum length (R54)
	if (to - from < Math.min(fragmentLimits.minMs, facts.durationMs)) return no('fragment-too-short');
	if (to - from > fragmentLimits.maxMs) return no('fragment-too-long');
	await changeClip(needs.db, clipId, { fragmentFrom: Math.round(from), fragmentTo: Math.round(to) });
	return yes(null);
}

/** Fills in the card. Refusals: `not-found`, `clip-gone`, `bad-input` (a skill the method does not know). */
export async function fillCard(needs: Needs, userId: string, clipId: string, card: ClipCard): Promise<Outcome<null>> {
	const own = await ownClip(needs, userId, clipId);
	if (!own.ok) return own;
	const { row } = own.value;
	const known = new Set(skillsOf(packOf(row.packId, row.packVersion)).map((skill) => skill.id));
	if (card.skills.some((id) => !known.has(id))) return no('bad-input');
	const { context, reason, goal, question } = card;
	if (!row.wrappedKey) return no('clip-gone');
	const filled = {
		context: context.trim(),
		reason: reason.trim(),
		goal: goal.trim(),
		question: question.trim(),
		skills: [...new Set(card.skills)]
	};
	await changeClip(needs.db, clipId, { card: sealCard(needs.vault, row.wrappedKey, filled) });
	return yes(null);
}

/** What a teacher can practise: the method's positive codes for her own part. */
export const skillsOf = (pack: Pack): Code[] =>
	pack.codes.filter((code) => ['skill', 'stance'].includes(code.group) && code.polarity === 'plus');
