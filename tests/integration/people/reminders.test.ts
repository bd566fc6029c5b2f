import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
	cycle,
	meeting,
	meetingDuty,
	reminderGiven,
	reminderLetter,
	teamMember,
	trajectory,
	userAccount
} from '$lib/server/db/schema';
import { pauseMember } from '$lib/server/use-cases/people/pause';
import { chooseReminding, remind, remindingOf } from '$lib/server/use-cases/people/reminders';
import type { Letter } from '$lib/server/use-cases/needs';
import { openTestHouse } from '../../support/test-needs';

type House = Awaited<ReturnType<typeof openTestHouse>>;
let house: House;
/** Meeting 4 of the cast is on Thursday 3 December 2026, half past three in Amsterdam. */
const tuesday = new Date('2026-12-01T08:00:00Z');
const home = () => house.needs.mail;
let send: House['needs']['mail'];

beforeAll(async () => {
	house = await openTestHouse();
	await house.cast();
	send = home();
});
afterAll(() => house.close());
beforeEach(async () => {
	house.needs.mail = send;
	house.letters.splice(0);
	await house.db.delete(reminderGiven);
	await house.db.delete(reminderLetter);
	await house.db.delete(meetingDuty);
	await house.db.update(userAccount).set({ reminders: 'mail' });
	await house.db.update(teamMember).set({ pausedAt: null });
	house.setClock(tuesday);
});

const to = (who: string) => house.letters.filter((it) => it.to === `${who}@delinde.test`);
const readers = () => house.letters.map((it) => it.to.split('@')[0]).toSorted();
const at = (iso: string) => house.setClock(new Date(iso));

describe('[RD1] one letter, with all that is due', () => {
	it('to everybody of the team who comes to the meeting, and to nobody else', async () => {
		await remind(house.needs);
		expect(readers()).toEqual(['gerda', 'kees', 'lieke', 'marit', 'noor', 'sofie']);
		expect(to('marit')).toHaveLength(1);
		expect(to('marit')[0]?.text).toMatch(/donderdag 3 december/);
		expect(to('marit')[0]?.text).toMatch(/Wil je iets inbrengen/);
		// who has no child, or no yes of the parents, is asked for nothing
		expect(to('kees')[0]?.text).not.toMatch(/inbrengen/);
		expect(to('gerda')[0]?.text).not.toMatch(/inbrengen|doe jij/);
	});

	it('[RD7] the lead hears what she sees to, and whoever took something over hears that', async () => {
		await house.db.insert(meetingDuty).values([
			{ meetingId: 'm4', duty: 'room', holderId: 'kees' },
			{ meetingId: 'm4', duty: 'agenda', doneAt: tuesday }
		]);
		await remind(house.needs);
		expect(to('kees')[0]?.text).toMatch(/doe jij: de ruimte/);
		expect(to('noor')[0]?.text).toMatch(/doe jij: dag, tijd en plek/);
		expect(to('noor')[0]?.text).not.toMatch(/de ruimte|programma past/);
		expect(to('marit')[0]?.text).not.toMatch(/doe jij/);
	});

	it('[RD6] nothing about any child, ever', async () => {
		await house.db.update(trajectory).set({ alias: 'Zebedeus' });
		await remind(house.needs);
		expect(house.letters.length).toBeGreaterThan(0);
		expect(JSON.stringify(house.letters)).not.toMatch(/Zebedeus|kind |child|opname/);
		expect(JSON.stringify(await house.db.select().from(reminderGiven))).not.toMatch(/Zebedeus|marit-j/);
	});
});

describe('[RD2] at a sensible hour', () => {
	it.each([
		['before eight', '2026-12-01T06:59:00Z'],
		['after five', '2026-12-01T16:00:00Z'],
		['on a Sunday', '2026-11-29T10:00:00Z']
	])('not %s', async (_, moment) => {
		at(moment);
		await remind(house.needs);
		expect(house.letters).toEqual([]);
	});
});

describe('[RD3] as somebody chose', () => {
	it('none is none, and her colleagues’ letters come', async () => {
		await chooseReminding(house.needs, 'marit', 'none');
		expect(await remindingOf(house.needs, 'marit')).toBe('none');
		await remind(house.needs);
		expect(readers()).toEqual(['gerda', 'kees', 'lieke', 'noor', 'sofie']);
	});
	it('[PC1] whoever is away, left, or closed her account hears nothing', async () => {
		await pauseMember(house.needs, 'kees', 'onderbouw', 'kees');
		await house.db.update(userAccount).set({ closedAt: tuesday }).where(eq(userAccount.id, 'sofie'));
		await remind(house.needs);
		expect(readers()).toEqual(['gerda', 'lieke', 'marit', 'noor']);
		await house.db.update(userAccount).set({ closedAt: null });
	});
});

describe('[RD4] [RD5] once', () => {
	it('each reason at most once, however often the clock turns and whatever day it is', async () => {
		for (const moment of ['2026-12-01T08:00:00Z', '2026-12-01T08:01:00Z', '2026-12-02T08:00:00Z']) {
			at(moment);
			await remind(house.needs);
		}
		expect(to('marit')).toHaveLength(1);
	});

	it('at most one letter a day: what comes up later waits for the next', async () => {
		await remind(house.needs);
		await house.db.insert(meetingDuty).values({ meetingId: 'm4', duty: 'room', holderId: 'kees' });
		at('2026-12-01T12:00:00Z');
		await remind(house.needs);
		expect(to('kees')).toHaveLength(1);
		at('2026-12-02T08:00:00Z');
		await remind(house.needs);
		expect(to('kees')).toHaveLength(2);
		expect(to('kees')[1]?.text).not.toMatch(/komt bij elkaar/);
	});

	it('several processes at once send it once', async () => {
		await Promise.all([remind(house.needs), remind(house.needs), remind(house.needs)]);
		expect(to('marit')).toHaveLength(1);
		expect(to('noor')).toHaveLength(1);
	});

	it('a process that died between claiming and sending sends nothing twice', async () => {
		house.needs.mail = () => new Promise<void>(() => {});
		void remind(house.needs);
		await expect.poll(() => house.db.$count(reminderLetter)).toBeGreaterThan(0);
		const [claimed] = await house.db.select().from(reminderLetter);
		house.needs.mail = send;
		await remind(house.needs);
		expect(house.letters.map((it) => it.to)).not.toContain(`${claimed?.userId}@delinde.test`);
	});
});

describe('[RD5] when the mail server says no', () => {
	const failing = (who: string) => async (letter: Letter) => {
		if (letter.to.startsWith(who)) throw new Error('mailbox full');
		return send(letter);
	};

	it('the others hear of it all the same, and she is tried again later, once it works', async () => {
		const logged: unknown[] = [];
		const later = house.needs.later;
		house.needs.later = (work) => void work().catch((error: unknown) => logged.push(error));
		house.needs.mail = failing('kees');
		await remind(house.needs);
		expect(readers()).toEqual(['gerda', 'lieke', 'marit', 'noor', 'sofie']);
		await expect.poll(() => logged.length).toBe(1);
		house.needs.later = later;

		house.needs.mail = send;
		at('2026-12-01T08:29:00Z');
		await remind(house.needs);
		expect(to('kees')).toHaveLength(0);
		at('2026-12-01T08:30:00Z');
		await remind(house.needs);
		await remind(house.needs);
		expect(to('kees')).toHaveLength(1);
		expect(to('kees')[0]?.text).toMatch(/komt bij elkaar/);
	});

	it('what goes wrong before a letter is written stops nobody after her either, and is logged once', async () => {
		const logged: unknown[] = [];
		const later = house.needs.later;
		house.needs.later = (work) => void work().catch((error: unknown) => logged.push(error));
		// gerda is the first in the list; her time ran into a database that says no
		await house.db.execute(sql`create function refuse_gerda() returns trigger language plpgsql as
			$$ begin if new.user_id = 'gerda' then raise exception 'no room'; end if; return new; end $$`);
		await house.db.execute(
			sql`create trigger refuse_gerda before insert on reminder_letter for each row execute function refuse_gerda()`
		);
		await remind(house.needs);
		expect(readers()).toEqual(['kees', 'lieke', 'marit', 'noor', 'sofie']);
		expect(logged).toHaveLength(1);
		await house.db.execute(sql`drop trigger refuse_gerda on reminder_letter`);
		await remind(house.needs);
		expect(to('gerda')).toHaveLength(1);
		house.needs.later = later;
	});
});

describe('[RD4] in a cycle that is held shorter', () => {
	it('she is asked to bring something to a meeting with clips too', async () => {
		const [planned] = await house.db.select().from(meeting).where(eq(meeting.id, 'm4'));
		const hold = (planId: string) => house.db.update(meeting).set({ planId }).where(eq(meeting.id, 'm4'));
		await house.db.update(cycle).set({ packVersion: 2 });
		await hold('k4');
		await remind(house.needs);
		expect(to('marit')[0]?.text).toMatch(/Wil je iets inbrengen/);
		await house.db.delete(reminderGiven);
		await house.db.delete(reminderLetter);
		house.letters.splice(0);
		await hold('k7');
		await remind(house.needs);
		expect(to('marit')[0]?.text).not.toMatch(/inbrengen/);
		await hold(planned!.planId);
	});
});
