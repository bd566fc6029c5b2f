import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openPush } from '$lib/server/push';
import { dropPushDevices, pushKeyOf } from '$lib/server/db/push-devices';
import { meetingDuty, pushDevice, reminderGiven, reminderLetter, trajectory, userAccount } from '$lib/server/db/schema';
import { closeAccount, holdAccount } from '$lib/server/use-cases/accounts/manage-accounts';
import { leaveTeam } from '$lib/server/use-cases/people/end-membership';
import { devicesOf, forgetDevice, rememberDevice } from '$lib/server/use-cases/people/push-devices';
import { signOutEverywhere } from '$lib/server/use-cases/people/sign-out';
import { chooseReminding, remind } from '$lib/server/use-cases/people/reminders';
import { openPushService } from '../../support/push-service';
import { openTestHouse } from '../../support/test-needs';

let house: Awaited<ReturnType<typeof openTestHouse>>;
let service: Awaited<ReturnType<typeof openPushService>>;
/** Meeting 4 of the cast is on Thursday 3 December 2026; it is nine in Amsterdam. */
const tuesday = new Date('2026-12-01T08:00:00Z');

beforeAll(async () => {
	house = await openTestHouse();
	await house.cast();
	const privateKey = await pushKeyOf(house.db, house.needs.vault);
	service = await openPushService(() => house.needs.push?.publicKey ?? '');
	house.needs.push = openPush({
		contact: 'ict@delinde.test',
		privateKey,
		clock: house.needs.clock,
		reaches: (endpoint) => endpoint.startsWith(`${service.origin}/`)
	});
});
afterAll(async () => {
	await service.close();
	await house.close();
});
beforeEach(async () => {
	house.setClock(tuesday);
	house.needs.mails = true;
	house.letters.splice(0);
	service.received.splice(0);
	for (const table of [reminderGiven, reminderLetter, meetingDuty, pushDevice]) await house.db.delete(table);
	// the others hear nothing, so that what is counted is hers
	await house.db.update(userAccount).set({ reminders: 'none' });
	await chooseReminding(house.needs, 'marit', 'push');
});

let turn = 0;
async function turnOn(who: string, name = 'Firefox, Linux') {
	const path = `/to/${++turn}`;
	const kept = await rememberDevice(house.needs, who, service.browser(path), name);
	return { path, id: kept.ok ? kept.value : '' };
}
const told = () => service.received.map(({ path }) => path).toSorted();
const said = () => JSON.parse(service.received[0]?.text ?? '{}') as Record<string, unknown>;

describe('[RD12] what a device is told', () => {
	it('how much waits and for which day, in her language, and nothing else', async () => {
		await turnOn('marit');
		await house.db.update(trajectory).set({ alias: 'Zebedeus' });
		await remind(house.needs);
		expect(said()).toEqual({
			title: 'Kijkkring',
			body: 'Er staan 2 dingen voor je klaar voor donderdag 3 december.',
			lang: 'nl'
		});
		expect(house.letters).toEqual([]);
		await house.db.update(userAccount).set({ locale: 'en' }).where(eq(userAccount.id, 'marit'));
		await house.db.delete(reminderGiven);
		await house.db.delete(reminderLetter);
		service.received.splice(0);
		await remind(house.needs);
		expect(said()).toMatchObject({ body: '2 things are ready for you for Thursday 3 December.', lang: 'en' });
		await house.db.update(userAccount).set({ locale: 'nl' }).where(eq(userAccount.id, 'marit'));
	});

	it('with who we are, signed, and not after five', async () => {
		await turnOn('marit');
		house.setClock(new Date('2026-12-01T15:45:00Z'));
		await remind(house.needs);
		expect(service.received[0]).toMatchObject({
			ttl: 15 * 60,
			claims: { aud: service.origin, sub: 'mailto:ict@delinde.test' }
		});
	});

	it('[RD2] [RD5] at the same hours as a letter, and once, however many processes there are', async () => {
		const { path } = await turnOn('marit');
		house.setClock(new Date('2026-12-01T06:59:00Z'));
		await remind(house.needs);
		expect(told()).toEqual([]);
		house.setClock(tuesday);
		await Promise.all([remind(house.needs), remind(house.needs)]);
		house.setClock(new Date('2026-12-02T08:00:00Z'));
		await remind(house.needs);
		expect(told()).toEqual([path]);
	});

	it('all her devices, and nobody else’s', async () => {
		const [one, two, kees] = [await turnOn('marit'), await turnOn('marit'), await turnOn('kees')];
		await remind(house.needs);
		expect(told()).toEqual([one.path, two.path].toSorted());
		expect(told()).not.toContain(kees.path);
	});
});

describe('[RD13] when a device is not reached', () => {
	it('one that is no more is forgotten, and another is told', async () => {
		const [gone, there] = [await turnOn('marit'), await turnOn('marit')];
		service.answer(gone.path, 410);
		await remind(house.needs);
		expect(told()).toEqual([there.path]);
		expect((await devicesOf(house.needs, 'marit')).map(({ id }) => id)).toEqual([there.id]);
		expect(house.letters).toEqual([]);
	});

	it.each([404, 410, 500, 403])('none of them (%i): by mail after all, once', async (status) => {
		const { path } = await turnOn('marit');
		service.answer(path, status);
		await remind(house.needs);
		await remind(house.needs);
		expect(house.letters.map(({ to }) => to)).toEqual(['marit@delinde.test']);
		expect(await devicesOf(house.needs, 'marit')).toHaveLength(status === 404 || status === 410 ? 0 : 1);
	});

	it('no device, or pushing turned off since: by mail', async () => {
		await remind(house.needs);
		expect(house.letters).toHaveLength(1);
		await turnOn('marit');
		await house.db.delete(reminderGiven);
		await house.db.delete(reminderLetter);
		const { push } = house.needs;
		house.needs.push = null;
		await remind(house.needs);
		house.needs.push = push;
		expect(house.letters).toHaveLength(2);
		expect(told()).toEqual([]);
	});

	it('and in a school without mail: on the device, half an hour later', async () => {
		const { path } = await turnOn('marit');
		house.needs.mails = false;
		service.answer(path, 503);
		const logged: unknown[] = [];
		const { later } = house.needs;
		house.needs.later = (work) => void work().catch((error: unknown) => logged.push(error));
		await remind(house.needs);
		await expect.poll(() => logged.length).toBe(1);
		house.needs.later = later;
		service.answer(path, 201);
		await remind(house.needs);
		expect(told()).toEqual([]);
		house.setClock(new Date(tuesday.getTime() + 30 * 60_000));
		await remind(house.needs);
		expect(told()).toEqual([path]);
	});
});

describe('[RD11] a device', () => {
	it('is its owner’s: another person cannot turn it off', async () => {
		const { id } = await turnOn('marit', 'Chrome, Android');
		expect(await devicesOf(house.needs, 'marit')).toEqual([{ id, name: 'Chrome, Android' }]);
		expect(await forgetDevice(house.needs, 'kees', id)).toMatchObject({ ok: false, code: 'not-found' });
		expect(await devicesOf(house.needs, 'kees')).toEqual([]);
		expect(await forgetDevice(house.needs, 'marit', id)).toMatchObject({ ok: true });
		expect(await devicesOf(house.needs, 'marit')).toEqual([]);
	});

	it('turned on by somebody else at the same browser, is hers from then on', async () => {
		const address = service.browser('/shared');
		await rememberDevice(house.needs, 'marit', address, '');
		await rememberDevice(house.needs, 'kees', address, '');
		expect(await devicesOf(house.needs, 'marit')).toEqual([]);
		expect(await devicesOf(house.needs, 'kees')).toHaveLength(1);
	});

	it('is never another machine than a push service, and nothing where pushing is off', async () => {
		const elsewhere = { ...service.browser('/x'), endpoint: 'http://169.254.169.254/latest' };
		expect(await rememberDevice(house.needs, 'marit', elsewhere, '')).toMatchObject({ code: 'push-service-unknown' });
		const { push } = house.needs;
		house.needs.push = null;
		expect(await rememberDevice(house.needs, 'marit', service.browser('/y'), '')).toMatchObject({
			code: 'push-not-here'
		});
		house.needs.push = push;
		expect(await house.db.$count(pushDevice)).toBe(0);
	});

	it('does not lie readable in the database: where its messages go is sealed', async () => {
		const { path } = await turnOn('marit');
		const [row] = await house.db.select().from(pushDevice);
		const raw = Buffer.from(row?.address ?? []).toString('latin1') + (row?.id ?? '');
		expect(raw).not.toContain(path);
		expect(raw).not.toContain('127.0.0.1');
	});

	it('there are ten at most: the oldest goes', async () => {
		const first = await turnOn('marit');
		for (let i = 0; i < 10; i++) {
			house.setClock(new Date(tuesday.getTime() + (i + 1) * 1000));
			await turnOn('marit');
		}
		const left = await devicesOf(house.needs, 'marit');
		expect(left).toHaveLength(10);
		expect(left.map(({ id }) => id)).not.toContain(first.id);
	});

	it('goes when she signs out everywhere, when she leaves her last team, and with her account', async () => {
		await turnOn('marit');
		await turnOn('kees');
		await signOutEverywhere(house.needs, 'marit');
		expect(await devicesOf(house.needs, 'marit')).toEqual([]);
		expect(await devicesOf(house.needs, 'kees')).toHaveLength(1);
		await turnOn('noor');
		expect(await holdAccount(house.needs, 'marit', 'noor', true)).toEqual({ ok: false, code: 'not-found' });
		expect(await devicesOf(house.needs, 'noor')).toHaveLength(1);
		// [A9] on hold and closed: what was told to her phone yesterday is not told to it today
		expect(await holdAccount(house.needs, 'els', 'noor', true)).toMatchObject({ ok: true });
		expect(await devicesOf(house.needs, 'noor')).toEqual([]);
		expect(await closeAccount(house.needs, 'els', 'kees')).toMatchObject({ ok: true });
		expect(await devicesOf(house.needs, 'kees')).toEqual([]);
		await turnOn('sofie');
		expect(await leaveTeam(house.needs, 'sofie', 'onderbouw')).toMatchObject({ ok: true });
		expect(await devicesOf(house.needs, 'sofie')).toEqual([]);
		await house.db.insert(userAccount).values({
			...{ id: 'kort', name: 'Kort', email: 'kort@delinde.test', passwordHash: 'none', createdAt: tuesday }
		});
		const { id } = await turnOn('kort');
		await house.db.delete(userAccount).where(eq(userAccount.id, 'kort'));
		expect(await dropPushDevices(house.db, 'kort', [id])).toBe(0);
	});
});

it('[RD11] the key is made once, is the same for every process, and lies sealed', async () => {
	const again = await Promise.all([1, 2, 3].map(() => pushKeyOf(house.db, house.needs.vault)));
	expect(new Set(again.map((it) => Buffer.from(it).toString('hex'))).size).toBe(1);
	expect(again[0]).toHaveLength(32);
});
