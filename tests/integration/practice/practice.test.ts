import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keepMoment, sendKept, type KeptPost } from '../../../src/lib/client/log/keep-moments';
import { sealMoment } from '../../../src/lib/client/log/seal-moment';
import { blankMoment, type LoggedMoment, type LogParcel } from '../../../src/lib/domain/practice';
import { briefContact, logParcel, planEntry, tip, trajectory } from '../../../src/lib/server/db/schema';
import { findTrajectory } from '../../../src/lib/server/db/trajectories';
import { finishTrajectory } from '../../../src/lib/server/use-cases/plan/finish-trajectory';
import { readHistory } from '../../../src/lib/server/use-cases/plan/read-history';
import { removePlanEntry } from '../../../src/lib/server/use-cases/plan/remove-entry';
import { savePlanEntry } from '../../../src/lib/server/use-cases/plan/save-entry';
import {
	answerCover,
	askCover,
	coverChoices,
	coversOf,
	withdrawCover
} from '../../../src/lib/server/use-cases/practice/cover';
import { logBox, receiveKept } from '../../../src/lib/server/use-cases/practice/log-box';
import { logMoment } from '../../../src/lib/server/use-cases/practice/log-moment';
import { playMomentsDue } from '../../../src/lib/server/use-cases/practice/play-moments-due';
import { practiceToday } from '../../../src/lib/server/use-cases/practice/practice-today';
import { addTip, removeTip, tipBoards } from '../../../src/lib/server/use-cases/practice/tips';
import { viewLog } from '../../../src/lib/server/use-cases/practice/view-log';
import { planWeek, readWeek, viewWeek } from '../../../src/lib/server/use-cases/practice/week-plan';
import { logInMemory } from '../../support/log-in-memory';
import { castDay, openTestHouse } from '../../support/test-needs';

let house: Awaited<ReturnType<typeof openTestHouse>>;
beforeAll(async () => {
	house = await openTestHouse();
	await house.cast();
});
beforeEach(() => house.setClock(castDay));
afterAll(() => house.close());

const J = 'marit-j';
const notFound = { ok: false, code: 'not-found' };
const at = castDay.getTime();
let numbers = 0;
const played = (change: Partial<LoggedMoment> = {}): LoggedMoment => ({
	...blankMoment('play', `moment-${(numbers += 1)}`, at),
	...change
});
const log = (moment: LoggedMoment, who = 'marit') => logMoment(house.needs, who, J, moment);
const page = async (who = 'marit') => (await viewLog(house.needs, who, null, 'nl')).child;
const entries = () => house.db.select().from(planEntry).where(eq(planEntry.kind, 'play-moment'));
const boxOf = async (who = 'marit') => {
	const found = await findTrajectory(house.db, J);
	if (!found) throw new Error('the cast has a child');
	return logBox(house.needs, who, found);
};

describe('logging a moment', () => {
	it('[PR1] is hers alone: a colleague, the lead, an admin and a stranger find nothing', async () => {
		const moment = played({ context: 'building', minutes: 8, how: 'planned', line: 'Hij gaf mij een blok.' });
		for (const who of ['kees', 'noor', 'els', 'vreemd']) expect(await log(moment, who)).toEqual(notFound);
		expect(await entries()).toHaveLength(0);
		expect(await log(moment)).toEqual({ ok: true, value: null });
		const shown = await page();
		expect(shown?.today).toMatchObject([
			{ kind: 'play', context: 'bouwen, tekenen, knutselen', minutes: 8, how: 'planned' }
		]);
		expect(await page('kees')).toBeNull();
		// nothing readable in the table
		const [row] = await entries();
		expect(Buffer.from(row?.sealed ?? []).includes('blok')).toBe(false);
	});

	it('[PR1] the context that was used last comes first, her own words among them', async () => {
		await log(played({ context: 'outdoors', at: at - 60_000 }));
		await log(played({ context: 'bij de konijnen', at: at - 30_000 }));
		const contexts = (await page())?.contexts.map(({ id }) => id) ?? [];
		expect(contexts.slice(0, 3)).toEqual(['building', 'bij de konijnen', 'outdoors']);
		expect(contexts).toContain('free-play');
	});

	it('[PR2] short contact stands apart and never becomes a play moment, nor the other way round', async () => {
		const before = (await entries()).length;
		const brief = { ...blankMoment('brief', 'brief-0001', at), context: 'round' };
		expect(await log(brief)).toEqual({ ok: true, value: null });
		expect(await log({ ...brief, context: 'on-the-way' })).toEqual({ ok: true, value: null });
		expect(await entries()).toHaveLength(before);
		const rows = await house.db.select().from(briefContact);
		expect(rows).toHaveLength(1);
		expect(Buffer.from(rows[0]?.sealed ?? []).includes('on-the-way')).toBe(false);
	});

	it('[PR3] of a moment with another child nothing is kept but that it was', async () => {
		await log({ ...blankMoment('other-child', 'other-0001', at), context: 'Pim huilde', line: 'Pim' });
		const [row] = await house.db.select().from(briefContact).where(eq(briefContact.id, 'other-0001'));
		expect(row).toMatchObject({ otherChild: true, sealed: null });
	});

	it('[PR4] under one id there is one moment; the last answer counts; taken back it is gone', async () => {
		const before = (await entries()).length;
		const moment = played({ context: 'building' });
		for (const one of [moment, { ...moment, minutes: 5 }, { ...moment, minutes: 10, line: 'nog een' }]) await log(one);
		expect(await entries()).toHaveLength(before + 1);
		expect((await page())?.today.find(({ id }) => id === moment.id)?.minutes).toBe(10);
		expect(await log({ ...moment, kind: 'undo' }, 'kees')).toEqual(notFound);
		expect(await entries()).toHaveLength(before + 1);
		await log({ ...moment, kind: 'undo' });
		expect(await entries()).toHaveLength(before);
		expect(await log({ ...moment, kind: 'undo' })).toEqual({ ok: true, value: null });
	});

	it('[PR4] a moment still to come is refused; a clock that is a little ahead is not', async () => {
		expect(await log(played({ at: at + 3_600_000 }))).toEqual({ ok: false, code: 'bad-input' });
		expect(await log(played({ at: at + 60_000 }))).toEqual({ ok: true, value: null });
	});
});

describe('[PR5] what a device keeps', () => {
	const receive = (who: string, ...parcels: LogParcel[]) => receiveKept(house.needs, who, { parcels });

	it('is opened for her who sealed it, once, and read by nobody on the way', async () => {
		const before = (await entries()).length;
		const moment = played({ context: 'building', line: 'Hij lachte naar mij.' });
		const parcel = await sealMoment(await boxOf(), moment);
		expect(Buffer.from(parcel.sealed, 'base64').includes('lachte')).toBe(false);
		for (let turn = 0; turn < 3; turn++)
			expect(await receive('marit', parcel)).toEqual([{ id: moment.id, saved: true }]);
		expect(await entries()).toHaveLength(before + 1);
	});

	it('is noise for another, under another name, of another day, or changed by one letter', async () => {
		const before = (await entries()).length;
		const parcel = await sealMoment(await boxOf(), played({ line: 'stil' }));
		const nobody = [{ id: parcel.id, code: 'not-found' }];
		for (const who of ['kees', 'noor', 'els']) expect(await receive(who, parcel)).toEqual(nobody);
		const { sealed, stamp } = parcel;
		const middle = Math.floor(sealed.length / 2);
		const changed = sealed.slice(0, middle) + (sealed[middle] === 'A' ? 'B' : 'A') + sealed.slice(middle + 1);
		expect(await receive('marit', { ...parcel, sealed: changed })).toEqual(nobody);
		expect(await receive('marit', { ...parcel, sealed: 'AAAA' })).toEqual(nobody);
		expect(await receive('marit', { ...parcel, stamp: stamp - 1 })).toEqual(nobody);
		expect(await receive('marit', { ...parcel, id: 'moment-other' })).toMatchObject([{ code: 'not-found' }]);
		// sealed with the half that stands for Kees at her child: it opens nothing
		const his = await sealMoment(await boxOf('kees'), played({ line: 'stil' }));
		expect(await receive('marit', his)).toMatchObject([{ code: 'not-found' }]);
		expect(await entries()).toHaveLength(before);
	});

	describe('[PR4] sent again after its answer was lost', () => {
		const later = (minutes: number) => house.setClock(new Date(at + minutes * 60_000));
		const extend = (id: string, happened: string) =>
			savePlanEntry(house.needs, 'marit', J, { id, kind: 'play-moment', at: null, fields: { happened } });
		const texts = async (id: string) => {
			const read = await readHistory(house.needs, 'marit', J, id, 'nl');
			if (!read.ok) throw new Error(read.code);
			return read.value.versions.map(({ fields }) => fields.find(({ name }) => name === 'happened')?.text);
		};

		it('changes nothing of what was written on since', async () => {
			const moment = played({ line: 'A' });
			const parcel = await sealMoment(await boxOf(), moment);
			await receive('marit', parcel);
			later(4);
			await extend(moment.id, 'A, en toen');
			later(7);
			expect(await receive('marit', parcel)).toEqual([{ id: moment.id, saved: true }]);
			expect(await texts(moment.id)).toEqual(['A, en toen']);
		});

		it('does not bring back what was taken away, and is no refusal once the trajectory is closed', async () => {
			const before = (await entries()).length;
			const moment = played({ line: 'A' });
			const parcel = await sealMoment(await boxOf(), moment);
			await receive('marit', parcel);
			await removePlanEntry(house.needs, 'marit', J, moment.id);
			await house.db.update(trajectory).set({ closedAt: castDay });
			expect(await receive('marit', parcel)).toEqual([{ id: moment.id, saved: true }]);
			await house.db.update(trajectory).set({ closedAt: null });
			expect(await entries()).toHaveLength(before);
		});

		it('a newer one with the words of before is another; over what was written in the plan it is a version of its own', async () => {
			const moment = played({ line: 'A' });
			const send = async (change: Partial<LoggedMoment>) =>
				receive('marit', await sealMoment(await boxOf(), { ...moment, ...change }));
			for (const words of ['A', 'B', 'A']) await send({ line: words });
			expect(await texts(moment.id)).toEqual(['A']);
			later(4);
			await extend(moment.id, 'A, en toen');
			later(7);
			await send({ line: 'A', minutes: 5 });
			await send({ line: 'A', minutes: 10 });
			expect(await texts(moment.id)).toEqual(['A', 'A, en toen']);
		});

		it('an older wording that was never received and comes after a newer one changes nothing, nor does it bring back what was taken back', async () => {
			const moment = played();
			const worded = async (said: number, change: Partial<LoggedMoment>) =>
				sealMoment(await boxOf(), { ...moment, said, ...change });
			const [first, second, third, undone] = [
				await worded(1, { line: 'Hij k' }),
				await worded(2, { line: 'Hij keek' }),
				await worded(3, { line: 'Hij keek op' }),
				await worded(4, { kind: 'undo' })
			];
			await receive('marit', second);
			later(1);
			expect(await receive('marit', first)).toEqual([{ id: moment.id, saved: true }]);
			expect(await texts(moment.id)).toEqual(['Hij keek']);
			await receive('marit', third);
			expect(await texts(moment.id)).toEqual(['Hij keek op']);
			// what was written in the plan meanwhile is no matter of the log's order
			later(2);
			await extend(moment.id, 'Hij keek op en lachte');
			await receive('marit', second);
			expect(await texts(moment.id)).toEqual(['Hij keek op en lachte']);
			const before = (await entries()).length;
			await receive('marit', undone);
			await receive('marit', await worded(3, { line: 'Hij keek op', minutes: 5 }));
			expect(await entries()).toHaveLength(before - 1);
		});

		it('of a short contact moment too; a parcel of before there was an order counts as the oldest', async () => {
			const brief = { ...blankMoment('brief', 'brief-order-1', at), said: 2, context: 'greeting' };
			await receive('marit', await sealMoment(await boxOf(), brief));
			const { said: _, ...unordered } = { ...brief, kind: 'undo' as const };
			await receive('marit', await sealMoment(await boxOf(), unordered as LoggedMoment));
			expect(await house.db.select().from(briefContact).where(eq(briefContact.id, brief.id))).toHaveLength(1);
			await receive('marit', await sealMoment(await boxOf(), { ...brief, kind: 'undo', said: 3 }));
			expect(await house.db.select().from(briefContact).where(eq(briefContact.id, brief.id))).toHaveLength(0);
		});

		it('of what was received nothing is kept once nobody can open it', async () => {
			const moment = played();
			await receive('marit', await sealMoment(await boxOf(), moment));
			house.setClock(new Date(at + 16 * 86_400_000));
			await log(played());
			expect(await house.db.select().from(logParcel)).toHaveLength(1);
		});
	});

	it('after a fortnight nobody can open it any more', async () => {
		const parcel = await sealMoment(await boxOf(), played());
		house.setClock(new Date(at + 13 * 86_400_000));
		expect(await receive('marit', parcel)).toMatchObject([{ saved: true }]);
		house.setClock(new Date(at + 14 * 86_400_000));
		expect(await receive('marit', parcel)).toMatchObject([{ code: 'not-found' }]);
	});

	it('waits while there is no line, is sent when there is one, and stays for another person', async () => {
		const store = logInMemory();
		const box = await boxOf();
		const moment = played({ context: 'building' });
		const told: string[] = [];
		const tell = (id: string, { state }: { state: string }) => void (id === moment.id && told.push(state));
		const line: KeptPost = (parcels) =>
			receiveKept(house.needs, 'marit', {
				parcels: parcels.map(({ trajectory: of, id, stamp, sealed }) => ({ trajectory: of, id, stamp, sealed }))
			});
		await keepMoment(store, box, moment, at);
		await sendKept(store, 'marit', async () => 'unreachable', tell, at);
		await sendKept(store, 'kees', line, tell, at);
		expect([told, (await store.all()).length]).toEqual([['waiting'], 1]);
		// she goes on while it is on its way: the newer version is not forgotten
		await sendKept(
			store,
			'marit',
			async (parcels) => {
				await keepMoment(store, box, { ...moment, minutes: 10 }, at);
				return line(parcels);
			},
			tell,
			at
		);
		expect((await store.all()).length).toBe(1);
		await sendKept(store, 'marit', line, tell, at);
		expect([told, (await store.all()).length]).toEqual([['waiting', 'waiting', 'saved'], 0]);
		expect((await page())?.today.find(({ id }) => id === moment.id)?.minutes).toBe(10);
	});
});

describe('the plan of the week', () => {
	const slots = [
		{ weekday: 4 as const, part: 'afternoon' as const },
		{ weekday: 1 as const, part: 'morning' as const }
	];
	it('[PR7] is laid out by the owner, read by the owner, and judged at the door', async () => {
		for (const who of ['kees', 'noor']) {
			expect(await planWeek(house.needs, who, J, slots)).toEqual(notFound);
			expect(await viewWeek(house.needs, who, J)).toEqual(notFound);
		}
		expect(await planWeek(house.needs, 'marit', J, slots)).toEqual({ ok: true, value: null });
		expect(await viewWeek(house.needs, 'marit', J)).toMatchObject({ value: { slots: [...slots].reverse() } });
		expect(readWeek(['1 morning', '5 arrival']).ok).toBe(true);
		for (const bad of ['6 morning', '1 night', 'x', '1 morning 2'])
			expect(readWeek([bad])).toEqual({ ok: false, code: 'bad-input' });
	});

	it('[PR7] is due on its day until something was played, for who still works there', async () => {
		// castDay is a Thursday
		const day = new Date(at + 7 * 86_400_000);
		house.setClock(day);
		expect(await playMomentsDue(house.needs, day)).toMatchObject([
			{ teacherId: 'marit', alias: 'J.', part: 'afternoon' }
		]);
		expect(await playMomentsDue(house.needs, new Date(day.getTime() + 86_400_000))).toEqual([]);
		expect((await practiceToday(house.needs, 'marit')).due).toHaveLength(1);
		expect((await practiceToday(house.needs, 'noor')).due).toEqual([]);
		const moment = played({ at: day.getTime() });
		await log(moment);
		expect(await playMomentsDue(house.needs, day)).toEqual([]);
		await log({ ...moment, kind: 'undo' });
		expect(await playMomentsDue(house.needs, day)).toHaveLength(1);
	});
});

describe('[PR8] asking for cover', () => {
	const ask = (who: string, of: string, change = {}) =>
		askCover(house.needs, who, { teamId: 'onderbouw', of, at: new Date(at + 3_600_000), minutes: 10, ...change });
	const idOf = async (who: string) =>
		(await coversOf(house.needs, who)).mine.find(({ status }) => status === 'asked')?.id ?? '';

	it('goes to a colleague at school, and not to oneself, who is only on call, or another team', async () => {
		for (const of of ['marit', 'anke', 'vreemd', 'vertrokken', 'niemand'])
			expect(await ask('marit', of)).toEqual(notFound);
		expect(await ask('gerda', 'kees')).toEqual({ ok: false, code: 'not-allowed' });
		expect(await ask('vreemd', 'kees')).toEqual(notFound);
		expect(await ask('marit', 'kees', { at: castDay })).toEqual({ ok: false, code: 'moment-passed' });
		const [team] = await coverChoices(house.needs, 'marit');
		expect(team?.people.map(({ id }) => id)).toEqual(['gerda', 'kees', 'lieke', 'noor', 'sofie']);
		expect(await ask('marit', 'lieke')).toMatchObject({ ok: true });
		expect(await ask('marit', 'lieke')).toEqual({ ok: false, code: 'already-asked' });
	});

	it('is answered by her who was asked, and withdrawn by her who asked', async () => {
		const id = await idOf('marit');
		expect((await practiceToday(house.needs, 'lieke')).asksMe).toMatchObject([{ id, name: 'Marit', status: 'asked' }]);
		expect((await practiceToday(house.needs, 'kees')).asksMe).toEqual([]);
		for (const who of ['marit', 'kees', 'noor'])
			expect(await answerCover(house.needs, who, id, 'yes')).toEqual(notFound);
		for (const who of ['lieke', 'kees']) expect(await withdrawCover(house.needs, who, id)).toEqual(notFound);
		expect(await answerCover(house.needs, 'lieke', id, 'yes')).toEqual({ ok: true, value: null });
		expect((await practiceToday(house.needs, 'marit')).asked).toMatchObject([{ name: 'Lieke', status: 'yes' }]);
		expect(await withdrawCover(house.needs, 'marit', id)).toEqual({ ok: true, value: null });
		expect(await answerCover(house.needs, 'lieke', id, 'no')).toEqual({ ok: false, code: 'request-answered' });
		expect((await practiceToday(house.needs, 'lieke')).promised).toEqual([]);
	});

	it('is over once its moment has come', async () => {
		await ask('marit', 'sofie');
		const id = await idOf('marit');
		house.setClock(new Date(at + 2 * 3_600_000));
		expect(await answerCover(house.needs, 'sofie', id, 'yes')).toEqual({ ok: false, code: 'moment-passed' });
		expect(await withdrawCover(house.needs, 'marit', id)).toEqual({ ok: false, code: 'moment-passed' });
		expect((await practiceToday(house.needs, 'sofie')).asksMe).toEqual([]);
		expect((await coversOf(house.needs, 'sofie')).asked).toMatchObject([{ past: true }]);
	});
});

describe('[PR9] the tip board', () => {
	const add = (who: string, text: string) => addTip(house.needs, who, { teamId: 'onderbouw', text, years: 'middle' });

	it('is read by the team, written by those at home, and names no child', async () => {
		expect(await add('marit', 'Samen opruimen werkt.')).toEqual({ ok: true, value: null });
		expect(await add('gerda', 'Dag')).toEqual({ ok: false, code: 'not-allowed' });
		for (const who of ['anke', 'vreemd', 'els']) expect((await add(who, 'Dag')).ok).toBe(false);
		expect(await add('marit', 'Bij J. werkt dit goed.')).toEqual({ ok: false, code: 'tip-names-a-child' });
		expect((await tipBoards(house.needs, 'gerda'))[0]?.tips).toMatchObject([{ author: 'Marit', mine: false }]);
		expect(await tipBoards(house.needs, 'anke')).toEqual([]);
		expect((await tipBoards(house.needs, 'vreemd'))[0]?.tips).toEqual([]);
	});

	it('loses a tip by its writer alone', async () => {
		const [one] = await house.db.select().from(tip);
		const id = one?.id ?? '';
		for (const who of ['noor', 'kees', 'els']) expect(await removeTip(house.needs, who, id)).toEqual(notFound);
		expect(await removeTip(house.needs, 'marit', id)).toEqual({ ok: true, value: null });
		expect(await house.db.select().from(tip)).toEqual([]);
	});
});

it('[PR1] once the trajectory is closed nothing is logged any more, and what was kept comes back in words', async () => {
	const moment = played({ line: 'bewaar dit' });
	const parcel = await sealMoment(await boxOf(), moment);
	await finishTrajectory(house.needs, 'marit', J);
	expect(await log(played())).toEqual({ ok: false, code: 'trajectory-closed' });
	expect(await receiveKept(house.needs, 'marit', { parcels: [parcel] })).toMatchObject([
		{ code: 'trajectory-closed', moment: { line: 'bewaar dit' } }
	]);
	expect(await page()).toBeNull();
	expect(
		await house.db
			.select()
			.from(trajectory)
			.where(and(eq(trajectory.id, J), eq(trajectory.closedWhy, 'finished')))
	).toHaveLength(1);
});
