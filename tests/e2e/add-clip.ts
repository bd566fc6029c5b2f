import { expect } from '@playwright/test';
import type { Person } from '../support/people.ts';

/** Chooses a clip on the page where one is added, as it is, and says that no other child can be recognised. */
export async function chooseClip(person: Person, file: string): Promise<void> {
	const { page, t } = person;
	// a small clip may have arrived before her browser asks for the key to keep it with, and hears that it is not needed
	person.allow(/403 GET .*\/clips\/[\w-]+\/keep-key/);
	const input = page.getByLabel(t.clip.add.file);
	// a person cannot press it before the page is awake; a test could
	await expect(input.locator('xpath=ancestor::*[@inert]')).toHaveCount(0);
	await input.setInputFiles(file);
	await page.getByRole('button', { name: t.prepare.ready }).click();
	await page.getByRole('radio', { name: t.clip.add.othersNone }).check();
}

/** And sends it: the clip's own page is there when this resolves. */
export async function addClip(person: Person, file: string): Promise<void> {
	const { page, t } = person;
	await chooseClip(person, file);
	await page.getByRole('button', { name: t.clip.add.send, exact: true }).click();
	await page.waitForURL(/\/clips\/[\w-]{10,}$/);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}
