import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { gateOf } from '../../../src/lib/server/auth/gate';
import { hashPassword } from '../../../src/lib/server/auth/passwords';
import { openSchoolDoor, type SchoolDoor } from '../../../src/lib/server/auth/school-door';
import { openSignIns, type SignIns } from '../../../src/lib/server/auth/sign-ins';
import { clearFactors } from '../../../src/lib/server/db/second-factor';
import { auditEntry, passkey, schoolLogin, schoolLoginWait, userAccount } from '../../../src/lib/server/db/schema';
import { holdAccount } from '../../../src/lib/server/use-cases/accounts/manage-accounts';
import {
	beginSchoolLogin,
	connectWaiting,
	disconnectSchool,
	endSchoolLogin,
	isConnected,
	waitsForSchool
} from '../../../src/lib/server/use-cases/accounts/school-login';
import { client, openSchoolProvider, type AtSchool } from '../../support/school-provider';
import { openTestHouse } from '../../support/test-needs';

const origin = 'https://kijkkring.test';
let house: Awaited<ReturnType<typeof openTestHouse>>;
let signIns: SignIns;
let school: Awaited<ReturnType<typeof openSchoolProvider>>;
let door: SchoolDoor;
const settings = (issuer: string, trustMfa = false) => ({
	...{ issuer, clientId: client.id, secret: client.secret },
	...{ name: 'De Linde', trustMfa }
});
const marit: AtSchool = { subject: 'S-1', email: 'Marit@delinde.test' };

/** To the provider and back: the question in her browser, and what stands in the address. */
async function there(who: AtSchool, userId: string | null = null, change = (url: string) => url) {
	school.sit(who);
	const begun = await beginSchoolLogin(house.needs, door, userId);
	if (!begun.ok) throw new Error(begun.code);
	return { secret: begun.value.secret, search: await school.visit(change(begun.value.url)), userId };
}
const back = (given: Awaited<ReturnType<typeof there>>, by = door) =>
	endSchoolLogin(house.needs, gateOf(signIns), by, { ...given, device: 'Firefox, Linux' });
async function connected(who = marit, userId = 'marit') {
	const ended = await back(await there(who));
	if (!ended.ok || !('wait' in ended.value)) throw new Error('not waiting');
	return connectWaiting(house.needs, userId, ended.value.wait);
}
const failed = { ok: false, code: 'school-login-failed' };

beforeAll(async () => {
	house = await openTestHouse();
	await house.cast();
	house.setClock(new Date());
	signIns = openSignIns(house.db, false);
	school = await openSchoolProvider(`${origin}/login/school/back`);
	door = openSchoolDoor(settings(school.issuer), origin);
	await house.db.update(userAccount).set({ passwordHash: await hashPassword('vier gewone woorden') });
	vi.spyOn(console, 'warn').mockImplementation(() => {});
});
beforeEach(async () => {
	await house.settled();
	await house.db.delete(schoolLogin);
	await house.db.delete(schoolLoginWait);
});
afterAll(async () => {
	vi.restoreAllMocks();
	await school.close();
	await house.close();
});

describe('the first time', () => {
	it('lets nobody in: she signs in as she used to, and connects it after that [A16]', async () => {
		const ended = await back(await there(marit));
		if (!ended.ok || !('wait' in ended.value)) throw new Error('not waiting');
		expect(await house.db.select().from(schoolLogin)).toEqual([]);
		expect(await waitsForSchool(house.needs, ended.value.wait)).toBe(true);
		expect(await connectWaiting(house.needs, 'marit', ended.value.wait)).toMatchObject({ ok: true });
		expect(await isConnected(house.needs, 'marit')).toBe(true);
		// it is used up
		expect(await connectWaiting(house.needs, 'marit', ended.value.wait)).toEqual(failed);
		await house.settled();
		expect(house.letters.at(-1)).toMatchObject({ to: 'marit@delinde.test' });
	});

	it('connects no other account than the one with that address', async () => {
		expect(await connected(marit, 'kees')).toEqual({ ok: false, code: 'school-login-other' });
		expect(await house.db.select().from(schoolLogin)).toEqual([]);
	});

	it('connects nothing by an address the provider did not verify', async () => {
		const refused = { ok: false, code: 'school-login-unverified' };
		expect(await back(await there({ ...marit, subject: 'S-2', verified: false }))).toEqual(refused);
		expect(await back(await there({ ...marit, subject: 'S-3', verified: false }, 'marit'))).toEqual(refused);
	});

	it('waits a quarter of an hour and no longer', async () => {
		const ended = await back(await there(marit));
		if (!ended.ok || !('wait' in ended.value)) throw new Error('not waiting');
		const now = house.needs.clock();
		house.setClock(new Date(now.getTime() + 15 * 60_000 + 1));
		expect(await waitsForSchool(house.needs, ended.value.wait)).toBe(false);
		expect(await connectWaiting(house.needs, 'marit', ended.value.wait)).toEqual(failed);
		house.setClock(now);
	});

	it('connects at once for whoever is in, and only for her [A16]', async () => {
		const hers = await there(marit, 'marit');
		expect(await back({ ...hers, userId: 'kees' })).toEqual(failed);
		expect(await back(await there(marit, 'kees'))).toEqual({ ok: false, code: 'school-login-other' });
		expect(await back(await there(marit, 'marit'))).toEqual({ ok: true, value: { connected: true } });
		expect(await disconnectSchool(house.needs, 'marit')).toMatchObject({ ok: true });
		expect(await disconnectSchool(house.needs, 'marit')).toEqual({ ok: false, code: 'not-found' });
		const kind = and(eq(auditEntry.kind, 'school-login-changed'), eq(auditEntry.actor, 'marit'));
		const states = (await house.db.select().from(auditEntry).where(kind)).map(({ facts }) => facts['state']);
		expect(states.slice(-2).sort()).toEqual(['connected', 'disconnected']);
	});

	it('gives one person of the school to one account', async () => {
		await connected();
		await house.db.update(userAccount).set({ email: 'was-marit@delinde.test' }).where(eq(userAccount.id, 'marit'));
		await house.db.update(userAccount).set({ email: 'marit@delinde.test' }).where(eq(userAccount.id, 'kees'));
		// the address now is of somebody else: who is connected comes in all the same, and nobody takes it over
		expect(await back(await there(marit))).toMatchObject({ ok: true, value: { userId: 'marit' } });
		expect(await back(await there(marit, 'kees'))).toEqual({ ok: false, code: 'school-login-other' });
		await house.db.update(userAccount).set({ email: 'kees@delinde.test' }).where(eq(userAccount.id, 'kees'));
		await house.db.update(userAccount).set({ email: 'marit@delinde.test' }).where(eq(userAccount.id, 'marit'));
	});
});

describe('whoever is connected', () => {
	it('comes in, with a new token, whatever her address there is by now [A15]', async () => {
		await connected();
		const one = await back(await there({ ...marit, email: 'm.jansen@elders.test', verified: false }));
		const two = await back(await there(marit));
		if (!one.ok || !two.ok || !('cookie' in one.value) || !('cookie' in two.value)) throw new Error('not in');
		expect(one.value).toMatchObject({ userId: 'marit', stage: 'in' });
		expect(one.value.cookie).not.toBe(two.value.cookie);
		expect(await signIns.read(one.value.cookie, house.needs.clock())).toMatchObject({ userId: 'marit' });
	});

	it('takes her own second step, unless she took one there [A17]', async () => {
		await connected();
		await house.db.insert(passkey).values({
			...{ id: 'k', userId: 'marit', name: 'k', publicKey: new Uint8Array(8), counter: 0, transports: [] },
			createdAt: house.needs.clock()
		});
		const stage = async (amr: string[] | undefined, by = door) => {
			const ended = await back(await there({ ...marit, ...(amr && { amr }) }), by);
			return ended.ok && 'stage' in ended.value ? ended.value.stage : null;
		};
		expect(await stage(undefined)).toBe('second');
		expect(await stage(['pwd'])).toBe('second');
		for (const way of ['mfa', 'otp', 'hwk']) expect(await stage(['pwd', way])).toBe('in');
		expect(await stage(['pwd'], openSchoolDoor(settings(school.issuer, true), origin))).toBe('in');
		await clearFactors(house.db, 'marit');
		// a fresh start ends this too: it is among what somebody else may hold
		expect(await isConnected(house.needs, 'marit')).toBe(false);
	});

	it('on hold hears what an unknown person hears [A14]', async () => {
		await connected();
		await holdAccount(house.needs, 'els', 'marit', true);
		const held = await back(await there(marit));
		const unknown = await back(await there({ subject: 'S-9', email: 'niemand@delinde.test' }));
		const shape = { ok: true, value: { wait: expect.any(String) } };
		expect([held, unknown]).toEqual([shape, shape]);
		await holdAccount(house.needs, 'els', 'marit', false);
		expect(await back(await there(marit))).toMatchObject({ ok: true, value: { userId: 'marit' } });
	});
});

describe('what is no answer to our question', () => {
	it('is refused: another state, another nonce, an answer of before, no question at all', async () => {
		await connected();
		const { secret, search, userId } = await there(marit);
		const other = (name: string) => (text: string) =>
			text.replace(new RegExp(`([?&]${name}=)[^&]+`), `$1${'x'.repeat(43)}`);
		expect(await back({ secret, search: other('state')(search), userId })).toEqual(failed);
		// the question was taken by that
		expect(await back({ secret, search, userId })).toEqual(failed);
		expect(await back(await there(marit, null, other('nonce')))).toEqual(failed);
		expect(await back(await there(marit, null, other('code_challenge')))).toEqual(failed);
		const good = await there(marit);
		expect(await back(good)).toMatchObject({ ok: true });
		expect(await back(good)).toEqual(failed);
		expect(await back({ ...good, secret: '' })).toEqual(failed);
		const refused = await there(marit);
		const said = new URLSearchParams({
			error: 'access_denied',
			state: new URLSearchParams(refused.search).get('state')!
		});
		expect(await back({ ...refused, search: `?${said}` })).toEqual(failed);
	});

	it('is refused when its code was used before, also with a question that still stands', async () => {
		await connected();
		const good = await there(marit);
		expect(await door.finish(good.secret, good.search)).toMatchObject({ subject: 'S-1', email: 'marit@delinde.test' });
		expect(await back(good)).toEqual(failed);
	});

	it('says kindly that the provider does not answer, and asks again when it does', async () => {
		const away = await openSchoolProvider(`${origin}/login/school/back`);
		const { secret, search } = await there(marit);
		await away.close();
		const closed = openSchoolDoor(settings(away.issuer), origin);
		expect(await beginSchoolLogin(house.needs, closed, null)).toEqual({ ok: false, code: 'school-login-away' });
		expect(await back({ secret, search, userId: null }, closed)).toEqual({ ok: false, code: 'school-login-away' });
	});
});
