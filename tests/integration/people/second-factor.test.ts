import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { codeAt, stepAt } from '../../../src/lib/server/auth/authenticator-codes';
import { wideGateOf } from '../../../src/lib/server/auth/gate';
import { hashPassword } from '../../../src/lib/server/auth/passwords';
import { openSignIns, type SignIns } from '../../../src/lib/server/auth/sign-ins';
import { standingOf } from '../../../src/lib/server/db/people';
import { clearFactors } from '../../../src/lib/server/db/second-factor';
import { asPerson } from '../../../src/lib/server/db/who-asks';
import {
	authenticator,
	authSession,
	clip,
	passkey,
	recoveryCode,
	school,
	signInTry,
	userAccount
} from '../../../src/lib/server/db/schema';
import { beginApp, confirmApp } from '../../../src/lib/server/use-cases/accounts/authenticator-app';
import { graceOf } from '../../../src/lib/server/use-cases/accounts/come-in';
import {
	agreeToFreshStart,
	askFreshStart,
	doFreshStarts,
	openResetsByAccount,
	withdrawFreshStart
} from '../../../src/lib/server/use-cases/accounts/fresh-start';
import {
	chooseGrace,
	closeAccount,
	holdAccount,
	setAdmin,
	viewAccounts
} from '../../../src/lib/server/use-cases/accounts/manage-accounts';
import {
	addPasskey,
	askNewPasskey,
	askPasskey,
	removeAuthenticator,
	removePasskey
} from '../../../src/lib/server/use-cases/accounts/passkeys';
import { prove } from '../../../src/lib/server/use-cases/accounts/prove';
import { newRecoveryCodes } from '../../../src/lib/server/use-cases/accounts/recovery-codes';
import {
	comeInAfterSetUp,
	comeInWithCode,
	comeInWithKey,
	comeInWithKeyAlone
} from '../../../src/lib/server/use-cases/accounts/second-step';
import { chooseNewPassword, requestNewPassword } from '../../../src/lib/server/use-cases/people/new-password';
import { signIn } from '../../../src/lib/server/use-cases/people/sign-in';
import { makeKey } from '../../support/software-key';
import { openTestHouse } from '../../support/test-needs';

const password = 'vier gewone woorden achter elkaar';
const address = '10.0.0.1';
let house: Awaited<ReturnType<typeof openTestHouse>>;
let signIns: SignIns;
const gate = () => wideGateOf(signIns, house.needs.origin);
const now = () => house.needs.clock();
const later = (ms: number) => house.setClock(new Date(now().getTime() + ms));
const day = 86_400_000;
const unknown = { ok: false, code: 'passkey-unknown' };

/** In with her password, as far as that goes. */
async function enter(who: string, browser = '', from = address) {
	const given = { email: `${who}@delinde.test`, password };
	const came = await signIn(house.needs, gate(), given, from, 'Firefox, Linux', browser);
	if (!came.ok) throw new Error(came.code);
	return came.value;
}
const challengeIn = (options: object): string => (options as { challenge: string }).challenge;

/** A key on her device, set up. */
async function giveKey(who: string) {
	const key = makeKey();
	const asked = await askNewPasskey(house.needs, gate(), who);
	if (!asked.ok) throw new Error(asked.code);
	const added = await addPasskey(house.needs, gate(), who, {
		answer: key.made(challengeIn(asked.value)),
		name: 'iPad'
	});
	expect(added).toMatchObject({ ok: true });
	return key;
}
async function giveApp(who: string): Promise<Uint8Array> {
	await beginApp(house.needs, gate(), who);
	const [row] = await house.db.select().from(authenticator).where(eq(authenticator.userId, who));
	if (!row) throw new Error('no app');
	const secret = house.needs.vault.unseal(house.needs.vault.open(row.wrappedKey), row.secret);
	expect(await confirmApp(house.needs, gate(), who, codeAt(secret, stepAt(now()) - 1))).toMatchObject({ ok: true });
	return secret;
}
const atTheStep = (came: { userId: string; cookie: string }) => ({ ...came, device: 'Firefox', address });

beforeAll(async () => {
	house = await openTestHouse();
	await house.cast();
	// lucia itself looks at the wall clock, so the sign-ins of this test live now
	house.setClock(new Date());
	signIns = openSignIns(house.db, false);
	await house.db.update(userAccount).set({ passwordHash: await hashPassword(password) });
});
beforeEach(async () => {
	await house.settled();
	await house.db.delete(signInTry);
	for (const who of ['marit', 'noor', 'els', 'kees']) await clearFactors(house.db, who);
	await house.db.update(userAccount).set({ graceFrom: null, suspendedAt: null });
	await house.db.update(school).set({ graceDays: 14 });
	house.setClock(new Date());
});
afterAll(() => house.close());

describe('[A1] half in', () => {
	it('is nobody to every door, and becomes somebody by a token that is new', async () => {
		const key = await giveKey('marit');
		const half = await enter('marit');
		expect(half.stage).toBe('second');
		expect(await signIns.read(half.cookie, now())).toBeNull();
		expect(await signIns.readHalf(half.cookie, now())).toMatchObject({ userId: 'marit', stage: 'second' });
		const answer = key.used(challengeIn(await askPasskey(house.needs, gate(), 'marit')));
		const came = await comeInWithKey(house.needs, gate(), atTheStep(half), answer);
		if (!came.ok) throw new Error(came.code);
		expect(came.value.cookie).not.toBe(half.cookie);
		expect(await signIns.read(came.value.cookie, now())).toMatchObject({ userId: 'marit' });
		expect(await signIns.readHalf(came.value.cookie, now())).toBeNull();
		expect(await signIns.readHalf(half.cookie, now())).toBeNull();
		expect(await signIns.read(half.cookie, now())).toBeNull();
	});

	it('ends by itself after ten minutes', async () => {
		await giveKey('marit');
		const half = await enter('marit');
		later(11 * 60_000);
		expect(await signIns.readHalf(half.cookie, now())).toBeNull();
	});

	it('who has no second factor, and days left, is in', async () => {
		expect((await enter('kees')).stage).toBe('in');
	});
});

describe('[A2] a passkey', () => {
	it('alone is enough: it is hers and it asked who was there', async () => {
		const key = await giveKey('marit');
		const answer = key.used(challengeIn(await askPasskey(house.needs, gate(), null)));
		expect(await comeInWithKeyAlone(house.needs, gate(), answer, 'x')).toMatchObject({
			value: { userId: 'marit', stage: 'in' }
		});
		// once
		expect(await comeInWithKeyAlone(house.needs, gate(), answer, 'x')).toEqual(unknown);
	});

	it('is refused for another address, without asking who was there, for a question nobody asked, and when it was copied', async () => {
		const key = await giveKey('marit');
		const ask = async () => challengeIn(await askPasskey(house.needs, gate(), null));
		const come = (answer: string) => comeInWithKeyAlone(house.needs, gate(), answer, 'x');
		expect(await come(key.used(await ask(), { at: 'https://kijkkr1ng.test' }))).toEqual(unknown);
		expect(await come(key.used(await ask(), { verified: false }))).toEqual(unknown);
		expect(await come(key.used('bm9ib2R5IGFza2Vk'))).toEqual(unknown);
		expect(await come(makeKey().used(await ask()))).toEqual(unknown);
		expect(await come('{"id":1}')).toEqual(unknown);
		expect(await come(key.used(await ask()))).toMatchObject({ ok: true });
		expect(await come(key.used(await ask(), { back: true }))).toEqual(unknown);
		const late = await ask();
		later(6 * 60_000);
		expect(await come(key.used(late))).toEqual(unknown);
	});

	it('of a colleague takes nobody else’s step', async () => {
		const [hers, his] = [await giveKey('marit'), await giveKey('kees')];
		const half = atTheStep(await enter('marit'));
		const ask = async (who: string) => challengeIn(await askPasskey(house.needs, gate(), who));
		expect(await comeInWithKey(house.needs, gate(), half, his.used(await ask('marit')))).toEqual(unknown);
		expect(await comeInWithKey(house.needs, gate(), half, his.used(await ask('kees')))).toEqual(unknown);
		expect(await comeInWithKey(house.needs, gate(), half, hers.used(await ask('marit')))).toMatchObject({ ok: true });
	});

	it('made without asking who was there is not kept', async () => {
		const asked = await askNewPasskey(house.needs, gate(), 'marit');
		if (!asked.ok) throw new Error(asked.code);
		const answer = makeKey().made(challengeIn(asked.value), { verified: false });
		expect(await addPasskey(house.needs, gate(), 'marit', { answer, name: 'x' })).toEqual(unknown);
		expect(await house.db.$count(passkey, eq(passkey.userId, 'marit'))).toBe(0);
	});
});

describe('[A3] [A4] codes', () => {
	it('of the app: once, and the secret is not in clear', async () => {
		const secret = await giveApp('marit');
		const [row] = await house.db.select().from(authenticator).where(eq(authenticator.userId, 'marit'));
		expect(Buffer.from(row?.secret ?? []).includes(Buffer.from(secret))).toBe(false);
		const half = await enter('marit');
		const code = codeAt(secret, stepAt(now()));
		expect(await comeInWithCode(house.needs, gate(), atTheStep(half), '000000')).toMatchObject({ code: 'wrong-code' });
		expect(await comeInWithCode(house.needs, gate(), atTheStep(half), code)).toMatchObject({ ok: true });
		const again = await enter('marit');
		expect(await comeInWithCode(house.needs, gate(), atTheStep(again), code)).toMatchObject({ code: 'wrong-code' });
	});

	it('of paper: each once, hers alone, as hashes; she hears of it', async () => {
		await giveApp('marit');
		const codes = await newRecoveryCodes(house.needs, 'marit');
		expect(new Set(codes).size).toBe(10);
		expect(JSON.stringify(await house.db.select().from(recoveryCode))).not.toContain(codes[0]);
		const half = atTheStep(await enter('marit'));
		const [first = '', second = ''] = codes;
		const his = { ...half, userId: 'kees' };
		expect(await comeInWithCode(house.needs, gate(), his, first)).toMatchObject({ code: 'wrong-code' });
		house.letters.length = 0;
		expect(await comeInWithCode(house.needs, gate(), half, first.toUpperCase().replaceAll('-', ' '))).toMatchObject({
			ok: true
		});
		await house.settled();
		expect(house.letters.map((letter) => letter.to)).toEqual(['marit@delinde.test']);
		const again = atTheStep(await enter('marit'));
		expect(await comeInWithCode(house.needs, gate(), again, first)).toMatchObject({ code: 'wrong-code' });
		expect(await comeInWithCode(house.needs, gate(), again, second)).toMatchObject({ ok: true });
	});

	it('[E4] guesses at the second step are slowed down too', async () => {
		await giveApp('marit');
		const half = atTheStep(await enter('marit'));
		const guess = () => comeInWithCode(house.needs, gate(), half, '123456');
		const guesses = [];
		for (let i = 0; i < 6; i++) guesses.push(await guess());
		expect(guesses.map((it) => (it.ok ? 'in' : it.code))).toEqual([...Array(5).fill('wrong-code'), 'too-many-tries']);
	});
});

describe('[A5] [A6] when it must be', () => {
	it('days are counted from when she first could be told, and after them she comes no further than setting one up', async () => {
		expect((await enter('kees')).stage).toBe('in');
		expect(await graceOf(house.needs, 'kees')).toBe(14);
		await house.db
			.update(userAccount)
			.set({ graceFrom: new Date(now().getTime() - 13.5 * day) })
			.where(eq(userAccount.id, 'kees'));
		expect(await graceOf(house.needs, 'kees')).toBe(1);
		expect((await enter('kees')).stage).toBe('in');
		await house.db
			.update(userAccount)
			.set({ graceFrom: new Date(now().getTime() - 15 * day) })
			.where(eq(userAccount.id, 'kees'));
		const half = await enter('kees');
		expect(half.stage).toBe('setup');
		expect(await signIns.read(half.cookie, now())).toBeNull();
		expect(await comeInAfterSetUp(house.needs, gate(), atTheStep(half))).toMatchObject({ code: 'not-yet' });
		await giveKey('kees');
		expect(await comeInAfterSetUp(house.needs, gate(), atTheStep(half))).toMatchObject({ ok: true });
		expect(await graceOf(house.needs, 'kees')).toBeNull();
	});

	it('is asked of an admin, and not of who is in no team and has no clip', async () => {
		expect(await graceOf(house.needs, 'els')).toBe(14);
		expect(await graceOf(house.needs, 'vertrokken')).toBeNull();
	});

	it('a school that gives no days asks at once, and signs out who has only a password', async () => {
		const before = await enter('kees');
		expect(await chooseGrace(house.needs, 'kees', 0)).toMatchObject({ code: 'not-found' });
		expect(await signIns.read(before.cookie, now())).not.toBeNull();
		expect(await chooseGrace(house.needs, 'els', 0)).toMatchObject({ ok: true });
		expect(await signIns.read(before.cookie, now())).toBeNull();
		expect((await enter('kees')).stage).toBe('setup');
	});

	it('the last one is not taken away from who must have one', async () => {
		const key = await giveKey('marit');
		expect(await removePasskey(house.needs, 'marit', key.id)).toMatchObject({ code: 'last-factor' });
		await giveApp('marit');
		expect(await removePasskey(house.needs, 'kees', key.id)).toMatchObject({ code: 'not-found' });
		expect(await removePasskey(house.needs, 'marit', key.id)).toMatchObject({ ok: true });
		expect(await removeAuthenticator(house.needs, 'marit')).toMatchObject({ code: 'last-factor' });
	});
});

describe('[A7] asked again', () => {
	it('a proof is a cookie of its own: the sign-in alone is not proven by it, and it is old after five minutes', async () => {
		const came = await enter('kees');
		const who = async (proof?: string) => (await signIns.read(came.cookie, now(), proof))?.provenAt?.getTime() ?? null;
		expect(await who()).toBe(now().getTime());
		const read = await signIns.read(came.cookie, now());
		const me = { userId: 'kees', authSessionId: read?.authSessionId ?? '', address };
		const give = (given: object) => prove(house.needs, gate(), me, { key: '', code: '', password: '', ...given });
		expect(await give({ password: 'mis' })).toMatchObject({ code: 'wrong-email-or-password' });
		const proved = await give({ password });
		if (!proved.ok) throw new Error(proved.code);
		expect(await who()).toBeNull();
		expect(await who('iets anders')).toBeNull();
		expect(await who(proved.value.proof)).toBe(now().getTime());
	});

	it('who has a passkey does not prove herself with a password', async () => {
		const came = await enter('kees');
		const read = await signIns.read(came.cookie, now());
		const me = { userId: 'kees', authSessionId: read?.authSessionId ?? '', address };
		const key = await giveKey('kees');
		const given = { key: '', code: '', password };
		expect(await prove(house.needs, gate(), me, given)).toMatchObject({ code: 'wrong-email-or-password' });
		const answer = key.used(challengeIn(await askPasskey(house.needs, gate(), 'kees')));
		expect(await prove(house.needs, gate(), me, { ...given, key: answer })).toMatchObject({ ok: true });
	});
});

describe('[A23] [E2] a sign-in from before', () => {
	it('gains nothing when she is made admin: what she proved does not count any more, and the sign-in stays', async () => {
		const came = await enter('kees');
		const here = await signIns.read(came.cookie, now());
		const proof = await signIns.prove(here?.authSessionId ?? '', now());
		const proven = async () => (await signIns.read(came.cookie, now(), proof))?.provenAt ?? null;
		expect(await proven()).toEqual(now());
		expect(await setAdmin(house.needs, 'els', 'kees', true)).toMatchObject({ ok: true });
		expect(await proven()).toBeNull();
		expect(await signIns.read(came.cookie, now())).toMatchObject({ userId: 'kees', provenAt: null });
		// a fresh proof counts, and is not taken away with the role
		const next = await signIns.prove(here?.authSessionId ?? '', now());
		expect(await setAdmin(house.needs, 'els', 'kees', false)).toMatchObject({ ok: true });
		expect((await signIns.read(came.cookie, now(), next))?.provenAt).toEqual(now());
	});
});

it('[E6] a new password by letter signs nobody in, and the second step is asked after it as before', async () => {
	const key = await giveKey('marit');
	const before = await enter('marit');
	house.letters.length = 0;
	requestNewPassword(house.needs, 'marit@delinde.test');
	await house.settled();
	const secret = /new-password\/(\S+)/.exec(house.letters.at(-1)?.text ?? '')?.[1] ?? '';
	const chosen = await chooseNewPassword(house.needs, gate(), secret, password);
	expect(chosen).toEqual({ ok: true, value: null });
	expect(await house.db.$count(authSession, eq(authSession.userId, 'marit'))).toBe(0);
	expect(await signIns.readHalf(before.cookie, now())).toBeNull();
	const half = await enter('marit');
	expect(half.stage).toBe('second');
	expect(await signIns.read(half.cookie, now())).toBeNull();
	const answer = key.used(challengeIn(await askPasskey(house.needs, gate(), 'marit')));
	expect(await comeInWithKey(house.needs, gate(), atTheStep(half), answer)).toMatchObject({ ok: true });
	// once, also for two at one moment
	requestNewPassword(house.needs, 'marit@delinde.test');
	await house.settled();
	const again = /new-password\/(\S+)/.exec(house.letters.at(-1)?.text ?? '')?.[1] ?? '';
	const both = await Promise.all([1, 2].map(() => chooseNewPassword(house.needs, gate(), again, password)));
	expect(both.map((it) => (it.ok ? 'chosen' : it.code)).sort()).toEqual(['chosen', 'link-used']);
});

describe('[A10] on hold', () => {
	it('ends every sign-in and socket at once, and every right; and lets her in again', async () => {
		const came = await enter('kees');
		expect(await holdAccount(house.needs, 'noor', 'kees', true)).toMatchObject({ code: 'not-found' });
		expect(await signIns.read(came.cookie, now())).not.toBeNull();
		house.told.length = 0;
		expect(await holdAccount(house.needs, 'els', 'kees', true)).toMatchObject({ ok: true });
		expect(await signIns.read(came.cookie, now())).toBeNull();
		expect(house.told).toContainEqual({ signedOut: { userId: 'kees' } });
		expect(house.told).toContainEqual({ rightsChanged: { userId: 'kees' } });
		expect(await standingOf(house.db, 'kees', 'onderbouw')).toMatchObject({ roles: [] });
		await expect(enter('kees')).rejects.toThrow('account-suspended');
		expect(await holdAccount(house.needs, 'els', 'kees', false)).toMatchObject({ ok: true });
		expect((await enter('kees')).stage).toBe('in');
		expect(await standingOf(house.db, 'kees', 'onderbouw')).toMatchObject({ roles: ['teacher'] });
	});

	it('nobody holds herself up, and the last admin stays one', async () => {
		expect(await holdAccount(house.needs, 'els', 'els', true)).toMatchObject({ code: 'not-allowed' });
		expect(await setAdmin(house.needs, 'els', 'noor', true)).toMatchObject({ ok: true });
		expect(await setAdmin(house.needs, 'noor', 'els', false)).toMatchObject({ ok: true });
		expect(await setAdmin(house.needs, 'els', 'noor', false)).toMatchObject({ code: 'not-found' });
		expect(await setAdmin(house.needs, 'noor', 'els', true)).toMatchObject({ ok: true });
		expect(await setAdmin(house.needs, 'els', 'noor', false)).toMatchObject({ ok: true });
	});

	it('an admin sees everybody, a lead her teams without addresses, and a teacher nothing', async () => {
		const [els, noor] = [await viewAccounts(house.needs, 'els'), await viewAccounts(house.needs, 'noor')];
		if (!els.ok || !noor.ok) throw new Error('refused');
		expect(els.value.accounts).toHaveLength(10);
		expect(noor.value.graceDays).toBeNull();
		expect(noor.value.accounts.map((it) => it.id)).not.toContain('vreemd');
		expect(noor.value.accounts.every((it) => it.email === '')).toBe(true);
		expect(await viewAccounts(house.needs, 'kees')).toMatchObject({ code: 'not-found' });
	});
});

describe('[RG8] asked as herself, whoever manages accounts is told the truth about those whose rows she may not see', () => {
	const asEls = <T>(work: () => Promise<T>): Promise<T> => asPerson('els', now, work);

	it('[A5] somebody who left and still has a clip must have a second factor, and is signed out without one', async () => {
		const { db, needs } = house;
		const account = { id: 'weg', email: 'weg@delinde.test', name: 'Weg', createdAt: now() };
		await db.insert(userAccount).values({ ...account, passwordHash: await hashPassword(password) });
		await db.insert(clip).values({
			...{ id: 'hers-still', trajectoryId: 'marit-j', ownerId: 'weg', status: 'ready', bytes: 1 },
			...{ wrappedKey: needs.vault.newKey().wrapped, createdAt: now(), keepUntil: new Date(now().getTime() + 1e9) }
		});
		const list = await asEls(() => viewAccounts(needs, 'els'));
		const row = list.ok && list.value.accounts.find((it) => it.id === 'weg');
		expect(row).toMatchObject({ safe: false, daysLeft: expect.any(Number) });
		const { cookie } = await enter('weg');
		expect(await signIns.read(cookie, now())).not.toBeNull();
		expect(await asEls(() => chooseGrace(needs, 'els', 0))).toMatchObject({ ok: true });
		expect(await signIns.read(cookie, now())).toBeNull();
		await db.delete(clip).where(eq(clip.id, 'hers-still'));
	});

	it('a lead reads who of her teams is inside', async () => {
		await enter('kees');
		const list = await asPerson('noor', now, () => viewAccounts(house.needs, 'noor'));
		expect(list.ok && list.value.accounts.find((it) => it.id === 'kees')?.signedIn).toBe(true);
	});
});

describe('[A13] a browser she was in before', () => {
	it('stays open to her while strangers guess, and to nobody else', async () => {
		const { browser } = await enter('kees');
		for (let i = 0; i < 6; i++)
			await signIn(house.needs, gate(), { email: 'kees@delinde.test', password: 'gok' }, '10.6.6.6', 'x');
		await expect(enter('kees')).rejects.toThrow('too-many-tries');
		await expect(enter('kees', 'van een ander')).rejects.toThrow('too-many-tries');
		const { browser: next } = await enter('kees', browser);
		expect(next).not.toBe(browser);
		// it says nothing about a colleague
		for (let i = 0; i < 6; i++)
			await signIn(house.needs, gate(), { email: 'lieke@delinde.test', password: 'gok' }, '10.6.6.7', 'x');
		await expect(enter('lieke', next)).rejects.toThrow('too-many-tries');
	});
});

describe('[A18] a fresh start', () => {
	const open = async (who: string) => (await openResetsByAccount(house.needs)).get(who)?.id ?? '';
	const keys = (who: string) => house.db.$count(passkey, eq(passkey.userId, who));

	it('takes two, one of them an admin; her password stays, and she sets up a new one first', async () => {
		await giveKey('kees');
		expect(await askFreshStart(house.needs, 'marit', 'kees')).toMatchObject({ code: 'not-found' });
		expect(await askFreshStart(house.needs, 'vreemd', 'kees')).toMatchObject({ code: 'not-found' });
		expect(await askFreshStart(house.needs, 'noor', 'kees')).toMatchObject({ ok: true });
		expect(await askFreshStart(house.needs, 'els', 'nobody-at-all')).toEqual({ ok: false, code: 'not-found' });
		expect(await askFreshStart(house.needs, 'els', 'kees')).toMatchObject({ code: 'already-there' });
		expect(await agreeToFreshStart(house.needs, 'noor', await open('kees'))).toMatchObject({ code: 'same-person' });
		expect(await agreeToFreshStart(house.needs, 'marit', await open('kees'))).toMatchObject({ code: 'not-found' });
		expect(await keys('kees')).toBe(1);
		house.letters.length = 0;
		expect(await agreeToFreshStart(house.needs, 'els', await open('kees'))).toMatchObject({ ok: true });
		expect(await keys('kees')).toBe(0);
		expect((await enter('kees')).stage).toBe('setup');
		await house.settled();
		expect(house.letters.map((letter) => letter.to)).toContain('kees@delinde.test');
	});

	it('for an admin waits a day, in which she can say no', async () => {
		await giveKey('els');
		await setAdmin(house.needs, 'els', 'noor', true);
		await askFreshStart(house.needs, 'noor', 'els');
		expect(await agreeToFreshStart(house.needs, 'els', await open('els'))).toMatchObject({ code: 'same-person' });
		await setAdmin(house.needs, 'els', 'marit', true);
		expect(await agreeToFreshStart(house.needs, 'marit', await open('els'))).toMatchObject({ ok: true });
		expect(await keys('els')).toBe(1);
		later(23 * 3_600_000);
		await doFreshStarts(house.needs);
		expect(await keys('els')).toBe(1);
		expect(await withdrawFreshStart(house.needs, 'els', await open('els'))).toMatchObject({ ok: true });
		later(2 * 3_600_000);
		await doFreshStarts(house.needs);
		expect(await keys('els')).toBe(1);
		for (const who of ['noor', 'marit']) await setAdmin(house.needs, 'els', who, false);
	});
});

it('closing is for good, and ends everything', async () => {
	const came = await enter('gerda');
	expect(await closeAccount(house.needs, 'els', 'gerda')).toMatchObject({ ok: true });
	expect(await signIns.read(came.cookie, now())).toBeNull();
	expect(await house.db.$count(authSession, eq(authSession.userId, 'gerda'))).toBe(0);
	expect(await holdAccount(house.needs, 'els', 'gerda', false)).toMatchObject({ code: 'not-found' });
});
