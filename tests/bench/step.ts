import http from 'node:http';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium, type Page } from 'playwright';
import { shortProtocol2 } from '$lib/methods/p2g-protocols-2';
import { frames } from '$lib/notebook/frames';
import { bringAgain, move } from '../e2e/fresh-table';
import { findBrowser } from '../support/browser';
import type { LiveClient } from '../support/live-client';
import { joinTeam } from '../support/newcomers';
import { enter, rawSocket, type Person } from '../support/people';
import { startServer } from '../support/server';
import { percentile, report, rounded, type Figure } from './figures';
import { cores, moodOf, watchOthers } from './live/machine';

/**
 * How long everybody waits for the next round: twelve people on one table, from the form of whoever leads to (a) each of
 * the twelve told over the live table, (b) each with its new view read, as a browser does when it is told, and (c) the
 * heading of the new round on two real screens.
 *
 *   npm run bench:step -- --steps 60
 */
const at = process.argv.indexOf('--steps');
const steps = at < 0 ? 60 : Number(process.argv[at + 1]);
/** The first ones warm up what is compiled on the way, and are not counted. */
const warming = 5;
const goalMs = 150;
const rounds = shortProtocol2.rounds.filter((round) => !round.optional);

const server = await startServer({ database: 'pglite', demo: true });
const browser = await chromium.launch(await findBrowser());
try {
	const seat = { links: server.links() };
	const [marit, noor] = [await enter(browser, 'marit', seat), await enter(browser, 'noor', seat)];
	const screens = [await enter(browser, 'kees', seat), await enter(browser, 'sofie', seat)];
	const others = [await enter(browser, 'lieke', seat), await enter(browser, 'gerda', seat)];
	const newcomers = await joinTeam(browser, noor, ['Bas', 'Fatma', 'Imre', 'Joke', 'Loes', 'Wim']);
	const session = await bringAgain(marit, shortProtocol2.id);
	const twelve = [marit, noor, ...screens, ...others, ...newcomers];
	const seats: Seat[] = [];
	for (const person of twelve) seats.push(await sitDown(person, session));
	for (const { page } of screens) {
		await page.goto(`/sessions/${session}`);
		await page.getByRole('heading', { level: 1 }).first().waitFor();
	}
	// only these two are drawn; the others are at the table by their sockets
	for (const person of twelve) if (!screens.includes(person) && person !== noor) await person.page.goto('about:blank');
	await move(noor, session, 'start');
	await move(noor, session, 'take-lead');
	await noor.page.goto('about:blank');
	const leads = seats[twelve.indexOf(noor)];
	if (!leads) throw new Error('nobody leads');
	for (const person of screens)
		await person.page.getByRole('heading', { level: 2, name: titleOf(0, person) }).waitFor();

	const told: number[] = [];
	const read: number[] = [];
	const drawn: number[] = [];
	const stop = watchOthers();
	for (let i = 1; i <= steps + warming; i++) {
		const to = i % rounds.length;
		const step = await stepTo(to, leads, seats, screens);
		if (i <= warming) continue;
		told.push(step.told);
		read.push(step.read);
		drawn.push(...step.drawn);
		// people do not press twice in a breath, and what a step set going has ended
		await wait(200);
	}
	const othersUsed = stop();
	const mood = moodOf(othersUsed);
	const judged = mood === 'quiet';
	const figure = (id: string, what: string, samples: number[], p: number, goal: boolean): Figure => {
		const value = rounded(percentile(samples, p), 0);
		const met = value <= goalMs;
		return {
			id,
			what: `${what}, p${p * 100}`,
			value,
			unit: 'ms',
			n: samples.length,
			...(goal ? { goal: `<= ${goalMs}` } : {}),
			...(goal && (judged || met) ? { ok: met } : {}),
			...(goal && !judged && !met ? { verdict: mood } : {})
		};
	};
	const figures = [
		figure('step-told', 'all twelve told', told, 0.5, false),
		figure('step-told', 'all twelve told', told, 0.95, true),
		figure('step-read', 'all twelve with their new view', read, 0.5, false),
		figure('step-read', 'all twelve with their new view', read, 0.95, false),
		figure('step-drawn', 'heading on a real screen', drawn, 0.5, false),
		figure('step-drawn', 'heading on a real screen', drawn, 0.95, true)
	];
	const title = `The next round, twelve people and two screens\nOthers used ${rounded(othersUsed)} of ${cores} cores: ${mood}.`;
	process.exitCode = report(title, figures) ? 0 : 1;
} finally {
	await browser.close();
	await server.stop();
}

interface Seat {
	socket: LiveClient;
	/** Asks the server as this person's browser does. */
	ask(path: string, form?: Record<string, string>): Promise<string>;
	session: string;
}

async function sitDown(person: Person, session: string): Promise<Seat> {
	const { host, port } = new URL(person.origin);
	const cookie = (await person.context.cookies(person.origin)).map((one) => `${one.name}=${one.value}`).join('; ');
	const agent = new http.Agent({ keepAlive: true });
	const ask = (path: string, form?: Record<string, string>) =>
		new Promise<string>((resolve, reject) => {
			const body = form && new URLSearchParams(form).toString();
			const request = http.request(
				{
					host: '127.0.0.1',
					port,
					path,
					agent,
					method: body === undefined ? 'GET' : 'POST',
					headers: {
						cookie,
						host,
						origin: person.origin,
						accept: 'application/json',
						...(body === undefined
							? {}
							: { 'x-sveltekit-action': 'true', 'content-type': 'application/x-www-form-urlencoded' })
					}
				},
				(response) => {
					let text = '';
					response.setEncoding('utf8');
					response.on('data', (part: string) => (text += part));
					response.on('end', () =>
						response.statusCode === 200 ? resolve(text) : reject(new Error(`${path}: ${response.statusCode} ${text}`))
					);
				}
			);
			request.on('error', reject);
			request.end(body);
		});
	return { socket: await rawSocket(person, session), ask, session };
}

/** One press by whoever leads; ms from then until the last of them. */
async function stepTo(to: number, leads: Seat, seats: Seat[], screens: Person[]) {
	const { session } = leads;
	const seen = String(lastMove(leads));
	const waiting = screens.map((person) => headingOn(person.page, titleOf(to, person)));
	await Promise.all(screens.map(({ page }) => page.evaluate(() => 0)));
	const form =
		to === 0 ? { do: 'back', seen, round: '0', reason: 'nog een keer' } : { do: 'next', seen, reason: 'om te meten' };
	const begun = now();
	let [told, read] = [0, 0];
	const everybody = seats.map(async (seat) => {
		await seat.socket.until(() => lastMove(seat) > Number(seen));
		told = Math.max(told, now() - begun);
		await seat.ask(`/sessions/${session}/__data.json`);
		read = Math.max(read, now() - begun);
	});
	const answer = JSON.parse(await leads.ask(`/sessions/${session}?/act`, form)) as { type: string };
	if (answer.type !== 'success') throw new Error(`the step to ${to} was refused: ${JSON.stringify(answer)}`);
	await Promise.all(everybody);
	return { told, read, drawn: (await Promise.all(waiting)).map((moment) => moment - begun) };
}

/** The number of the last change of round, or of the lead, that this socket was told. */
function lastMove({ socket }: Seat): number {
	const moved = socket.heard.filter(({ type }) => type === frames.moved).map(({ json }) => json as Moved);
	return Math.max(
		0,
		...moved.filter(({ type }) => type === 'round-entered' || type === 'lead-taken').map(({ seq }) => seq)
	);
}
interface Moved {
	seq: number;
	type: string;
}

function now(): number {
	return performance.timeOrigin + performance.now();
}

function titleOf(round: number, person: Person | undefined): string {
	return rounds[round]?.title[person?.locale ?? 'nl'] ?? '';
}

/** When this heading was drawn on this page, ms since epoch: the frame after it came into the document. */
function headingOn(page: Page, title: string): Promise<number> {
	return page.evaluate(
		(wanted) =>
			new Promise<number>((resolve, reject) => {
				const there = () => [...document.querySelectorAll('h2')].some((h) => h.textContent.trim() === wanted);
				const tell = () => requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
				const timer = setTimeout(() => reject(new Error(`${wanted} did not come`)), 20_000);
				const look = new MutationObserver(() => {
					if (!there()) return;
					look.disconnect();
					clearTimeout(timer);
					tell();
				});
				look.observe(document.body, { subtree: true, childList: true, characterData: true });
			}),
		title
	);
}
