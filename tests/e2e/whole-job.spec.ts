// Longer than the house likes: one meeting from the clip to the plan is one story, told in the order in which it happens.
import path from 'node:path';
import { type Browser, expect, test } from '@playwright/test';
import { frames } from '../../src/lib/notebook/frames.ts';
import {
	act,
	enter,
	expectQuiet,
	forge,
	heard,
	idOf,
	type Person,
	post,
	rawSocket,
	said,
	statusAt
} from '../support/people.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { addClip } from './add-clip.ts';
import {
	allIn,
	allOnOneFrame,
	allPlaying,
	button,
	isHere,
	isPlaying,
	next,
	notes,
	pictureAt,
	saved,
	sees,
	seesNot,
	seenBy,
	textsOn,
	tryMove,
	tryPlayback,
	write
} from './in-the-room.ts';

const clips = path.resolve('tests/fixtures/clips');
/** Frames per second of the demo clip and of the fixtures. */
const fps = { demo: 25, fixture: 30 };
/** What the server says to a forged update, and to somebody who has lost her seat. */
const notAllowed = 4403;

test.describe.configure({ mode: 'serial', timeout: 180_000 });
// filming five screens takes more of a small machine than the five people do
test.use({ trace: 'off' });

let server: RunningServer;
let browser: Browser;
const everybody: Person[] = [];
let noor: Person, marit: Person, kees: Person, sofie: Person, anke: Person;
/** The clip that already lies on the table of today's meeting. */
let session = '';
/** Marit's own clip, sent in the first test, on a table without a meeting. */
let ownSession = '';
const ownMedia: string[] = [];

async function come(key: string): Promise<Person> {
	const person = await enter(browser, key, { links: server.links() });
	everybody.push(person);
	return person;
}

test.beforeAll(async ({ browser: started }) => {
	browser = started;
	server = await startServer({ database: 'pglite', demo: true });
	noor = await come('noor');
	marit = await come('marit');
	kees = await come('kees');
	sofie = await come('sofie');
	anke = await come('anke');
});
test.afterAll(async () => {
	for (const person of everybody) await person.leave();
	await server.stop();
});
test.afterEach(() => expectQuiet(...everybody));

test('Marit sends a clip, looks at it alone, and brings it in', async () => {
	const { page, t } = marit;
	// while the server looks at a clip, its page asks now and then whether it is there
	marit.allow(/404 HEAD .*\/media\/index\.m3u8/);
	await menu(marit, t.shell.nav.clips);
	await page.getByRole('link', { name: t.clip.list.add }).click();
	await addClip(marit, path.join(clips, 'h264_aac_moovend.mp4'));
	const player = page.getByRole('region', { name: t.clip.page.player });
	await expect(player).toBeVisible({ timeout: 20_000 });
	await expect(page.getByText(t.clip.page.next.fragment)).toBeVisible();

	// frame by frame, with the buttons and with the keys
	await expect
		.poll(() =>
			page
				.locator('video')
				.first()
				.evaluate((v) => (v as HTMLVideoElement).readyState)
		)
		.toBeGreaterThan(1);
	const frame = async () => Math.floor((await pictureAt(marit)) * fps.fixture + 0.01);
	const begun = await frame();
	await player.getByRole('button', { name: t.player.frameForward }).click();
	await expect.poll(frame).toBe(begun + 1);
	await player.getByRole('group', { name: t.player.keys.intro }).focus();
	await page.keyboard.press('ArrowRight');
	await expect.poll(frame).toBe(begun + 2);
	await page.keyboard.press('ArrowLeft');
	await expect.poll(frame).toBe(begun + 1);
	await page.keyboard.press('Space');
	await expect(player.getByRole('button', { name: t.player.pause })).toBeVisible();
	await page.keyboard.press('Space');
	await expect(player.getByRole('button', { name: t.player.play })).toBeVisible();
	expect(await isPlaying(marit)).toBe(false);

	// without a fragment it cannot be brought, on no screen and at no door
	expect(await post(marit, '?/bring', { meeting: '', protocol: 'short', show: 'whole' })).toBe('no-fragment');
	await page.getByLabel(t.clip.fragment.from).fill('0:02');
	await page.getByLabel(t.clip.fragment.from).press('Tab');
	await page.getByLabel(t.clip.fragment.to).fill('0:08');
	await page.getByLabel(t.clip.fragment.to).press('Tab');
	await page.getByRole('button', { name: t.clip.fragment.save }).click();
	await expect(page.getByText(t.clip.page.next.card)).toBeVisible();

	await page.getByLabel(t.clip.card.context).fill('In de bouwhoek, na het buitenspelen.');
	await page.getByLabel(t.clip.card.reason).fill('Er gebeurt iets halverwege.');
	await expect(page.getByText(t.clip.card.saved, { exact: true })).toBeVisible();

	await page.getByRole('radio', { name: t.clip.bring.own }).check();
	await page.getByRole('button', { name: t.clip.bring.button }).click();
	const toRoom = page.getByRole('link', { name: t.clip.bring.toRoom });
	ownSession = idIn(await toRoom.getAttribute('href'));
	expect(await post(marit, '?/bring', { meeting: '', protocol: 'short', show: 'whole' })).toBe('already-brought');
	kees.allow(/404 GET .*\/media\//);
	// brought is not yet shown: the picture opens when somebody begins
	for (const part of ['index.m3u8', 'init.mp4', 'seg0.m4s'])
		ownMedia.push(`${new URL(page.url()).pathname}/media/${part}`);
	for (const file of ownMedia) expect(await statusAt(marit, file)).toBe(200);
	for (const file of ownMedia) expect(await statusAt(kees, file)).toBe(404);
});

test('Marit asks an expert, who sees the picture only after her yes', async () => {
	const { page, t } = marit;
	await menu(marit, t.shell.nav.clips);
	await page.getByRole('link', { name: /Toren bouwen met J\./ }).click();
	session = idIn(await page.getByRole('link', { name: t.clip.bring.toRoom }).getAttribute('href'));
	anke.allow('404');
	expect((await anke.page.goto(`/sessions/${session}`))?.status()).toBe(404);

	await page.goto(`/help/new?session=${session}`);
	const expert = page.getByRole('radio', { name: /Anke/ });
	const expertId = await expert.getAttribute('value');
	await expert.check();
	await page.getByLabel(t.help.new.question).fill('Waar zoekt J. mij op?');
	await page.getByRole('button', { name: t.help.new.send }).click();
	await expect(page.getByText(t.help.card.asker.asked('Anke'))).toBeVisible();
	// nobody asks for help on somebody else's clip
	const asked = {
		about: `session ${session}`,
		expert: expertId ?? '',
		question: 'Mag ik ook?',
		date: '',
		time: '',
		until: ''
	};
	expect(await post(kees, '/help/new', asked)).not.toBeNull();

	await anke.page.goto('/help');
	await anke.page.getByRole('link', { name: anke.t.help.from('Marit') }).click();
	await expect(anke.page.locator('video')).toHaveCount(0);
	await anke.page.getByRole('button', { name: anke.t.help.answer.accept }).click();
	await anke.page.getByRole('link', { name: anke.t.help.toRoom }).click();
	// the meeting is not hers to see: leaving brings her to her own week
	await expect(anke.page.getByRole('link', { name: anke.t.session.leave })).toHaveAttribute('href', '/today');
	await expect(anke.page.getByRole('heading', { level: 1, name: 'Toren bouwen met J.' })).toBeVisible();
});

test('everybody comes in by the meeting of today and reads the card', async () => {
	for (const person of [noor, marit, kees, sofie]) {
		await menu(person, person.t.shell.nav.meetings);
		await person.page
			.getByRole('link', { name: new RegExp(`${person.t.cycle.today}|${person.t.cycle.meeting(4)}`) })
			.first()
			.click();
		await person.page
			.getByRole('link', { name: new RegExp(`^${person.t.cycle.one.join}.*Toren bouwen met J`) })
			.click();
		await expect(person.page.getByText('Waar zoekt J. mij op?')).toBeVisible();
		await expect(person.page.locator('video')).toHaveCount(0);
	}
	for (const person of [noor, sofie, anke])
		for (const name of ['Noor', 'Marit', 'Kees', 'Sofie', 'Anke'])
			await expect(
				person.page.getByRole('listitem').filter({ hasText: name }),
				`${person.name} sees ${name}`
			).toBeVisible();
});

test('round 1, introducing: Noor leads, nobody else moves the group, nobody writes', async () => {
	const five = [noor, marit, kees, sofie, anke];
	await button(noor, noor.t.session.move.start).click();
	await allIn(five, 'introduce');
	await button(noor, noor.t.session.lead.take).click();
	await expect(button(noor, noor.t.session.lead.you)).toBeVisible();
	await expect(kees.page.getByText(kees.t.session.lead.someone('Noor'))).toBeVisible();
	await expect(marit.page.getByText(marit.t.session.turn.youSpeak)).toBeVisible();
	await expect(sofie.page.getByText(sofie.t.session.turn.speaks('Marit'))).toBeVisible();
	await expect(button(kees, kees.t.session.move.next)).toBeDisabled();

	expect(await tryMove(kees, noor, session, 'next')).toBe('someone-leads');
	expect(await tryMove(marit, noor, session, 'close')).toBe('someone-leads');
	expect(await tryMove(kees, noor, session, 'take-lead')).toBe('someone-leads');
	expect(await act(noor, session, { do: 'next', seen: '0' })).toBe('stale');
	expect(await act(kees, session, { do: 'stop-picture' })).toBe('not-allowed');
	expect(await forge(kees, session, 'observations', 'te vroeg gezien')).toBe(notAllowed);
	expect(await tryPlayback(noor, session, { do: 'play' })).toBe('not-in-this-round');
	for (const person of five) await seesNot(person, 'te vroeg gezien');
});

test('round 2, the first viewing: it plays for all, nobody holds it up, and jottings stay with their writer', async () => {
	const five = [noor, marit, kees, sofie, anke];
	await next(noor, five, 'first-viewing');
	await expect(kees.page.getByRole('button', { name: kees.t.player.play })).toHaveAttribute('aria-disabled', 'true');
	expect(await tryPlayback(kees, session, { do: 'play' })).toBe('not-in-this-round');
	await noor.page.getByRole('button', { name: noor.t.player.play }).click();
	await allPlaying(five);
	for (const command of [{ do: 'pause' }, { do: 'seek', position: 60_000 }, { do: 'rate', rate: 0.5 }])
		expect(await tryPlayback(noor, session, command)).toBe('not-in-this-round');

	await jot(marit, 'hier schrok ik van mezelf');
	await jot(kees, 'kijkt steeds naar haar handen');
	expect(said(marit, 'hier schrok ik van mezelf')).toBe(true);
	expect(await forge(sofie, session, 'observations', 'praten komt straks')).toBe(notAllowed);
	// another's own pages cannot even be knocked at
	expect((await rawSocket(kees, session, await idOf(marit))).refusedWith).toBe(404);

	// Lieke was late: she lands where the others are
	const lieke = await come('lieke');
	await lieke.page.goto(`/sessions/${session}`);
	await allIn([lieke], 'first-viewing');
	await allPlaying([noor, lieke]);
	for (const person of [noor, kees, sofie, anke, lieke]) {
		await seesNot(person, 'hier schrok ik van mezelf');
		expect(heard(person, 'hier schrok ik')).toBe(false);
	}
});

test('a guest looks along, and does nothing else', async () => {
	const gerda = await come('gerda');
	await gerda.page.goto(`/sessions/${session}`);
	await allIn([gerda], 'first-viewing');
	await allPlaying([noor, gerda]);
	await expect(gerda.page.getByText(gerda.t.session.resting.viewer).first()).toBeVisible();
	await expect(gerda.page.getByRole('button', { name: gerda.t.session.move.ready })).toHaveCount(0);
	expect(await tryMove(gerda, noor, session, 'take-lead')).toBe('someone-leads');
	expect(await act(gerda, session, { do: 'ready', ready: 'yes' })).not.toBeNull();
	expect(await tryPlayback(gerda, session, { do: 'play' })).toBe('not-in-this-round');
	expect(await forge(gerda, session, 'observations', 'van een gast')).toBe(notAllowed);
	await gerda.leave();
	everybody.splice(everybody.indexOf(gerda), 1);
});

test('round 3, choosing: only Marit chooses her two moments', async () => {
	const five = [noor, marit, kees, sofie, anke];
	const { page, t } = marit;
	await next(noor, five, 'choose');
	for (const person of five) await expect.poll(() => isPlaying(person)).toBe(false);
	expect(await act(kees, session, { do: 'choose-moment', which: 'glad', atMs: '46000' })).toBe('not-in-this-round');
	expect(await tryPlayback(kees, session, { do: 'seek', position: 46_000 })).toBe('not-in-this-round');
	// not before both are chosen, unless Noor says why
	expect(await tryMove(noor, noor, session, 'next')).toBe('not-yet');

	const head = page.getByRole('slider', { name: t.player.position });
	await goTo(marit, 63_000);
	await page
		.getByRole('listitem')
		.filter({ hasText: t.session.moments.glad })
		.getByRole('button', { name: /1:03/ })
		.click();
	await goTo(marit, 31_000);
	await page
		.getByRole('listitem')
		.filter({ hasText: t.session.moments.closer })
		.getByRole('button', { name: /0:31/ })
		.click();
	await expect(head).toHaveAttribute('aria-valuenow', /^3[01]\d{3}$/);
	const list = (person: Person) => person.page.getByRole('list', { name: person.t.session.moments.title });
	for (const person of [noor, sofie]) {
		await expect(list(person)).toContainText('1:03');
		await expect(list(person)).toContainText('0:31');
	}
	await allOnOneFrame(five, fps.demo);
	expect(await act(marit, session, { do: 'choose-moment', which: 'glad', atMs: '90000' })).toBe('moment-outside-clip');
});

test('round 4, watching again: the fragment goes round, Marit stops it and gives it back, and two type in one note', async () => {
	const five = [noor, marit, kees, sofie, anke];
	await next(noor, five, 'rewatch');
	await noor.page.getByRole('button', { name: noor.t.player.play }).click();
	await allPlaying(five);
	expect(await tryPlayback(sofie, session, { do: 'pause' })).toBe('not-in-this-round');

	await button(marit, marit.t.session.picture.stop).click();
	for (const person of five) await expect(person.page.getByText(person.t.player.stopped).first()).toBeVisible();
	for (const person of five) await expect.poll(() => isPlaying(person)).toBe(false);
	expect(await tryPlayback(noor, session, { do: 'play' })).toBe('picture-stopped');
	expect(await act(noor, session, { do: 'release-picture' })).toBe('not-allowed');
	await button(marit, marit.t.session.picture.release).click();
	await noor.page.getByRole('button', { name: noor.t.player.play }).click();
	await allPlaying(five);
	await noor.page.getByRole('button', { name: noor.t.player.pause }).click();
	await allOnOneFrame(five, fps.demo);
	for (const person of five) await expect(person.page.getByText(person.t.session.picture.same)).toBeVisible();

	await write(kees, 'observations', 'kijkt naar haar handen');
	for (const person of five) await sees(person, 'kijkt naar haar handen');
	await typeTogether('kijkt naar haar handen');
	for (const person of five) await sees(person, 'J. kijkt naar haar handen en wacht');
	await write(sofie, 'observations', 'Marit zegt niets en legt hetzelfde blok neer');
	await write(anke, 'observations', 'J. schuift een blok haar kant op');
	for (const person of five) await sees(person, 'J. schuift een blok haar kant op');

	// Kees puts his own jotting on the table, Marit keeps hers
	await kees.page.getByText(kees.t.session.jottings.count(1)).click();
	await button(kees, kees.t.session.jottings.toTable).click();
	for (const person of five) await sees(person, 'kijkt steeds naar haar handen');
	await seesNot(noor, 'hier schrok ik van mezelf');

	expect(await forge(kees, session, 'meanings', 'ik denk dat')).toBe(notAllowed);
	expect(await forge(marit, session, 'tips', 'een tip te vroeg')).toBe(notAllowed);
	for (const person of five) await saved(person);
});

test('round 5, what we see: one has the word, the others may pass, the presenter listens', async () => {
	const five = [noor, marit, kees, sofie, anke];
	await next(noor, five, 'what-we-see');
	await button(sofie, sofie.t.session.turn.take).click();
	await expect(kees.page.getByText(kees.t.session.turn.speaks('Sofie'))).toBeVisible();
	expect(await act(marit, session, { do: 'take-turn' })).toBe('not-your-turn');
	expect(await act(kees, session, { do: 'take-turn' })).toBe('not-your-turn');
	expect(await act(kees, session, { do: 'give-turn', to: await idOf(kees) })).toBe('not-your-turn');
	// whoever speaks holds the remote
	await goTo(sofie, 46_000);
	await allOnOneFrame(five, fps.demo);
	expect(await pictureAt(noor)).toBeGreaterThan(44);
	expect(await tryPlayback(kees, session, { do: 'seek', position: 10_000 })).toBe('not-in-this-round');

	const note = notes(sofie)
		.getByRole('article')
		.filter({ has: sofie.page.locator('textarea') })
		.first();
	await note.getByRole('button', { name: sofie.t.session.observe.addMeaning }).click();
	await note
		.getByRole('textbox', { name: sofie.t.session.observe.addMeaning })
		.fill('misschien wil J. weten wat ze gaat doen');
	await note.getByRole('button', { name: sofie.t.session.notes.write }).click();
	for (const person of five) await sees(person, 'misschien wil J. weten wat ze gaat doen');

	await button(sofie, sofie.t.session.turn.done).click();
	await button(kees, kees.t.session.turn.pass).click();
	await expect(kees.page.getByText(kees.t.session.turn.passed)).toBeVisible();
	await giveTurnTo(noor, 'Anke');
	await expect(anke.page.getByText(anke.t.session.turn.youSpeak)).toBeVisible();
	expect(await forge(marit, session, 'observations', 'zo bedoelde ik het niet')).toBe(notAllowed);
	await expect(
		marit.page.getByRole('textbox', { name: marit.t.session.units.observations.one, exact: true })
	).toHaveCount(0);
	for (const person of five) await seesNot(person, 'zo bedoelde ik het niet');
});

test('round 6, how it was: Marit tells, the others ask on', async () => {
	const five = [noor, marit, kees, sofie, anke];
	await next(noor, five, 'experience');
	await write(marit, 'experience', 'Toen dacht ik: er gebeurt niets. Nu zie ik hem kijken.');
	for (const person of five) await sees(person, 'Toen dacht ik: er gebeurt niets. Nu zie ik hem kijken.');
	expect(await forge(kees, session, 'experience', 'volgens mij was je bang')).toBe(notAllowed);
	for (const person of five) await seesNot(person, 'volgens mij was je bang');
});

test('round 7, what this child needs: words of the method, and a tip that comes too early waits with its writer', async () => {
	const five = [noor, marit, kees, sofie, anke];
	await next(noor, five, 'needs');
	const { page, t } = kees;
	const words = page.getByRole('group', { name: t.session.needs.pick });
	await words.getByRole('button', { name: 'aandacht', exact: true }).click();
	await expect(page.getByText(t.session.needs.askOn)).toBeVisible();
	await words.getByRole('button', { name: 'aandacht', exact: true }).click();
	await words.getByRole('button', { name: 'nabijheid zonder woorden' }).click();
	await write(kees, 'needs', 'Iemand dichtbij die niets vraagt.');
	for (const person of five) await sees(person, 'Iemand dichtbij die niets vraagt.');
	await expect(notes(sofie).getByText('closeness without words')).toBeVisible();

	await page.getByText(t.session.later.open).click();
	await page.getByRole('textbox', { name: t.session.later.placeholder }).fill('Ga eens naast hem zitten.');
	await button(kees, t.session.later.write).click();
	await sees(kees, 'Ga eens naast hem zitten.');
	expect(await forge(sofie, session, 'tips', 'Doe het zo.')).toBe(notAllowed);
	expect(await act(kees, session, { do: 'open-tips' })).toBe('someone-leads');
	for (const person of [noor, marit, sofie, anke]) {
		await seesNot(person, 'Ga eens naast hem zitten.');
		expect(heard(person, 'Ga eens naast hem')).toBe(false);
	}
});

test('round 8, a strength: given with its moment, received without an answer', async () => {
	const five = [noor, marit, kees, sofie, anke];
	await next(noor, five, 'strength');
	await button(sofie, sofie.t.session.turn.take).click();
	await goTo(sofie, 46_000);
	await write(sofie, 'strengths', 'Je wachtte, en toen bood J. het blok nog een keer aan.');
	for (const person of five) await sees(person, 'Je wachtte, en toen bood J. het blok nog een keer aan.');
	expect(await forge(marit, session, 'strengths', 'dat valt wel mee')).toBe(notAllowed);
	await seesNot(sofie, 'dat valt wel mee');
});

test('Marit ends the looking along: Anke’s open room closes, also in mid-meeting', async () => {
	const four = [noor, marit, kees, sofie];
	const tab = await marit.context.newPage();
	await tab.goto('/help');
	await tab.getByRole('link', { name: /Anke/ }).first().click();
	await tab.getByRole('button', { name: marit.t.help.withdraw.stop }).click();
	await expect(tab.getByText(marit.t.help.card.asker.withdrawn)).toBeVisible();
	await tab.close();

	await expect(anke.page.getByRole('heading', { level: 1, name: anke.t.session.ended.title })).toBeVisible();
	await expect(anke.page.locator('video')).toHaveCount(0);
	expect((await anke.page.goto(`/sessions/${session}`))?.status()).toBe(404);
	expect((await rawSocket(anke, session)).refusedWith).toBe(404);
	for (const person of four) await saved(person);
});

test('round 9, looking ahead: Marit first, and the tip comes back to whoever kept it', async () => {
	const four = [noor, marit, kees, sofie];
	await next(noor, four, 'ahead');
	await write(marit, 'intentions', 'Na een blik van J. twee tellen niets doen.');
	for (const person of four) await sees(person, 'Na een blik van J. twee tellen niets doen.');
	await expect(kees.page.getByText(kees.t.session.later.now)).toBeVisible();
	await notes(kees).getByRole('button', { name: kees.t.session.later.add }).click();
	for (const person of four) await sees(person, 'Ga eens naast hem zitten.');
	expect(await forge(kees, session, 'intentions', 'je gaat voortaan')).toBe(notAllowed);
	for (const person of four) await seesNot(person, 'je gaat voortaan');
});

test('round 10, rounding off: what Marit takes along, and the end that only Noor can give', async () => {
	const four = [noor, marit, kees, sofie];
	await next(noor, four, 'take-along');
	await write(marit, 'takeaway', 'Er gebeurt juist veel als ik stil ben.');
	for (const person of four) await sees(person, 'Er gebeurt juist veel als ik stil ben.');
	expect(await forge(kees, session, 'takeaway', 'neem dit mee')).toBe(notAllowed);
	expect(await tryMove(kees, noor, session, 'close')).toBe('someone-leads');
	await saved(marit);
	const late = await rawSocket(marit, session);
	await button(noor, noor.t.session.move.close).click();
	// a picture that asks in this very moment whether it may still be there hears no
	for (const person of everybody) person.allow(/404 HEAD .*\/media\/index\.m3u8/);
	await button(noor, noor.t.session.move.closeGo).click();
	for (const person of four)
		await expect(person.page.getByRole('heading', { level: 1, name: person.t.session.closed.title })).toBeVisible();
	// after the end nothing moves and nobody writes, also not on a line that was open already
	expect(await act(marit, session, { do: 'ready', ready: 'yes' })).toBe('session-closed');
	late.sendJson(frames.playback, { do: 'play' });
	await late.until(() => late.last(frames.refused) !== undefined || late.closedWith !== null);
	late.drop();
	expect(await forge(marit, session, 'takeaway', 'en nog iets')).toBe(notAllowed);
});

test('the record is for the team, the plan is Marit’s until she shares a part of it', async () => {
	await kees.page.getByRole('link', { name: kees.t.session.closed.record }).click();
	for (const text of [
		'J. kijkt naar haar handen en wacht',
		'Je wachtte, en toen bood J. het blok nog een keer aan.',
		'Ga eens naast hem zitten.'
	])
		await expect(kees.page.getByText(text).first()).toBeVisible();
	await expect(kees.page.getByText('hier schrok ik van mezelf')).toHaveCount(0);
	const gerda = await come('gerda');
	gerda.allow('404');
	expect((await gerda.page.goto(`/sessions/${session}/record`))?.status()).toBe(404);
	anke.allow('404');
	expect((await anke.page.goto(`/sessions/${session}/record`))?.status()).toBe(404);

	await marit.page.getByRole('link', { name: marit.t.session.closed.plan }).click();
	await marit.page.waitForURL('**/trajectories/*');
	const plan = new URL(marit.page.url()).pathname;
	const part = marit.page.getByRole('listitem').filter({ hasText: marit.t.plan.session.inMeeting(4) });
	await expect(part).toContainText('Er gebeurt juist veel als ik stil ben.');
	await expect(part).toContainText('Je wachtte, en toen bood J. het blok nog een keer aan.');

	kees.allow('404');
	await kees.page.goto(plan);
	await expect(kees.page.getByText('Er gebeurt juist veel')).toHaveCount(0);
	await part.getByLabel(marit.t.plan.menu.open(marit.t.plan.session.inMeeting(4))).click();
	await part.getByRole('button', { name: marit.t.plan.menu.share, exact: true }).click();
	await expect(part.getByText(marit.t.plan.menu.shared)).toBeVisible();
	expect((await kees.page.goto(plan))?.status()).toBe(200);
	await expect(kees.page.getByText('Er gebeurt juist veel als ik stil ben.')).toBeVisible();
	await expect(kees.page.getByText(kees.t.plan.othersRest('Marit'))).toBeVisible();
});

test('a session that nobody leads runs itself: anybody goes on, two at once go on once', async () => {
	const three = [marit, kees, sofie];
	const comeIn = async (person: Person) => {
		await person.page.goto(`/sessions/${ownSession}`);
		await expect(person.page.getByRole('heading', { level: 1 })).toBeVisible();
	};
	await comeIn(kees);
	// nobody opens Marit's clip without her
	expect(await act(kees, ownSession, { do: 'start', seen: '0' })).toBe('presenter-not-here');
	await comeIn(marit);
	await comeIn(sofie);
	await isHere(kees, 'Marit');
	await button(kees, kees.t.session.move.start).click();
	await allIn(three, 'introduce');
	// both press on the same screen: the group moves one round
	const seen = await seenBy(kees);
	const answers = await Promise.all([kees, sofie].map((one) => act(one, ownSession, { do: 'next', seen })));
	expect(answers.filter((answer) => answer === null)).toHaveLength(1);
	expect(answers).toContain('stale');
	await allIn(three, 'first-viewing');

	// the first viewing plays from start to end, and whoever wants may begin it
	await sofie.page.getByRole('button', { name: sofie.t.player.play }).click();
	await allPlaying(three);
	for (const file of ownMedia) expect(await statusAt(kees, file), `${file} while the table is open`).toBe(200);
	for (const person of three) await expect.poll(() => pictureAt(person), { timeout: 40_000 }).toBeGreaterThan(11.5);
	await allOnOneFrame(three, fps.fixture);

	await button(sofie, sofie.t.session.move.next).click();
	await allIn(three, 'choose');
	// without the two moments it goes on only with a reason, which stays in the record
	await button(kees, kees.t.session.move.next).click();
	await kees.page.getByLabel(kees.t.session.move.reason).fill('Marit wil het fragment heel zien.');
	await button(kees, kees.t.session.move.aheadGo).click();
	await allIn(three, 'rewatch');
	await marit.page.goto('/clips');
	await marit.page.getByRole('link', { name: /J\./ }).first().click();
	await takeOff();
	for (const person of [kees, sofie])
		await expect(person.page.getByRole('heading', { level: 1, name: person.t.session.ended.title })).toBeVisible();
	for (const file of ownMedia) expect(await statusAt(kees, file)).toBe(404);
});

/** Marit thinks better of it, in the middle of the session (R32). */
async function takeOff(): Promise<void> {
	const { page, t } = marit;
	await page.getByRole('button', { name: t.clip.bring.takeOff }).click();
	await expect(page.getByText(t.clip.bring.takenOff)).toBeVisible();
}

const menu = ({ page, t }: Person, name: string): Promise<void> =>
	page.getByRole('navigation', { name: t.shell.menu }).getByRole('link', { name }).click();

function idIn(href: string | null): string {
	const id = /\/sessions\/([\w-]+)/.exec(href ?? '')?.[1];
	if (!id) throw new Error(`no session in ${href}`);
	return id;
}

async function jot({ page, t }: Person, text: string): Promise<void> {
	const field = page.getByRole('textbox', { name: t.session.jottings.title });
	await field.fill(text);
	await field.press('Enter');
	await expect(field).toHaveValue('');
	await expect(page.getByText(text)).toBeVisible();
}

/** Takes the shared picture to a moment with the slider, as somebody at the keyboard would: to the start, and on by seconds. */
async function goTo({ page, t }: Person, ms: number): Promise<void> {
	const head = page.getByRole('slider', { name: t.player.position });
	const box = await head.locator('..').boundingBox();
	if (!box) throw new Error('no timeline');
	const [from, to] = [
		Number(await head.getAttribute('aria-valuemin')),
		Number(await head.getAttribute('aria-valuemax'))
	];
	await page.mouse.click(box.x + (box.width * (ms - from)) / (to - from), box.y + box.height / 2);
	await expect.poll(async () => Math.abs(Number(await head.getAttribute('aria-valuenow')) - ms)).toBeLessThan(500);
}

async function giveTurnTo({ page, t }: Person, name: string): Promise<void> {
	const option = page.getByRole('combobox', { name: t.session.turn.give });
	await option.selectOption({ label: `${t.session.turn.give} ${name}` });
	await page.getByRole('button', { name: t.session.turn.giveGo, exact: true }).click();
}

/** Kees at the end and Sofie at the beginning of the same sentence, at the same time. */
async function typeTogether(sentence: string): Promise<void> {
	const field = async (person: Person) => {
		const fields = notes(person).getByRole('textbox', { name: person.t.session.notes.edit });
		const at = (await textsOn(person)).indexOf(sentence);
		return fields.nth(at);
	};
	const [atEnd, atStart] = [await field(kees), await field(sofie)];
	await atEnd.press('End');
	await atStart.press('Home');
	await Promise.all([
		atEnd.pressSequentially(' en wacht', { delay: 40 }),
		atStart.pressSequentially('J. ', { delay: 60 })
	]);
}
