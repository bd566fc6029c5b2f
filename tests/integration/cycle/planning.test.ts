import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freeOn } from '$lib/engine/free-days';
import { cycle, cycleAgreement, meeting, meetingAgenda, school, userAccount } from '$lib/server/db/schema';
import { readFeed, renewFeed } from '$lib/server/use-cases/calendar/feeds';
import { changeMeetings, closeCycle, previewMoves } from '$lib/server/use-cases/cycle/change-cycle';
import type { MeetingInput } from '$lib/server/use-cases/cycle/meeting-input';
import { agree, viewReview } from '$lib/server/use-cases/cycle/review';
import { proposeCycle, startCycle } from '$lib/server/use-cases/cycle/start-cycle';
import { listMeetings, viewCycle, viewMeeting } from '$lib/server/use-cases/cycle/view-cycle';
import { addOwnFree, chooseRegion, removeOwnFree, viewSchoolDays } from '$lib/server/use-cases/school/school-days';
import { fromFields } from '$lib/words/dates';
import type { Agreements } from '$lib/domain/agreements';
import { openTestHouse } from '../../support/test-needs';

let house: Awaited<ReturnType<typeof openTestHouse>>;
beforeAll(async () => {
	house = await openTestHouse();
	await house.cast();
});
afterAll(() => house.close());

const notFound = { ok: false, code: 'not-found' };
const notAllowed = { ok: false, code: 'not-allowed' };
const badInput = { ok: false, code: 'bad-input' };
const at = (day: string): Date => fromFields(day, '15:30') ?? new Date(NaN);
const on = (days: readonly string[], minutes = 60): MeetingInput[] =>
	days.map((day) => ({ startsAt: at(day), minutes, place: 'teamkamer' }));
async function proposed(who: string, teamId: string, choice = {}) {
	const answer = await proposeCycle(house.needs, who, teamId, choice);
	if (!answer.ok) throw new Error(answer.code);
	return answer.value;
}
const agreed: Agreements = {
	rhythm: 'short',
	meetings: 6,
	minutes: 45,
	form: 'pairs',
	order: 'growing',
	leads: 'lead',
	expert: 'on-call',
	note: 'We beginnen op tijd.'
};

describe('[PL6] the days of the school', () => {
	it('are set by whoever plans in it, and by an administrator; whoever comes to its meetings reads them', async () => {
		for (const who of ['noor', 'vreemd', 'els'])
			expect(await chooseRegion(house.needs, who, { region: 'middle' })).toMatchObject({ ok: true });
		for (const who of ['marit', 'gerda'])
			expect(await chooseRegion(house.needs, who, { region: 'south' })).toEqual(notAllowed);
		for (const who of ['anke', 'vertrokken', 'niemand'])
			expect(await chooseRegion(house.needs, who, { region: 'south' })).toEqual(notFound);
		expect(await viewSchoolDays(house.needs, 'marit')).toMatchObject({
			value: { region: 'middle', mayChange: false, knownTo: '2029-08-19' }
		});
		expect(await viewSchoolDays(house.needs, 'anke')).toEqual(notFound);
		expect(await viewSchoolDays(house.needs, 'noor')).toMatchObject({ value: { mayChange: true } });
	});

	it('hold free weeks of their own, each once taken away, none the wrong way round', async () => {
		const add = (name: string, from: string, to = '') => addOwnFree(house.needs, 'noor', { name, from, to });
		expect(await add('Studiedag', '2027-03-16')).toMatchObject({ ok: true });
		expect(await add('Tweede week mei', '2027-05-03', '2027-05-09')).toMatchObject({ ok: true });
		expect(await add('Omgekeerd', '2027-05-09', '2027-05-03')).toEqual(badInput);
		expect(await add('Een jaar', '2027-01-01', '2028-01-01')).toEqual(badInput);
		expect(await addOwnFree(house.needs, 'kees', { name: 'x', from: '2027-05-03', to: '' })).toEqual(notAllowed);
		const own = async () => {
			const seen = await viewSchoolDays(house.needs, 'kees');
			return seen.ok ? seen.value.own.map((it) => it.name) : [];
		};
		expect(await own()).toEqual(['Studiedag', 'Tweede week mei']);
		const away = { name: 'Studiedag', from: '2027-03-16', to: '2027-03-16' };
		expect(await removeOwnFree(house.needs, 'kees', away)).toEqual(notAllowed);
		for (const _ of [1, 2]) expect(await removeOwnFree(house.needs, 'noor', away)).toMatchObject({ ok: true });
		expect(await own()).toEqual(['Tweede week mei']);
		await Promise.all(['Maandag', 'Dinsdag'].map((name) => add(name, '2027-06-14')));
		expect((await own()).toSorted()).toEqual(['Dinsdag', 'Maandag', 'Tweede week mei']);
		await house.db.update(school).set({ ownFree: [] });
	});
});

describe('a year is planned', () => {
	it('[PL3] around the holidays of the region, also where a start is chosen', async () => {
		const { meetings, free, rhythm, count, number, region } = await proposed('vreemd', 'bovenbouw');
		expect({ rhythm, count, number, region }).toEqual({ rhythm: 'standard', count: 5, number: 1, region: 'middle' });
		expect(meetings.map((it) => it.day)).toEqual([
			'2026-11-19',
			'2026-12-10',
			'2027-01-07',
			'2027-02-04',
			'2027-03-11'
		]);
		expect(meetings.map((it) => freeOn(it.day, free))).toEqual([null, null, null, null, null]);
		const chosen = await proposed('vreemd', 'bovenbouw', { start: '2027-02-25' });
		expect(freeOn('2027-02-25', chosen.free)?.kind).toBe('spring');
		expect(chosen.meetings[0]?.day).toBe('2027-02-25');
	});

	it('[PL1] in the rhythm that is chosen, with as many meetings as it can have', async () => {
		const shorter = await proposed('vreemd', 'bovenbouw', { rhythm: 'short' });
		expect(shorter.meetings.map((it) => it.minutes)).toEqual([60, 60, 60, 60, 60, 60, 60]);
		expect((await proposed('vreemd', 'bovenbouw', { rhythm: 'short', count: 8 })).count).toBe(8);
		// an address somebody made up
		expect(await proposed('vreemd', 'bovenbouw', { rhythm: 'nonsense', count: 77 })).toMatchObject({
			rhythm: 'standard',
			count: 10
		});
	});

	it('[PL5] and puts down days for the second cycle, which nobody is told of', async () => {
		const { meetings, nextDays } = await proposed('vreemd', 'bovenbouw', { rhythm: 'short' });
		expect(nextDays).toHaveLength(7);
		// through the summer it would be another class
		expect(nextDays[0]?.startsWith('2027-09')).toBe(true);
		const days = meetings.map((it) => it.day);
		expect(await startCycle(house.needs, 'vreemd', 'bovenbouw', on(days))).toEqual(badInput);
		house.letters.length = 0;
		const started = await startCycle(house.needs, 'vreemd', 'bovenbouw', on(days), {
			choice: { rhythm: 'short' },
			nextDays
		});
		if (!started.ok) throw new Error(started.code);
		await house.settled();
		expect(house.letters.length).toBe(7);
		const rows = await house.db.select().from(meeting).where(eq(meeting.cycleId, started.value.cycleId));
		expect(rows.map((it) => it.planId).toSorted()).toEqual(['k1', 'k2', 'k3', 'k4', 'k5', 'k6', 'k7']);
		const list = await listMeetings(house.needs, 'vreemd');
		expect(list.ok && list.value.teams[0]?.cycle?.meetings.map((it) => it.title.nl)).toContain('Samen kijken');
		const feed = await renewFeed(house.needs, 'vreemd', null);
		const read = await readFeed(
			house.needs,
			feed.ok ? (feed.value.link.split('/').at(-1)?.replace('.ics', '') ?? '') : ''
		);
		expect(read.ok && read.value.text.match(/BEGIN:VEVENT/g)?.length).toBe(7);
		expect(await viewCycle(house.needs, 'vreemd', started.value.cycleId)).toMatchObject({ value: { nextDays } });

		// the days that were put down are what the next cycle is proposed on
		const talkLink = 'https://meet.school.example/onderbouw';
		await house.db.update(meeting).set({ mode: 'online', talkLink }).where(eq(meeting.cycleId, started.value.cycleId));
		await closeCycle(house.needs, 'vreemd', started.value.cycleId);
		const second = await proposed('vreemd', 'bovenbouw', { rhythm: 'short' });
		expect(second.meetings.map((it) => it.day)).toEqual(nextDays);
		expect(second).toMatchObject({ number: 2, previous: started.value.cycleId, nextDays: [] });
		expect(second.meetings[0]).toMatchObject({
			id: 'again',
			place: 'teamkamer',
			time: '15:30',
			mode: 'online',
			talkLink
		});
		// and once they are past, or do not fit any more, they are not
		expect((await proposed('vreemd', 'bovenbouw')).meetings[0]?.day).toBe('2026-11-19');
		house.setClock(at('2027-10-01'));
		expect((await proposed('vreemd', 'bovenbouw', { rhythm: 'short' })).meetings[0]?.day).toBe('2027-10-12');
		house.setClock(new Date('2026-11-12T09:00:00Z'));
	});

	it('only whoever plans it knows the days put down for later', async () => {
		await house.db
			.update(cycle)
			.set({ nextDays: ['2027-03-30'] })
			.where(eq(cycle.id, 'c1'));
		for (const [who, days] of [
			['noor', ['2027-03-30']],
			['marit', []],
			['gerda', []]
		] as const)
			expect(await viewCycle(house.needs, who, 'c1')).toMatchObject({ value: { nextDays: days } });
	});
});

describe('[PL7] moving a planned cycle', () => {
	const rows = () => house.db.select().from(meeting).where(eq(meeting.cycleId, 'c1')).orderBy(meeting.number);
	const later = async (from: number, weeks: number): Promise<MeetingInput[]> =>
		(await rows()).map((row, i) =>
			i < from ? row : { ...row, startsAt: new Date(row.startsAt.getTime() + weeks * 7 * 86_400_000) }
		);

	it('says what would change, and who hears of it, before it does', async () => {
		const before = await rows();
		const told = await previewMoves(house.needs, 'noor', 'c1', await later(3, 1));
		expect(told).toMatchObject({
			value: {
				moved: [{ number: 4, also: [], clips: 0 }, { number: 5 }],
				seen: before.map((it) => it.changes).join('.')
			}
		});
		// everybody at home and the guest, not the expert on call nor who left
		expect(told).toMatchObject({ value: { hear: 6 } });
		await house.db.update(userAccount).set({ meetingLetters: false }).where(eq(userAccount.id, 'kees'));
		expect(await previewMoves(house.needs, 'noor', 'c1', await later(3, 1))).toMatchObject({ value: { hear: 5 } });
		await house.db.update(userAccount).set({ meetingLetters: true }).where(eq(userAccount.id, 'kees'));
		expect(await rows()).toEqual(before);
	});

	it('names a place or a length that changes too, and is silent when nothing does', async () => {
		const to = (await rows()).map((row, i) => (i === 4 ? { ...row, place: 'aula', minutes: 90 } : row));
		expect(await previewMoves(house.needs, 'noor', 'c1', to)).toMatchObject({
			value: { moved: [{ number: 5, also: ['minutes', 'place'] }] }
		});
		expect(await previewMoves(house.needs, 'noor', 'c1', await rows())).toMatchObject({
			value: { moved: [], hear: 0 }
		});
	});

	it('tells nobody of what is over', async () => {
		const to = (await rows()).map((row, i) => (i === 0 ? { ...row, place: 'aula' } : row));
		expect(await previewMoves(house.needs, 'noor', 'c1', to)).toMatchObject({
			value: { moved: [{ number: 1 }], hear: 0 }
		});
	});

	it('is the lead’s', async () => {
		const to = await later(3, 1);
		expect(await previewMoves(house.needs, 'marit', 'c1', to)).toEqual(notAllowed);
		expect(await previewMoves(house.needs, 'els', 'c1', to)).toEqual(notFound);
		expect(await previewMoves(house.needs, 'noor', 'c1', to.slice(1))).toEqual(badInput);
	});

	it('a yes to what has changed since is refused, and changes nothing', async () => {
		const told = await previewMoves(house.needs, 'noor', 'c1', await later(3, 1));
		const seen = told.ok ? told.value.seen : '';
		expect(await changeMeetings(house.needs, 'noor', 'c1', await later(4, 1))).toMatchObject({ ok: true });
		const now = await rows();
		expect(await changeMeetings(house.needs, 'noor', 'c1', await later(3, 1), { seen })).toEqual({
			ok: false,
			code: 'stale'
		});
		expect(await rows()).toEqual(now);
		const again = await previewMoves(house.needs, 'noor', 'c1', await later(3, 1));
		const yes = await changeMeetings(house.needs, 'noor', 'c1', await later(3, 1), {
			seen: again.ok ? again.value.seen : '',
			nextDays: ['2027-04-06']
		});
		expect(yes).toMatchObject({ ok: true });
		expect(await viewCycle(house.needs, 'noor', 'c1')).toMatchObject({ value: { nextDays: ['2027-04-06'] } });
	});
});

describe('[PL5] two leads and the days for the next cycle', () => {
	const stand = async () => {
		const seen = await viewCycle(house.needs, 'noor', 'c1');
		return seen.ok ? seen.value : null;
	};
	const rows = () => house.db.select().from(meeting).where(eq(meeting.cycleId, 'c1')).orderBy(meeting.number);
	const save = async (nextSeen: string | undefined, nextDays: string[]) =>
		changeMeetings(house.needs, 'noor', 'c1', await rows(), { nextDays, nextSeen });

	it('a page of before does not lay its days over those a colleague put down since', async () => {
		await house.db
			.update(cycle)
			.set({ nextDays: ['2027-03-30'] })
			.where(eq(cycle.id, 'c1'));
		const old = (await stand())?.nextSeen;
		expect(await save(old, ['2027-04-06'])).toMatchObject({ ok: true });
		// the other page still says what stood there before
		const overtaken = { ok: false, code: 'next-days-changed' };
		expect(await save(old, ['2027-05-04'])).toEqual(overtaken);
		expect(await save(old, [])).toEqual(overtaken);
		expect(
			await previewMoves(house.needs, 'noor', 'c1', await rows(), { nextDays: ['2027-05-04'], nextSeen: old })
		).toEqual(overtaken);
		expect(await stand()).toMatchObject({ nextDays: ['2027-04-06'] });
		// the same days as stand there, or from a page that shows them: fine
		expect(await save(old, ['2027-04-06'])).toMatchObject({ ok: true });
		expect(await save((await stand())?.nextSeen, ['2027-05-04'])).toMatchObject({ ok: true });
		expect(await stand()).toMatchObject({ nextDays: ['2027-05-04'] });
	});

	it('of two at once one is refused', async () => {
		const seen = (await stand())?.nextSeen;
		const both = await Promise.all([save(seen, ['2027-06-01']), save(seen, ['2027-06-08'])]);
		expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
	});

	it('whoever does not plan is told nothing of them', async () => {
		expect(await viewCycle(house.needs, 'marit', 'c1')).toMatchObject({ value: { nextSeen: '' } });
	});
});

describe('[PL10] looking back and agreeing', () => {
	it('everybody at home reads, whoever leads writes; a guest and an expert on call find nothing', async () => {
		for (const who of ['noor', 'marit', 'lieke'])
			expect(await viewReview(house.needs, who, 'c1')).toMatchObject({ value: { next: { number: 2, kept: null } } });
		for (const who of ['gerda', 'anke', 'els', 'vreemd', 'vertrokken']) {
			expect(await viewReview(house.needs, who, 'c1')).toEqual(notFound);
			expect(await agree(house.needs, who, 'c1', agreed)).toEqual(notFound);
		}
		expect(await agree(house.needs, 'marit', 'c1', agreed)).toEqual(notAllowed);
		expect(await house.db.select().from(cycleAgreement)).toEqual([]);
		expect(await agree(house.needs, 'noor', 'c1', { ...agreed, rhythm: 'weg' })).toEqual(badInput);
		expect(await agree(house.needs, 'noor', 'c1', agreed)).toMatchObject({ ok: true });
		expect(await viewReview(house.needs, 'marit', 'c1')).toMatchObject({
			value: { next: { kept: { agreed, by: 'Noor' }, begun: 'not' }, may: { write: false } }
		});
	});

	it('shows facts, and nothing anybody wrote', async () => {
		const seen = await viewReview(house.needs, 'kees', 'c1');
		expect(seen).toMatchObject({
			value: { facts: { planned: 5, held: 2, minutes: 120, clips: 0, showed: 0, withChild: 5 } }
		});
		expect(JSON.stringify(seen)).not.toMatch(/J\.|alias/);
	});

	it('the next cycle is proposed and laid out as agreed, and shows it', async () => {
		await closeCycle(house.needs, 'noor', 'c1');
		const next = await proposed('noor', 'onderbouw');
		expect(next).toMatchObject({ rhythm: 'short', count: 6, agreed, previous: 'c1' });
		expect(next.meetings.map((it) => it.minutes)).toEqual([60, 60, 45, 45, 45, 60]);
		// choosing otherwise is still hers
		expect((await proposed('noor', 'onderbouw', { rhythm: 'standard' })).meetings).toHaveLength(5);
		const started = await startCycle(
			house.needs,
			'noor',
			'onderbouw',
			on(
				next.meetings.map((it) => it.day),
				45
			)
		);
		if (!started.ok) throw new Error(started.code);
		const { cycleId } = started.value;
		const rows = await house.db.select().from(meeting).where(eq(meeting.cycleId, cycleId)).orderBy(meeting.number);
		const laid = await Promise.all(
			rows.map(async ({ id }) => {
				const [row] = await house.db.select().from(meetingAgenda).where(eq(meetingAgenda.meetingId, id));
				return row?.blocks.map((it) => it.kind) ?? null;
			})
		);
		expect(laid).toEqual([
			null,
			null,
			// 30 minutes are too short for two, so also the first one is in groups
			['input', 'groups', 'closing'],
			['input', 'groups', 'closing'],
			['input', 'groups', 'closing'],
			null
		]);
		for (const who of ['noor', 'marit']) {
			expect(await viewCycle(house.needs, who, cycleId)).toMatchObject({
				value: { agreed: { agreed }, previous: 'c1' }
			});
			expect(await viewMeeting(house.needs, who, rows[2]?.id ?? '')).toMatchObject({ value: { agreed } });
		}
		// a guest comes to watch
		expect(await viewCycle(house.needs, 'gerda', cycleId)).toMatchObject({ value: { agreed: null, previous: null } });
		expect(await viewMeeting(house.needs, 'gerda', rows[2]?.id ?? '')).toMatchObject({ value: { agreed: null } });
	});

	it('they can be changed while that cycle runs, and not once it is closed', async () => {
		expect(await agree(house.needs, 'noor', 'c1', { ...agreed, leads: 'in-turn' })).toMatchObject({ ok: true });
		await house.db.update(cycle).set({ closedAt: house.needs.clock() });
		expect(await agree(house.needs, 'noor', 'c1', agreed)).toEqual(badInput);
		expect(await viewReview(house.needs, 'noor', 'c1')).toMatchObject({
			value: { next: { begun: 'closed', kept: { agreed: { leads: 'in-turn' } } } }
		});
	});
});
