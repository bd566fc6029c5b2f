import { createECDH } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { outside as en } from '$lib/words/en/outside';
import { outside as nl } from '$lib/words/nl/outside';
import { logInMemory } from '../../../../tests/support/log-in-memory';
import { isForeign, keepFromForm, offlineLog } from './offline-log';

const day = 24 * 3_600_000;
const now = 20_000 * day;

async function deviceOf(name: string) {
	const store = logInMemory();
	const half = createECDH('prime256v1');
	half.generateKeys();
	await store.setBox({
		trajectory: 'marit-j',
		who: 'marit',
		stamp: 20_000,
		publicKey: half.getPublicKey('base64'),
		name,
		contexts: [{ id: 'building', label: 'bouwen & tekenen' }],
		briefs: []
	});
	return store;
}
const form = (fields: Record<string, string>) => {
	const filled = new FormData();
	for (const [name, value] of Object.entries(fields)) filled.set(name, value);
	return filled;
};

describe('[PR6] the log without a line', () => {
	it('says whose log it is and what the method offers, as text', async () => {
		const html = await offlineLog(await deviceOf('<b>Marit</b>'), [{ t: nl }], false, now);
		expect(html).toContain(nl.log.whose('&lt;b&gt;Marit&lt;/b&gt;'));
		expect(html).toContain('bouwen &amp; tekenen');
		expect(html).not.toMatch(/<script|<b>/);
	});

	it('keeps what it was told sealed, and says how many wait', async () => {
		const store = await deviceOf('Marit');
		const token = await store.token();
		expect(await offlineLog(store, [{ t: nl }], false, now)).toContain(`name="token" value="${token}"`);
		const told = { kind: 'play', context: 'building', line: 'Ze lachte.', token };
		expect(await keepFromForm(store, form(told), now)).toBe(true);
		const [kept] = await store.all();
		expect(kept).toMatchObject({ trajectory: 'marit-j', who: 'marit', turn: 1 });
		expect(JSON.stringify(kept)).not.toMatch(/building|lachte/);
		expect(await offlineLog(store, [{ t: en }], true, now)).toContain(en.log.waiting(1));
	});

	it('takes nothing from a page that was not made on this device', async () => {
		const store = await deviceOf('Marit');
		for (const token of ['', 'x', (await logInMemory().token()).replaceAll(/./g, '0')])
			expect(await keepFromForm(store, form({ kind: 'brief', token }), now)).toBe(false);
		expect(await keepFromForm(store, form({ kind: 'brief' }), now)).toBe(false);
		expect(await store.all()).toEqual([]);
	});

	it('takes nothing that says it comes from elsewhere', () => {
		const here = 'https://kring.school.nl';
		const from = (referrer: string, site?: string) =>
			isForeign({ referrer, headers: new Headers(site ? { 'sec-fetch-site': site } : {}) }, here);
		for (const referrer of ['', 'about:client', `${here}/log`]) expect(from(referrer)).toBe(false);
		expect(from(`${here}/log`, 'same-origin')).toBe(false);
		for (const referrer of ['https://elders.nl/', 'https://kring.school.nl.elders.nl/', 'http://kring.school.nl/'])
			expect(from(referrer)).toBe(true);
		for (const site of ['cross-site', 'same-site']) expect(from('', site)).toBe(true);
	});

	it('is not there for a device on which nobody opened the log, or too long ago', async () => {
		expect(await offlineLog(logInMemory(), [{ t: nl }], false, now)).toBeNull();
		expect(await keepFromForm(logInMemory(), form({ kind: 'brief' }), now)).toBe(false);
		const store = await deviceOf('Marit');
		expect(await offlineLog(store, [{ t: nl }], false, now + 12.5 * day)).not.toBeNull();
		expect(await offlineLog(store, [{ t: nl }], false, now + 13 * day)).toBeNull();
		const token = await store.token();
		expect(await keepFromForm(store, form({ kind: 'brief', token }), now + 13 * day)).toBe(false);
	});
});
