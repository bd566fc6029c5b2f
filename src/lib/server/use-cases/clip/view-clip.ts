import { eq, inArray } from 'drizzle-orm';
import { canBeShown } from '$lib/domain/clip-facts';
import { yes } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { keptLonger } from '$lib/domain/retention';
import { usualLength } from '$lib/engine/walk';
import { planOf } from '$lib/engine/rhythms';
import { viewsOf } from '$lib/server/db/audit';
import { helpersOf, openSessionsOf, type PlacedClip } from '$lib/server/db/clips';
import { clip, clipMark, userAccount } from '$lib/server/db/schema';
import type { Needs } from '../needs';
import { meetingsToCome } from '../session/bring-clip';
import { captionsOf } from './captions';
import { conversionPart } from './check-clip';
import { cardOf } from './clip-card';
import { skillsOf } from './describe-clip';
import { ownClip } from './own-clip';
import { liesElsewhere, ownSecondOf } from './second-source';
import { silentSince } from './silent-since';
import { packInOwnWords } from '../texts/own-words';

/** How many views the page shows; the rest is counted. */
const viewsShown = 20;

/** The clip's own page, for its owner: everything about it, and who can see it. Refusals: `not-found`, `clip-gone`. */
export async function viewClip(needs: Needs, userId: string, clipId: string) {
	const own = await ownClip(needs, userId, clipId);
	if (!own.ok) return own;
	const { row, access } = own.value;
	const { id, status, failure, bytes, facts, createdAt, keepUntil, alias, trajectoryId } = row;
	const title = needs.vault.read(row.title);
	return yes({
		...{ id, title, status, failure, bytes, facts, createdAt, keepUntil, alias, trajectoryId },
		fragment:
			row.fragmentFrom !== null && row.fragmentTo !== null ? { from: row.fragmentFrom, to: row.fragmentTo } : null,
		card: cardOf(needs.vault, row.card),
		mayWatch: canBeShown(row) && may.watchClip(access.who, access.clip),
		running: !row.trajectoryClosed && !row.cycleClosed && access.who.roles.length > 0,
		silentSince: await silentSince(needs, row),
		part: conversionPart(id),
		now: needs.clock(),
		longer: keptLonger(keepUntil, needs.clock()),
		marks: await marksOf(needs, id),
		captions: row.wrappedKey ? await captionsOf(needs, { id, key: needs.vault.open(row.wrappedKey) }) : [],
		tables: await openSessionsOf(needs.db, id),
		helpers: await named(needs, await helpersOf(needs.db, id, needs.clock())),
		mayLieElsewhere: status !== 'sending' && status !== 'failed' && (await liesElsewhere(needs, id)),
		second: await ownSecondOf(needs, row),
		...(await otherViews(needs, row)),
		...(await offer(needs, row))
	});
}

async function marksOf(needs: Needs, clipId: string) {
	const rows = await needs.db
		.select({ id: clipMark.id, at: clipMark.atMs, note: clipMark.note })
		.from(clipMark)
		.where(eq(clipMark.clipId, clipId))
		.orderBy(clipMark.atMs, clipMark.createdAt);
	return rows.map((row) => ({ ...row, note: needs.vault.read(row.note) }));
}

/** Who else opened it, or what stands beside it, newest first (R33). The owner's own looks are hers. */
async function otherViews(needs: Needs, row: PlacedClip) {
	const beside = await needs.db.select({ id: clip.id }).from(clip).where(eq(clip.besideOf, row.id));
	const ids = [row.id, ...beside.map(({ id }) => id)];
	const { views, count } = await viewsOf(needs.db, ids, row.ownerId, viewsShown);
	return {
		views: views.map(({ clipId, ...view }) => ({ ...view, second: clipId !== row.id })),
		viewCount: count
	};
}

async function named(needs: Needs, helpers: { expertId: string; until: Date | null }[]) {
	if (helpers.length === 0) return [];
	const ids = helpers.map((helper) => helper.expertId);
	const names = await needs.db
		.select({ id: userAccount.id, name: userAccount.name })
		.from(userAccount)
		.where(inArray(userAccount.id, ids));
	return helpers.map(({ expertId, until }) => ({ name: names.find(({ id }) => id === expertId)?.name ?? '', until }));
}

/** What the method and the cycle offer: skills for the card, protocols and meetings to bring it to. */
async function offer(needs: Needs, row: PlacedClip) {
	const pack = await packInOwnWords(needs.db, row);
	const meetings = await meetingsToCome(needs, row.cycleId);
	return {
		skillsOnOffer: skillsOf(pack).map(({ id, label, help }) => ({ id, label, help })),
		contexts: pack.contexts,
		protocols: pack.protocols.map((protocol) => ({
			id: protocol.id,
			title: protocol.title,
			minutes: usualLength(protocol).minutes
		})),
		defaultProtocol: pack.defaultProtocol,
		meetings: meetings.map(({ id, number, planId, startsAt }) => ({
			id,
			number,
			startsAt,
			watching: planOf(pack, planId)?.watching ?? false
		}))
	};
}
