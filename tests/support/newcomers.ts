// Read by Playwright, hence the file extensions in its imports.
import { type Browser, expect } from '@playwright/test';
import { openBrowser, type Person } from './people.ts';

/** Teachers who join the team of whoever invites them by a link, each in a browser of her own. */
export async function joinTeam(browser: Browser, lead: Person, names: readonly string[]): Promise<Person[]> {
	const { page, t } = lead;
	await page.goto('/teams');
	const link = page.getByLabel(t.team.invite.link, { exact: true });
	const joined: Person[] = [];
	for (const name of names) {
		const before = (await link.isVisible()) ? await link.inputValue() : '';
		await page.getByRole('button', { name: t.team.invite.submit }).click();
		await expect(link).not.toHaveValue(before);
		joined.push(await join(browser, await link.inputValue(), name));
	}
	return joined;
}

async function join(browser: Browser, link: string, name: string): Promise<Person> {
	const person = await openBrowser(browser, new URL(link).origin, { key: name.toLowerCase(), name });
	const { page, t } = person;
	await page.goto(link);
	await page.getByLabel(t.account.name).fill(name);
	await page.getByLabel(t.account.email).fill(`${name.toLowerCase()}@delinde.example`);
	await page.getByLabel(t.account.password, { exact: true }).fill('vier groene fietsen buiten');
	await page.getByRole('button', { name: t.account.invite.submit }).click();
	await page.waitForURL('**/today');
	return person;
}
