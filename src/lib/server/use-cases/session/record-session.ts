import { eq, inArray } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { units, type ObservationActor, type Text, type Unit } from '$lib/engine/pack';
import { replay, type SessionEvent } from '$lib/engine/session';
import type { SessionRecord } from '$lib/engine/session-view';
import { packOf } from '$lib/methods';
import { byName } from '$lib/words/dates';
import { findClip } from '$lib/server/db/clips';
import { consentOf } from '$lib/server/db/consent';
import { helpsUntil } from '$lib/server/db/help';
import { inGroup } from '$lib/server/db/groups';
import { notesOf } from '$lib/server/db/notes';
import { standingOf } from '$lib/server/db/people';
import { meeting, userAccount } from '$lib/server/db/schema';
import { eventsOf, findSession, type SessionRow } from '$lib/server/db/sessions';
import type { Needs } from '../needs';
import { factsOf } from './enter';

/**
 * The readable report. While a session runs it holds what was written so far. "Not yours" and "not there" are both
 * `not-found`; a guest, and an expert whose time is over, read no reports.
 */
export async function recordSession(needs: Needs, userId: string, sessionId: string): Promise<Outcome<SessionRecord>> {
	const row = await findSession(needs.db, sessionId);
	if (!row || !(await mayRead(needs, userId, row))) return no('not-found');
	if (!row.closedAt) {
		const settled = await needs.table.settle(sessionId);
		if (!settled.ok) return settled;
	}
	const pack = packOf(row.packId, row.packVersion);
	const { protocol } = factsOf(row, pack);
	const events = await eventsOf(needs.db, sessionId);
	const state = replay(events);
	const key = needs.vault.open(row.wrappedKey);
	const rows = (await notesOf(needs.db, sessionId)).filter((note) => isUnit(note.unit));
	const names = await namesOf(needs, [row.presenterId, ...events.map((e) => e.actor), ...rows.map((n) => n.authorId)]);
	const clip = await findClip(needs.db, row.clipId);
	return yes({
		id: row.id,
		title: clip?.title ?? '',
		presenter: names.get(row.presenterId) ?? '',
		meeting: await meetingOf(needs, row),
		startedAt: row.startedAt,
		closedAt: row.closedAt,
		phase: state.phase,
		protocol: protocol.title,
		walked: walkedIn(events, protocol.rounds),
		moments: state.moments,
		shape: clip?.facts ? clip.facts.width / clip.facts.height : null,
		notes: rows
			.map((note) => ({
				id: note.id,
				unit: note.unit as Unit,
				author: names.get(note.authorId) ?? '',
				t: note.atMs,
				actor: note.actor as ObservationActor | null,
				codes: note.codes,
				of: note.ofId,
				text: needs.vault.unsealText(key, note.sealed).trim(),
				drawing: note.drawing && needs.vault.unsealText(key, note.drawing)
			}))
			.filter((note) => note.text || note.codes.length || note.drawing)
			.sort((a, b) => (a.t ?? Infinity) - (b.t ?? Infinity) || (a.id < b.id ? -1 : 1)),
		people: presenterFirst(names, row.presenterId),
		codes: pack.codes,
		needs: pack.needs,
		planId: row.presenterId === userId ? row.trajectoryId : null
	});
}

const isUnit = (unit: string): unit is Unit => (units as readonly string[]).includes(unit);

async function mayRead(needs: Needs, userId: string, row: SessionRow): Promise<boolean> {
	const standing = await standingOf(needs.db, userId, row.teamId);
	if (!standing) return false;
	const helping = await helpsUntil(needs.db, userId, { clipId: row.clipId, sessionId: row.id }, needs.clock());
	return may.readRecord(standing, {
		presenterId: row.presenterId,
		inGroup: await inGroup(needs.db, userId, row.groupId),
		consent: await consentOf(needs.db, row.trajectoryId),
		withdrawn: row.withdrawnAt !== null,
		closed: row.closedAt !== null,
		helping: helping !== null
	});
}

/** Names by id; an account that is gone has none. */
async function namesOf(needs: Needs, ids: string[]): Promise<Map<string, string>> {
	const once = [...new Set(ids)];
	const rows = await needs.db
		.select({ id: userAccount.id, name: userAccount.name })
		.from(userAccount)
		.where(inArray(userAccount.id, once));
	return new Map(once.map((id) => [id, rows.find((r) => r.id === id)?.name ?? '']));
}

const presenterFirst = (names: ReadonlyMap<string, string>, presenterId: string): string[] => {
	const others = [...names].filter(([id, name]) => id !== presenterId && name).map(([, name]) => name);
	return [names.get(presenterId) ?? '', ...others.sort(byName)].filter(Boolean);
};

async function meetingOf(needs: Needs, row: SessionRow): Promise<SessionRecord['meeting']> {
	if (!row.meetingId) return null;
	const [found] = await needs.db
		.select({ id: meeting.id, number: meeting.number, startsAt: meeting.startsAt })
		.from(meeting)
		.where(eq(meeting.id, row.meetingId));
	return found ?? null;
}

const walkedIn = (events: SessionEvent[], rounds: { title: Text }[]): SessionRecord['walked'] =>
	events.flatMap((event) => {
		const title = event.type === 'round-entered' ? rounds[event.round]?.title : undefined;
		return event.type === 'round-entered' && title ? [{ title, how: event.how, reason: event.reason ?? null }] : [];
	});
