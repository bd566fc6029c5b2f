// Longer than the house likes: one meeting in three groups is one story, told in the order in which it happens.
import path from 'node:path';
import { type Browser, expect, type Locator, test } from '@playwright/test';
import { frames } from '../../src/lib/notebook/frames.ts';
import {
	act,
	enter,
	expectQuiet,
	idOf,
	openBrowser,
	type Person,
	post,
	rawSocket,
	statusAt
} from '../support/people.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { addClip } from './add-clip.ts';
import { allIn, isHere, next, pictureAt, sees, seenBy, textsOn, write } from './in-the-room.ts';

const fixture = path.resolve('tests/fixtures/clips/h264_aac_faststart.mp4');

test.describe.configure({ mode: 'serial', timeout: 240_000 });
// filming eight screens takes more of a small machine than the eight people do
test.use({ trace: 'off' });

interface Group {
	id: string;
	session: string;
	clip: string;
	presenter: Person;
	partner: Person;
}

let server: RunningServer;
let browser: Browser;
const everybody: Person[] = [];
let noor: Person, marit: Person, kees: Person, sofie: Person, lieke: Person, gerda: Person, tess: Person;
let meeting = '';
let groups: Group[] = [];

async function come(key: string): Promise<Person> {
	const person = await enter(browser, key, { links: server.links(), ...(key === 'sofie' ? { locale: 'nl' } : {}) });
	everybody.push(person);
	return person;
}

test.beforeAll(async ({ browser: started }) => {
	// seven browsers on a small machine
	test.setTimeout(180_000);
	browser = started;
	server = await startServer({ database: 'pglite', demo: true });
	noor = await come('noor');
	marit = await come('marit');
	kees = await come('kees');
	sofie = await come('sofie');
	lieke = await come('lieke');
	gerda = await come('gerda');
});
test.afterAll(async () => {
	for (const person of everybody) await person.leave();
	await server.stop();
});
test.afterEach(() => expectQuiet(...everybody));

test('three clips lie ready for today, and a sixth colleague joins the team', async () => {
	await noor.page.goto('/teams');
	await noor.page.getByRole('button', { name: noor.t.team.invite.submit }).click();
	const link = noor.page.getByLabel(noor.t.team.invite.link, { exact: true });
	await expect(link).not.toHaveValue('');
	tess = await openBrowser(browser, marit.origin, { key: 'tess', name: 'Tess' });
	everybody.push(tess);
	await tess.page.goto(`${marit.origin}${new URL(await link.inputValue()).pathname}`);
	await tess.page.getByLabel(tess.t.account.name).fill('Tess');
	await tess.page.getByLabel(tess.t.account.about).fill('groep 2');
	await tess.page.getByLabel(tess.t.account.email).fill('tess@delinde.example');
	await tess.page.getByLabel(tess.t.account.password, { exact: true }).fill('vier gewone woorden achter elkaar');
	await tess.page.getByRole('button', { name: tess.t.account.invite.submit }).click();
	await tess.page.waitForURL('**/today');

	// Sofie's parents said yes, and she sends a clip; Kees brings his once more
	await sofie.page.goto('/trajectories');
	await sofie.page.goto(`${await linkOn(sofie, /^\/trajectories\/[\w-]{12,}$/)}/consent`);
	const guardian = await sofie.page.locator('input[name=guardian]').first().inputValue();
	const day = await sofie.page.locator('input[name=day]').first().inputValue();
	expect(await post(sofie, '?/paper', { guardian, day, team: 'yes' })).toBeNull();
	sofie.allow(/404 HEAD .*\/media\//);
	await sofie.page.goto('/clips/new');
	await addClip(sofie, fixture);
	await expect(sofie.page.getByRole('region', { name: sofie.t.clip.page.player })).toBeVisible({ timeout: 20_000 });
	await expect.poll(() => post(sofie, '?/fragment', { from: '0:02', to: '0:08' }), { timeout: 30_000 }).toBeNull();
	await marit.page.goto('/meetings');
	meeting = (await linkOn(marit, /^\/meetings\/[\w-]{12,}$/)).split('/')[2] ?? '';
	const bring = { meeting, protocol: 'short', show: 'whole' };
	expect(await post(sofie, '?/bring', bring)).toBeNull();
	await kees.page.goto('/clips');
	await kees.page.goto(await linkOn(kees, /^\/clips\/[\w-]{12,}$/));
	expect(await post(kees, '?/bring', bring)).toBeNull();
});

test('Noor lays the meeting out and makes three pairs with one press, each with a clip', async () => {
	const { page, t } = noor;
	await page.goto(`/meetings/${meeting}`);
	const agenda = page.getByRole('region', { name: t.groups.agenda.title });
	await expect(agenda.getByRole('listitem').filter({ hasText: t.groups.kinds.groups }).first()).toBeVisible();
	// what is opened while the page still wakes up may close once more
	const length = agenda.getByLabel(t.groups.agenda.length(t.groups.kinds.groups));
	await expect(async () => {
		if (!(await length.isVisible())) await agenda.getByText(t.groups.agenda.change, { exact: true }).click();
		await length.fill('40', { timeout: 1_000 });
		await agenda
			.getByRole('listitem')
			.filter({ has: page.getByLabel(t.groups.agenda.length(t.groups.kinds.groups)) })
			.getByRole('button', { name: t.groups.agenda.set })
			.click({ timeout: 1_000 });
	}).toPass();
	await expect(agenda.getByText(t.groups.agenda.minutes(40))).toBeVisible();

	await page.getByText(t.groups.make.title, { exact: true }).click();
	// Noor goes round, and Gerda looks along today
	await expect(page.getByRole('checkbox', { name: 'Noor' })).not.toBeChecked();
	await page.getByRole('checkbox', { name: 'Gerda' }).check();
	await page.getByRole('button', { name: t.groups.make.pairs }).click();
	const cards = groupCards(noor);
	await expect(cards).toHaveCount(3);
	groups = [];
	for (const presenter of [marit, kees, sofie]) {
		const card = cards.filter({ has: page.locator('.people', { hasText: presenter.name }) });
		const people = (await card.locator('.people li').allInnerTexts()).join(' ');
		const partner = [lieke, tess, gerda].find((one) => people.includes(one.name));
		if (!partner) throw new Error(`nobody sits with ${presenter.name}: ${people}`);
		const href = (await card.getByRole('link', { name: t.groups.join }).getAttribute('href')) ?? '';
		groups.push({ id: '', session: href.split('/')[2] ?? '', clip: '', presenter, partner });
	}
	expect(new Set(groups.map((group) => group.partner)).size).toBe(3);
	await page.getByText(t.groups.move.by, { exact: true }).click();
	for (const group of groups) group.id = await placeOf(group.presenter).inputValue();
});

test('each pair sees its own table, and of the others’ not a page, a socket, a picture or a word', async () => {
	for (const { session, presenter, partner } of groups) {
		for (const one of [presenter, partner]) {
			await one.page.goto(`/meetings/${meeting}`);
			await groupCards(one).getByRole('link', { name: one.t.groups.toRoom }).click();
			await one.page.waitForURL(`**/sessions/${session}`);
		}
		await isHere(presenter, partner.name);
		await presenter.page.getByRole('button', { name: presenter.t.session.move.start }).click();
		await allIn([presenter, partner], 'introduce');
		await expect(presenter.page.locator('video').first()).toBeAttached();
	}
	for (const group of groups) group.clip = await clipOf(group.presenter, group.session);
	for (const [i, group] of groups.entries()) {
		const other = groups[(i + 1) % 3] as Group;
		for (const one of [group.presenter, group.partner]) {
			one.allow(/404 (GET|POST) /);
			expect(await statusAt(one, `/sessions/${group.session}`)).toBe(200);
			expect(await mediaFor(one, group.clip)).toBe(200);
			expect(await statusAt(one, `/sessions/${other.session}`)).toBe(404);
			expect(await statusAt(one, `/sessions/${other.session}/record`)).toBe(404);
			expect(await mediaFor(one, other.clip)).toBe(404);
			expect(await act(one, other.session, { do: 'ready', ready: 'yes' })).toBe('not-found');
			const socket = await rawSocket(one, other.session);
			expect(socket.refusedWith).toBe(404);
			socket.drop();
		}
	}
});

test('Noor sees every group go on without touching her page, hears a call, and looks in without moving anything', async () => {
	const { page, t } = noor;
	const [first, second] = groups as [Group, Group, Group];
	await expect(groupCards(noor).getByText(t.groups.round(1, 10))).toHaveCount(3);
	await next(second.presenter, [second.presenter], 'first-viewing');
	await expect(groupCards(noor).getByText(t.groups.round(2, 10))).toHaveCount(1);
	await expect(groupCards(noor).getByText(t.groups.round(1, 10))).toHaveCount(2);

	const caller = first.partner === gerda ? first.presenter : first.partner;
	await caller.page.getByRole('button', { name: caller.t.groups.room.call }).click();
	await expect(first.presenter.page.getByText(first.presenter.t.groups.room.called)).toBeVisible();
	const card = groupCards(noor).filter({ hasText: t.groups.calls(caller.name) });
	await expect(card).toHaveCount(1);

	const before = { seen: await seenBy(first.presenter), at: await pictureAt(first.presenter) };
	const timelines = () => first.presenter.wire.heard.filter((frame) => frame[0] === frames.timeline).length;
	const told = timelines();
	await card.getByRole('link', { name: t.groups.join }).click();
	await page.waitForURL(`**/sessions/${first.session}`);
	await expect(page.locator('.room').first()).toBeVisible({ timeout: 20_000 });
	await allIn([noor, first.presenter], 'introduce');
	// being there is the answer
	await expect(first.presenter.page.getByText(first.presenter.t.groups.room.called)).toBeHidden();
	await expect(caller.page.getByRole('button', { name: caller.t.groups.room.call })).toBeVisible();
	expect({ seen: await seenBy(first.presenter), at: await pictureAt(first.presenter) }).toEqual(before);
	expect(timelines()).toBe(told);
	await expect(first.presenter.page.getByText(first.presenter.t.session.lead.nobody)).toBeVisible();
	// and out again, over to the next
	await page.goto(`/sessions/${second.session}`);
	await allIn([noor, second.presenter], 'first-viewing');
	expect(await seenBy(first.presenter)).toBe(before.seen);
	await page.goto(`/meetings/${meeting}`);
});

test('Noor moves one person by the keyboard: her room closes at once, the other one opens, nothing is lost', async () => {
	const { page, t } = noor;
	const from = groups.find((group) => group.partner === lieke) as Group;
	const to = groups.find((group) => group !== from) as Group;
	await goTo(from.presenter, 'rewatch');
	await allIn([from.presenter, lieke], 'rewatch');
	await write(lieke, 'observations', 'Ze kijkt op voor ze iets pakt.');
	await sees(from.presenter, 'Ze kijkt op voor ze iets pakt.');
	await page.getByText(t.groups.move.by, { exact: true }).click();
	const place = placeOf(lieke);
	await place.selectOption(to.id);
	await place.press('Tab');
	await page.keyboard.press('Enter');
	await expect(lieke.page.getByText(lieke.t.groups.room.movedTo)).toBeVisible();
	lieke.allow(/404 (GET|HEAD|POST) /);
	expect(await statusAt(lieke, `/sessions/${from.session}`)).toBe(404);
	expect(await mediaFor(lieke, from.clip)).toBe(404);
	expect(await mediaFor(lieke, to.clip)).toBe(200);
	const socket = await rawSocket(lieke, from.session);
	expect(socket.refusedWith).toBe(404);
	socket.drop();
	// what she wrote stays where it was written, under her name
	expect(await textsOn(from.presenter)).toContain('Ze kijkt op voor ze iets pakt.');
	await lieke.page.getByRole('link', { name: lieke.t.groups.room.toMeeting }).click();
	await expect(groupCards(lieke).filter({ hasText: to.presenter.name })).toContainText(lieke.t.groups.yours);
	await groupCards(lieke).getByRole('link', { name: lieke.t.groups.toRoom }).click();
	await lieke.page.waitForURL(`**/sessions/${to.session}`);
	await expect(lieke.page.locator('.room').first()).toBeVisible();
	expect(await idOf(lieke)).not.toBe('');
});

test('together again: a sentence of each group, what people are glad about, and who showed a clip', async () => {
	for (const [i, { presenter }] of groups.entries()) {
		await presenter.page.goto(`/meetings/${meeting}`);
		const closing = presenter.page.getByRole('region', { name: presenter.t.groups.closing.title });
		await closing.getByRole('textbox').fill(`Dit namen wij mee: zin ${i + 1}.`);
		await closing.getByRole('button', { name: presenter.t.groups.closing.save }).click();
		await expect(closing.getByText(presenter.t.groups.closing.saved, { exact: true })).toBeVisible();
	}
	await tess.page.goto(`/meetings/${meeting}`);
	const successes = tess.page.getByRole('region', { name: tess.t.groups.successes.title });
	await successes.getByRole('textbox').fill('Ik durfde stil te zijn.');
	await successes.getByRole('button', { name: tess.t.groups.successes.add }).click();
	await expect(successes.getByText('Ik durfde stil te zijn.', { exact: true })).toBeVisible();

	// Noor's page shows all of it by itself
	const closing = noor.page.getByRole('region', { name: noor.t.groups.closing.title });
	for (const i of [1, 2, 3])
		await expect(closing.getByRole('textbox').nth(i - 1)).toHaveValue(`Dit namen wij mee: zin ${i}.`);
	await expect(noor.page.getByText('Ik durfde stil te zijn.')).toBeVisible();
	await expect(noor.page.getByRole('button', { name: noor.t.groups.successes.remove })).toBeHidden();
	const turns = noor.page.getByRole('region', { name: noor.t.groups.turns.title });
	await expect(turns.getByRole('listitem').filter({ hasText: 'Sofie' })).toContainText(
		noor.t.groups.turns.meetings('4')
	);
	await expect(turns.getByRole('listitem').filter({ hasText: 'Tess' })).toContainText(noor.t.groups.turns.notYet);
	// a guest reads none of it
	await gerda.page.goto(`/meetings/${meeting}`);
	await expect(gerda.page.getByRole('heading', { level: 1 })).toBeVisible();
	await expect(gerda.page.getByText('Dit namen wij mee')).toHaveCount(0);
	await expect(gerda.page.getByText('Ik durfde stil te zijn.')).toHaveCount(0);

	await successes.getByRole('button', { name: tess.t.groups.successes.remove }).click();
	await expect(noor.page.getByText('Ik durfde stil te zijn.')).toBeHidden();
});

const groupCards = ({ page, t }: Person): Locator =>
	page.getByRole('region', { name: t.groups.title, exact: true }).locator('.groups > li');

/** Where the lead's page says that somebody sits, as a choice. */
const placeOf = (person: Person): Locator => noor.page.getByLabel(noor.t.groups.move.person(person.name));

const mediaFor = (person: Person, clip: string): Promise<number> => statusAt(person, `/clips/${clip}/media/index.m3u8`);

async function linkOn({ page }: Person, shape: RegExp): Promise<string> {
	const found = await page
		.getByRole('main')
		.getByRole('link')
		.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
	const href = found.find((one) => shape.test(one));
	if (!href) throw new Error(`no such link on ${page.url()}: ${found.join(' ')}`);
	return href;
}

/** The clip on a session's table, as that page's own data says it. */
async function clipOf(person: Person, session: string): Promise<string> {
	const text = await person.page.evaluate(async (id) => (await fetch(`/sessions/${id}/__data.json`)).text(), session);
	const nodes = (JSON.parse(text) as { nodes: ({ data?: unknown[] } | null)[] }).nodes;
	for (const node of nodes) {
		const flat = node?.data;
		const view = flat?.[(flat[0] as { view?: number }).view ?? -1] as { clip?: number } | undefined;
		const clip = flat?.[view?.clip ?? -1] as { id?: number } | undefined;
		if (flat && clip?.id !== undefined) return String(flat[clip.id]);
	}
	throw new Error('no clip on this table');
}

/** Goes on to a round, past what would hold it. */
async function goTo(person: Person, id: string): Promise<void> {
	for (const round of ['first-viewing', 'choose', 'rewatch']) {
		const session = new URL(person.page.url()).pathname.split('/')[2] ?? '';
		const seen = await seenBy(person);
		const answer = await act(person, session, { do: 'next', seen, reason: 'verder' });
		if (answer !== null && answer !== 'stale') throw new Error(`not on to ${round}: ${answer}`);
		await allIn([person], round);
		if (round === id) return;
	}
}
