import type { Component } from 'svelte';
import { describe, expect, it } from 'vitest';
import { cleanup, render } from 'vitest-browser-svelte';
import { userEvent } from 'vitest/browser';
import type { Participant } from '$lib/engine/session';
import InRoom from '../../../../tests/support/InRoom.svelte';
import { entry, stillRoom, viewOf } from '../../../../tests/support/still-room';
import { gerda, kees, marit, noor, sofie } from '../../../../tests/support/table';
import NoteCard from './NoteCard.svelte';
import type { Room } from './room';
import SideBySide from './SideBySide.svelte';

const long = { version: 2, protocol: 'long' };
const at = (who: Participant, round: string) => viewOf(who, round, {}, long);
type Part = Component<Record<string, unknown>>;
async function show(part: unknown, room: Room, given: Record<string, unknown> = {}) {
	await cleanup();
	return render(InRoom, { part: part as Part, room, given });
}
const looked = { kees: { id: 's2', title: { nl: 'spiegelen', en: 'mirroring' } } };
const entries = [
	entry('a', 'observations', { author: 'kees', t: 30_000, text: 'Ze legt ook een blok neer' }),
	entry('b', 'observations', { author: 'sofie', t: 31_500, text: 'Ze doet hetzelfde' }),
	entry('c', 'observations', { author: 'kees', t: 60_000, text: 'Ze wacht' }),
	entry('s', 'strengths', { author: 'kees', t: 60_000, text: 'niet op deze tijdlijn' })
];

describe('[E1] [E2] side by side', () => {
	it('is open in the round that reveals: lanes, who saw it together and who alone, and one press goes there', async () => {
		const { room, did } = stillRoom({ ...at(noor, 'what-teacher-did'), looked }, { entries });
		const screen = await show(SideBySide, room);
		await screen.getByRole('button', { name: 'Tijdlijn', exact: true }).click();
		await expect.element(screen.getByText('spiegelen')).toBeVisible();
		await expect.element(screen.getByText('door Kees')).toBeVisible();
		await expect.element(screen.getByRole('button', { name: /0:31, samen gezien door Kees en Sofie/ })).toBeVisible();
		await screen.getByRole('button', { name: /1:00, Kees zag dit: Ze wacht/ }).click();
		expect(did).toEqual([{ ask: { do: 'seek', position: 60_000 } }]);
		expect(screen.container.textContent).not.toContain('niet op deze tijdlijn');
	});
	it('says the same as a list; whoever may not move the picture reads it and moves nothing', async () => {
		const { room, did } = stillRoom({ ...at(gerda, 'what-teacher-did'), looked }, { entries });
		const screen = await show(SideBySide, room);
		await screen.getByRole('button', { name: 'Lijst', exact: true }).click();
		await expect.element(screen.getByText('samen gezien door Kees en Sofie')).toBeVisible();
		await expect.element(screen.getByText('Kees zag dit')).toBeVisible();
		// it rests for a guest; pressed all the same, nothing moves
		await screen.getByRole('button', { name: '1:00' }).click({ force: true });
		expect(did).toEqual([]);
	});
	it('[E3] is not there while one looks for oneself, and closed in a later round', async () => {
		const sealing = await show(SideBySide, stillRoom(at(noor, 'rewatch-skills'), { entries }).room);
		expect(sealing.container.textContent).not.toContain('Naast elkaar');
		const later = await show(SideBySide, stillRoom(at(noor, 'experience'), { entries }).room);
		await expect.element(later.getByText('Naast elkaar · 3')).toBeVisible();
		expect(later.container.querySelector('details')?.open).toBe(false);
	});
	it('says so when nobody noted anything', async () => {
		const screen = await show(SideBySide, stillRoom(at(noor, 'what-teacher-did')).room);
		await expect.element(screen.getByText('Nog niemand noteerde iets bij een moment.')).toBeVisible();
	});
});

describe('[E4] linking an answer', () => {
	const child = entry('i', 'observations', {
		author: 'sofie',
		t: 46_000,
		text: 'Houdt het blok omhoog',
		codes: ['n4']
	});
	const own = entry('r', 'observations', { author: 'kees', t: 47_000, text: 'Knikt', codes: ['s1'] });
	const room = (who: Participant, note = own, round = 'what-teacher-did') =>
		stillRoom(at(who, round), { entries: [child, note] });

	it('two presses by its writer; the first that is offered has the focus, and Escape leaves it', async () => {
		const { room: still, did } = room(kees);
		const screen = await show(NoteCard, still, { note: own });
		await screen.getByRole('button', { name: 'Waarop is dit een antwoord?' }).click();
		await expect.element(screen.getByRole('button', { name: /0:46/ })).toHaveFocus();
		await userEvent.keyboard('{Escape}');
		expect(screen.getByRole('button', { name: /0:46/ }).elements()).toEqual([]);
		await screen.getByRole('button', { name: 'Waarop is dit een antwoord?' }).click();
		await screen.getByRole('button', { name: /0:46/ }).click();
		expect(did).toEqual([{ change: 'r', unit: 'observations', of: 'i' }]);
	});
	it('a facilitator may too; another colleague, the presenter of a closed part and a guest may not', async () => {
		const asked = async (who: Participant, round?: string) =>
			(await show(NoteCard, room(who, own, round).room, { note: own }))
				.getByRole('button', { name: 'Waarop is dit een antwoord?' })
				.elements().length;
		expect(await asked(noor)).toBe(1);
		expect(await asked(sofie)).toBe(0);
		expect(await asked(marit)).toBe(0);
		expect(await asked(gerda)).toBe(0);
		expect(await asked(kees, 'experience')).toBe(0);
	});
	it('what is about the child answers nothing', async () => {
		const screen = await show(NoteCard, stillRoom(at(sofie, 'what-teacher-did'), { entries: [child] }).room, {
			note: child
		});
		expect(screen.getByRole('button', { name: 'Waarop is dit een antwoord?' }).elements()).toEqual([]);
	});
	it('a linked answer says what it answers, and its writer makes it loose', async () => {
		const linked = { ...own, of: 'i' };
		const mine = room(kees, linked);
		const screen = await show(NoteCard, mine.room, { note: linked });
		await screen.getByRole('button', { name: 'Maak los' }).click();
		expect(mine.did).toEqual([{ change: 'r', unit: 'observations', of: '' }]);
		const other = await show(NoteCard, room(sofie, linked).room, { note: linked });
		await expect.element(other.getByText(/antwoord op 0:46/)).toBeVisible();
		expect(other.getByRole('button', { name: 'Maak los' }).elements()).toEqual([]);
	});
	it('an answer whose initiative is gone says nothing', async () => {
		const lost = { ...own, of: 'gone' };
		const screen = await show(NoteCard, room(kees, lost).room, { note: lost });
		expect(screen.container.textContent).not.toContain('antwoord op');
	});
});
