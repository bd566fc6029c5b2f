import type { Component } from 'svelte';
import { describe, expect, it } from 'vitest';
import { render } from 'vitest-browser-svelte';
import InRoom from '../../../../tests/support/InRoom.svelte';
import { entry, stillRoom, viewOf } from '../../../../tests/support/still-room';
import { kees, marit, noor, sofie } from '../../../../tests/support/table';
import Composer from './Composer.svelte';
import LaterTips from './LaterTips.svelte';
import Moments from './Moments.svelte';
import NextRound from './NextRound.svelte';
import NoteCard from './NoteCard.svelte';
import Rescued from './Rescued.svelte';
import type { Room } from './room';
import TurnBanner from './TurnBanner.svelte';
import { roundNow } from './table-view';

type Part = Component<Record<string, unknown>>;
const show = (part: unknown, room: Room, given: Record<string, unknown> = {}) =>
	render(InRoom, { part: part as Part, room, given });

describe('the composer', () => {
	it('writes an observation at the moment on screen, with who was seen', async () => {
		const { room, did } = stillRoom(viewOf(kees, 'rewatch'));
		const screen = await show(Composer, room);
		await screen.getByPlaceholder('Ik zie op 1:12 …').fill('Houdt het blok omhoog');
		await screen.getByRole('button', { name: 'kind', exact: true }).click();
		await screen.getByRole('button', { name: 'Zet erbij' }).click();
		expect(did).toEqual([{ add: 'observations', text: 'Houdt het blok omhoog', t: 72_000, actor: 'child', codes: [] }]);
	});

	it('keeps no moment while it is not known where the picture stands', async () => {
		const { room, did } = stillRoom(viewOf(kees, 'rewatch'), { saved: 'connecting' });
		let at = 0;
		Object.defineProperty(room, 'position', { get: () => at });
		const screen = await show(Composer, room);
		await screen.getByRole('textbox', { name: 'Waarneming' }).fill('Kijkt op');
		at = 72_000;
		await screen.getByRole('button', { name: 'Zet erbij' }).click();
		expect(did).toMatchObject([{ text: 'Kijkt op', t: 72_000 }]);
	});

	it('puts nothing down when nothing was written', async () => {
		const { room, did } = stillRoom(viewOf(kees, 'rewatch'));
		const screen = await show(Composer, room);
		await screen.getByRole('button', { name: 'Zet erbij' }).click({ force: true });
		expect(did).toEqual([]);
	});

	it('rests with the reason in words for whoever listens', async () => {
		const { room } = stillRoom(viewOf(marit, 'what-we-see'));
		const screen = await show(Composer, room);
		await expect.element(screen.getByText('Nu spreken de collega’s. Jij luistert.')).toBeVisible();
		expect(screen.container.querySelector('textarea')).toBeNull();
	});

	it('asks on at "aandacht", and not at a word that says more (R69)', async () => {
		const { room } = stillRoom(viewOf(kees, 'needs'));
		const screen = await show(Composer, room);
		await screen.getByRole('button', { name: 'gezien worden', exact: true }).click();
		expect(screen.container.textContent).not.toContain('Aandacht is een groot woord');
		await screen.getByRole('button', { name: 'aandacht', exact: true }).click();
		await expect.element(screen.getByText('Aandacht is een groot woord.', { exact: false })).toBeVisible();
	});
});

describe('a note', () => {
	const note = entry('o1', 'observations', { text: 'Kijkt terug', t: 30_000, codes: ['n1'] });

	it('can be typed in by a colleague, but taken away only by its writer', async () => {
		const mine = stillRoom(viewOf(sofie, 'what-we-see'), { entries: [note] });
		const screen = await show(NoteCard, mine.room, { note });
		await screen.getByRole('textbox', { name: 'Tekst van deze aantekening' }).fill('Kijkt twee tellen terug');
		await screen.getByRole('button', { name: 'Weghalen' }).click();
		expect(mine.did).toEqual([
			{ retype: 'o1', unit: 'observations', text: 'Kijkt twee tellen terug' },
			{ throwAway: 'o1', unit: 'observations' }
		]);
		const other = stillRoom(viewOf(kees, 'what-we-see'), { entries: [note] });
		const theirs = await show(NoteCard, other.room, { note });
		expect(theirs.container.textContent).not.toContain('Weghalen');
	});

	it('rests as plain text for whoever may not write now', async () => {
		const { room } = stillRoom(viewOf(marit, 'what-we-see'), { entries: [note] });
		const screen = await show(NoteCard, room, { note });
		await expect.element(screen.getByText('Kijkt terug', { exact: true })).toBeVisible();
		expect(screen.container.querySelector('textarea')).toBeNull();
	});

	it('says who else types in it', async () => {
		const { room } = stillRoom(viewOf(sofie, 'what-we-see'), { entries: [note] });
		const typing = room.here.map((p) =>
			p.id === 'kees' ? { ...p, typing: { unit: 'observations' as const, id: 'o1', caret: 3 } } : p
		);
		const screen = await show(NoteCard, { ...room, here: typing }, { note });
		await expect.element(screen.getByText('Kees typt hier')).toBeVisible();
		await expect
			.element(screen.getByRole('textbox', { name: 'Tekst van deze aantekening' }))
			.toHaveAccessibleDescription('Kees typt hier');
	});
});

describe('what could not be put down', () => {
	it('is offered as a jotting where its part has closed, and on the table where it is still open', async () => {
		const lost = entry('o9', 'observations', { text: 'half geschreven', author: 'kees' });
		const closed = stillRoom(viewOf(kees, 'experience'), { rescued: [lost] });
		const screen = await show(Rescued, closed.room);
		expect(screen.container.textContent).not.toContain('Zet alsnog op tafel');
		await screen.getByRole('button', { name: 'Maak er een krabbel van' }).click();
		expect(closed.did).toMatchObject([{ add: 'jottings', text: 'half geschreven' }, { drop: 'o9' }]);
		const open = stillRoom(viewOf(kees, 'what-we-see'), { rescued: [lost] });
		const again = await show(Rescued, open.room);
		await again.getByRole('button', { name: 'Zet alsnog op tafel' }).click();
		expect(open.did).toMatchObject([{ add: 'observations' }, { drop: 'o9' }]);
	});
});

describe('tips', () => {
	const tip = entry('l1', 'later', { text: 'Leg één blok klaar', author: 'kees' });

	it('[R63] before their round stay in the writer’s own list', async () => {
		const { room, did } = stillRoom(viewOf(kees, 'what-we-see'), { later: [tip] });
		const screen = await show(LaterTips, room);
		await screen.getByText('Jouw tips voor straks · 1').click();
		expect(screen.container.textContent).not.toContain('Zet bij de tips');
		await screen.getByPlaceholder('Een tip voor straks …').fill('Wacht even');
		await screen.getByRole('button', { name: 'Bewaar voor straks' }).click();
		expect(did).toMatchObject([{ add: 'later', text: 'Wacht even' }]);
	});

	it('[R63] are offered back when tips are open', async () => {
		const { room, did } = stillRoom(viewOf(kees, 'ahead'), { later: [tip] });
		const screen = await show(LaterTips, room);
		await screen.getByRole('button', { name: 'Zet bij de tips' }).click();
		expect(did).toMatchObject([
			{ add: 'tips', text: 'Leg één blok klaar' },
			{ remove: 'l1', unit: 'later' }
		]);
	});
});

describe('whose turn it is', () => {
	const banner = (room: Room) => show(TurnBanner, room, { round: roundNow(room.view) });

	it('names the speaker and tells the presenter that she listens', async () => {
		const { room } = stillRoom(viewOf(marit, 'what-we-see', { speaker: 'sofie' }));
		const screen = await banner(room);
		await expect.element(screen.getByText('Sofie is aan het woord.')).toBeVisible();
		expect(screen.container.textContent).toContain('Jij luistert.');
		expect(screen.container.textContent).not.toContain('Ik neem het woord');
	});

	it('lets a colleague take the word while nobody has it, or pass', async () => {
		const screen = await banner(stillRoom(viewOf(kees, 'what-we-see')).room);
		await expect.element(screen.getByRole('button', { name: 'Ik neem het woord' })).toBeVisible();
		await expect.element(screen.getByRole('button', { name: 'Sla mij over' })).toBeVisible();
	});

	it('lets the speaker end her turn', async () => {
		const screen = await banner(stillRoom(viewOf(kees, 'what-we-see', { speaker: 'kees' })).room);
		await expect.element(screen.getByRole('button', { name: 'Ik ben uitgesproken' })).toBeVisible();
	});
});

describe('the next step', () => {
	it('rests for who does not lead, with the reason', async () => {
		const screen = await show(NextRound, stillRoom(viewOf(kees, 'rewatch', { leader: 'noor' })).room);
		const button = screen.getByRole('button', { name: 'Volgende ronde' });
		await expect.element(button).toBeDisabled();
		await expect.element(button).toHaveAttribute('title', 'Wie leidt, gaat naar de volgende ronde.');
	});

	it('[S6] asks for a reason while the moments are not chosen, and goes on at once when they are', async () => {
		const held = await show(NextRound, stillRoom(viewOf(noor, 'choose')).room);
		await held.getByRole('button', { name: 'Volgende ronde' }).click();
		await expect.element(held.getByText('Marit heeft nog geen twee momenten gekozen.', { exact: false })).toBeVisible();
		const free = await show(NextRound, stillRoom(viewOf(noor, 'choose', { moments: { glad: 1, closer: 2 } })).room);
		expect(free.container.querySelector('form input[name="do"][value="next"]')).not.toBeNull();
		expect(free.container.querySelector('[popover]')).toBeNull();
	});

	it('carries what this screen has seen, so that two presses move the group once [S1]', async () => {
		const screen = await show(NextRound, stillRoom(viewOf(noor, 'rewatch', { movedAt: 41 })).room);
		expect(screen.container.querySelector<HTMLInputElement>('input[name="seen"]')?.value).toBe('41');
	});

	it('in the last round becomes the end, after one question', async () => {
		const screen = await show(NextRound, stillRoom(viewOf(noor, 'take-along')).room);
		await screen.getByRole('button', { name: 'Bespreking afronden' }).click();
		await expect.element(screen.getByRole('button', { name: 'Afronden', exact: true })).toBeVisible();
	});
});

describe('the two moments', () => {
	it('are the presenter’s to choose at the moment on screen; the others only see that they wait', async () => {
		const screen = await show(Moments, stillRoom(viewOf(marit, 'choose')).room);
		expect(screen.container.querySelectorAll('form').length).toBe(2);
		expect(screen.container.querySelector<HTMLInputElement>('input[name="atMs"]')?.value).toBe('72000');
		const other = await show(Moments, stillRoom(viewOf(kees, 'choose')).room);
		expect(other.container.querySelectorAll('form').length).toBe(0);
		expect(other.container.textContent).toContain('nog niet gekozen');
	});
});
