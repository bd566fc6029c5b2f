// Longer than the house likes: whose a group's session is, at every door, each beside its opposite.
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
	clip,
	groupYield,
	helpRequest,
	meetingAgenda,
	meetingGroup,
	meetingSuccess,
	session,
	teamMember
} from '$lib/server/db/schema';
import { recordConsent } from '$lib/server/use-cases/child/record-consent';
import { chooseFragment } from '$lib/server/use-cases/clip/describe-clip';
import { watchMedia } from '$lib/server/use-cases/clip/watch-media';
import { todayOf } from '$lib/server/use-cases/cycle/today-of';
import { listMeetings, viewMeeting } from '$lib/server/use-cases/cycle/view-cycle';
import { changeAgenda } from '$lib/server/use-cases/meeting/change-agenda';
import { movePerson, placeClip, type Place } from '$lib/server/use-cases/meeting/change-groups';
import { bringYield, longestLine, shareSuccess, takeSuccessAway } from '$lib/server/use-cases/meeting/closing';
import { dissolveGroups, makeGroups } from '$lib/server/use-cases/meeting/make-groups';
import { actInSession } from '$lib/server/use-cases/session/act';
import { bringClip } from '$lib/server/use-cases/session/bring-clip';
import { enterSession, joinTable, seatsOf } from '$lib/server/use-cases/session/enter';
import { recordSession } from '$lib/server/use-cases/session/record-session';
import { tableAddress } from '$lib/server/use-cases/session/table-address';
import { viewSession } from '$lib/server/use-cases/session/view-session';
import { castDay } from '../../support/test-needs';
import { openClipHouse, said, type ClipHouse } from '../clip/clip-house';
import { sealed } from '../../support/sealed';

let house: ClipHouse;
let clipId: string;
const everybody = ['marit', 'kees', 'sofie', 'lieke', 'noor', 'gerda', 'anke', 'els', 'vreemd', 'vertrokken', 'nobody'];
const four = ['marit', 'kees', 'sofie', 'lieke'];

beforeAll(async () => {
	house = await openClipHouse();
	clipId = await house.arrived();
	await chooseFragment(house.needs, 'marit', clipId, { from: 2_000, to: 9_000 });
});
afterAll(() => house.end());
beforeEach(async () => {
	house.setClock(castDay);
	house.told.length = 0;
	for (const table of [helpRequest, session, groupYield, meetingSuccess, meetingAgenda, meetingGroup])
		await house.db.delete(table);
	await house.parents('granted');
});

async function brought(meetingId: string | null = 'm3'): Promise<string> {
	const done = await bringClip(house.needs, 'marit', clipId, { meetingId, protocolId: 'short', show: 'whole' });
	if (!done.ok) throw new Error(done.code);
	return done.value.sessionId;
}
const divide = (people = four, more: { size?: 2 | 3; plenary?: string[]; by?: string } = {}) =>
	makeGroups(house.needs, more.by ?? 'noor', 'm3', { people, size: more.size ?? 2, plenary: more.plenary ?? [] });
const move = (who: string, to: Place, by = 'noor') => movePerson(house.needs, by, 'm3', who, to);
async function meetingFor(who: string) {
	const view = await viewMeeting(house.needs, who, 'm3');
	if (!view.ok) throw new Error(view.code);
	return view.value;
}
const groups = async () => (await meetingFor('noor')).groups;
const groupOf = async (who: string) => (await groups()).find((group) => group.people.some((it) => it.id === who));
const idOf = async (who: string) => (await groupOf(who))?.id ?? '';
const pairOf = async (who: string) => (await groupOf(who))?.people.map((it) => it.id) ?? [];
const rowOf = async (id: string) => (await house.db.select().from(session).where(eq(session.id, id)))[0];
async function start(id: string): Promise<void> {
	const done = await actInSession(house.needs, 'marit', id, { do: 'start', seen: 0 });
	if (!done.ok) throw new Error(done.code);
}
/** Marit and Kees in one group with Marit's clip, which runs; Sofie and Lieke in another. */
async function twoPairs(): Promise<string> {
	const id = await brought();
	await move('marit', 'new');
	await move('kees', { groupId: await idOf('marit') });
	await move('sofie', 'new');
	await move('lieke', { groupId: await idOf('sofie') });
	await placeClip(house.needs, 'noor', 'm3', id, { groupId: await idOf('marit') });
	await start(id);
	house.told.length = 0;
	return id;
}
const helps = (sessionId: string) =>
	house.db.insert(helpRequest).values({
		id: house.needs.newId(),
		teamId: 'onderbouw',
		askedBy: 'marit',
		expertId: 'anke',
		clipId,
		sessionId,
		question: sealed(house.needs, 'Kijk je mee?'),
		status: 'accepted',
		accessUntil: new Date(castDay.getTime() + 3_600_000),
		createdAt: castDay
	});

/** Every door of one session, for one person: all open or all closed. */
async function doorsFor(who: string, id: string): Promise<string[]> {
	return [
		said(await enterSession(house.needs, who, id)),
		said(await joinTable(house.needs, who, id)),
		said(await viewSession(house.needs, who, id)),
		said(await tableAddress(house.needs, who, id)),
		said(await watchMedia(house.needs, who, { clipId, file: 'seg0.m4s', range: null, asking: false }))
	];
}
async function inside(id: string): Promise<string[]> {
	const found: string[] = [];
	for (const who of everybody) {
		const answers = new Set(await doorsFor(who, id));
		expect([who, answers.size]).toEqual([who, 1]);
		if (answers.has('yes')) found.push(who);
		else expect([...answers]).toEqual(['not-found']);
	}
	return found;
}
async function readers(id: string): Promise<string[]> {
	const found: string[] = [];
	for (const who of everybody) {
		const answer = said(await recordSession(house.needs, who, id));
		if (answer === 'yes') found.push(who);
		else expect(answer).toBe('not-found');
	}
	return found;
}
const close = (id: string) => house.db.update(session).set({ closedAt: castDay }).where(eq(session.id, id));

describe('[G4] whose table it is', () => {
	it('everybody’s: every member and a guest; a group’s: its people, its presenter, whoever goes round', async () => {
		const id = await brought();
		await start(id);
		expect(await inside(id)).toEqual(['marit', 'kees', 'sofie', 'lieke', 'noor', 'gerda']);
		await house.db.delete(session);
		expect(await inside(await twoPairs())).toEqual(['marit', 'kees', 'noor']);
	});

	it('a facilitator goes round too; a lead of another team does not', async () => {
		const id = await twoPairs();
		const seat = and(eq(teamMember.userId, 'lieke'), eq(teamMember.teamId, 'onderbouw'));
		await house.db
			.update(teamMember)
			.set({ roles: ['facilitator'] })
			.where(seat);
		expect(await inside(id)).toEqual(['marit', 'kees', 'lieke', 'noor']);
		await house.db
			.update(teamMember)
			.set({ roles: ['assistant'] })
			.where(seat);
	});

	it('an expert who helps on request comes in, and nobody else by that', async () => {
		const id = await twoPairs();
		await house.parents('granted', 'expert');
		await helps(id);
		expect(await inside(id)).toEqual(['marit', 'kees', 'noor', 'anke']);
	});

	it('a guest comes in when the lead places her in the group, and only watches', async () => {
		const id = await twoPairs();
		await move('gerda', { groupId: await idOf('marit') });
		expect(await inside(id)).toEqual(['marit', 'kees', 'noor', 'gerda']);
		expect(await enterSession(house.needs, 'gerda', id)).toMatchObject({ value: { who: { seat: 'viewer' } } });
		expect(await readers(id)).not.toContain('gerda');
	});

	it('the record, while it runs and afterwards, is theirs alone; of everybody’s table it is everybody’s', async () => {
		const id = await twoPairs();
		expect(await readers(id)).toEqual(['marit', 'kees', 'noor']);
		await close(id);
		expect(await readers(id)).toEqual(['marit', 'kees', 'noor']);
		await house.db.delete(session);
		const plenary = await brought(null);
		await start(plenary);
		expect(await readers(plenary)).toEqual(['marit', 'kees', 'sofie', 'lieke', 'noor']);
	});

	it('a turn, the lead and sealed notes are of those who have a seat there', async () => {
		const id = await twoPairs();
		const row = await rowOf(id);
		if (!row) throw new Error('no session');
		expect((await seatsOf(house.needs, row)).map((seat) => seat.userId).toSorted()).toEqual(['kees', 'marit', 'noor']);
		expect(said(await actInSession(house.needs, 'sofie', id, { do: 'ready', ready: true }))).toBe('not-found');
		expect(said(await actInSession(house.needs, 'kees', id, { do: 'ready', ready: true }))).toBe('yes');
	});

	it('on no list of a colleague in another group, not even its title; who brings something is no secret', async () => {
		const id = await twoPairs();
		for (const [who, expected] of [
			['kees', [id]],
			['noor', [id]],
			['sofie', []],
			['gerda', []]
		] as const) {
			const seen = await meetingFor(who);
			expect([who, seen.brought.map((it) => it.sessionId)]).toEqual([who, expected]);
			expect(seen.groups.flatMap((group) => group.sessions.map((it) => it.sessionId))).toEqual(expected);
			const list = await listMeetings(house.needs, who);
			const third = list.ok && list.value.teams[0]?.cycle?.meetings.find((it) => it.id === 'm3');
			expect(third && third.brought.map((it) => it.sessionId)).toEqual(expected);
			const { steps } = await todayOf(house.needs, who);
			expect(JSON.stringify(steps).includes(id)).toBe(expected.length > 0);
		}
		const people = (await meetingFor('sofie')).people;
		expect(people.find((it) => it.userId === 'marit')?.readiness).toBe('brings-clip');
	});
});

describe('[G6] when somebody is moved', () => {
	it('every door closes for her at once, opens for who comes, and the sockets are judged again', async () => {
		const id = await twoPairs();
		expect(said(await move('kees', { groupId: await idOf('sofie') }))).toBe('yes');
		expect(await inside(id)).toEqual(['marit', 'noor']);
		expect(house.told).toContainEqual({ rightsChanged: { sessionId: id, teamId: 'onderbouw' } });
		await move('lieke', { groupId: await idOf('marit') });
		expect(await inside(id)).toEqual(['marit', 'lieke', 'noor']);
	});

	it('a presenter who goes keeps her own running session, which stays where it was begun', async () => {
		const id = await twoPairs();
		const group = await idOf('kees');
		await move('marit', { groupId: await idOf('sofie') });
		expect((await rowOf(id))?.groupId).toBe(group);
		expect(await inside(id)).toEqual(['marit', 'kees', 'noor']);
	});

	it('moving where one is already changes nothing, and tells nobody', async () => {
		await twoPairs();
		await move('kees', { groupId: await idOf('marit') });
		expect(house.told).toEqual([]);
	});

	it('only by whoever leads, only in her own team, only to a group of this meeting', async () => {
		await twoPairs();
		const to = { groupId: await idOf('sofie') };
		expect(said(await move('kees', to, 'marit'))).toBe('not-allowed');
		expect(said(await move('kees', to, 'gerda'))).toBe('not-allowed');
		for (const who of ['vreemd', 'els', 'anke', 'vertrokken'])
			expect(said(await move('kees', to, who))).toBe('not-found');
		for (const who of ['vreemd', 'anke', 'vertrokken', 'nobody']) expect(said(await move(who, to))).toBe('bad-input');
		expect(said(await move('kees', { groupId: 'elsewhere' }))).toBe('bad-input');
		expect(said(await divide(four, { by: 'kees' }))).toBe('not-allowed');
		expect(said(await dissolveGroups(house.needs, 'kees', 'm3'))).toBe('not-allowed');
	});
});

describe('[G5] which clip goes where', () => {
	it('waiting clips go along with their presenters, also to a new group; one that everybody watches stays', async () => {
		const id = await brought();
		await divide();
		expect((await rowOf(id))?.groupId).toBe(await idOf('marit'));
		await move('marit', 'new');
		expect((await rowOf(id))?.groupId).toBe(await idOf('marit'));
		await divide(four, { plenary: [id] });
		expect((await rowOf(id))?.groupId).toBeNull();
	});

	it('a clip that is brought later goes to the group its presenter is in; one between meetings to no group', async () => {
		await divide();
		expect((await rowOf(await brought()))?.groupId).toBe(await idOf('marit'));
		expect((await rowOf(await brought(null)))?.groupId).toBeNull();
	});

	it('never gets more eyes by itself: a presenter who is taken out leaves it where it lies', async () => {
		const id = await brought();
		await divide();
		const group = await idOf('marit');
		await move('marit', 'none');
		expect((await rowOf(id))?.groupId).toBe(group);
	});

	it('is chosen by the lead while it waits, and by nobody once it was begun', async () => {
		const id = await brought();
		await divide();
		const group = await idOf('sofie');
		const place = (by: string, to: Place) => placeClip(house.needs, by, 'm3', id, to).then(said);
		expect(await place('marit', 'none')).toBe('not-allowed');
		expect(await place('noor', 'none')).toBe('yes');
		expect((await rowOf(id))?.groupId).toBeNull();
		expect(await place('noor', { groupId: group })).toBe('yes');
		await start(id);
		expect(await place('noor', 'none')).toBe('stale');
		expect((await rowOf(id))?.groupId).toBe(group);
		expect(said(await placeClip(house.needs, 'noor', 'm4', id, 'none'))).toBe('bad-input');
	});
});

describe('[G3] dividing', () => {
	it('places everybody who was ticked and can sit at a table, and again otherwise', async () => {
		expect(said(await divide([...four, 'anke', 'vreemd', 'vertrokken']))).toBe('yes');
		expect((await groups()).map((group) => group.people.length)).toEqual([2, 2]);
		const before = await pairOf('marit');
		await divide();
		expect(await pairOf('marit')).not.toEqual(before);
		expect(said(await divide(['marit']))).toBe('too-few-people');
		expect((await groups()).length).toBe(2);
	});

	it('varies from the earlier meetings of this cycle', async () => {
		await makeGroups(house.needs, 'noor', 'm2', { people: four, size: 2, plenary: [] });
		const second = await viewMeeting(house.needs, 'noor', 'm2');
		const met = second.ok ? second.value.groups.map((group) => group.people.map((it) => it.id).join(' ')) : [];
		for (let i = 0; i < 4; i++) {
			await divide();
			const now = (await groups()).map((group) => group.people.map((it) => it.id).join(' '));
			expect(now.filter((pair) => met.includes(pair))).toEqual([]);
		}
	});

	it('leaves a group that began as it is, with its people, its session and its line', async () => {
		const id = await twoPairs();
		const group = await idOf('marit');
		await bringYield(house.needs, 'kees', 'm3', group, 'Stil blijven helpt.');
		await divide();
		expect(await pairOf('marit')).toEqual(['kees', 'marit']);
		expect((await rowOf(id))?.groupId).toBe(group);
		await dissolveGroups(house.needs, 'noor', 'm3');
		expect((await groups()).map((it) => it.id)).toEqual([group]);
		expect((await meetingFor('noor')).yields[group]).toBe('Stil blijven helpt.');
		expect(await inside(id)).toEqual(['marit', 'kees', 'noor']);
	});

	it('also one whose session was closed before it began: its clip is not everybody’s afterwards', async () => {
		const id = await brought();
		await divide();
		const [group, pair] = [await idOf('marit'), await pairOf('marit')];
		await close(id);
		await divide();
		await dissolveGroups(house.needs, 'noor', 'm3');
		expect((await rowOf(id))?.groupId).toBe(group);
		expect(await pairOf('marit')).toEqual(pair);
		for (const who of four) expect([who, (await readers(id)).includes(who)]).toEqual([who, pair.includes(who)]);
	});

	it('an empty group is taken away, unless something belongs to it', async () => {
		const id = await twoPairs();
		await move('sofie', 'none');
		await move('lieke', 'none');
		expect((await groups()).length).toBe(1);
		await move('kees', 'none');
		await move('marit', 'none');
		expect((await groups()).length).toBe(1);
		expect(await inside(id)).toEqual(['marit', 'noor']);
	});

	it('two who press at once make one division', async () => {
		await Promise.all([divide(), divide(), divide()]);
		expect((await groups()).flatMap((group) => group.people.map((it) => it.id)).toSorted()).toEqual(four.toSorted());
	});
});

describe('[G10] going round', () => {
	it('whoever goes round sees how every group is doing, with an open call; a colleague nothing of another group', async () => {
		const id = await twoPairs();
		house.here.splice(0, house.here.length, 'marit', 'kees');
		await actInSession(house.needs, 'kees', id, { do: 'ask-look-in', asked: true });
		house.setClock(new Date(castDay.getTime() + 2.5 * 60_000));
		const seen = (await meetingFor('noor')).groups.find((group) => group.sessions.length > 0)?.sessions[0];
		expect(seen?.calls).toBe('Kees');
		expect(seen?.going).toMatchObject({ round: 1, minutes: 2, planned: 3, here: ['Marit', 'Kees'] });
		expect(seen?.going?.rounds).toBeGreaterThan(5);
		expect((await meetingFor('sofie')).groups.flatMap((group) => group.sessions)).toEqual([]);
		house.here.splice(0, house.here.length, 'marit');
	});

	it('[S30] a group that has not begun calls too, and whoever comes answers it', async () => {
		const id = await brought();
		await divide();
		const calls = async (who: string) =>
			(await meetingFor(who)).groups.flatMap((group) => group.sessions.map((it) => [it.going, it.calls]));
		expect(await calls('noor')).toEqual([[null, null]]);
		await actInSession(house.needs, 'marit', id, { do: 'ask-look-in', asked: true });
		expect(await calls('noor')).toEqual([[null, 'Marit']]);
		await actInSession(house.needs, 'noor', id, { do: 'ask-look-in', asked: false });
		expect(await calls('noor')).toEqual([[null, null]]);
	});

	it('looking in changes nothing of the session: no event, no lead, no round', async () => {
		const id = await twoPairs();
		const before = await enterSession(house.needs, 'marit', id);
		expect(await viewSession(house.needs, 'noor', id)).toMatchObject({ value: { hops: true, group: { number: 1 } } });
		expect(said(await joinTable(house.needs, 'noor', id))).toBe('yes');
		const after = await enterSession(house.needs, 'marit', id);
		expect(after.ok && before.ok && after.value.state).toEqual(before.ok && before.value.state);
		expect(await viewSession(house.needs, 'kees', id)).toMatchObject({ value: { hops: false } });
	});
});

const write = (who: string, group: string, text = 'Wachten tot ze opkijkt.') =>
	bringYield(house.needs, who, 'm3', group, text).then(said);

describe('[G7] [G8] the closing', () => {
	it('one line per group, by those of the group and whoever goes round, for all at home to read', async () => {
		await twoPairs();
		const [ours, theirs] = [await idOf('marit'), await idOf('sofie')];
		expect(await write('sofie', ours)).toBe('not-found');
		expect(await write('gerda', ours)).toBe('not-found');
		expect(await write('vreemd', ours)).toBe('not-found');
		expect(await write('sofie', theirs)).toBe('nothing-watched');
		expect(await write('kees', ours)).toBe('yes');
		expect(await write('noor', ours, 'Wachten, en dan kijkt ze op.')).toBe('yes');
		expect(await write('kees', ours, 'x'.repeat(longestLine + 1))).toBe('bad-input');
		expect((await meetingFor('sofie')).yields).toEqual({ [ours]: 'Wachten, en dan kijkt ze op.' });
		expect((await meetingFor('gerda')).yields).toEqual({});
		expect(await write('kees', ours, '  ')).toBe('yes');
		expect((await meetingFor('sofie')).yields).toEqual({});
	});

	it('one line each, to be taken away by whose it is alone; a guest has none and reads none', async () => {
		await shareSuccess(house.needs, 'kees', 'm3', 'Eerste');
		await shareSuccess(house.needs, 'kees', 'm3', 'Tweede');
		await shareSuccess(house.needs, 'sofie', 'm3', 'Derde');
		for (const who of ['gerda', 'vreemd', 'anke', 'els'])
			expect(said(await shareSuccess(house.needs, who, 'm3', 'Mee'))).toBe('not-found');
		expect(said(await shareSuccess(house.needs, 'kees', 'm3', '  '))).toBe('bad-input');
		const texts = async (who: string) => (await meetingFor(who)).successes.map((it) => [it.text, it.mine]);
		expect((await texts('kees')).toSorted()).toEqual([
			['Derde', false],
			['Tweede', true]
		]);
		expect(await texts('gerda')).toEqual([]);
		await takeSuccessAway(house.needs, 'noor', 'm3');
		expect(await texts('sofie')).toHaveLength(2);
		await takeSuccessAway(house.needs, 'kees', 'm3');
		expect(await texts('sofie')).toEqual([['Derde', true]]);
	});
});

describe('[G9] who has shown a clip', () => {
	it('names everybody who works with children, in no order of merit, and counts what was begun', async () => {
		const turns = async () =>
			(await meetingFor('kees')).turns.map((it) => [it.name, ...it.meetings, ...(it.between ? ['between'] : [])]);
		const id = await brought();
		expect(await turns()).toEqual([['Kees'], ['Lieke'], ['Marit'], ['Noor'], ['Sofie']]);
		await start(id);
		expect(await turns()).toContainEqual(['Marit', 3]);
		await close(id);
		const own = await brought(null);
		await start(own);
		expect(await turns()).toContainEqual(['Marit', 3, 'between']);
		expect((await meetingFor('gerda')).turns).toEqual([]);
	});
});

describe('[G2] how the meeting goes', () => {
	const change = (who: string, at: number, seen = 0) =>
		changeAgenda(house.needs, who, 'm3', { do: 'add', kind: 'input', minutes: at }, seen).then(said);
	it('is laid out by whoever leads, on an up-to-date screen, and laid back', async () => {
		expect(await change('marit', 10)).toBe('not-allowed');
		expect(await change('vreemd', 10)).toBe('not-found');
		expect(await change('noor', 10)).toBe('yes');
		expect(await change('noor', 20)).toBe('stale');
		expect(await change('noor', 20, 1)).toBe('yes');
		expect((await meetingFor('gerda')).agenda).toMatchObject({
			version: 2,
			blocks: [{ minutes: 10 }, { minutes: 20 }]
		});
		expect(said(await changeAgenda(house.needs, 'noor', 'm3', { do: 'remove', at: 9 }, 2))).toBe('bad-input');
		expect(said(await changeAgenda(house.needs, 'noor', 'm3', null, 2))).toBe('yes');
		// the cast's cycle follows version 1, which says nothing of blocks
		expect((await meetingFor('noor')).agenda).toEqual({ version: 0, blocks: [] });
	});
	it('two who press at once change it once', async () => {
		expect((await Promise.all([change('noor', 5), change('noor', 6)])).toSorted()).toEqual(['stale', 'yes']);
	});
});

// last: the parents' no is newer than every yes above, and takes the clip with it
describe('[G8] when the parents change their mind', () => {
	it('nothing of a child whose parents said no is shown, also before it is erased', async () => {
		await twoPairs();
		await write('kees', await idOf('marit'));
		house.setClock(new Date(castDay.getTime() + 120_000));
		await house.parents('withdrawn');
		expect((await meetingFor('noor')).yields).toEqual({});
	});

	it('goes with the answer itself: also when the server stops before it erased anything else', async () => {
		house.setClock(new Date(castDay.getTime() + 130_000));
		await house.parents('granted');
		await twoPairs();
		await write('kees', await idOf('marit'));
		await shareSuccess(house.needs, 'marit', 'm3', 'J. lachte naar mij.');
		house.setClock(new Date(castDay.getTime() + 140_000));
		const stops = {
			...house.needs,
			table: {
				...house.needs.table,
				rightsChanged: () => {
					throw new Error('stopped');
				}
			}
		};
		const no = { scope: 'team', state: 'withdrawn' } as const;
		await expect(recordConsent(stops, 'marit', 'marit-j', no)).rejects.toThrow('stopped');
		expect(await house.db.$count(groupYield)).toBe(0);
		expect(await house.db.$count(meetingSuccess)).toBe(0);
		// the clip is still to be erased: the next of these tests wants it back
		await house.db.update(clip).set({ keepUntil: new Date(castDay.getTime() + 86_400_000) });
	});

	it('is sealed, and goes with the child; so does what her teacher was glad about', async () => {
		house.setClock(new Date(castDay.getTime() + 180_000));
		await house.parents('granted');
		await twoPairs();
		await write('kees', await idOf('marit'));
		expect(said(await shareSuccess(house.needs, 'marit', 'm3', 'J. lachte naar mij.'))).toBe('yes');
		expect(said(await shareSuccess(house.needs, 'kees', 'm3', 'Ik zat er echt bij.'))).toBe('yes');
		for (const { sealed } of [
			...(await house.db.select().from(groupYield)),
			...(await house.db.select().from(meetingSuccess))
		])
			expect(Buffer.from(sealed).toString('latin1')).not.toMatch(/Wachten|lachte|echt/);
		house.setClock(new Date(castDay.getTime() + 300_000));
		expect(said(await recordConsent(house.needs, 'marit', 'marit-j', { scope: 'team', state: 'withdrawn' }))).toBe(
			'yes'
		);
		expect(await house.db.select().from(groupYield)).toEqual([]);
		expect((await house.db.select().from(meetingSuccess)).map((row) => row.userId)).toEqual(['kees']);
	});
});
