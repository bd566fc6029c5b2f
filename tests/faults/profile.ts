import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright';
import { findBrowser } from '../support/browser';
import { startServer } from '../support/server';

/** What is left of a child in a browser in which its teacher was signed in, on the disk and under the button back. */
export interface ProfileReport {
	/** Pages about a child that she opened, and parts of a clip that were played to her. */
	pages: number;
	parts: number;
	/** Texts about a child, and pieces of clips, that were looked for. */
	markers: number;
	/** Of those found in the profile after she signed out and the browser was closed. */
	left: string[];
	/** Steps back after that which showed any of them. */
	back: number;
	steps: number;
	/** The looking itself works: an address without anything of a child in it is found in the browser's history. */
	control: boolean;
}

/** Opens what a teacher opens, signs out by her button, goes back, closes the browser and reads every byte it left. */
export async function leaveNoTrace(): Promise<ProfileReport> {
	const profile = mkdtempSync(path.join(tmpdir(), 'kijkkring-profile-'));
	const server = await startServer({ database: 'pglite', demo: true });
	const launch = await findBrowser();
	// pages that are kept alive behind the button back are what this is about
	const options = { ...launch, ignoreDefaultArgs: ['--disable-back-forward-cache'], locale: 'nl-NL' };
	const context = await chromium.launchPersistentContext(profile, options);
	try {
		const page = context.pages()[0] ?? (await context.newPage());
		const heard = listenTo(context);
		await page.goto(server.links().find(({ key }) => key === 'marit')?.url ?? '');
		await page.waitForURL('**/today');
		const origin = new URL(page.url()).origin;
		const opened = await openAll(page, origin);
		const pieces = await heard.pieces();
		const texts = ofNoScript(opened.lines);
		await page.locator('form[action="/logout"] button').first().click();
		await page.waitForURL('**/login');
		let [back, steps] = [0, 0];
		for (; steps < 12; steps++) {
			const went = await page.goBack({ waitUntil: 'load' }).catch(() => null);
			if (!went && steps > 0) break;
			// a page may send her on to the door while it is read
			await page.waitForURL('**/login**', { timeout: 5_000 }).catch(() => {});
			const shown = await page.locator('body').innerText();
			if (texts.some((text) => shown.includes(text))) back++;
		}
		await page.goto(`${origin}/login?next=%2Fcontrol-of-the-looking`);
		await context.close();
		const files = filesIn(profile);
		return {
			...{ pages: opened.pages, parts: pieces.length, markers: texts.length + pieces.length },
			left: [...texts, ...pieces].flatMap((marker) => placesOf(files, marker)),
			...{ back, steps, control: placesOf(files, 'control-of-the-looking').length > 0 }
		};
	} finally {
		await context.close().catch(() => {});
		await server.stop();
		rmSync(profile, { recursive: true, force: true });
	}
}

/** Parts of clips as they came over the line. */
function listenTo(context: BrowserContext) {
	const bodies: Promise<Buffer | null>[] = [];
	const follow = (page: Page) => {
		page.on('response', (response) => {
			if (/\/media\/.+\.(m4s|mp4)/.test(response.url())) bodies.push(response.body().catch(() => null));
		});
	};
	context.on('page', follow);
	for (const page of context.pages()) follow(page);
	return {
		async pieces(): Promise<Buffer[]> {
			const whole = (await Promise.all(bodies)).flatMap((body) => (body && body.length > 4_000 ? [body] : []));
			// from the middle, where the pictures are
			return whole.slice(0, 20).map((body) => body.subarray(body.length >> 1, (body.length >> 1) + 48));
		}
	};
}

/** Every page about a child she can reach by links, each clip a moment long, a search and a word at the table. */
async function openAll(page: Page, origin: string): Promise<{ pages: number; lines: string[] }> {
	const about = /^\/(trajectories|clips|sessions|interviews|log|search|tips|visits|meetings)(\/|$)/;
	const waiting = ['/today', '/trajectories', '/clips', '/log', '/tips'];
	const seen = new Set(waiting);
	// what the method calls a meeting stands on a tab, and is of no child
	const ofNobody = /^\/(meetings|visits)\//;
	const plain: string[] = [];
	const lines: string[] = [];
	let pages = 0;
	for (let next = waiting.shift(); next !== undefined && pages < 60; next = waiting.shift()) {
		const answered = await page.goto(origin + next, { waitUntil: 'load' }).catch(() => null);
		if (!answered || answered.status() >= 400) continue;
		pages++;
		const links = await page.evaluate(() => [...document.links].map(({ pathname, host }) => [host, pathname] as const));
		for (const [host, to] of links)
			if (host === new URL(origin).host && about.test(to) && !/\.\w+$|\/file$/.test(to) && !seen.has(to)) {
				seen.add(to);
				waiting.push(to);
			}
		const video = page.locator('video').first();
		if (await video.count()) {
			await video.evaluate((it: HTMLVideoElement) => void it.play().catch(() => {}));
			await page
				.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 1) > 0.3, null, { timeout: 5_000 })
				.catch(() => {});
		}
		const read = (await page.evaluate(() => document.body.innerText)).split('\n');
		if (ofNobody.test(next)) plain.push(await page.title());
		else lines.push(...read);
	}
	await page.goto(`${origin}/search`);
	await page.locator('input[name="words"]').fill('toren');
	await page.locator('input[name="words"]').press('Enter');
	await page.waitForLoadState('load');
	lines.push(...(await page.evaluate(() => document.body.innerText)).split('\n'));
	return { pages, lines: lines.filter((line) => !plain.some((title) => title.includes(line.trim()))) };
}

/** Of what stood on pages only what no script, style or picture of ours holds: those may lie in a cache. */
function ofNoScript(lines: readonly string[]): string[] {
	const ours = readdirSync('build/client', { recursive: true, encoding: 'utf8' })
		.filter((file) => /\.(js|css|html|json|webmanifest|svg)$/.test(file))
		.map((file) => readFileSync(path.join('build/client', file), 'utf8'))
		.join('\n');
	const long = lines.map((line) => line.trim()).filter((line) => line.length >= 16);
	return [...new Set(long)].filter((line) => !ours.includes(line));
}

interface Kept {
	name: string;
	bytes: Buffer;
}

function filesIn(dir: string): Kept[] {
	const entries = readdirSync(dir, { recursive: true, withFileTypes: true });
	return entries.flatMap((entry) => {
		const file = path.join(entry.parentPath, entry.name);
		return entry.isFile() ? [{ name: path.relative(dir, file), bytes: readFileSync(file) }] : [];
	});
}

/** Where this is, however a browser writes text down. */
function placesOf(files: readonly Kept[], marker: string | Buffer): string[] {
	const needles =
		typeof marker === 'string'
			? [Buffer.from(marker), Buffer.from(marker, 'utf16le'), Buffer.from(encodeURIComponent(marker))]
			: [marker];
	return files
		.filter(({ bytes }) => needles.some((needle) => bytes.includes(needle)))
		.map(({ name }) => `${typeof marker === 'string' ? marker : 'bytes of a clip'} in ${name}`);
}
