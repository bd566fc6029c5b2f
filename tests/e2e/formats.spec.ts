import { type Browser, expect, test } from '@playwright/test';
import { joinTeam } from '../support/newcomers.ts';
import { act, enter, expectQuiet, type Person } from '../support/people.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { bringAgain, move } from './fresh-table.ts';
import { allIn, button, isHere, next, sees, seesNot, write } from './in-the-room.ts';

/**
 * Two of the ways a team can sit together: all nine at one table, and a few with an expert who looks along from
 * elsewhere. The small circle, and a table that nobody leads, are told in whole-job.spec.ts.
 */
test.describe.configure({ mode: 'serial', timeout: 240_000 });
test.use({ trace: 'off' });

let server: RunningServer;
let marit: Person, noor: Person, kees: Person;
const everybody: Person[] = [];

async function come(browser: Browser, key: string): Promise<Person> {
	const person = await enter(browser, key, { links: server.links() });
	everybody.push(person);
	return person;
}

test.beforeAll(async ({ browser }) => {
	test.setTimeout(240_000);
	server = await startServer({ database: 'pglite', demo: true });
	[marit, noor, kees] = [await come(browser, 'marit'), await come(browser, 'noor'), await come(browser, 'kees')];
});
test.afterAll(async () => {
	for (const person of everybody) await person.leave();
	await server.stop();
});
test.afterEach(() => expectQuiet(...everybody));

/** Everybody in the room, and the group in the round where what was seen is told in turn. */
async function toWhatWeSee(session: string, people: Person[]): Promise<void> {
	for (const person of people) await person.page.goto(`/sessions/${session}`);
	for (const person of people) await isHere(noor, person.name);
	await move(noor, session, 'start');
	await move(noor, session, 'take-lead');
	for (const round of ['first-viewing', 'choose', 'rewatch', 'what-we-see']) {
		await move(noor, session, 'next');
		await allIn([noor], round);
	}
	await allIn(people, 'what-we-see');
}

/** The names under the turn of whoever was not heard yet, as this person reads them. */
const unheard = ({ page, t }: Person) => page.getByText(t.session.turn.unheard('').trim());

/** Where the expert looked along, when the nine sit down. */
let before = '';

test.describe('an expert who looks along from elsewhere', () => {
	let anke: Person;
	let session = '';

	test('comes in once she says yes', async ({ browser }) => {
		anke = await come(browser, 'anke');
		session = await bringAgain(marit, 'short');
		before = session;
		anke.allow('404');
		expect((await anke.page.goto(`/sessions/${session}`))?.status()).toBe(404);
		const { page, t } = marit;
		await page.goto(`/help/new?session=${session}`);
		await page.getByRole('radio', { name: /Anke/ }).check();
		await page.getByLabel(t.help.new.question).fill('Zie jij wanneer hij mij zoekt?');
		await page.getByRole('button', { name: t.help.new.send }).click();
		await expect(page.getByText(t.help.card.asker.asked('Anke'))).toBeVisible();
		await anke.page.goto('/help');
		await anke.page
			.getByRole('link', { name: anke.t.help.from('Marit') })
			.last()
			.click();
		await anke.page.getByRole('button', { name: anke.t.help.answer.accept }).click();
		await expect(anke.page.getByRole('link', { name: anke.t.help.toRoom })).toBeVisible();
		await toWhatWeSee(session, [marit, noor, kees, anke]);
	});

	test('[S24] speaks last: the word is hers when every colleague was heard', async () => {
		await expect(anke.page.getByText(anke.t.session.turn.afterOthers)).toBeVisible();
		await expect(button(anke, anke.t.session.turn.take)).toHaveCount(0);
		expect(await act(anke, session, { do: 'take-turn' })).not.toBeNull();
		await button(kees, kees.t.session.turn.take).click();
		await expect(anke.page.getByText(anke.t.session.turn.speaks('Kees'))).toBeVisible();
		await button(kees, kees.t.session.turn.done).click();
		await expect(anke.page.getByText(anke.t.session.turn.afterOthers)).toBeVisible();
		await button(noor, noor.t.session.turn.pass).click();
		await button(anke, anke.t.session.turn.take).click();
		for (const person of [marit, noor, kees])
			await expect(person.page.getByText(person.t.session.turn.speaks('Anke'))).toBeVisible();
		await write(anke, 'observations', 'J. houdt het blok even stil in de lucht');
		for (const person of [marit, noor, kees]) await sees(person, 'J. houdt het blok even stil in de lucht');
		await button(anke, anke.t.session.turn.done).click();
		for (const person of [noor, kees, anke]) await expect(unheard(person)).toHaveCount(0);
	});

	test('leaves, and the table goes on without her', async () => {
		await anke.page.goto('/today');
		const give = noor.page.getByRole('combobox', { name: noor.t.session.turn.give });
		await expect(give.getByRole('option', { name: /Kees/ })).toHaveCount(1);
		await expect(give.getByRole('option', { name: /Anke/ })).toHaveCount(0);
		await next(noor, [marit, noor, kees], 'experience');
		await move(noor, session, 'next');
		await allIn([marit, noor, kees], 'needs');
		await write(kees, 'needs', 'iemand die wacht');
		for (const person of [marit, noor]) await sees(person, 'iemand die wacht');
		await seesNot(anke, 'iemand die wacht');
	});
});

test.describe('nine at one table', () => {
	let nine: Person[] = [];
	let eight: Person[] = [];
	let session = '';

	test('four more join by a link, and all nine are there', async ({ browser }) => {
		const [sofie, lieke] = [await come(browser, 'sofie'), await come(browser, 'lieke')];
		const four = await joinTeam(browser, noor, ['Bas', 'Fatma', 'Imre', 'Joke']);
		everybody.push(...four);
		eight = [noor, kees, sofie, lieke, ...four];
		nine = [marit, ...eight];
		session = await bringAgain(marit, 'short', before);
		await toWhatWeSee(session, nine);
	});

	test('one has the word, eight listen; each of the others passes and nobody is forgotten', async () => {
		for (const person of eight) await expect(unheard(marit)).toContainText(person.name);
		const [speaker, ...rest] = [...eight].reverse() as [Person, ...Person[]];
		await button(speaker, speaker.t.session.turn.take).click();
		for (const person of nine.filter((one) => one !== speaker))
			await expect(person.page.getByText(person.t.session.turn.speaks(speaker.name))).toBeVisible();
		expect(await act(kees, session, { do: 'take-turn' })).toBe('not-your-turn');
		await write(speaker, 'observations', 'J. wijst naar het hoogste blok');
		for (const person of nine) await sees(person, 'J. wijst naar het hoogste blok');
		await button(speaker, speaker.t.session.turn.done).click();
		for (const person of rest) {
			await expect(unheard(noor)).toContainText(person.name);
			await button(person, person.t.session.turn.pass).click();
			await expect(person.page.getByText(person.t.session.turn.passed)).toBeVisible();
		}
		for (const person of nine) await expect(unheard(person)).toHaveCount(0);
	});

	test('the next round begins for all nine', async () => {
		await next(noor, nine, 'experience');
		await write(marit, 'experience', 'Ik zag pas nu hoe vaak hij kijkt.');
		for (const person of eight) await sees(person, 'Ik zag pas nu hoe vaak hij kijkt.');
	});
});
