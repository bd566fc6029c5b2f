// Longer than the house likes: everything one sees and does while several people type in one note.
import type { Component } from 'svelte';
import { tick } from 'svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { userEvent } from 'vitest/browser';
import InRoom from '../../../../tests/support/InRoom.svelte';
import { entry, stillRoom, viewOf } from '../../../../tests/support/still-room';
import { sofie } from '../../../../tests/support/table';
import LiveText from './LiveText.svelte';
import Removed from './Removed.svelte';
import type { Room, Typing } from './room';
import SavedState from './SavedState.svelte';
import UndoButtons from './UndoButtons.svelte';

type Part = Component<Record<string, unknown>>;
const show = (part: unknown, room: Room, given: Record<string, unknown> = {}) =>
	render(InRoom, { part: part as Part, room, given });

/** Sofie's room, which a test may change. */
function sofiesRoom(more: Partial<Room> = {}) {
	const { room, did } = stillRoom(viewOf(sofie, 'rewatch'), more);
	const moving = $state(room as { -readonly [K in keyof Room]: Room[K] });
	const puts = (who: string, typing: Omit<Typing, 'unit' | 'id'>) => {
		moving.here = moving.here.map((p) =>
			p.id === who ? { ...p, typing: { unit: 'observations' as const, id: 'o1', ...typing } } : p
		);
	};
	return { room: moving, did, puts };
}

const words = 'Hij kijkt 😀 naar de toren.';
const showText = async (room: Room, text = words) => {
	const given = $state({ unit: 'observations', id: 'o1', text, label: 'Tekst' });
	const screen = await show(LiveText, room, given);
	const field = screen.getByRole('textbox').element() as HTMLTextAreaElement;
	return {
		screen,
		field,
		becomes: (to: string) => {
			given.text = to;
			return tick();
		},
		caretOf: (name: string) =>
			[...screen.container.querySelectorAll<HTMLElement>('.caret')].find((one) => one.textContent?.trim() === name)
	};
};

/** Where the letter at this place stands, measured in a plain paragraph of the same width. */
function placeOf(field: HTMLElement, text: string, at: number): { x: number; y: number } {
	const { width, top, left } = field.getBoundingClientRect();
	const copy = document.createElement('div');
	const style = getComputedStyle(field);
	Object.assign(copy.style, {
		position: 'absolute',
		top: '0',
		left: '0',
		boxSizing: 'border-box',
		width: `${width}px`,
		padding: style.padding,
		font: style.font,
		lineHeight: style.lineHeight,
		whiteSpace: 'pre-wrap',
		overflowWrap: 'anywhere'
	});
	const mark = document.createElement('span');
	mark.textContent = text[at] ?? '\u200b';
	copy.append(text.slice(0, at), mark, text.slice(at + 1));
	document.body.append(copy);
	const [box, whole] = [mark.getClientRects()[0], copy.getBoundingClientRect()];
	copy.remove();
	return { x: (box?.left ?? 0) - whole.left + left, y: (box?.top ?? 0) - whole.top + top };
}

afterEach(() => vi.useRealTimers());

describe('colleagues’ carets in a text', () => {
	it('stand each at its own place with its own name and colour, and for no screen reader', async () => {
		const { room, puts } = sofiesRoom();
		const { screen, field, caretOf } = await showText(room);
		puts('kees', { caret: 3 });
		puts('noor', { caret: words.length });
		await expect.poll(() => [caretOf('Kees'), caretOf('Noor')].every(Boolean)).toBe(true);
		for (const [name, at] of [
			['Kees', 3],
			['Noor', words.length]
		] as const) {
			const box = caretOf(name)?.getBoundingClientRect();
			const wanted = placeOf(field, words, at);
			expect(Math.abs((box?.left ?? 0) + 1 - wanted.x)).toBeLessThan(1.5);
			expect(Math.abs((box?.top ?? 0) - wanted.y)).toBeLessThan(1.5);
		}
		const colours = ['Kees', 'Noor'].map((name) => caretOf(name)?.parentElement?.style.getPropertyValue('--person'));
		expect(colours).toEqual(['var(--person-3)', 'var(--person-1)']);
		expect(screen.container.querySelector('.carets')?.getAttribute('aria-hidden')).toBe('true');
	});

	it('stand where the words wrap, and behind a line break', async () => {
		const long = `${'De toren wordt hoger en hoger. '.repeat(8)}\nNu valt hij.\n`;
		const { room, puts } = sofiesRoom();
		const { field, caretOf } = await showText(room, long);
		field.parentElement?.style.setProperty('width', '220px');
		for (const at of [100, long.indexOf('\n'), long.indexOf('Nu'), long.length]) {
			puts('kees', { caret: at });
			const wanted = placeOf(field, long, at);
			await expect
				.poll(() => {
					const box = caretOf('Kees')?.getBoundingClientRect();
					return Math.hypot((box?.left ?? 0) + 1 - wanted.x, (box?.top ?? 0) - wanted.y);
				})
				.toBeLessThan(2);
		}
	});

	it('shade what is marked, however the marking was made', async () => {
		const { room, puts } = sofiesRoom();
		const { screen } = await showText(room);
		puts('kees', { caret: 9, anchor: 4 });
		await expect.poll(() => screen.container.querySelectorAll('.marked').length).toBe(1);
		const wide = screen.container.querySelector('.marked')?.getBoundingClientRect().width;
		puts('kees', { caret: 4, anchor: 9 });
		await expect.poll(() => screen.container.querySelector('.marked')?.getBoundingClientRect().width).toBe(wide);
		puts('kees', { caret: 4, anchor: 4 });
		await expect.poll(() => screen.container.querySelectorAll('.marked').length).toBe(0);
	});

	it('show a name that goes away after two seconds, and comes back when she moves, not when others push her along', async () => {
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		const { room, puts } = sofiesRoom();
		const { becomes, caretOf } = await showText(room);
		const named = () => caretOf('Kees')?.querySelector('.flag')?.classList.contains('named');
		const settled = () => Promise.resolve().then(() => Promise.resolve());
		puts('kees', { caret: 9 });
		await settled();
		expect(named()).toBe(true);
		vi.advanceTimersByTime(2001);
		await settled();
		expect(named()).toBe(false);
		// somebody else types before her
		puts('kees', { caret: 9 + 'En '.length });
		await becomes(`En ${words}`);
		expect(named()).toBe(false);
		puts('kees', { caret: 2 });
		await settled();
		expect(named()).toBe(true);
	});

	it('are not there for one’s own, nor for who types elsewhere', async () => {
		const { room, puts } = sofiesRoom();
		const { screen } = await showText(room);
		puts('sofie', { caret: 3 });
		room.here = room.here.map((p) => (p.id === 'kees' ? { ...p, typing: { unit: 'tips', id: 'o1', caret: 3 } } : p));
		await Promise.resolve();
		expect(screen.container.querySelector('.caret')).toBeNull();
	});
});

describe('one’s own caret', () => {
	it('stays at the same words, with what is marked and in its direction, while a colleague types', async () => {
		const { room } = sofiesRoom();
		const { field, becomes } = await showText(room);
		field.focus();
		field.setSelectionRange(4, 9, 'backward');
		await becomes(`Kijk. ${words}`);
		expect([field.selectionStart, field.selectionEnd, field.selectionDirection]).toEqual([10, 15, 'backward']);
	});

	it('is told to the others with both ends, from where one began to mark', async () => {
		const told: (Typing | null)[] = [];
		const { room } = sofiesRoom({ typesAt: (at) => void told.push(at) });
		const { field } = await showText(room);
		field.focus();
		field.setSelectionRange(4, 9, 'backward');
		await expect.poll(() => told.at(-1)).toMatchObject({ id: 'o1', caret: 4, anchor: 9 });
		field.blur();
		expect(told.at(-1)).toBeNull();
	});

	it('keeps what is being composed: a colleague’s words wait, and neither is lost', async () => {
		const { room, did } = sofiesRoom();
		const { field, becomes } = await showText(room, 'kijkt');
		field.focus();
		field.dispatchEvent(new CompositionEvent('compositionstart'));
		await becomes('J. kijkt');
		expect(field.value).toBe('kijkt');
		field.setRangeText('ë', 5, 5, 'end');
		field.dispatchEvent(new InputEvent('input', { bubbles: true }));
		expect(did).toEqual([{ retype: 'o1', unit: 'observations', text: 'J. kijktë' }]);
		await becomes('J. kijktë');
		field.dispatchEvent(new CompositionEvent('compositionend'));
		await expect.poll(() => field.value).toBe('J. kijktë');
		await expect.poll(() => field.selectionStart).toBe('J. kijktë'.length);
	});
});

describe('taking back', () => {
	it('with the keys goes to one’s own history instead of the browser’s', async () => {
		const { room, did } = sofiesRoom();
		const { field } = await showText(room);
		field.focus();
		await userEvent.keyboard('{Control>}z{/Control}');
		await userEvent.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
		await userEvent.keyboard('{Control>}y{/Control}');
		expect(did).toEqual(['undo', 'redo', 'redo']);
		expect(field.value).toBe(words);
	});

	it('from a menu of the browser too, and an ordinary letter is left alone', async () => {
		const { room, did } = sofiesRoom();
		const { field } = await showText(room);
		const asked = (inputType: string) => {
			const event = new InputEvent('beforeinput', { inputType, cancelable: true, bubbles: true });
			field.dispatchEvent(event);
			return event.defaultPrevented;
		};
		expect(asked('historyUndo')).toBe(true);
		expect(asked('insertText')).toBe(false);
		expect(did).toEqual(['undo']);
	});

	it('puts the caret where it happened', async () => {
		const { room } = sofiesRoom();
		const { field, becomes } = await showText(room, 'een twee drie');
		field.focus();
		field.setSelectionRange(0, 0);
		await userEvent.keyboard('{Control>}z{/Control}');
		await becomes('een drie');
		expect(field.selectionStart).toBe('een '.length);
	});

	it('rests with the reason as long as there is nothing', async () => {
		const { room, did } = sofiesRoom();
		const screen = await show(UndoButtons, room);
		const undo = screen.getByRole('button', { name: 'Ongedaan maken' });
		await expect.element(undo).toHaveAttribute('aria-disabled', 'true');
		await expect.element(undo).toHaveAttribute('title', 'Er is niets van jou om ongedaan te maken.');
		await undo.click({ force: true });
		expect(did).toEqual([]);
		room.canUndo = true;
		await expect.element(undo).toHaveAttribute('aria-disabled', 'false');
		await undo.click();
		expect(did).toEqual(['undo']);
		const { width, height } = undo.element().getBoundingClientRect();
		expect([width, height]).toEqual([44, 44]);
	});

	it('says what was done, each time, and brings the note into view where it happened', async () => {
		const { room } = sofiesRoom();
		const screen = await show(UndoButtons, room);
		const [low, note] = [document.createElement('div'), document.createElement('p')];
		low.style.height = '300vh';
		note.id = 'note-o1';
		document.body.append(low, note);
		const status = screen.getByRole('status');
		await expect.element(status).toHaveTextContent('');
		expect(note.getBoundingClientRect().top).toBeGreaterThan(innerHeight);
		room.lastStep = { did: 'undo', id: 'o1' };
		await expect.element(status).toHaveTextContent('Ongedaan gemaakt');
		await expect.poll(() => note.getBoundingClientRect().bottom).toBeLessThanOrEqual(innerHeight);
		room.lastStep = { did: 'undo', id: 'o2' };
		await expect.element(status).toHaveTextContent('Ongedaan gemaakt.');
		room.lastStep = { did: 'redo', id: 'o1' };
		await expect.element(status).toHaveTextContent('Opnieuw gedaan');
		for (const one of [low, note]) one.remove();
	});
});

describe('what was taken away', () => {
	const gone = entry('o1', 'observations', { text: 'Kijkt terug' });

	it('is offered back for eight seconds', async () => {
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		const { room, did } = sofiesRoom({ removed: gone });
		const screen = await show(Removed, room);
		await expect.element(screen.getByText('Verwijderd', { exact: true })).toBeVisible();
		vi.advanceTimersByTime(7990);
		expect(did).toEqual([]);
		vi.advanceTimersByTime(20);
		expect(did).toEqual(['letGo']);
	});

	it('comes back with one press, and waits while somebody is there', async () => {
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		const { room, did } = sofiesRoom({ removed: gone });
		const screen = await show(Removed, room);
		const button = screen.getByRole('button', { name: 'Ongedaan maken' });
		(button.element() as HTMLElement).focus();
		await Promise.resolve();
		vi.advanceTimersByTime(60_000);
		expect(did).toEqual([]);
		(button.element() as HTMLElement).click();
		expect(did).toEqual(['putBack']);
	});

	it('has the focus when it was taken away with the keyboard, and lets go with Escape', async () => {
		const { room, did } = sofiesRoom();
		const screen = await show(Removed, room);
		await userEvent.keyboard('{Enter}');
		room.removed = gone;
		await expect.element(screen.getByRole('button', { name: 'Ongedaan maken' })).toHaveFocus();
		await userEvent.keyboard('{Escape}');
		expect(did).toEqual(['letGo']);
	});
});

describe('the saved indicator', () => {
	const said = (container: HTMLElement) => container.querySelector('[role="status"]')?.textContent;
	const shown = (container: HTMLElement) => container.querySelector('.saved')?.textContent?.trim();

	it('counts what only this device has, and does not read the count out', async () => {
		const { room } = sofiesRoom({ saved: 'offline', unsaved: 3 });
		const { container } = await show(SavedState, room);
		await expect.poll(() => shown(container)).toBe('Geen verbinding · 3 aanpassingen op dit apparaat');
		expect(said(container)).toBe('Geen verbinding');
		room.unsaved = 0;
		await expect.poll(() => shown(container)).toBe('Geen verbinding · wat je schreef, is bewaard');
		room.saved = 'saved';
		await expect.poll(() => shown(container)).toBe('Bewaard');
		expect(said(container)).toBe('Weer verbonden. Alles is bewaard.');
	});

	it('never says saved early, does not flicker between two letters, and says nothing aloud about it', async () => {
		const { room } = sofiesRoom({ saved: 'saved' });
		const { container } = await show(SavedState, room);
		await expect.poll(() => shown(container)).toBe('Bewaard');
		for (let letter = 0; letter < 3; letter++) {
			Object.assign(room, { saved: 'saving', unsaved: 1 });
			await Promise.resolve();
			expect(shown(container)).toBe('Bewaren…');
			Object.assign(room, { saved: 'saved', unsaved: 0 });
			await Promise.resolve();
			expect(shown(container)).toBe('Bewaren…');
		}
		await expect.poll(() => shown(container)).toBe('Bewaard');
		expect(said(container)).toBe('');
	});

	it('says that the server is busy after two seconds of waiting, with a line', async () => {
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
		const { room } = sofiesRoom({ saved: 'saving', unsaved: 4 });
		const { container } = await show(SavedState, room);
		expect(shown(container)).toBe('Bewaren… (4)');
		await vi.advanceTimersByTimeAsync(2010);
		expect(shown(container)).toBe('De server heeft het druk. Je tekst staat nog op dit apparaat.');
		expect(said(container)).toBe(shown(container));
	});

	it('tells once what was saved after all', async () => {
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
		const { room } = sofiesRoom({ saved: 'saved', resent: 2 });
		const { container } = await show(SavedState, room);
		expect(shown(container)).toBe('2 aanpassingen van net zijn alsnog bewaard');
		await vi.advanceTimersByTimeAsync(12_010);
		expect(shown(container)).toBe('Bewaard');
	});
});
