import path from 'node:path';
import { type Browser, expect, test } from '@playwright/test';
import { act, enter, expectQuiet, type Person, post, statusAt } from '../support/people.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { addClip, chooseClip } from './add-clip.ts';
import { allIn, button, isHere, seenBy } from './in-the-room.ts';

/**
 * One moment, filmed by a phone on the shelf and a tablet near the child. Both fixtures come from one recording, and
 * every picture carries its number in that recording: what belongs together has the same one.
 */
const clips = path.resolve('tests/fixtures/clips');
/** The tablet was begun 46 pictures before the phone. */
const apartMs = (46 * 1000) / 30;

test.describe.configure({ mode: 'serial', timeout: 180_000 });
test.use({ trace: 'off' });

let server: RunningServer;
const everybody: Person[] = [];
let marit: Person, kees: Person, els: Person;
let clip = '';
let second = '';
let session = '';

async function come(browser: Browser, key: string): Promise<Person> {
	const person = await enter(browser, key, { links: server.links() });
	everybody.push(person);
	// the page asks whether it can be played yet; and what is taken away in the middle is gone for a player too
	person.allow(/404 (HEAD|GET) .*\/media\//);
	return person;
}

test.beforeAll(async ({ browser }) => {
	server = await startServer({ database: 'pglite', demo: true });
	marit = await come(browser, 'marit');
	kees = await come(browser, 'kees');
});
test.afterAll(async () => {
	for (const person of everybody) await person.leave();
	await server.stop();
});
test.afterEach(() => expectQuiet(...everybody));

/** The numbers in the pixels of the pictures on somebody's screen, main one first. */
const numbersOn = (person: Person): Promise<number[]> =>
	person.page.locator('video').evaluateAll((videos) =>
		videos.map((video) => {
			const canvas = new OffscreenCanvas(320, 180);
			const paint = canvas.getContext('2d');
			if (!paint) return -1;
			paint.drawImage(video as HTMLVideoElement, 0, 0, 320, 180);
			let number = 0;
			for (let bit = 0; bit < 12; bit++)
				if ((paint.getImageData(14 + 20 * bit, 160, 1, 1).data[1] ?? 0) > 128) number += 2 ** bit;
			return number;
		})
	);

/** Two pictures on this screen, and both rest on the same moment. Answers its number. */
async function sameMoment(person: Person): Promise<number> {
	let numbers: number[] = [];
	await expect
		.poll(
			async () => {
				numbers = await numbersOn(person);
				return numbers.length === 2 && numbers[0] === numbers[1] ? 'same' : numbers.join(' and ');
			},
			{ message: `${person.name} sees one moment twice`, timeout: 20_000 }
		)
		.toBe('same');
	return numbers[0] ?? -1;
}

const bothPlay = (person: Person, playing: boolean): Promise<void> =>
	expect
		.poll(
			() =>
				person.page
					.locator('video')
					.evaluateAll((videos) => videos.map((video) => !(video as HTMLVideoElement).paused).join()),
			{ timeout: 20_000 }
		)
		.toBe(`${playing},${playing}`);

test('[T1] Marit adds what the tablet filmed beside her clip, prepared and asked like any clip', async () => {
	const { page, t } = marit;
	await page.goto('/clips/new');
	await addClip(marit, path.join(clips, 'pair_shelf.mp4'));
	clip = new URL(page.url()).pathname.split('/').at(-1) ?? '';
	await expect(page.getByRole('region', { name: t.clip.page.player })).toBeVisible({ timeout: 20_000 });
	await page.getByRole('link', { name: t.second.add }).click();
	await expect(page.getByRole('heading', { level: 1, name: t.second.addTitle('J.') })).toBeVisible();
	await chooseClip(marit, path.join(clips, 'pair_child.mp4'));
	await page.getByRole('button', { name: t.clip.add.send, exact: true }).click();
	await page.waitForURL(`**/clips/${clip}/second`);
});

test('[T6] the two are laid beside each other by their sounds, within a picture', async () => {
	const { page, t } = marit;
	await expect(page.getByText(t.second.align.fits)).toBeVisible({ timeout: 40_000 });
	const offset = Number(await page.locator('input[name="offset"]').inputValue());
	expect(Math.abs(offset - apartMs)).toBeLessThan(17);
	// by hand it goes by a picture, and back
	await expect(page.locator('video')).toHaveCount(2);
	const at = await sameMoment(marit);
	await page.getByRole('button', { name: t.second.align.forward(t.second.align.steps.frame) }).click();
	await expect.poll(async () => (await numbersOn(marit)).join()).toBe(`${at},${at + 1}`);
	await page.getByRole('button', { name: t.second.align.back(t.second.align.steps.frame) }).click();
	await sameMoment(marit);
	await page.getByRole('button', { name: t.second.align.listen }).click();
	await expect(page.getByText(t.second.align.fits)).toBeVisible({ timeout: 40_000 });
	await page.getByRole('button', { name: t.second.align.save }).click();
	await expect(page.getByText(t.second.align.saved)).toBeVisible();
	second = (await page.locator('video').count()) === 2 ? await secondId() : '';
});

/** Seconds at which the main picture stands. */
const pictureAt = ({ page }: Person): Promise<number> =>
	page
		.locator('video')
		.first()
		.evaluate((video) => (video as HTMLVideoElement).currentTime);

/** The id of the second source, from what her browser asked for. */
const secondId = (): Promise<string> =>
	marit.page.evaluate((main) => {
		const names = performance.getEntriesByType('resource').map((one) => new URL(one.name).pathname);
		return names.map((name) => /^\/clips\/([\w-]+)\/media\//.exec(name)?.[1]).find((id) => id && id !== main) ?? '';
	}, clip);

test('[T7] they play side by side and rest on the same moment, picture by picture', async () => {
	const { page, t } = marit;
	expect(second).not.toBe('');
	await page.goto(`/clips/${clip}`);
	const player = page.getByRole('region', { name: t.clip.page.player });
	await expect(page.locator('video')).toHaveCount(2);
	await sameMoment(marit);
	await player.getByRole('button', { name: t.player.play }).click();
	await bothPlay(marit, true);
	await expect.poll(async () => (await numbersOn(marit))[0], { timeout: 20_000 }).toBeGreaterThan(100);
	await player.getByRole('button', { name: t.player.pause }).click();
	await bothPlay(marit, false);
	await sameMoment(marit);
	// from a pause that came somewhere in a picture, to the middle of one
	await player.getByRole('button', { name: t.player.frameForward }).click();
	await expect.poll(async () => Math.abs((((await pictureAt(marit)) * 30) % 1) - 0.5)).toBeLessThan(0.05);
	let at = await sameMoment(marit);
	for (const step of [1, 1, -1] as const) {
		await player.getByRole('button', { name: step === 1 ? t.player.frameForward : t.player.frameBack }).click();
		at += step;
		await expect.poll(() => sameMoment(marit)).toBe(at);
	}
	// the second one is silent, whatever is done to the sound
	expect(await page.locator('video').evaluateAll((videos) => videos.map((v) => (v as HTMLVideoElement).muted))).toEqual(
		[...[false, true]]
	);
});

test('one of them, or the other, or both: her own choice', async () => {
	const { page, t } = marit;
	const choose = page.getByRole('group', { name: t.player.two.choose });
	await choose.getByRole('button', { name: t.player.two.one }).click();
	await expect(page.locator('video')).toHaveCount(1);
	await page.getByRole('button', { name: t.player.two.swap }).click();
	await expect(page.locator('video')).toHaveCount(2);
	await sameMoment(marit);
	await choose.getByRole('button', { name: t.player.two.corner }).click();
	await page.getByRole('button', { name: t.player.two.otherCorner }).click();
	await page.getByRole('button', { name: t.player.two.swap }).click();
	await sameMoment(marit);
	await choose.getByRole('button', { name: t.player.two.beside }).click();
	await sameMoment(marit);
});

test('[T2] at the table both are everybody’s, and both rest where the group rests', async ({ browser }) => {
	const { page, t } = marit;
	await page.getByLabel(t.clip.fragment.from).fill('0:01');
	await page.getByLabel(t.clip.fragment.from).press('Tab');
	await page.getByLabel(t.clip.fragment.to).fill('0:07');
	await page.getByLabel(t.clip.fragment.to).press('Tab');
	await page.getByRole('button', { name: t.clip.fragment.save }).click();
	await page.getByRole('radio', { name: t.clip.bring.own }).check();
	await page.getByRole('button', { name: t.clip.bring.button }).click();
	const room = await page.getByRole('link', { name: t.clip.bring.toRoom }).getAttribute('href');
	session = room?.split('/').at(-1) ?? '';
	const media = (id: string) => `/clips/${id}/media/index.m3u8`;
	for (const id of [clip, second]) expect(await statusAt(kees, media(id))).toBe(404);

	for (const person of [marit, kees]) await person.page.goto(`/sessions/${session}`);
	await isHere(kees, 'Marit');
	await button(kees, kees.t.session.move.start).click();
	await allIn([marit, kees], 'introduce');
	await button(kees, kees.t.session.lead.take).click();
	await expect(button(kees, kees.t.session.lead.you)).toBeVisible();
	for (const id of [clip, second]) expect(await statusAt(kees, media(id))).toBe(200);
	els = await come(browser, 'els');
	for (const id of [clip, second]) expect(await statusAt(els, media(id))).toBe(404);

	// the round in which the picture is stepped through: whoever leads holds the remote
	await toRewatch();
	for (const person of [marit, kees]) await expect(person.page.locator('video')).toHaveCount(2);
	await kees.page.getByRole('button', { name: kees.t.player.play }).click();
	for (const person of [marit, kees]) await bothPlay(person, true);
	await kees.page.getByRole('button', { name: kees.t.player.pause }).click();
	for (const person of [marit, kees]) await bothPlay(person, false);
	const here = await sameMoment(kees);
	await expect.poll(() => sameMoment(marit)).toBe(here);
	await kees.page.getByRole('button', { name: kees.t.player.frameForward }).click();
	await expect.poll(() => sameMoment(kees)).toBe(here + 1);
	await expect.poll(() => sameMoment(marit)).toBe(here + 1);
});

/** To the round in which whoever leads plays and steps as she likes, past the choice of moments. */
async function toRewatch(): Promise<void> {
	for (const round of ['first-viewing', 'choose', 'rewatch']) {
		const moved = { do: 'next', seen: await seenBy(kees), reason: 'Eerst samen kijken.' };
		expect(await act(kees, session, moved)).toBeNull();
		await allIn([marit, kees], round);
	}
}

test('[T4] taking the second one away leaves the first alone, for everybody', async () => {
	const { page, t } = marit;
	expect(await post(kees, `/clips/${clip}/second?/remove`, {})).toBe('not-found');
	const other = await marit.context.newPage();
	await other.goto(`/clips/${clip}/second`);
	await other.getByText(t.second.remove, { exact: true }).click();
	await other.getByRole('button', { name: t.second.removeSure }).click();
	await expect(other.getByText(t.second.removed)).toBeVisible();
	await other.close();
	await expect(kees.page.getByText(kees.t.player.two.gone)).toBeVisible({ timeout: 20_000 });
	await expect(kees.page.locator('video')).toHaveCount(1);
	expect((await numbersOn(kees))[0]).toBeGreaterThan(60);
	expect(await statusAt(kees, `/clips/${second}/media/index.m3u8`)).toBe(404);
	expect(await statusAt(kees, `/clips/${clip}/media/index.m3u8`)).toBe(200);
	await expect(page.locator('video').first()).toBeVisible();
});
