import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright';
import type { Protocol, Round, Unit } from '$lib/engine/pack';
import { p2gPlg2 as pack } from '$lib/methods/p2g-plg-2';
import { allIn, saved, seenBy, write } from '../e2e/in-the-room';
import { findBrowser } from '../support/browser';
import { act, enter, post, type Person } from '../support/people';
import { startServer } from '../support/server';

/**
 * Takes a picture of every round of the default method, in both languages, on the real build, and writes the page that
 * shows them with what the method says about each.
 *
 *   npm run build && npm run docs:rounds
 */
const folder = 'docs/rounds';
const size = { width: 1200, height: 880 };
/** What the two who are pictured write, by part; one in each language. */
const said: Partial<Record<Unit, [nl: string, en: string]>> = {
	observations: ['kijkt op naar juf en lacht', 'holds out the block to her teacher'],
	meanings: ['misschien wil hij laten zien wat hij kan', 'perhaps she asks her to join in'],
	needs: ['gezien worden in wat hij maakt', 'somebody who waits with her'],
	strengths: ['je wachtte tot hij zelf begon', 'you said what you saw her do'],
	tips: ['blijf even op zijn hoogte', 'leave the next block to her']
};

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const server = await startServer({ database: 'pglite', demo: true });
const browser = await chromium.launch(await findBrowser());
try {
	const links = server.links();
	const context = { viewport: size, reducedMotion: 'reduce' as const };
	const noor = await enter(browser, 'noor', { links, context });
	const marit = await enter(browser, 'marit', { links, context });
	const kees = await enter(browser, 'kees', { links, context, locale: 'nl' });
	const sofie = await enter(browser, 'sofie', { links, context, locale: 'en' });
	for (const protocol of pack.protocols) await walk(protocol, { noor, marit, kees, sofie });
} finally {
	await browser.close();
	await server.stop();
}
writeFileSync('docs/rounds.md', page());

async function walk(protocol: Protocol, cast: Record<'noor' | 'marit' | 'kees' | 'sofie', Person>): Promise<void> {
	const { noor, marit, kees, sofie } = cast;
	const everybody = [noor, marit, kees, sofie];
	const session = await bring(marit, protocol.id);
	for (const person of everybody) await person.page.goto(`/sessions/${session}`);
	await kees.page.getByRole('listitem').filter({ hasText: 'Marit' }).waitFor();
	const move = async (what: string): Promise<void> => {
		const answer = await act(noor, session, { do: what, seen: await seenBy(noor) });
		if (answer !== null) throw new Error(`${protocol.id}: ${what} was answered ${answer}`);
	};
	await move('take-lead');
	await noor.page.reload();
	for (const [index, round] of protocol.rounds.entries()) {
		// asked for in the round before, or it would be passed by
		if (round.optional) await act(marit, session, { do: 'ask-round', round: round.id, asked: 'yes' });
		await move(index === 0 ? 'start' : 'next');
		await allIn(everybody, round.id);
		if (round.picture.mode === 'moments')
			for (const [which, atMs] of [
				['glad', '63000'],
				['closer', '46000']
			] as const)
				await act(marit, session, { do: 'choose-moment', which, atMs });
		if (round.speaks === 'in-turn') await act(kees, session, { do: 'take-turn' });
		for (const person of [kees, sofie]) await say(person, round);
		for (const person of [kees, sofie]) await shoot(person, `${protocol.id}-${nth(index)}-${round.id}`);
	}
	// between meetings a clip lies on one table at a time
	await move('close');
	for (const person of everybody) await person.page.goto('/today');
}

async function bring(marit: Person, protocol: string): Promise<string> {
	const { page } = marit;
	await page.goto('/clips');
	await page.getByRole('link').filter({ hasText: /toren/i }).first().click();
	await page.waitForURL(/\/clips\/[\w-]{12,}$/);
	const rooms = () =>
		page.locator('a[href^="/sessions/"]').evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
	const before = await rooms();
	const brought = await post(marit, '?/bring', { meeting: '', protocol, show: 'fragment' });
	if (brought !== null) throw new Error(`the clip could not be brought: ${brought}`);
	await page.reload();
	const fresh = (await rooms()).find((href) => !before.includes(href));
	return fresh?.split('/').at(-1) ?? '';
}

/** A word in the first part that is open to colleagues, so that the screen shows what it is for. */
async function say(person: Person, round: Round): Promise<void> {
	if (round.notes === 'sealed') return;
	const unit = (Object.keys(round.write) as Unit[]).find((one) => said[one] && round.write[one] !== 'presenter');
	const words = unit && said[unit]?.[person.locale === 'nl' ? 0 : 1];
	if (!unit || !words) return;
	await write(person, unit, words);
	await saved(person);
}

async function shoot({ page, locale }: Person, name: string): Promise<void> {
	await page.mouse.move(0, 0);
	await page.evaluate(() => document.fonts.ready);
	await page.screenshot({
		path: path.join(folder, `${name}-${locale}.jpg`),
		type: 'jpeg',
		quality: 68,
		animations: 'disabled'
	});
}

function nth(index: number): string {
	return String(index + 1).padStart(2, '0');
}

/** The page, generated from the pack: nothing in it is written by hand. */
function page(): string {
	const lines = [
		'# Every round, in both languages',
		'',
		'Made by `npm run docs:rounds` on the real build: a colleague’s screen, Dutch at the left and English at the right. Who speaks, writes and holds the remote is read from the method (`src/lib/methods/p2g-protocols-2.ts`).',
		''
	];
	for (const protocol of pack.protocols) {
		lines.push(`## ${protocol.title.en} (${protocol.title.nl})`, '');
		for (const [index, round] of protocol.rounds.entries()) {
			const name = `rounds/${protocol.id}-${nth(index)}-${round.id}`;
			lines.push(
				`### ${index + 1}. ${round.title.en} (${round.title.nl})`,
				'',
				`${facts(round)}`,
				'',
				`| ![${round.title.nl}](${name}-nl.jpg) | ![${round.title.en}](${name}-en.jpg) |`,
				'| --- | --- |',
				''
			);
		}
	}
	return `${lines.join('\n')}`;
}

function facts(round: Round): string {
	const writes = Object.entries(round.write).map(([unit, who]) => `${unit} (${who})`);
	return [
		`${round.minutes} min.`,
		`Speaks: ${round.speaks}.`,
		`Writes: ${writes.length > 0 ? writes.join(', ') : 'nobody'}${round.notes ? ', sealed' : ''}.`,
		`Picture: ${round.picture.mode}; remote: ${round.picture.remote}.`,
		...(round.optional ? [`On request of ${round.optional}.`] : []),
		...(round.tips ? ['Tips are open.'] : [])
	].join(' ');
}
