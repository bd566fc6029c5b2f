import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { chromium } from 'playwright';
import { packs } from '$lib/methods';
import type { Protocol, Round, Unit } from '$lib/engine/pack';
import { addEntry } from '$lib/notebook/table';
import { bringAgain, lastMove, must } from '../tests/e2e/fresh-table';
import { findBrowser } from '../tests/support/browser';
import { act, enter, idOf, rawSocket, type Person } from '../tests/support/people';
import { startServer } from '../tests/support/server';
import { pageOf, pictureOf } from './docs-rounds/page';

/**
 * Pictures of every round of the newest method in both languages (docs/rounds) and a page beside them (docs/rounds.md),
 * out of the built app: `npm run build` first. With `--page` the page alone, which needs no browser and no build.
 */
const folder = path.resolve('docs');
const pictures = path.join(folder, 'rounds');
const quality = { width: 1200, height: 800, jpeg: 70, kB: 90 };

/** What people wrote in each part. */
const sentences: Partial<Record<Unit, string>> = {
	observations: 'J. kijkt op en schuift een blok haar kant op',
	meanings: 'Misschien wil hij dat zij meebouwt',
	experience: 'Ik werd rustig toen hij naar mij keek',
	needs: 'gezien worden',
	answers: 'Ik knikte, en hij ging door',
	strengths: 'Zij wacht tot hij zelf begint',
	intentions: 'Ik tel tot drie voor ik iets zeg',
	tips: 'Ga eens naast hem zitten',
	agreements: 'Volgende keer nemen we de kring op',
	takeaway: 'Stil zijn is ook contact'
};

const pack = packs.toSorted((a, b) => a.version - b.version).at(-1);
if (!pack) throw new Error('there is no method');
if (!process.argv.includes('--page')) await draw(pack.protocols);
const isThere = (picture: string) => existsSync(path.join(pictures, picture));
writeFileSync(
	path.join(folder, 'rounds.md'),
	pageOf(`${pack.title.en}, version ${pack.version}`, pack.protocols, isThere)
);

async function draw(protocols: readonly Protocol[]): Promise<void> {
	rmSync(pictures, { recursive: true, force: true });
	mkdirSync(pictures, { recursive: true });
	const server = await startServer({ database: 'pglite', demo: true });
	const browser = await chromium.launch(await findBrowser());
	try {
		const seat = {
			links: server.links(),
			context: { viewport: { width: quality.width, height: quality.height }, colorScheme: 'light' as const }
		};
		const marit = await enter(browser, 'marit', seat);
		const noor = await enter(browser, 'noor', seat);
		const kees = await enter(browser, 'kees', { ...seat, locale: 'nl' });
		const sofie = await enter(browser, 'sofie', { ...seat, locale: 'en' });
		for (const protocol of protocols) await walk(protocol, { marit, noor, lookers: [kees, sofie] });
	} finally {
		await browser.close();
		await server.stop();
	}
}

interface Table {
	marit: Person;
	/** Leads. */
	noor: Person;
	lookers: Person[];
}

async function walk(protocol: Protocol, { marit, noor, lookers }: Table): Promise<void> {
	const session = await bringAgain(marit, protocol.id);
	for (const person of [marit, noor, ...lookers]) await person.page.goto(`/sessions/${session}`);
	await lookers[0]?.page.getByRole('listitem').filter({ hasText: marit.name }).waitFor();
	for (const [i, round] of protocol.rounds.entries()) {
		if (round.optional) must(round.id, await act(marit, session, { do: 'ask-round', round: round.id, asked: 'yes' }));
		// the way of a screen that is up to date; with a reason nothing needs to be waited for
		const seen = await lastMove(noor, session);
		must(
			round.id,
			await act(noor, session, i === 0 ? { do: 'start', seen } : { do: 'next', seen, reason: 'voor de foto' })
		);
		if (i === 0) must('lead', await act(noor, session, { do: 'take-lead', seen: await lastMove(noor, session) }));
		for (const person of lookers) await inRound(person, round);
		await write(lookers[0] as Person, session, round, 'colleagues');
		await write(marit, session, round, 'presenter');
		if (round.picture.mode === 'moments')
			for (const [which, atMs] of Object.entries({ glad: '63000', closer: '46000' }))
				must(which, await act(marit, session, { do: 'choose-moment', which, atMs }));
		if (round.speaks === 'in-turn') must('turn', await act(lookers[0] as Person, session, { do: 'take-turn' }));
		for (const person of lookers) await picture(person, protocol, round);
	}
	must('close', await act(noor, session, { do: 'close', seen: await lastMove(noor, session) }));
}

async function inRound({ page, locale }: Person, round: Round): Promise<void> {
	await page.getByRole('heading', { level: 2, name: round.title[locale] }).first().waitFor();
}

/** One note in each part that this round opens to her, at the table or sealed in her own pages. */
async function write(person: Person, session: string, round: Round, party: 'presenter' | 'colleagues'): Promise<void> {
	const open = (Object.entries(round.write) as [Unit, string][]).filter(
		([, who]) => who === 'everyone' || who === party
	);
	if (open.length === 0) return;
	const author = await idOf(person);
	const sealed = round.notes === 'sealed';
	const socket = await rawSocket(person, session, sealed ? author : undefined);
	for (const [unit] of open) {
		const text = party === 'presenter' && unit === 'observations' ? 'Ik leg mijn hand op tafel' : sentences[unit];
		const note = { id: `${round.id}-${party}-${unit}`, author, t: unit === 'observations' ? 46_000 : null };
		if (text) addEntry(socket.doc, sealed ? 'sealed' : unit, { ...note, text, ...(sealed ? { part: unit } : {}) });
	}
	await socket.until(() => socket.closedWith !== null || socket.acked >= socket.sent);
	if (socket.closedWith) throw new Error(`${person.name} may not write in ${round.id}`);
	socket.drop();
}

async function picture(person: Person, protocol: Protocol, round: Round): Promise<void> {
	const { page, locale } = person;
	await page.waitForFunction(() => [...document.querySelectorAll('video')].every((video) => video.readyState >= 2));
	await page.waitForLoadState('networkidle');
	await page.evaluate(() => scrollTo(0, 0));
	const file = path.join(pictures, pictureOf(protocol, round, locale));
	let kB = Infinity;
	// most pictures fit at once; one with much text on it a little coarser
	for (let jpeg = quality.jpeg; kB > quality.kB; jpeg -= 6) {
		if (jpeg < 50) throw new Error(`${path.basename(file)} is ${Math.round(kB)} kB`);
		await page.screenshot({ path: file, type: 'jpeg', quality: jpeg, animations: 'disabled' });
		kB = readFileSync(file).length / 1000;
	}
	console.log(`${path.basename(file)} ${Math.round(kB)} kB`);
}
