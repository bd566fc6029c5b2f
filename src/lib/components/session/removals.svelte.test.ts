import type { Component } from 'svelte';
import { expect, it } from 'vitest';
import { render } from 'vitest-browser-svelte';
import InRoom from '../../../../tests/support/InRoom.svelte';
import { entry, stillRoom, viewOf } from '../../../../tests/support/still-room';
import { marit, noor, sofie } from '../../../../tests/support/table';
import { no, yes } from '$lib/domain/outcome';
import type { Removal } from '$lib/engine/session-view';
import NoteCard from './NoteCard.svelte';
import Notes from './Notes.svelte';
import Removals from './Removals.svelte';
import RemovedPanel from './RemovedPanel.svelte';
import type { Room } from './room';

type Part = Component<Record<string, unknown>>;
const show = (part: unknown, room: Room, given: Record<string, unknown> = {}) =>
	render(InRoom, { part: part as Part, room, given });

const gone: Removal = {
	id: 'r1',
	unit: 'observations',
	by: 'Kees',
	byMe: false,
	of: ['Sofie'],
	ofMe: false,
	whole: false,
	at: new Date('2026-11-12T14:32:00Z'),
	t: 34_000,
	codes: [],
	text: 'J. kijkt op en lacht',
	broughtBack: false
};

/** Noor leads conversations here: she may put words back. The list is what the server says at that moment. */
function roomOf(who: typeof noor, list: Removal[], more: Partial<Room> = {}) {
	const view = { ...viewOf(who, 'rewatch'), removals: list.length };
	return stillRoom(view, { removals: () => Promise.resolve(yes([...list])), ...more });
}

it('[L21] shows who took away which words of whom, and puts them back at a press', async () => {
	const list = [gone];
	const { room, did } = roomOf(noor, list, {
		bringBack: (id) => {
			did.push({ bringBack: id });
			list[0] = { ...gone, broughtBack: true };
			return Promise.resolve(yes('beside' as const));
		}
	});
	const screen = await show(Removals, room);
	await expect.element(screen.getByText('J. kijkt op en lacht', { exact: true })).toBeVisible();
	await expect.element(screen.getByText('van Sofie')).toBeVisible();
	await expect.element(screen.getByText('woorden weggehaald door Kees om 15.32')).toBeVisible();
	await screen.getByRole('button', { name: 'Zet terug' }).click();
	await expect.element(screen.getByRole('status').filter({ hasText: 'Teruggezet naast de tekst' })).toHaveFocus();
	await expect.element(screen.getByText('teruggezet', { exact: true })).toBeVisible();
	expect(screen.getByRole('button', { name: 'Zet terug' }).query()).toBeNull();
	expect(did).toEqual([{ bringBack: 'r1' }]);
});

it('[L21] shows somebody her own words, without a button to put them back', async () => {
	const { room } = roomOf(sofie, [{ ...gone, ofMe: true, of: [] }]);
	const screen = await show(Removals, room);
	await expect.element(screen.getByText('van jou')).toBeVisible();
	await expect.element(screen.getByText('Wie leidt, kan ze terugzetten.', { exact: false })).toBeVisible();
	expect(screen.container.querySelector('button')).toBeNull();
});

it('says so when there is nothing, and when it could not be asked', async () => {
	const empty = await show(Removals, roomOf(noor, []).room);
	await expect.element(empty.getByText('Er is niets weggehaald.')).toBeVisible();
	const refused = await show(Removals, roomOf(noor, [gone], { removals: () => Promise.resolve(no('too-busy')) }).room);
	await expect.element(refused.getByRole('alert')).toBeVisible();
	expect(refused.container.textContent).not.toContain('Er is niets weggehaald.');
});

it('says why words could not be put back, and leaves the button', async () => {
	const { room } = roomOf(noor, [gone], { bringBack: () => Promise.resolve(no('already-there')) });
	const screen = await show(Removals, room);
	await screen.getByRole('button', { name: 'Zet terug' }).click();
	await expect.element(screen.getByText('Deze woorden staan er al weer.')).toBeVisible();
	await expect.element(screen.getByRole('button', { name: 'Zet terug' })).toBeVisible();
});

it('is asked only when somebody looks; the way to it stands under the notes when there is something to read', async () => {
	let asked = 0;
	const { room } = roomOf(noor, [gone], { removals: () => (asked++, Promise.resolve(yes([gone]))) });
	const screen = await show(RemovedPanel, room);
	expect(asked).toBe(0);
	document.getElementById('removed')?.showPopover();
	await expect.element(screen.getByText('van Sofie')).toBeVisible();
	expect(asked).toBeGreaterThan(0);

	const notes = await show(Notes, room);
	await expect.element(notes.getByRole('button', { name: 'Weggehaald · 1' })).toBeInTheDocument();
	const nothing = await show(Notes, roomOf(marit, []).room);
	expect(nothing.container.textContent).not.toContain('Weggehaald');
});

it('marks a note that was brought back beside its text', async () => {
	const { room } = stillRoom(viewOf(noor, 'rewatch'));
	const screen = await show(NoteCard, room, { note: entry('a1', 'observations', { back: true }) });
	await expect.element(screen.getByText('teruggezet')).toBeVisible();
});
