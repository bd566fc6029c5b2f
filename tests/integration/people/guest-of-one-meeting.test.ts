// Longer than the house likes: every door beside its opposite, for the one person who has hardly any right.
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { gateOf } from '$lib/server/auth/gate';
import { openSignIns } from '$lib/server/auth/sign-ins';
import {
	cycle,
	invitation,
	meeting,
	meetingGroup,
	meetingGuest,
	session,
	sessionEvent,
	teamMember,
	userAccount
} from '$lib/server/db/schema';
import { seat } from '$lib/server/db/teams';
import { actInSession } from '$lib/server/use-cases/session/act';
import { endRunningSessions } from '$lib/server/use-cases/session/end-sessions';
import { meetingFile } from '$lib/server/use-cases/calendar/feeds';
import { recordConsent } from '$lib/server/use-cases/child/record-consent';
import { chooseFragment } from '$lib/server/use-cases/clip/describe-clip';
import { viewClip } from '$lib/server/use-cases/clip/view-clip';
import { watchMedia } from '$lib/server/use-cases/clip/watch-media';
import { todayOf } from '$lib/server/use-cases/cycle/today-of';
import { listMeetings, viewCycle, viewMeeting } from '$lib/server/use-cases/cycle/view-cycle';
import { inviteGuest, letGuestsLook, sendGuestHome, withdrawGuestLink } from '$lib/server/use-cases/meeting/guests';
import { viewAround } from '$lib/server/use-cases/meeting/lead-duties';
import { farewellOf, viewFarewell, viewVisit } from '$lib/server/use-cases/meeting/view-visit';
import { leaveTeam, removeMember } from '$lib/server/use-cases/people/end-membership';
import { comeAsGuest, comeAsNewGuest, readGuestLink } from '$lib/server/use-cases/people/guest-invitation';
import { readInvitation } from '$lib/server/use-cases/people/read-invitation';
import { joinWithInvitation } from '$lib/server/use-cases/people/accept-invitation';
import { viewTeam } from '$lib/server/use-cases/people/view-team';
import { openPlan } from '$lib/server/use-cases/plan/open-plan';
import { bringClip } from '$lib/server/use-cases/session/bring-clip';
import { enterSession, joinTable, seatsOf } from '$lib/server/use-cases/session/enter';
import { recordSession } from '$lib/server/use-cases/session/record-session';
import { findSession } from '$lib/server/db/sessions';
import { openClipHouse, said, type ClipHouse } from '../clip/clip-house';
import { castDay } from '../../support/test-needs';

let house: ClipHouse;
let clipId: string;
let sessionId: string;
const hours = (n: number) => house.setClock(new Date(castDay.getTime() + n * 3_600_000));
/** Ruben leads another team of this school. */
const guest = 'vreemd';

beforeAll(async () => {
	house = await openClipHouse();
	clipId = await house.arrived();
	await chooseFragment(house.needs, 'marit', clipId, { from: 2_000, to: 9_000 });
});
afterAll(() => house.end());

/** The meeting is today; Marit's clip runs on everybody's table; the guest is here, let in, and the parents agree. */
beforeEach(async () => {
	house.setClock(castDay);
	await house.db.delete(session);
	await house.db.delete(meetingGuest);
	await house.db.delete(invitation);
	await house.db.update(cycle).set({ closedAt: null });
	await house.parents('granted');
	await house.parents('granted', 'guest');
	const brought = await bringClip(house.needs, 'marit', clipId, {
		meetingId: 'm3',
		protocolId: 'short',
		show: 'whole'
	});
	if (!brought.ok) throw new Error(brought.code);
	sessionId = brought.value.sessionId;
	await house.db.update(session).set({ startedAt: castDay }).where(eq(session.id, sessionId));
	expect(await comeAsGuest(house.needs, guest, await link())).toEqual({ ok: true, value: { meetingId: 'm3' } });
	await letGuestsLook(house.needs, 'marit', 'm3', { sessionId, open: true });
	house.told.splice(0);
});

async function link(meetingId = 'm3', email = ''): Promise<string> {
	const made = await inviteGuest(house.needs, 'noor', meetingId, email);
	if (!made.ok) throw new Error(made.code);
	return /\/guest\/(\S+)$/.exec(made.value.link)?.[1] ?? '';
}

const watch = async (who = guest, id = clipId) =>
	said(await watchMedia(house.needs, who, { clipId: id, file: 'index.m3u8', range: null, asking: false }));
/** Everything a seat opens, asked at once: all of it or none. */
async function looksAlong(who = guest): Promise<boolean> {
	const answers = [
		await watch(who),
		said(await enterSession(house.needs, who, sessionId)),
		said(await joinTable(house.needs, who, sessionId))
	];
	expect(new Set(answers).size, answers.join()).toBe(1);
	expect(['yes', 'not-found']).toContain(answers[0]);
	return answers[0] === 'yes';
}

describe('[PC7] inviting a guest', () => {
	it('is the lead’s: not a teacher’s, an admin’s, a guest’s or a stranger’s', async () => {
		expect(said(await inviteGuest(house.needs, 'noor', 'm3', ''))).toBe('yes');
		expect(said(await inviteGuest(house.needs, 'marit', 'm3', ''))).toBe('not-allowed');
		expect(said(await inviteGuest(house.needs, 'gerda', 'm3', ''))).toBe('not-allowed');
		for (const who of ['els', guest, 'vertrokken', 'anke'])
			expect(said(await inviteGuest(house.needs, who, 'm3', ''))).toBe('not-found');
	});

	it('[PC10] by a link that works once, is kept as a hash, and never outlives the meeting', async () => {
		const secret = await link('m3', 'ib@delinde.test');
		await house.settled();
		expect(house.letters.at(-1)).toMatchObject({ to: 'ib@delinde.test', text: expect.stringContaining(secret) });
		expect(house.letters.at(-1)?.text).not.toMatch(/J\.|Marit/);
		expect(JSON.stringify(await house.db.select().from(invitation))).not.toContain(secret);
		expect(await readGuestLink(house.needs, secret)).toMatchObject({
			value: { team: 'Onderbouw', place: 'teamkamer' }
		});
		hours(5);
		expect(await readGuestLink(house.needs, secret)).toEqual({ ok: false, code: 'link-expired' });
		expect(await inviteGuest(house.needs, 'noor', 'm3', '')).toEqual({ ok: false, code: 'meeting-over' });
	});

	it('a link for a meeting opens no team, and a link for a team opens no meeting', async () => {
		const secret = await link();
		expect(said(await readInvitation(house.needs, secret))).toBe('not-found');
		expect(said(await joinWithInvitation(house.needs, 'vertrokken', secret))).toBe('not-found');
		await house.db.update(invitation).set({ kind: 'team', roles: ['teacher'] });
		expect(said(await readGuestLink(house.needs, secret))).toBe('not-found');
	});

	it('is used once; who is of the team is no guest of it; a withdrawn one brings nobody', async () => {
		const secret = await link();
		expect(said(await comeAsGuest(house.needs, 'kees', secret))).toBe('already-member');
		expect(said(await comeAsGuest(house.needs, 'vertrokken', secret))).toBe('yes');
		expect(said(await comeAsGuest(house.needs, 'els', secret))).toBe('link-used');
		const other = await link();
		const around = await viewAround(house.needs, 'noor', 'm3');
		const id = around.ok ? (around.value.guests.invitations[0]?.id ?? '') : '';
		expect(said(await withdrawGuestLink(house.needs, 'marit', 'm3', id))).toBe('not-allowed');
		expect(said(await withdrawGuestLink(house.needs, 'noor', 'm4', id))).toBe('not-found');
		expect(said(await withdrawGuestLink(house.needs, 'noor', 'm3', id))).toBe('yes');
		expect(said(await comeAsGuest(house.needs, 'els', other))).toBe('link-expired');
	});

	it('ten links of a meeting wait to be used; one more is refused until one is used or withdrawn', async () => {
		for (let n = 0; n < 9; n++) await link();
		const tenth = await link();
		expect(said(await inviteGuest(house.needs, 'noor', 'm3', ''))).toBe('too-many-open');
		expect(said(await inviteGuest(house.needs, 'noor', 'm4', ''))).toBe('yes');
		expect(said(await comeAsGuest(house.needs, 'els', tenth))).toBe('yes');
		expect(said(await inviteGuest(house.needs, 'noor', 'm3', ''))).toBe('yes');
	});

	it('[PC10] a link follows its meeting: moved on it lasts longer, moved back it is over', async () => {
		const [planned] = await house.db.select().from(meeting).where(eq(meeting.id, 'm3'));
		const moveTo = (startsAt: Date) => house.db.update(meeting).set({ startsAt }).where(eq(meeting.id, 'm3'));
		const secret = await link();
		await moveTo(new Date(castDay.getTime() + 7 * 24 * 3_600_000));
		hours(7 * 24);
		expect(said(await readGuestLink(house.needs, secret))).toBe('yes');
		expect(said(await comeAsGuest(house.needs, 'els', secret))).toBe('yes');
		const other = await link();
		await moveTo(castDay);
		expect(said(await readGuestLink(house.needs, other))).toBe('link-expired');
		expect(said(await comeAsGuest(house.needs, 'vertrokken', other))).toBe('link-expired');
		await moveTo(planned!.startsAt);
	});

	it('[PC10] a link is good for as long as whoever made it may ask guests here', async () => {
		const secret = await link();
		const roles = (to: ('lead' | 'teacher')[]) =>
			house.db.update(teamMember).set({ roles: to }).where(eq(teamMember.userId, 'noor'));
		await roles(['teacher']);
		expect(said(await readGuestLink(house.needs, secret))).toBe('link-expired');
		expect(said(await comeAsGuest(house.needs, 'els', secret))).toBe('link-expired');
		await roles(['lead']);
		await house.db.update(userAccount).set({ closedAt: castDay }).where(eq(userAccount.id, 'noor'));
		expect(said(await comeAsGuest(house.needs, 'els', secret))).toBe('link-expired');
		await house.db.update(userAccount).set({ closedAt: null }).where(eq(userAccount.id, 'noor'));
		expect(said(await comeAsGuest(house.needs, 'els', secret))).toBe('yes');
	});

	it('somebody new gets an account without a team; a refused link makes none', async () => {
		const gate = gateOf(openSignIns(house.db, false));
		const given = {
			name: 'Wil',
			about: '',
			email: 'wil@elders.test',
			password: 'vier gewone woorden hier',
			locale: 'nl' as const
		};
		const secret = await link();
		const came = await comeAsNewGuest(house.needs, gate, secret, given);
		if (!came.ok) throw new Error(came.code);
		expect(await looksAlong(came.value.userId)).toBe(true);
		expect((await todayOf(house.needs, came.value.userId)).steps.map((it) => it.kind)).toEqual(['visit-meeting']);
		expect(await comeAsNewGuest(house.needs, gate, secret, { ...given, email: 'nog@elders.test' })).toEqual({
			ok: false,
			code: 'link-used'
		});
		expect(await house.db.$count(userAccount, eq(userAccount.email, 'nog@elders.test'))).toBe(0);
	});
});

describe('[PC8] what a guest sees', () => {
	it('the table that runs with everybody, as a viewer who writes nothing and reads no record', async () => {
		expect(await looksAlong()).toBe(true);
		const entered = await enterSession(house.needs, guest, sessionId);
		expect(entered).toMatchObject({
			value: { who: { seat: 'viewer' }, mayReadRecord: false, hops: false, wayOut: '/visits/m3' }
		});
		house.here.push(guest);
		const row = await findSession(house.db, sessionId);
		expect(await seatsOf(house.needs, row!)).toContainEqual({ userId: guest, seat: 'viewer' });
		house.here.splice(house.here.indexOf(guest), 1);
	});

	it('and nothing else of the team', async () => {
		for (const answer of [
			await viewTeam(house.needs, guest, 'onderbouw'),
			await viewMeeting(house.needs, guest, 'm3'),
			await viewAround(house.needs, guest, 'm3'),
			await viewCycle(house.needs, guest, 'c1'),
			await meetingFile(house.needs, guest, 'm3'),
			await viewClip(house.needs, guest, clipId),
			await openPlan(house.needs, guest, 'marit-j'),
			await recordSession(house.needs, guest, sessionId)
		])
			expect(said(answer)).toBe('not-found');
		expect(JSON.stringify(await listMeetings(house.needs, guest))).not.toContain('Onderbouw');
	});

	it('one page with date and place, and the open tables by title', async () => {
		const visit = await viewVisit(house.needs, guest, 'm3');
		expect(visit).toMatchObject({
			value: { team: 'Onderbouw', on: true, tables: [{ sessionId, presenter: 'Marit' }] }
		});
		for (const who of ['els', 'vertrokken', 'marit'])
			expect(said(await viewVisit(house.needs, who, 'm3'))).toBe('not-found');
		expect(said(await viewVisit(house.needs, guest, 'm4'))).toBe('not-found');
	});

	it('nothing when the presenter does not let guests look along; nobody else decides that', async () => {
		expect(said(await letGuestsLook(house.needs, 'marit', 'm3', { sessionId, open: false }))).toBe('yes');
		expect(house.told).toContainEqual({ rightsChanged: { userId: guest, teamId: 'onderbouw' } });
		expect(await looksAlong()).toBe(false);
		expect(await viewVisit(house.needs, guest, 'm3')).toMatchObject({ value: { tables: [] } });
		for (const who of ['noor', 'kees', guest, 'els', 'gerda'])
			expect(said(await letGuestsLook(house.needs, who, 'm3', { sessionId, open: true }))).toBe('not-found');
		expect(said(await letGuestsLook(house.needs, 'marit', 'm4', { sessionId, open: true }))).toBe('not-found');
		expect(await looksAlong()).toBe(false);
	});

	it('nothing without the parents’ yes for guests: the yes for the team is not enough', async () => {
		await house.parents('withdrawn', 'guest');
		expect(await looksAlong()).toBe(false);
		expect(await viewVisit(house.needs, guest, 'm3')).toMatchObject({ value: { tables: [] } });
		expect(said(await letGuestsLook(house.needs, 'marit', 'm3', { sessionId, open: true }))).toBe('no-guest-consent');
		expect(await watch('kees')).toBe('yes');
		await house.parents('granted', 'guest');
		await house.parents('withdrawn');
		expect(await looksAlong()).toBe(false);
	});

	it('taking that yes back shuts the table for guests, and only for them', async () => {
		const taken = await recordConsent(house.needs, 'marit', 'marit-j', { scope: 'guest', state: 'withdrawn' });
		expect(said(taken)).toBe('yes');
		const [row] = await house.db.select().from(session).where(eq(session.id, sessionId));
		expect(row).toMatchObject({ guestsAt: null, withdrawnAt: null });
		expect(house.told).toContainEqual({ rightsChanged: { trajectoryId: 'marit-j' } });
		expect([await looksAlong(), await watch('kees')]).toEqual([false, 'yes']);
	});

	it('nothing of a group, of another meeting, of between the meetings, of what is taken back or over', async () => {
		const as = async (change: Partial<typeof session.$inferInsert>) => {
			await house.db.update(session).set(change).where(eq(session.id, sessionId));
			const may = await looksAlong();
			const before = { meetingId: 'm3', withdrawnAt: null, startedAt: castDay, groupId: null };
			await house.db.update(session).set(before).where(eq(session.id, sessionId));
			return may;
		};
		await house.db.insert(meetingGroup).values({ id: 'g1', meetingId: 'm3', number: 1 });
		expect(await as({ groupId: null })).toBe(true);
		expect(await as({ groupId: 'g1' })).toBe(false);
		await house.db.delete(meetingGroup);
		expect(await as({ meetingId: 'm4' })).toBe(false);
		expect(await as({ meetingId: null })).toBe(false);
		expect(await as({ withdrawnAt: castDay })).toBe(false);
		await house.db.insert(sessionEvent).values([
			{ sessionId, seq: 1, at: castDay, actorId: 'marit', body: { type: 'round-entered', round: 0, how: 'started' } },
			{ sessionId, seq: 2, at: castDay, actorId: 'marit', body: { type: 'closed' } }
		]);
		await house.db.update(session).set({ closedAt: castDay }).where(eq(session.id, sessionId));
		expect(await looksAlong()).toBe(false);
	});

	it('[PC8] nothing any more once it is closed: her open socket is judged again', async () => {
		const start = { type: 'round-entered', round: 0, how: 'started' } as const;
		await house.db.insert(sessionEvent).values({ sessionId, seq: 1, at: castDay, actorId: 'marit', body: start });
		await endRunningSessions(house.needs, eq(session.id, sessionId), 'marit');
		expect(house.told.at(-1)).toEqual({ rightsChanged: { userId: guest, teamId: 'onderbouw' } });
		expect(await looksAlong()).toBe(false);
		expect(said(await enterSession(house.needs, 'kees', sessionId))).toBe('yes');
	});

	it('[PC8] and the same when it is closed at the table', async () => {
		await house.db.update(session).set({ startedAt: null }).where(eq(session.id, sessionId));
		expect(said(await actInSession(house.needs, 'marit', sessionId, { do: 'close', seen: 0 }))).toBe('yes');
		expect(house.told.at(-1)).toEqual({ rightsChanged: { userId: guest, teamId: 'onderbouw' } });
		expect(said(await enterSession(house.needs, guest, sessionId))).toBe('not-found');
	});

	it('not the clip before the session begins', async () => {
		await house.db.update(session).set({ startedAt: null }).where(eq(session.id, sessionId));
		expect(await watch()).toBe('not-found');
	});
});

describe('[PC14] a guest is thanked', () => {
	const farewell = async (who = guest, id = sessionId) => await farewellOf(house.needs, who, id);
	const close = () => house.db.update(session).set({ closedAt: castDay }).where(eq(session.id, sessionId));

	it('when the table she looked along at is closed, and not before', async () => {
		expect(said(await farewell())).toBe('not-found');
		await close();
		expect(await farewell()).toEqual({ ok: true, value: 'm3' });
		for (const who of ['marit', 'els', 'vertrokken', 'gerda']) expect(said(await farewell(who))).toBe('not-found');
		expect(said(await farewell(guest, 'nothing'))).toBe('not-found');
	});

	it('not at a table that never stood open to her, nor when she was sent home', async () => {
		await close();
		await house.db.update(session).set({ guestsAt: null }).where(eq(session.id, sessionId));
		expect(said(await farewell())).toBe('not-found');
		await house.db.update(session).set({ guestsAt: castDay }).where(eq(session.id, sessionId));
		expect(said(await farewell())).toBe('yes');
		await sendGuestHome(house.needs, 'noor', 'm3', guest);
		expect(said(await farewell())).toBe('not-found');
		expect(said(await viewFarewell(house.needs, guest, 'm3'))).toBe('not-found');
	});

	it('for a day after the meeting, with the team and the day and nothing else; also when its cycle was closed', async () => {
		await close();
		hours(6);
		expect(said(await viewVisit(house.needs, guest, 'm3'))).toBe('not-found');
		await house.db.update(cycle).set({ closedAt: castDay });
		const seen = await viewFarewell(house.needs, guest, 'm3');
		expect(seen).toEqual({ ok: true, value: { team: 'Onderbouw', startsAt: castDay } });
		for (const who of ['marit', 'els', 'gerda'])
			expect(said(await viewFarewell(house.needs, who, 'm3'))).toBe('not-found');
		hours(30);
		expect(said(await viewFarewell(house.needs, guest, 'm3'))).toBe('not-found');
		expect(said(await farewell())).toBe('not-found');
	});
});

describe('[PC9] and when it ends', () => {
	it('by the clock: an hour before, until three hours after, and the seat knows its end', async () => {
		const [{ startsAt, minutes }] = (await house.db.select().from(meeting).where(eq(meeting.id, 'm3'))) as [
			typeof meeting.$inferSelect
		];
		const until = startsAt.getTime() + (minutes + 180) * 60_000;
		expect(await enterSession(house.needs, guest, sessionId)).toMatchObject({ value: { until } });
		house.setClock(new Date(until - 1));
		expect(await looksAlong()).toBe(true);
		house.setClock(new Date(until));
		expect(await looksAlong()).toBe(false);
		expect(said(await viewVisit(house.needs, guest, 'm3'))).toBe('not-found');
		expect((await todayOf(house.needs, guest)).steps.map((it) => it.kind)).not.toContain('visit-meeting');
		house.setClock(new Date(startsAt.getTime() - 3_600_001));
		expect(await looksAlong()).toBe(false);
		expect(await viewVisit(house.needs, guest, 'm3')).toMatchObject({ value: { on: false, tables: [] } });
	});

	it('when the lead sends her home: sockets are judged again, and nobody else may do that', async () => {
		for (const who of ['marit', 'gerda'])
			expect(said(await sendGuestHome(house.needs, who, 'm3', guest))).toBe('not-allowed');
		for (const who of ['els', guest])
			expect(said(await sendGuestHome(house.needs, who, 'm3', guest))).toBe('not-found');
		expect(await looksAlong()).toBe(true);
		expect(said(await sendGuestHome(house.needs, 'noor', 'm3', guest))).toBe('yes');
		expect(house.told).toEqual([{ rightsChanged: { userId: guest, teamId: 'onderbouw' } }]);
		expect(await looksAlong()).toBe(false);
		expect(said(await sendGuestHome(house.needs, 'noor', 'm3', guest))).toBe('not-found');
	});

	it('a link that was made before brings nobody back who was sent home; a new one does', async () => {
		const [open, addressed] = [await link(), await link('m3', 'vreemd@delinde.test')];
		hours(0.1);
		await sendGuestHome(house.needs, 'noor', 'm3', guest);
		expect(said(await readGuestLink(house.needs, open))).toBe('yes');
		expect(said(await comeAsGuest(house.needs, guest, open))).toBe('link-expired');
		expect(await looksAlong()).toBe(false);
		expect(said(await readGuestLink(house.needs, addressed))).toBe('link-expired');
		// whoever it was meant for can still come by it
		expect(said(await comeAsGuest(house.needs, 'els', open))).toBe('yes');
		hours(0.2);
		expect(said(await comeAsGuest(house.needs, guest, await link()))).toBe('yes');
		expect(await looksAlong()).toBe(true);
	});

	it('[PC10] with the cycle, and with her account', async () => {
		const unused = await link();
		await house.db.update(cycle).set({ closedAt: castDay });
		expect(await looksAlong()).toBe(false);
		expect(said(await readGuestLink(house.needs, unused))).toBe('link-expired');
		await house.db.update(cycle).set({ closedAt: null });
		await house.db.update(userAccount).set({ closedAt: castDay }).where(eq(userAccount.id, guest));
		expect(await looksAlong()).toBe(false);
		await house.db.update(userAccount).set({ closedAt: null }).where(eq(userAccount.id, guest));
		expect(await looksAlong()).toBe(true);
	});

	it('[PC11] a guest who joined the team and left it is no guest again', async () => {
		await seat(house.db, 'onderbouw', guest, ['teacher'], castDay);
		expect(await looksAlong()).toBe(true);
		await leaveTeam(house.needs, guest, 'onderbouw');
		expect(await looksAlong()).toBe(false);
	});

	it('[PC11] nor by a link that was made before she left; her own links end with her membership', async () => {
		await seat(house.db, 'onderbouw', 'els', ['teacher', 'lead'], castDay);
		const mine = await inviteGuest(house.needs, 'els', 'm3', '');
		const [open, addressed] = [await link(), await link('m3', 'els@delinde.test')];
		hours(0.1);
		expect(said(await removeMember(house.needs, 'noor', 'onderbouw', 'els'))).toBe('yes');
		const secret = mine.ok ? (/\/guest\/(\S+)$/.exec(mine.value.link)?.[1] ?? '') : '';
		expect(said(await readGuestLink(house.needs, secret))).toBe('link-expired');
		expect(said(await readGuestLink(house.needs, addressed))).toBe('link-expired');
		expect(said(await comeAsGuest(house.needs, 'els', open))).toBe('link-expired');
		expect(said(await comeAsGuest(house.needs, 'vertrokken', open))).toBe('yes');
		const around = await viewAround(house.needs, 'noor', 'm3');
		expect(around.ok && around.value.guests.invitations).toEqual([]);
	});
});
