import type { Component } from 'svelte';
import { expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import WithWords from '../../../../tests/support/WithWords.svelte';
import WordPicker from './WordPicker.svelte';

async function show(words: [string, string, string] = ['', '', '']) {
	const screen = await render(WithWords, {
		subject: WordPicker as unknown as Component<Record<string, unknown>>,
		given: { words, examples: ['', '', ''], list: ['vluchtig', 'warm', 'zoekend', 'open'], aboutTheChild: ['druk'] }
	});
	const heard: string[] = [];
	screen.container.addEventListener('input', (event) => {
		if (event.target instanceof HTMLInputElement && event.target.name)
			heard.push(`${event.target.name}=${event.target.value}`);
	});
	await screen.getByText('Kies uit 4 woorden').click();
	const slots = () =>
		[...screen.container.querySelectorAll<HTMLInputElement>('input[name=words]')].map((input) => input.value);
	return { screen, slots, heard };
}

it('puts a word of the list in the first empty place, and lets the form hear of it', async () => {
	const { screen, slots, heard } = await show(['vluchtig', '', '']);
	await screen.getByRole('button', { name: 'warm' }).click();
	expect(slots()).toEqual(['vluchtig', 'warm', '']);
	expect(heard).toEqual(['words=warm']);
	await expect.element(screen.getByRole('button', { name: 'warm' })).toHaveAttribute('aria-pressed', 'true');
});

it('takes a chosen word away again, and never makes it four', async () => {
	const { screen, slots } = await show(['vluchtig', 'warm', 'zoekend']);
	await screen.getByRole('button', { name: 'warm' }).click();
	expect(slots()).toEqual(['vluchtig', '', 'zoekend']);
	await screen.getByRole('button', { name: 'warm' }).click();
	await screen.getByRole('button', { name: 'open' }).click();
	expect(slots()).toHaveLength(3);
	expect(slots().filter(Boolean)).toHaveLength(3);
});

it('searches the list, and says so when a word is not in it', async () => {
	const { screen } = await show();
	await screen.getByRole('searchbox').fill('zoek');
	await expect.element(screen.getByRole('button', { name: 'zoekend' })).toBeVisible();
	expect(screen.getByRole('button', { name: 'warm' }).query()).toBeNull();
	await screen.getByRole('searchbox').fill('wiebelig');
	await expect.element(screen.getByText(/staat er niet bij/)).toBeVisible();
});

it('[R88] hints softly at a word about the child, and lets it stand', async () => {
	const { screen, slots } = await show();
	await screen.getByRole('textbox', { name: 'Eerste woord', exact: true }).click();
	await userEvent.keyboard('druk');
	await expect.element(screen.getByText(/"druk" zegt iets over het kind/)).toBeVisible();
	expect(slots()[0]).toBe('druk');
	await userEvent.keyboard('te');
	expect(screen.getByText(/zegt iets over het kind/).query()).toBeNull();
});
