import type { Component } from 'svelte';
import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { SharedWords } from '$lib/domain/plan-writing';
import { readRich, type Flat, type RichEdit } from '$lib/domain/rich-text';
import { nl } from '$lib/words/nl';
import WithWords from '../../../../tests/support/WithWords.svelte';
import RichField from './RichField.svelte';

const [B, I, L, N] = ['\u2061', '\u2062', '\u2063', '\u2064'];
const bar = nl.writing.bar;

async function open(value: string, shared?: SharedWords) {
	const given = { name: 'said', label: 'Waar ging het over?', value, ...(shared && { shared }) };
	const screen = await render(WithWords, {
		subject: RichField as unknown as Component<Record<string, unknown>>,
		given
	});
	const words = () => screen.container.querySelector<HTMLElement>('.ProseMirror');
	await expect.poll(words).not.toBeNull();
	return { screen, field: () => screen.container.querySelector('textarea')?.value, words: words() as HTMLElement };
}

function give(to: HTMLElement, how: 'paste' | 'copy', data: Record<string, string> = {}): DataTransfer {
	const clipboardData = new DataTransfer();
	for (const [type, text] of Object.entries(data)) clipboardData.setData(type, text);
	to.dispatchEvent(new ClipboardEvent(how, { clipboardData, bubbles: true, cancelable: true }));
	return clipboardData;
}

test('[LP10] shows a text of before as it was, and writes it back letter for letter', async () => {
	const old = 'We bouwden.\n\n- hij eerst\n*zij* daarna';
	const { field, words } = await open(old);
	expect(words.innerText.replace(/\n+/g, '\n')).toBe(old.replace(/\n+/g, '\n'));
	expect(field()).toBe(old);
	expect(words.querySelector('[data-list]')).toBeNull();
});

test('[LP10] form by the buttons, by keys and by how a line begins', async () => {
	const { screen, field, words } = await open('');
	await userEvent.click(words);
	await userEvent.keyboard('Hij ');
	await screen.getByRole('button', { name: bar.bold }).click();
	await userEvent.keyboard('lacht');
	await expect.element(screen.getByRole('button', { name: bar.bold })).toHaveAttribute('aria-pressed', 'true');
	await userEvent.keyboard(
		'{Control>}b{/Control} en {Control>}i{/Control}kijkt{Control>}i{/Control}{Enter}- blok{Enter}toren{Enter}{Enter}'
	);
	expect(field()).toBe(`Hij ${B}lacht ${B}en ${I}kijkt\n${L}blok\n${L}toren\n`);
	await screen.getByRole('button', { name: bar.number, exact: true }).click();
	await userEvent.keyboard('eerst{Enter}dan{Home}{Backspace}');
	expect(field()).toBe(`Hij ${B}lacht ${B}en ${I}kijkt\n${L}blok\n${L}toren\n${N}eerst\ndan`);
	await userEvent.keyboard('{Control>}z{/Control}');
	expect(field()).not.toContain('\ndan');
});

test('[LP10] what is pasted brings its words and nothing else; from a field like this one its form', async () => {
	const { field, words } = await open('Begin ');
	await userEvent.click(words);
	await userEvent.keyboard('{Control>}{End}{/Control}');
	give(words, 'paste', {
		'text/plain': `een\r\ntwee${B}\0`,
		'text/html': '<h1 onclick="alert(1)">een</h1><img src="https://elders.test/x.png"><b>twee</b>'
	});
	expect(field()).toBe('Begin een\ntwee');
	expect(words.querySelector('h1, img, b')).toBeNull();
	give(words, 'paste', { 'text/html': '<p>alleen opmaak</p>' });
	expect(field()).toBe('Begin een\ntwee');
	give(words, 'paste', { 'text/plain': ' drie', 'text/x-kijkkring': ` ${I}drie` });
	expect(field()).toBe(`Begin een\ntwee ${I}drie`);
	await userEvent.keyboard('{Control>}a{/Control}');
	const copied = give(words, 'copy');
	expect(copied.getData('text/plain')).toBe('Begin een\ntwee drie');
	expect(copied.getData('text/x-kijkkring')).toBe(`Begin een\ntwee ${I}drie`);
});

test('[LP12] takes no more by typing or pasting than a text may have', async () => {
	const { field, words } = await open('x'.repeat(3995));
	await userEvent.click(words);
	await userEvent.keyboard('{Control>}{End}{/Control}abcdefgh');
	expect(field()).toHaveLength(4000);
	give(words, 'paste', { 'text/plain': 'nog meer' });
	expect(field()).toHaveLength(4000);
});

/** A shared text in memory: what somebody else does is done by hand. */
function sharedText(begin: string) {
	let now: Flat = readRich(begin);
	let tell = () => {};
	let tellOthers = () => {};
	const said: RichEdit[] = [];
	const others: ReturnType<SharedWords['others']> = [];
	const text: SharedWords = {
		read: () => now,
		write: (edits) => void said.push(...edits),
		listen: (changed) => ((tell = changed), () => {}),
		placeOf: (index) => String(now.text.length - index),
		indexOf: (place) => now.text.length - Number(place),
		show: () => {},
		others: () => others,
		listenToOthers: (changed) => ((tellOthers = changed), () => {}),
		undo: () => {},
		redo: () => {}
	};
	return {
		text,
		said,
		becomes: (rich: string) => ((now = readRich(rich)), tell()),
		isAt: (head: number) => (others.splice(0, 1, { id: '7', name: 'Sofie', colour: 2, anchor: 0, head }), tellOthers())
	};
}

test('[LP11] the other’s words come in around the caret, and her place is shown without being among the words', async () => {
	const { text, said, becomes, isAt } = sharedText('twee');
	const { words } = await open('twee', text);
	await userEvent.click(words);
	await userEvent.keyboard('{Control>}{End}{/Control}');
	becomes(`een ${B}twee`);
	expect(said).toEqual([]);
	await userEvent.keyboard('!');
	expect(said).toEqual([{ at: 8, remove: 0, insert: { text: '!', marks: [1] } }]);
	isAt(3);
	await expect.poll(() => words.querySelector('.caret')?.getAttribute('data-name')).toBe('Sofie');
	expect(words.querySelector('.theirs')?.textContent).toBe('een');
	expect(words.innerText.trim()).toBe('een twee!');
});
