import { eq } from 'drizzle-orm';
import { canBeBrought } from '$lib/domain/clip-facts';
import { yes, type Outcome } from '$lib/domain/outcome';
import { lookedThrough } from '$lib/engine/many-eyes';
import { protocolOf } from '$lib/engine/pack';
import { rights, rightsAtTable } from '$lib/engine/rights';
import type { PersonAtTable, SessionView } from '$lib/engine/session-view';
import { findClip, type PlacedClip } from '$lib/server/db/clips';
import { meeting, meetingGroup } from '$lib/server/db/schema';
import { openScreensOf } from '$lib/server/db/screens';
import type { Needs } from '../needs';
import { packInOwnWords } from '../texts/own-words';
import { nameOf, namesOf } from '../people/name-of';
import { enterSession, seatsOf, type AtTheTable } from './enter';
import { captionsMark } from '../clip/captions';
import { cardOf, emptyCard } from '../clip/clip-card';
import { secondFor } from '../clip/second-source';
import { countRemovals } from './removals-of';

/** The room reads its page again at every step: one sitting, ms. */
const sameSitting = 3_600_000;

/** The session room for one reader. Refusals: those of `enterSession`. */
export async function viewSession(needs: Needs, userId: string, sessionId: string): Promise<Outcome<SessionView>> {
	const entered = await enterSession(needs, userId, sessionId);
	if (!entered.ok) return entered;
	const at = entered.value;
	const { row, facts } = at;
	const pack = await packInOwnWords(needs.db, row);
	const people = await namedSeats(needs, at);
	await needs.views.looked(
		{
			...{ at: needs.clock(), kind: 'session-entered', actor: userId, role: at.who.seat },
			...{ object: { kind: 'session', id: row.id }, child: row.trajectoryId }
		},
		sameSitting
	);
	const clip = await findClip(needs.db, row.clipId);
	const nameOfPerson = async (id: string) => people.find((p) => p.id === id)?.name ?? (await nameOf(needs, id));
	return yes({
		id: row.id,
		title: needs.vault.read(clip?.title ?? null),
		now: needs.clock().getTime(),
		me: { id: userId, name: await nameOfPerson(userId), seat: at.who.seat },
		presenter: { id: row.presenterId, name: await nameOfPerson(row.presenterId) },
		meeting: await meetingOf(needs, row.meetingId),
		wayOut: at.wayOut,
		group: await groupNumber(needs, row.groupId),
		hops: at.hops,
		screens: await screensFor(needs, at),
		protocol: protocolOf(pack, facts.protocol.id) ?? facts.protocol,
		state: at.state,
		may: rightsAtTable(facts, at.state, at.who),
		people,
		looked: lookedThrough(facts.protocol, at.events),
		scheme: { codes: pack.codes, groups: pack.codeGroups, needs: pack.needs, judging: pack.judging ?? [] },
		clip: playable(clip),
		captions: clip && playable(clip) ? await captionsMark(needs.db, clip.id) : null,
		second: clip && playable(clip) ? await secondFor(needs, clip.id, facts.shown) : null,
		shown: facts.shown,
		fragment: facts.fragment,
		card: at.state.phase === 'closed' && !at.mayReadRecord ? emptyCard : cardOf(needs.vault, clip?.card),
		until: at.until,
		planId: row.presenterId === userId ? row.trajectoryId : null,
		mayReadRecord: at.mayReadRecord,
		removals: await countRemovals(needs, at)
	});
}

async function namedSeats(needs: Needs, at: AtTheTable): Promise<PersonAtTable[]> {
	const seats = await seatsOf(needs, at.row);
	// whoever opens the page is not yet in the live room
	const all = seats.some((s) => s.userId === at.who.userId) ? seats : [...seats, at.who];
	const names = await namesOf(
		needs,
		all.map(({ userId }) => userId)
	);
	return all.map(({ userId, seat }) => ({ id: userId, name: names.get(userId) ?? '', seat }));
}

/** [BS2] That there is one, everybody may know; which, whoever answers for it. */
async function screensFor(needs: Needs, { row, facts, state, who }: AtTheTable): Promise<SessionView['screens']> {
	if (state.phase === 'closed') return { open: false, which: [] };
	const open = await openScreensOf(needs.db, row.id, needs.clock());
	return { open: open.length > 0, which: rights(facts, state, who).screen ? open : [] };
}

async function meetingOf(needs: Needs, id: string | null): Promise<SessionView['meeting']> {
	if (!id) return null;
	const [row] = await needs.db
		.select({ id: meeting.id, number: meeting.number, mode: meeting.mode, talkLink: meeting.talkLink })
		.from(meeting)
		.where(eq(meeting.id, id));
	return row ?? null;
}

async function groupNumber(needs: Needs, id: string | null): Promise<SessionView['group']> {
	if (!id) return null;
	const [row] = await needs.db
		.select({ number: meetingGroup.number })
		.from(meetingGroup)
		.where(eq(meetingGroup.id, id));
	return row ?? null;
}

const playable = (clip: PlacedClip | null): SessionView['clip'] =>
	clip?.facts && canBeBrought(clip) ? { id: clip.id, facts: clip.facts } : null;
