import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type CDPSession, expect, test } from '@playwright/test';
import { expectQuiet, openBrowser, type Person, statusAt } from '../support/people.ts';
import { type RunningServer, startServer } from '../support/server.ts';

const password = 'vier groene fietsen buiten';
const email = 'els@delinde.example';

/** A device with a key store of its own, that answers only while a finger lies on it. */
async function giveDevice(person: Person): Promise<{ touch(on: boolean): Promise<void> }> {
	const cdp: CDPSession = await person.context.newCDPSession(person.page);
	await cdp.send('WebAuthn.enable');
	const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
		options: {
			protocol: 'ctap2',
			transport: 'internal',
			hasResidentKey: true,
			hasUserVerification: true,
			isUserVerified: true,
			automaticPresenceSimulation: false
		}
	});
	const touch = async (enabled: boolean) => {
		await cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled });
	};
	return { touch };
}

test.describe.serial('an account with a passkey', () => {
	let server: RunningServer;
	let dataDir: string;
	let els: Person;
	let device: Awaited<ReturnType<typeof giveDevice>>;

	test.beforeAll(async ({ browser }) => {
		dataDir = mkdtempSync(path.join(tmpdir(), 'kijkkring-accounts-'));
		server = await startServer({ database: 'pglite', demo: false, dataDir });
		// signing out clears what a service worker was about to keep
		const seat = { context: { serviceWorkers: 'block' as const } };
		els = await openBrowser(browser, server.url, { key: 'els', name: 'Els' }, seat);
		device = await giveDevice(els);
		// suggested under the field, a key whose finger already lies there answers before anybody presses a button
		await els.context.addInitScript(() => {
			PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(false);
		});
	});
	test.afterAll(async () => {
		await els.leave();
		await server.stop();
		rmSync(dataDir, { recursive: true, force: true });
	});

	async function signOut(): Promise<void> {
		await device.touch(false);
		await els.page.getByRole('button', { name: els.t.shell.signOut }).click();
		await els.page.waitForURL('**/login');
	}

	async function withPassword(): Promise<void> {
		const { page, t } = els;
		await page.getByLabel(t.account.email).fill(email);
		await page.getByLabel(t.account.password, { exact: true }).fill(password);
		await page.getByRole('button', { name: t.account.login.submit, exact: true }).click();
	}

	test('is told that a password is not enough, and makes one', async () => {
		const { page, t } = els;
		await page.goto(/http:\/\/\S+\/setup\/\S+/.exec(server.said())?.[0] ?? '');
		await page.getByLabel(t.account.setup.school).fill('De Linde');
		await page.getByLabel(t.account.name).fill('Els');
		await page.getByLabel(t.account.email).fill(email);
		await page.getByLabel(t.account.password, { exact: true }).fill(password);
		await page.getByRole('button', { name: t.account.setup.submit }).click();
		await page.waitForURL('**/today');
		await expect(page.getByText(t.shell.grace.text(14))).toBeVisible();
		await page.getByRole('link', { name: t.shell.grace.link }).click();
		await page.waitForURL('**/account/security');
		await device.touch(true);
		await page.getByRole('button', { name: t.proof.page.make }).click();
		await expect(page.getByText(t.proof.page.made)).toBeVisible();
		await expect(page.getByRole('heading', { name: t.proof.page.codes }).first()).toBeVisible();
		await page.goto('/today');
		await expect(page.getByRole('link', { name: t.shell.grace.link })).toHaveCount(0);
		expectQuiet(els);
	});

	test('comes in by it alone', async () => {
		const { page, t } = els;
		await signOut();
		await device.touch(true);
		await page.getByRole('button', { name: t.proof.login.passkey }).click();
		await page.waitForURL('**/today');
		expectQuiet(els);
	});

	test('with her password is half in, which opens nothing, and comes in by the second step', async () => {
		const { page, t } = els;
		await signOut();
		await withPassword();
		await page.waitForURL('**/login/second**');
		await page.goto('/accounts');
		await page.waitForURL('**/login?next=%2Faccounts');
		els.allow('404 GET /clips/none');
		expect(await statusAt(els, '/clips/none/media/index.m3u8')).toBe(404);
		await page.goto('/login/second?next=%2Faccounts');
		await device.touch(true);
		await page.getByRole('button', { name: t.proof.second.passkey }).click();
		await page.waitForURL('**/accounts');
		expectQuiet(els);
	});

	test('is asked again before what matters, and what she chose is not lost', async () => {
		const { page, t } = els;
		// the five minutes are over: the server's own answer, which its own tests show, given here at once
		await page.route('**/accounts?/grace', (route) => route.fulfill({ json: staleProof }), { times: 1 });
		await page.getByLabel(t.accounts.grace.label).selectOption('30');
		await page.getByRole('button', { name: t.shell.save }).click();
		const dialog = page.getByRole('dialog', { name: t.proof.prove.title });
		await expect(dialog).toBeVisible();
		await dialog.getByRole('button', { name: t.proof.prove.passkey }).click();
		await expect(page.getByText(t.accounts.grace.saved)).toBeVisible();
		await expect(dialog).toHaveCount(0);
		await page.reload();
		await expect(page.getByLabel(t.accounts.grace.label)).toHaveValue('30');
		expectQuiet(els);
	});

	test('[E3] [A22] leaves nothing behind: the button back shows the door, and the browser keeps nothing of hers', async () => {
		const { page } = els;
		await page.goto('/accounts');
		await expect(page.getByText(email)).toBeVisible();
		await signOut();
		await page.goBack();
		await page.waitForURL('**/login?next=%2Faccounts');
		expect(await page.content()).not.toContain(email);
		const kept = await page.evaluate(async () => ({
			stores: (await indexedDB.databases()).map(({ name }) => name),
			caches: await caches.keys(),
			words: JSON.stringify([{ ...localStorage }, { ...sessionStorage }])
		}));
		expect(kept).toMatchObject({ stores: [], caches: [] });
		expect(kept.words).not.toContain(email);
		expectQuiet(els);
	});
});

/** What a form action says when nobody proved herself lately. */
const staleProof = { type: 'failure', status: 403, data: '[{"code":1},"prove-first"]' };
