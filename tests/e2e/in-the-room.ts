// Read by Playwright, hence the file extensions in its imports.
import { expect, type Locator } from '@playwright/test';
import type { Round } from '../../src/lib/engine/pack.ts';
import { longProtocol2, shortProtocol2 } from '../../src/lib/methods/p2g-protocols-2.ts';
import { frames } from '../../src/lib/notebook/frames.ts';
import { act, type Answer, type Person, rawSocket } from '../support/people.ts';

/** What people do and see in the session room, by the words on their own screens. */

/** The notes of the round at the right of the picture. */
export const notes = ({ page, t }: Person): Locator => page.getByRole('region', { name: t.session.notes.label });
const composer = ({ page, t }: Person, unit: keyof Person['t']['session']['units']): Locator =>
	page.getByRole('textbox', { name: t.session.units[unit].one, exact: true });

/** Every text on somebody's table, whether she may write in it now or only read it. */
export const textsOn = (person: Person): Promise<string[]> =>
	notes(person)
		.locator('textarea[aria-label], .plain, .words')
		.evaluateAll((fields) => fields.map((f) => ('value' in f ? String(f.value) : (f.textContent ?? ''))));

export const sees = (person: Person, text: string): Promise<void> =>
	expect.poll(() => textsOn(person), { message: `${person.name} sees: ${text}`, timeout: 15_000 }).toContain(text);

export async function seesNot(person: Person, text: string): Promise<void> {
	expect(await textsOn(person)).not.toContain(text);
	expect(await person.page.locator('body').innerText()).not.toContain(text);
}

/** Puts a note down in the part that is open, by hand. */
export async function write(person: Person, unit: keyof Person['t']['session']['units'], text: string): Promise<void> {
	const { page, t } = person;
	const texts = t.session.units[unit];
	const choice = page
		.getByRole('group', { name: t.session.table })
		.getByRole('button', { name: 'kind' in texts ? texts.kind : texts.one, exact: true });
	if (await choice.isVisible()) await choice.click();
	await composer(person, unit).fill(text);
	await composer(person, unit).press('Enter');
	await expect(composer(person, unit)).toHaveValue('');
	await sees(person, text);
}

/** Waits until everything this person wrote is on the server's disk, as her screen says it. */
export const saved = ({ page, t }: Person): Promise<void> =>
	expect(page.getByText(t.session.saved.saved, { exact: true }).first()).toBeVisible();

/** In the waiting room: this person sees that one come in. */
export const isHere = ({ page }: Person, name: string): Promise<void> =>
	expect(page.getByRole('listitem').filter({ hasText: name })).toBeVisible();

/** Everybody stands in this round, by the heading of its card. */
export async function allIn(people: Person[], id: string): Promise<void> {
	const round = roundNamed(id);
	for (const person of people) {
		const title = round.title[person.locale];
		await expect(
			person.page.getByRole('heading', { level: 2, name: title }),
			`${person.name} in ${title}`
		).toBeVisible();
	}
}

function roundNamed(id: string): Round {
	const round = [...shortProtocol2.rounds, ...longProtocol2.rounds].find((one) => one.id === id);
	if (!round) throw new Error(`no round ${id}`);
	return round;
}

/** Whoever leads goes on, and everybody comes along. */
export async function next(leader: Person, people: Person[], id: string): Promise<void> {
	await leader.page.getByRole('button', { name: leader.t.session.move.next }).click();
	await allIn(people, id);
}

/** The number of the last move that this person's screen has seen, which a move must carry. */
export const seenBy = (person: Person): Promise<string> =>
	person.page.locator('input[name="seen"]').first().inputValue();

/** A move by somebody who does not lead, on a screen that is up to date. */
export const tryMove = async (person: Person, leader: Person, id: string, what: string): Promise<Answer> =>
	act(person, id, { do: what, seen: await seenBy(leader) });

/** Asks the live table for the remote past the resting buttons; answers the code of the refusal, or null. */
export async function tryPlayback(
	person: Person,
	sessionId: string,
	command: Record<string, unknown>
): Promise<string | null> {
	const socket = await rawSocket(person, sessionId);
	const before = timelineVersion(socket.last(frames.timeline));
	socket.sendJson(frames.playback, command);
	await socket.until(
		() => socket.last(frames.refused) !== undefined || timelineVersion(socket.last(frames.timeline)) !== before
	);
	const refused = socket.last(frames.refused) as { code: string } | undefined;
	socket.drop();
	return refused?.code ?? null;
}
const timelineVersion = (frame: unknown): number => (frame as { version: number } | undefined)?.version ?? 0;

export const button = ({ page }: Person, name: string): Locator => page.getByRole('button', { name, exact: true });

/** Seconds at which this browser's own picture stands. */
export const pictureAt = ({ page }: Person): Promise<number> =>
	page.locator('video').evaluate((video) => (video as HTMLVideoElement).currentTime);
export const isPlaying = ({ page }: Person): Promise<boolean> =>
	page.locator('video').evaluate((video) => !(video as HTMLVideoElement).paused);

/** Everybody's picture moves, within half a second of each other. */
export async function allPlaying(people: Person[]): Promise<void> {
	for (const person of people)
		await expect.poll(() => isPlaying(person), { message: `${person.name} plays`, timeout: 20_000 }).toBe(true);
	await expect
		.poll(
			async () => {
				const at = await Promise.all(people.map(pictureAt));
				return Math.max(...at) - Math.min(...at);
			},
			{ message: 'everybody at the same place', timeout: 20_000 }
		)
		.toBeLessThan(0.5);
}

/** Everybody's picture rests on the very same frame. `fps` of the clip. */
export async function allOnOneFrame(people: Person[], fps: number): Promise<number> {
	for (const person of people)
		await expect.poll(() => isPlaying(person), { message: `${person.name} rests`, timeout: 20_000 }).toBe(false);
	await expect
		.poll(
			async () => {
				const at = await Promise.all(people.map(pictureAt));
				return (Math.max(...at) - Math.min(...at)) * fps;
			},
			{ message: 'apart, in frames', timeout: 20_000 }
		)
		.toBeLessThan(0.5);
	return pictureAt(people[0] as Person);
}
