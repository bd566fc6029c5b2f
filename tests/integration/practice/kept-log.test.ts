import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keepMoment, sendKept, type KeptPost, type MomentState } from '../../../src/lib/client/log/keep-moments';
import { sealMoment } from '../../../src/lib/client/log/seal-moment';
import { blankMoment, type LoggedMoment } from '../../../src/lib/domain/practice';
import { planEntry } from '../../../src/lib/server/db/schema';
import { findTrajectory } from '../../../src/lib/server/db/trajectories';
import { finishTrajectory } from '../../../src/lib/server/use-cases/plan/finish-trajectory';
import { logBox, receiveKept } from '../../../src/lib/server/use-cases/practice/log-box';
import { readWeek } from '../../../src/lib/server/use-cases/practice/week-plan';
import { actions } from '../../../src/routes/(member)/log/+page.server';
import { POST } from '../../../src/routes/(member)/log/kept/+server';
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
const at = castDay.getTime();
let numbers = 0;
const played = (change: Partial<LoggedMoment> = {}): LoggedMoment => ({
	...blankMoment('play', `kept-moment-${(numbers += 1)}`, at),
	...change
});
const entry = async (id: string) => (await house.db.select().from(planEntry).where(eq(planEntry.id, id)))[0];
const boxOf = async () => {
	const found = await findTrajectory(house.db, J);
	if (!found) throw new Error('the cast has a child');
	return logBox(house.needs, 'marit', found);
};
/** What the door says to whoever is signed in as `user`: the status, and the answers. */
async function door(user: string, body: object): Promise<{ status: number; answers?: unknown }> {
	const request = new Request('http://kring.test/log/kept', { method: 'POST', body: JSON.stringify(body) });
	const event = { locals: { user: { id: user }, house: { needs: house.needs } }, request };
	try {
		const answer = await POST(event as unknown as Parameters<typeof POST>[0]);
		return { status: answer.status, ...((await answer.json()) as object) };
	} catch (error) {
		return { status: (error as { status: number }).status };
	}
}
/** The line as it is for whoever is signed in as `user`. */
const lineOf =
	(user: string): KeptPost =>
	(kept) =>
		receiveKept(house.needs, user, {
			parcels: kept.map(({ trajectory, id, stamp, sealed }) => ({ trajectory, id, stamp, sealed }))
		});
const teller = () => {
	const told = new Map<string, MomentState>();
	return { told, tell: (id: string, state: MomentState) => void told.set(id, state) };
};

describe('[PR5] a parcel is sent in the name of her whose it is', () => {
	it('and is not taken in while somebody else is signed in', async () => {
		const moment = played();
		const parcels = [await sealMoment(await boxOf(), moment)];
		expect(await door('kees', { who: 'marit', parcels })).toEqual({ status: 401 });
		expect(await door('kees', { who: 'marit', plain: { trajectory: J, moment } })).toEqual({ status: 401 });
		expect((await door('marit', { parcels })).status).toBe(400);
		expect(await entry(moment.id)).toBeUndefined();
		expect(await door('marit', { who: 'marit', parcels })).toEqual({
			status: 200,
			answers: [{ id: moment.id, saved: true }]
		});
	});

	it('and stays when it is not found there, as long as it can be opened at all', async () => {
		const store = logInMemory();
		const moment = played();
		const { told, tell } = teller();
		await keepMoment(store, await boxOf(), moment, at);
		// a server that does not ask whose it is
		await sendKept(store, 'marit', lineOf('kees'), tell, at);
		expect(told.get(moment.id)).toMatchObject({ state: 'refused', code: 'not-found' });
		expect((await store.all()).map(({ id, refused }) => [id, refused])).toEqual([[moment.id, 'not-found']]);
		await sendKept(store, 'marit', lineOf('marit'), tell, at, true);
		expect([told.get(moment.id), await store.all()]).toEqual([{ state: 'saved' }, []]);
	});

	it('names a child as one is named, or is no parcel', async () => {
		const parcel = await sealMoment(await boxOf(), played());
		expect((await door('marit', { who: 'marit', parcels: [{ ...parcel, trajectory: 'a\0b' }] })).status).toBe(400);
		expect((await door('marit', { who: 'marit', plain: { trajectory: 'a\0b', moment: played() } })).status).toBe(400);
	});
});

describe('[PR4] what is sent', () => {
	it('was logged by a clock that is ahead: it counts as now', async () => {
		const ahead = played({ at: at + 2 * 3_600_000 });
		const parcel = await sealMoment(await boxOf(), ahead);
		expect(await receiveKept(house.needs, 'marit', { parcels: [parcel] })).toEqual([{ id: ahead.id, saved: true }]);
		expect((await entry(ahead.id))?.at).toEqual(castDay);
		const plain = played({ at: at + 2 * 3_600_000 });
		expect(await receiveKept(house.needs, 'marit', { plain: { trajectory: J, moment: plain } })).toEqual([
			{ id: plain.id, saved: true }
		]);
	});

	it('is forgotten only when nothing newer came in its place meanwhile', async () => {
		const store = logInMemory();
		const box = await boxOf();
		const moment = played();
		await keepMoment(store, box, moment, at);
		await keepMoment(store, box, { ...moment, minutes: 5 }, at);
		expect(await store.dropIf(moment.id, 1)).toBe(false);
		expect(await store.refuseIf(moment.id, 1, 'broken')).toBe(false);
		expect(await store.get(moment.id)).toMatchObject({ turn: 2 });
		expect(await store.dropIf(moment.id, 2)).toBe(true);
		expect(await store.all()).toEqual([]);
	});
});

describe('the log without scripts', () => {
	const post = async (fields: Record<string, string>) => {
		const form = new FormData();
		for (const [name, value] of Object.entries(fields)) form.set(name, value);
		const request = new Request('http://kring.test/log', { method: 'POST', body: form });
		const event = { locals: { user: { id: 'marit' }, house: { needs: house.needs } }, request };
		return actions.default?.(event as unknown as Parameters<NonNullable<typeof actions.default>>[0]);
	};

	it('[PR4] takes no id but one that is made for a moment', async () => {
		const told = { child: J, kind: 'play', context: 'building' };
		for (const kind of ['play', 'brief'])
			for (const id of ['kort', 'x'.repeat(65)])
				expect(await post({ ...told, kind, id }), `${kind} ${id}`).toMatchObject({
					status: 400,
					data: { code: 'bad-input' }
				});
		// PostgreSQL keeps no such letter: refused before anything is read
		for (const one of [{ id: 'a\0bcdefgh' }, { child: 'a\0b' }])
			await expect(post({ ...told, ...one })).rejects.toMatchObject({ status: 400, body: { code: 'bad-input' } });
		expect(await post(told)).toEqual({ logged: true });
	});

	it('[PR7] reads no more ticks than a week has', () => {
		expect(readWeek(Array.from({ length: 20 }, () => '1 morning')).ok).toBe(true);
		expect(readWeek(Array.from({ length: 21 }, () => '1 morning'))).toEqual({ ok: false, code: 'bad-input' });
	});
});

it('[PR4] a moment that is refused behind another page stays, and the log gives her words back', async () => {
	const store = logInMemory();
	const box = await boxOf();
	const moment = played({ line: 'bewaar dit' });
	await keepMoment(store, box, moment, at);
	await finishTrajectory(house.needs, 'marit', J);
	await sendKept(store, 'marit', lineOf('marit'), () => undefined, at);
	const [kept] = await store.all();
	expect(kept).toMatchObject({ id: moment.id, refused: 'trajectory-closed' });
	// only that it was refused is written down: her words stay sealed [PR5]
	expect(JSON.stringify(kept)).not.toContain('bewaar');
	// other pages do not send it over and over
	const { told, tell } = teller();
	await sendKept(store, 'marit', lineOf('marit'), tell, at);
	expect(told.size).toBe(0);
	await sendKept(store, 'marit', lineOf('marit'), tell, at, true);
	expect(told.get(moment.id)).toMatchObject({ code: 'trajectory-closed', moment: { line: 'bewaar dit' } });
	// changed, it is one that waits again
	await keepMoment(store, box, moment, at);
	expect((await store.get(moment.id))?.refused).toBeUndefined();
});
