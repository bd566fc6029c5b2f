import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freeTries } from '../../../src/lib/domain/throttle';
import { gateOf } from '../../../src/lib/server/auth/gate';
import { hashPassword } from '../../../src/lib/server/auth/passwords';
import { openSignIns, type SignIns } from '../../../src/lib/server/auth/sign-ins';
import { auditEntry, authSession, signInTry, userAccount } from '../../../src/lib/server/db/schema';
import { changePassword } from '../../../src/lib/server/use-cases/people/change-password';
import {
	chooseNewPassword,
	readNewPassword,
	requestNewPassword
} from '../../../src/lib/server/use-cases/people/new-password';
import { signIn } from '../../../src/lib/server/use-cases/people/sign-in';
import { signOut, signOutEverywhere } from '../../../src/lib/server/use-cases/people/sign-out';
import {
	endOtherSignIns,
	endSignIn,
	endSignIns,
	signInsOf
} from '../../../src/lib/server/use-cases/people/sign-ins-of';
import { openTestHouse } from '../../support/test-needs';

const password = 'vier gewone woorden achter elkaar';
let house: Awaited<ReturnType<typeof openTestHouse>>;
let signIns: SignIns;
const gate = () => gateOf(signIns);
const enter = (email: string, given: string, address = '10.0.0.1') =>
	signIn(house.needs, gate(), { email, password: given }, address, 'Firefox, Linux');
const later = (minutes: number) => house.setClock(new Date(house.needs.clock().getTime() + minutes * 60_000));
const refused = { ok: false, code: 'wrong-email-or-password' };

beforeAll(async () => {
	house = await openTestHouse();
	await house.cast();
	// lucia itself looks at the wall clock, so the sign-ins of this test live now
	house.setClock(new Date());
	signIns = openSignIns(house.db, false);
	await house.db.update(userAccount).set({ passwordHash: await hashPassword(password) });
});
afterAll(() => house.close());

describe('signing in', () => {
	it('gives a new cookie each time, and keeps only its hash [E1, E2]', async () => {
		const first = await enter('marit@delinde.test', password);
		const second = await enter('marit@delinde.test', password);
		if (!first.ok || !second.ok) throw new Error('refused');
		expect(first.value.cookie).not.toBe(second.value.cookie);
		const rows = await house.db.select().from(authSession).where(eq(authSession.userId, 'marit'));
		expect(rows).toHaveLength(2);
		expect(JSON.stringify(rows)).not.toContain(first.value.cookie);
		expect(await signIns.read(first.value.cookie, house.needs.clock())).toMatchObject({ userId: 'marit' });
		// the hash that is stored opens nothing
		expect(await signIns.read(rows[0]?.id, house.needs.clock())).toBeNull();
	});

	it('answers a wrong password and an unknown address alike [E5]', async () => {
		expect(await enter('kees@delinde.test', 'iets anders')).toEqual(refused);
		expect(await enter('niemand@delinde.test', password)).toEqual(refused);
	});

	it('tells somebody whose account was closed only when her password is right', async () => {
		await house.db.update(userAccount).set({ closedAt: house.needs.clock() }).where(eq(userAccount.id, 'gerda'));
		expect(await enter('gerda@delinde.test', 'iets anders')).toEqual(refused);
		expect(await enter('gerda@delinde.test', password)).toEqual({ ok: false, code: 'account-closed' });
	});
});

it('[E10] says at once that it is busy when hundreds wait for theirs, and counts no try', async () => {
	const tries = () => house.db.$count(signInTry);
	const before = await tries();
	const many = Promise.all(Array.from({ length: 203 }, () => hashPassword(password)));
	expect(await enter('marit@delinde.test', password)).toEqual({ ok: false, code: 'too-busy' });
	expect(await tries()).toBe(before);
	await many;
	expect(await enter('marit@delinde.test', password)).toMatchObject({ ok: true });
});

describe('[E4] guessing', () => {
	it('slows down after five wrong passwords, for known and unknown addresses, and waiting helps', async () => {
		for (const email of ['sofie@delinde.test', 'verzonnen@delinde.test']) {
			for (let i = 0; i < freeTries; i++) expect(await enter(email, `gok ${i}`, `10.1.0.${i}`)).toEqual(refused);
			expect(await enter(email, password, '10.1.0.99')).toMatchObject({ ok: false, code: 'too-many-tries' });
		}
		later(2);
		expect(await enter('sofie@delinde.test', password)).toMatchObject({ ok: true });
		// and the right password wipes the slate
		expect(await enter('sofie@delinde.test', 'weer mis')).toEqual(refused);
		expect(await enter('sofie@delinde.test', password)).toMatchObject({ ok: true });
	});

	it('a hundred guesses at once are not a way round', async () => {
		const guesses = await Promise.all(Array.from({ length: 20 }, (_, i) => enter('lieke@delinde.test', `gok ${i}`)));
		expect(guesses.filter((it) => !it.ok && it.code === 'wrong-email-or-password')).toHaveLength(freeTries);
	});

	it('one account’s failures do not keep a colleague behind the same address out', async () => {
		expect(await enter('lieke@delinde.test', password, '10.0.0.1')).toMatchObject({ code: 'too-many-tries' });
		expect(await enter('noor@delinde.test', password, '10.0.0.1')).toMatchObject({ ok: true });
	});

	it('many different accounts failing from one address slow that address down, and no other', async () => {
		for (let i = 0; i < 30; i++) await enter(`gok${i}@elders.test`, 'wachtwoord', '10.9.9.9');
		expect(await enter('noor@delinde.test', password, '10.9.9.9')).toMatchObject({ code: 'too-many-tries' });
		expect(await enter('noor@delinde.test', password, '10.0.0.1')).toMatchObject({ ok: true });
		// a joke is over when it is over
		later(25 / 60);
		expect(await enter('noor@delinde.test', password, '10.9.9.9')).toMatchObject({ ok: true });
	});

	it('[A12] a network of IPv6 is one address, however many of its own somebody uses, and however many tries come at once', async () => {
		const from = (i: number) => `2001:db8:0:7:${i.toString(16)}::1`;
		const tries = Array.from({ length: 50 }, (_, i) => enter(`v6-${i}@elders.test`, 'gok', from(i)));
		const heard = (await Promise.all(tries)).filter((it) => !it.ok && it.code === 'too-many-tries');
		expect(heard).toHaveLength(20);
		expect(await enter('noor@delinde.test', password, from(99))).toMatchObject({ code: 'too-many-tries' });
		expect(await enter('noor@delinde.test', password, '2001:db8:0:8::1')).toMatchObject({ ok: true });
		later(1);
	});

	it('a proxy that does not say for whom it speaks keeps nobody out', async () => {
		for (let i = 0; i < 32; i++) await enter(`verzonnen${i}@elders.test`, 'gok', '127.0.0.1');
		expect(await enter('els@delinde.test', 'iets anders', '127.0.0.1')).toEqual(refused);
		expect(await enter('els@delinde.test', password, '127.0.0.1')).toMatchObject({ ok: true });
	});

	it('keeps no address in clear', async () => {
		const rows = await house.db.select().from(signInTry);
		expect(rows.length).toBeGreaterThan(0);
		expect(JSON.stringify(rows)).not.toMatch(/delinde|10\.9\.9/);
	});
});

describe('one’s own sign-ins', () => {
	it('a new password ends all others and every socket [E3]', async () => {
		const here = await enter('anke@delinde.test', password);
		const there = await enter('anke@delinde.test', password);
		if (!here.ok || !there.ok) throw new Error('refused');
		const me = await signIns.read(here.value.cookie, house.needs.clock());
		const given = { next: 'een heel ander zinnetje', authSessionId: me?.authSessionId ?? '', address: '10.0.0.1' };
		const change = (current: string) => changePassword(house.needs, gate(), 'anke', { ...given, current });
		expect(await change('mis')).toEqual(refused);
		expect(await signIns.read(there.value.cookie, house.needs.clock())).not.toBeNull();
		expect(await change(password)).toMatchObject({ ok: true });
		expect(await signIns.read(there.value.cookie, house.needs.clock())).toBeNull();
		expect(await signIns.read(here.value.cookie, house.needs.clock())).not.toBeNull();
		expect(house.told).toContainEqual({ signedOut: { userId: 'anke' } });
		expect(await enter('anke@delinde.test', password)).toEqual(refused);
		// she is told: it may have been somebody else
		await house.settled();
		expect(house.letters.splice(0).map((letter) => letter.to)).toEqual(['anke@delinde.test']);
	});

	it('a weak new password is refused before anything happens', async () => {
		const given = { current: password, authSessionId: '', address: '10.0.0.1' };
		expect(await changePassword(house.needs, gate(), 'noor', { ...given, next: 'kort' })).toMatchObject({
			code: 'password-too-short'
		});
		expect(await changePassword(house.needs, gate(), 'noor', { ...given, next: 'wachtwoord12' })).toMatchObject({
			code: 'password-too-common'
		});
	});

	it('somebody ends her own, never another’s', async () => {
		await enter('kees@delinde.test', password);
		const [his] = await signInsOf(house.needs, 'kees');
		expect(await endSignIn(house.needs, 'noor', his?.id ?? '')).toEqual({ ok: false, code: 'not-found' });
		expect(await endSignIn(house.needs, 'kees', his?.id ?? '')).toMatchObject({ ok: true });
		expect(house.told).toContainEqual({ signedOut: { authSessionId: his?.id } });
		await enter('kees@delinde.test', password);
		await endSignIns(house.needs, 'kees');
		expect(await signInsOf(house.needs, 'kees')).toEqual([]);
	});
});

describe('[E6] a forgotten password', () => {
	const linkOf = (at: number) => /new-password\/(\S+)/.exec(house.letters.at(at)?.text ?? '')?.[1] ?? '';

	it('a letter to the account’s own address, and none to a stranger', async () => {
		// what she hears of her new password, from before
		await house.settled();
		house.letters.length = 0;
		requestNewPassword(house.needs, 'niemand@delinde.test');
		await house.settled();
		expect(house.letters).toEqual([]);
		requestNewPassword(house.needs, 'marit@delinde.test');
		await house.settled();
		expect(house.letters.map((letter) => letter.to)).toEqual(['marit@delinde.test']);
	});

	it('looking does not use the link; choosing does, and ends every sign-in', async () => {
		const secret = linkOf(-1);
		await enter('marit@delinde.test', password);
		expect(await readNewPassword(house.needs, secret)).toMatchObject({ ok: true });
		expect(await readNewPassword(house.needs, secret)).toMatchObject({ ok: true });
		expect(await chooseNewPassword(house.needs, gate(), secret, 'kort')).toMatchObject({ code: 'password-too-short' });
		expect(await chooseNewPassword(house.needs, gate(), secret, 'zes nieuwe woorden op een rij')).toMatchObject({
			ok: true
		});
		expect(await signInsOf(house.needs, 'marit')).toEqual([]);
		expect(await enter('marit@delinde.test', 'zes nieuwe woorden op een rij')).toMatchObject({ ok: true });
		expect(await chooseNewPassword(house.needs, gate(), secret, 'nog een keer proberen')).toMatchObject({
			code: 'link-used'
		});
	});

	it('a new password ends every other link for one, however it was chosen', async () => {
		for (let i = 0; i < 2; i++) {
			requestNewPassword(house.needs, 'lieke@delinde.test');
			await house.settled();
		}
		const [first, second] = [linkOf(-2), linkOf(-1)];
		expect((await chooseNewPassword(house.needs, gate(), first, 'zes nieuwe woorden op een rij')).ok).toBe(true);
		expect(await readNewPassword(house.needs, second)).toEqual({ ok: false, code: 'link-expired' });
		requestNewPassword(house.needs, 'lieke@delinde.test');
		await house.settled();
		const given = { current: 'zes nieuwe woorden op een rij', next: password, authSessionId: '', address: '10.0.0.7' };
		expect((await changePassword(house.needs, gate(), 'lieke', given)).ok).toBe(true);
		expect(await readNewPassword(house.needs, linkOf(-1))).toEqual({ ok: false, code: 'link-expired' });
	});

	it('lets somebody in again whom strangers kept guessing at', async () => {
		for (let i = 0; i <= freeTries; i++) await enter('anke@delinde.test', `gok ${i}`, '10.0.0.8');
		expect(await enter('anke@delinde.test', password, '10.0.0.7')).toMatchObject({ code: 'too-many-tries' });
		requestNewPassword(house.needs, 'anke@delinde.test');
		await house.settled();
		expect((await chooseNewPassword(house.needs, gate(), linkOf(-1), password)).ok).toBe(true);
		expect((await enter('anke@delinde.test', password, '10.0.0.7')).ok).toBe(true);
	});

	it('a link of half an hour ago has run out, and a made-up one never was', async () => {
		requestNewPassword(house.needs, 'noor@delinde.test');
		await house.settled();
		later(31);
		expect(await readNewPassword(house.needs, linkOf(-1))).toEqual({ ok: false, code: 'link-expired' });
		expect(await readNewPassword(house.needs, 'verzonnen')).toEqual({ ok: false, code: 'not-found' });
	});

	it('a stranger cannot fill a mailbox', async () => {
		later(120);
		const before = house.letters.length;
		for (let i = 0; i < 6; i++) {
			requestNewPassword(house.needs, 'sofie@delinde.test');
			await house.settled();
		}
		expect(house.letters.length - before).toBe(3);
	});
});

it('[A14] the log has who came in, who was refused, who left and who has a new password, and nothing that was typed', async () => {
	await house.db.update(userAccount).set({ passwordHash: await hashPassword(password), suspendedAt: null });
	await house.db.delete(signInTry);
	const before = await house.db.$count(auditEntry);
	await enter('sofie@delinde.test', 'iets anders');
	await enter('niemand@delinde.test', password);
	const came = await enter('sofie@delinde.test', password);
	if (!came.ok) throw new Error(came.code);
	const here = await signIns.read(came.value.cookie, house.needs.clock());
	const authSessionId = here?.authSessionId ?? '';
	const passwords = { current: password, next: 'zeven groene kussens opgeschud', authSessionId, address: '10.0.0.1' };
	expect(await changePassword(house.needs, gate(), 'sofie', passwords)).toMatchObject({ ok: true });
	await signOut(house.needs, signIns, { cookie: came.value.cookie, userId: 'sofie', authSessionId, device: null });
	expect(await signIns.read(came.value.cookie, house.needs.clock())).toBeNull();
	expect(house.told).toContainEqual({ signedOut: { authSessionId } });
	const rows = (await house.db.select().from(auditEntry).orderBy(auditEntry.nr)).slice(before);
	expect(rows.map(({ kind, actor, aboutId, facts }) => [kind, actor, aboutId, facts['reason']])).toEqual([
		['sign-in-refused', 'nobody', 'sofie', 'wrong-email-or-password'],
		['sign-in-refused', 'nobody', null, 'wrong-email-or-password'],
		['signed-in', 'sofie', null, 'password'],
		['password-changed', 'sofie', null, 'known'],
		['signed-out', 'sofie', null, 'here']
	]);
	expect(JSON.stringify(rows)).not.toMatch(/@|niemand|10\.0|Firefox/);
});

it('[A19] the log has each ending of her own sign-ins once, and how many ended; nothing where nothing did', async () => {
	await house.db.delete(authSession);
	const before = await house.db.$count(auditEntry);
	const here = async () => {
		const came = await enter('els@delinde.test', password);
		if (!came.ok) throw new Error(came.code);
		return (await signIns.read(came.value.cookie, house.needs.clock()))?.authSessionId ?? '';
	};
	const [first, second] = [await here(), await here(), await here()];
	await endSignIn(house.needs, 'noor', second);
	await endSignIn(house.needs, 'els', second);
	await endOtherSignIns(house.needs, 'els', first);
	await endOtherSignIns(house.needs, 'els', first);
	await here();
	await signOutEverywhere(house.needs, 'els');
	await here();
	// what an admin does to her is in the log as that
	await endSignIns(house.needs, 'els');
	const rows = (await house.db.select().from(auditEntry).orderBy(auditEntry.nr)).slice(before);
	const endings = rows.filter(({ kind }) => kind === 'signed-out');
	expect(endings.map(({ actor, facts }) => [actor, facts['reason'], facts['count']])).toEqual([
		['els', 'one', 1],
		['els', 'others', 1],
		['els', 'everywhere', 2]
	]);
});
