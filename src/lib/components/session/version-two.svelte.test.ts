import type { Component } from 'svelte';
import { describe, expect, it } from 'vitest';
import { cleanup, render } from 'vitest-browser-svelte';
import type { Participant, SessionState } from '$lib/engine/session';
import InRoom from '../../../../tests/support/InRoom.svelte';
import { entry, stillRoom, viewOf } from '../../../../tests/support/still-room';
import { anke, gerda, kees, marit, noor, sofie } from '../../../../tests/support/table';
import Composer from './Composer.svelte';
import LeadMenu from './LeadMenu.svelte';
import NoteCard from './NoteCard.svelte';
import Notes from './Notes.svelte';
import Parking from './Parking.svelte';
import Rescued from './Rescued.svelte';
import type { Room } from './room';
import RoundCard from './RoundCard.svelte';
import SealedNotes from './SealedNotes.svelte';
import { roundNow } from './table-view';
import TurnBanner from './TurnBanner.svelte';

const long = { version: 2, protocol: 'long' };
const at = (who: Participant, round: string, more: Partial<SessionState> = {}) => viewOf(who, round, more, long);
type Part = Component<Record<string, unknown>>;
/** One screen at a time: what the last one showed is gone. */
async function show(part: unknown, room: Room, given: Record<string, unknown> = {}) {
	await cleanup();
	return render(InRoom, { part: part as Part, room, given });
}

describe('[S21] sealed notes', () => {
	it('the composer writes into one’s own pages, and says until when', async () => {
		const { room, did } = stillRoom(at(kees, 'rewatch-skills'));
		const screen = await show(Composer, room);
		await expect.element(screen.getByText('Alleen jij ziet dit. In ronde 6', { exact: false })).toBeVisible();
		await screen.getByRole('textbox', { name: 'Waarneming' }).fill('Wacht drie tellen');
		await screen.getByRole('button', { name: 'Zet erbij' }).click();
		expect(did).toEqual([
			{ add: 'sealed', part: 'observations', text: 'Wacht drie tellen', t: 72_000, actor: null, codes: [] }
		]);
	});
	it('in a shared round of the same protocol it writes on the table, and says nothing', async () => {
		const { room, did } = stillRoom(at(kees, 'rewatch-contact'));
		const screen = await show(Composer, room);
		await screen.getByRole('textbox', { name: 'Waarneming' }).fill('Kijkt op');
		await screen.getByRole('button', { name: 'Zet erbij' }).click();
		expect(did).toMatchObject([{ add: 'observations' }]);
		expect(screen.container.textContent).not.toContain('Alleen jij');
	});
	it('one reads, changes and takes away one’s own while the round is open, and only reads what stayed', async () => {
		const sealed = [entry('k1', 'sealed', { author: 'kees', text: 'Wacht even', t: 31_000, part: 'observations' })];
		const open = stillRoom(at(kees, 'rewatch-skills'), { sealed });
		const screen = await show(SealedNotes, open.room);
		await screen.getByRole('textbox', { name: 'Tekst van deze aantekening' }).fill('Wacht drie tellen');
		await screen.getByRole('button', { name: 'Weghalen' }).click();
		expect(open.did).toEqual([
			{ retype: 'k1', unit: 'sealed', text: 'Wacht drie tellen' },
			{ throwAway: 'k1', unit: 'sealed' }
		]);
		const after = await show(SealedNotes, stillRoom(at(kees, 'experience'), { sealed }).room);
		await expect.element(after.getByText('Wacht even', { exact: true })).toBeVisible();
		expect(after.container.querySelector('textarea')).toBeNull();
		expect((await show(SealedNotes, stillRoom(at(kees, 'experience')).room)).container.textContent?.trim()).toBe('');
	});
	it('words handed back from a round that ended can still go on the table where their part is open', async () => {
		const rescued = [
			entry('k1', 'sealed', { author: 'kees', text: 'net te laat', part: 'observations', codes: ['s1'] })
		];
		const { room, did } = stillRoom(at(kees, 'what-teacher-did'), { rescued });
		const screen = await show(Rescued, room);
		await screen.getByRole('button', { name: 'Zet alsnog op tafel' }).click();
		expect(did).toMatchObject([{ add: 'observations', text: 'net te laat', codes: ['s1'] }, { drop: 'k1' }]);
		const closed = await show(Rescued, stillRoom(at(kees, 'experience'), { rescued }).room);
		expect(closed.container.textContent).not.toContain('Zet alsnog op tafel');
	});
});

describe('[S23] looking through one question', () => {
	it('offers the lenses, shows who has which, and the question of one’s own', async () => {
		const { room } = stillRoom(at(kees, 'rewatch-skills', { lenses: { kees: 's1', sofie: 's3' } }));
		const screen = await show(RoundCard, room);
		await expect
			.element(screen.getByRole('button', { name: 'observeren', exact: true }))
			.toHaveAttribute('aria-pressed', 'true');
		await expect.element(screen.getByText('Waar wacht de leerkracht, en kijkt ze eerst?')).toBeVisible();
		await expect.element(screen.getByText('Sofie', { exact: true })).toBeVisible();
		expect(screen.container.textContent).not.toContain('Waar zegt ze wat het kind doet');
	});
	it('a guest reads them and chooses none; a round without lenses has none', async () => {
		const guest = await show(RoundCard, stillRoom(at(gerda, 'rewatch-skills')).room);
		await expect.element(guest.getByText('observeren', { exact: true })).toBeVisible();
		expect(guest.container.querySelector('[aria-pressed]')).toBeNull();
		const none = await show(RoundCard, stillRoom(at(kees, 'needs')).room);
		expect(none.container.textContent).not.toContain('Waar let jij op?');
	});
});

describe('[S20] rounds on request', () => {
	it('the presenter is offered a third viewing; the others read that it is hers to ask for', async () => {
		const mine = await show(RoundCard, stillRoom(at(marit, 'where-warmth')).room);
		await expect.element(mine.getByRole('button', { name: 'Vraag om ‘Derde keer kijken’' })).toBeVisible();
		const theirs = await show(RoundCard, stillRoom(at(kees, 'where-warmth')).room);
		await expect.element(theirs.getByText('‘Derde keer kijken’ komt alleen als Marit erom vraagt.')).toBeVisible();
		expect(theirs.container.querySelector('button.link')).toBeNull();
	});
	it('once asked everybody sees it, and who asked can think better of it', async () => {
		const asked = { asked: ['third-viewing'] };
		const mine = await show(RoundCard, stillRoom(at(marit, 'where-warmth', asked)).room);
		await expect.element(mine.getByRole('button', { name: 'Toch niet' })).toBeVisible();
		const theirs = await show(RoundCard, stillRoom(at(kees, 'where-warmth', asked)).room);
		await expect.element(theirs.getByText('Hierna komt ‘Derde keer kijken’.')).toBeVisible();
	});
	it('tells which viewing this is', async () => {
		const screen = await show(RoundCard, stillRoom(at(kees, 'rewatch-skills')).room);
		await expect.element(screen.getByText('Keer 3 van 3 dat jullie kijken')).toBeVisible();
		const talk = await show(RoundCard, stillRoom(at(kees, 'needs')).room);
		expect(talk.container.textContent).not.toContain('dat jullie kijken');
	});
});

describe('[S22] the place for what drifts away', () => {
	it('takes a line from anybody, shows everybody’s, and only one’s own can be taken away', async () => {
		const entries = [entry('p1', 'parking', { author: 'sofie', text: 'J. in de kring' })];
		const { room, did } = stillRoom(at(kees, 'experience'), { entries });
		const screen = await show(Parking, room);
		await screen.getByText('Voor een andere keer · 1').click();
		await expect.element(screen.getByText('J. in de kring')).toBeVisible();
		expect(screen.container.querySelector('.away')).toBeNull();
		await screen.getByRole('textbox').fill('De plek van de kieskast');
		await screen.getByRole('button', { name: 'Zet erbij' }).click();
		expect(did).toMatchObject([{ add: 'parking', text: 'De plek van de kieskast' }]);
	});
	it('is not there in the first viewing, nor in a session of version 1', async () => {
		const silent = await show(Notes, stillRoom(at(kees, 'first-viewing')).room);
		expect(silent.container.textContent).not.toContain('andere keer');
		const old = await show(Notes, stillRoom(viewOf(kees, 'needs')).room);
		expect(old.container.textContent).not.toContain('andere keer');
		const talk = await show(Notes, stillRoom(at(kees, 'needs')).room);
		expect(talk.container.textContent).toContain('Iets voor een andere keer?');
	});
});

describe('gentle questions', () => {
	it('[S27] at a word that judges: it asks, and the note can be put down all the same', async () => {
		const { room, did } = stillRoom(at(kees, 'rewatch-contact'));
		const screen = await show(Composer, room);
		await screen.getByRole('textbox', { name: 'Waarneming' }).fill('Dat doet ze goed');
		await expect.element(screen.getByText('‘goed’ klinkt als een oordeel.', { exact: false })).toBeVisible();
		await screen.getByRole('button', { name: 'Zet erbij' }).click();
		expect(did).toMatchObject([{ add: 'observations', text: 'Dat doet ze goed' }]);
	});
	it('[S27] not at what can be seen, not at a meaning or tip, not in version 1', async () => {
		const seen = await show(Composer, stillRoom(at(kees, 'rewatch-contact')).room);
		await seen.getByRole('textbox', { name: 'Waarneming' }).fill('Ze wacht drie tellen');
		expect(seen.container.textContent).not.toContain('oordeel');
		const tip = await show(Composer, stillRoom(at(kees, 'ahead')).room);
		await tip.getByRole('textbox', { name: 'Tip' }).fill('Het zou goed zijn');
		expect(tip.container.textContent).not.toContain('oordeel');
		const old = await show(Composer, stillRoom(viewOf(kees, 'rewatch')).room);
		await old.getByRole('textbox', { name: 'Waarneming' }).fill('Dat doet ze goed');
		expect(old.container.textContent).not.toContain('oordeel');
	});
	it('asks whose need it is, and shows it at the note (R70)', async () => {
		const { room, did } = stillRoom(at(kees, 'needs'));
		const screen = await show(Composer, room);
		await screen.getByRole('button', { name: 'rust', exact: true }).click();
		await screen.getByRole('button', { name: 'van onszelf' }).click();
		await screen.getByRole('button', { name: 'Zet erbij' }).click();
		expect(did).toEqual([{ add: 'needs', text: '', t: null, actor: 'teacher', codes: ['calm'] }]);
		const note = entry('n1', 'needs', { actor: 'child', codes: ['calm'], text: '' });
		const card = await show(NoteCard, room, { note });
		await expect.element(card.getByText('van het kind · rust')).toBeVisible();
	});
	it('“aandacht” brings its own card, out of the method (R69)', async () => {
		const screen = await show(Composer, stillRoom(at(kees, 'needs')).room);
		await screen.getByRole('button', { name: 'aandacht', exact: true }).click();
		await expect
			.element(screen.getByText('Welke aandacht precies, en waaraan zie je dat?', { exact: false }))
			.toBeVisible();
	});
});

describe('[S24] everybody is heard', () => {
	const banner = (who: Participant, more: Partial<SessionState> = {}) => {
		const { room } = stillRoom(at(who, 'strength', more));
		return show(TurnBanner, room, { round: roundNow(room.view) });
	};
	it('names who has not had the word, without a number or a colour', async () => {
		const screen = await banner(noor, { heard: [{ userId: 'sofie', passed: true }] });
		await expect.element(screen.getByText('Nog niet aan het woord: Kees, Noor')).toBeVisible();
	});
	it('the expert reads that she comes after the others, and then may take the word', async () => {
		const waits = await banner(anke);
		await expect.element(waits.getByText('Jij komt na je collega’s.')).toBeVisible();
		expect(waits.container.textContent).not.toContain('Ik neem het woord');
		const heard = ['noor', 'sofie', 'kees'].map((userId) => ({ userId, passed: false }));
		const free = await banner(anke, { heard });
		await expect.element(free.getByRole('button', { name: 'Ik neem het woord' })).toBeVisible();
	});
	it('each reads what she does herself', async () => {
		await expect.element((await banner(marit)).getByText('Jij neemt het aan.', { exact: false })).toBeVisible();
		await expect
			.element((await banner(sofie)).getByText('Om de beurt, één ding dat werkte.', { exact: false }))
			.toBeVisible();
	});
});

describe('[S26] the lead, asked for and handed over', () => {
	it('a colleague can ask; whoever leads reads it and gives it with one press', async () => {
		const asks = await show(LeadMenu, stillRoom(at(kees, 'needs', { leader: 'noor' })).room);
		await asks.getByRole('button', { name: 'Noor leidt' }).click();
		await expect.element(asks.getByRole('button', { name: 'Ik wil leiden' })).toBeVisible();
		const asked = { leader: 'noor', leadAskedBy: ['kees'] };
		const leads = await show(LeadMenu, stillRoom(at(noor, 'needs', asked)).room);
		await leads.getByRole('button', { name: 'Kees wil graag leiden' }).click();
		await expect.element(leads.getByRole('button', { name: 'Geef', exact: true }).first()).toBeVisible();
		const waits = await show(LeadMenu, stillRoom(at(kees, 'needs', asked)).room);
		await waits.getByRole('button', { name: 'Noor leidt' }).click();
		await expect.element(waits.getByText('Je vroeg om te leiden.', { exact: false })).toBeVisible();
		await expect.element(waits.getByRole('button', { name: 'Toch niet' })).toBeVisible();
	});
	it('who may take it, and a guest, are not offered to ask', async () => {
		for (const who of [anke, gerda]) {
			const screen = await show(LeadMenu, stillRoom(at(who, 'needs', { leader: 'noor' })).room);
			const menu = screen.getByRole('button', { name: 'Noor leidt' });
			if (who === anke) {
				await menu.click();
				await expect.element(screen.getByRole('button', { name: 'Ik neem het over' })).toBeVisible();
			} else await expect.element(menu).not.toBeInTheDocument();
			expect(screen.container.textContent).not.toContain('Ik wil leiden');
		}
	});
});
