import type { Component } from 'svelte';
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import type { DeviceState, ThisBrowser } from '$lib/client/push/this-browser';
import { nl } from '$lib/words/nl';
import ThisDevice from '../../src/routes/(member)/account/ThisDevice.svelte';
import WithWords from '../support/WithWords.svelte';

const words = nl.push;
const browserThat = (state: DeviceState, more: Partial<ThisBrowser> = {}): ThisBrowser => ({
	state: async () => state,
	id: async () => 'here',
	turnOn: async () => 'failed',
	turnOff: async () => {},
	...more
});
const show = (browser: ThisBrowser, devices = [{ id: 'here', name: 'Chrome, Android' }]) =>
	render(WithWords, {
		subject: ThisDevice as unknown as Component<Record<string, unknown>>,
		given: { publicKey: 'key', devices, refusal: null, browser }
	});

test.each([
	['blocked', words.here.blocked],
	['impossible', words.here.impossible],
	['home-screen', words.here.homeScreen]
] as const)('[RD11] %s: it says so, with what to do, and no button that does nothing', async (state, sentence) => {
	const screen = await show(browserThat(state), []);
	await expect.element(screen.getByText(sentence)).toBeVisible();
	expect(screen.container.querySelectorAll('button')).toHaveLength(0);
});

test('[RD11] nothing is asked before a press; a no of the browser is told', async () => {
	let [state, asked]: [DeviceState, number] = ['off', 0];
	const screen = await show(
		browserThat('off', {
			state: async () => state,
			turnOn: async () => {
				asked++;
				state = 'blocked';
				return 'blocked';
			}
		}),
		[]
	);
	const press = screen.getByRole('button', { name: words.here.turnOn });
	await expect.element(press).toBeVisible();
	expect(asked).toBe(0);
	await press.click();
	await expect.element(screen.getByText(words.here.blocked)).toBeVisible();
	expect(asked).toBe(1);
});

test('[RD11] a push service that does not answer is told, and it can be tried again', async () => {
	const screen = await show(browserThat('off'), []);
	await screen.getByRole('button', { name: words.here.turnOn }).click();
	await expect.element(screen.getByText(words.here.failed)).toBeVisible();
	await expect.element(screen.getByRole('button', { name: words.here.turnOn })).toBeEnabled();
});

test('[RD11] turned on: this device by itself, the others by name, each to be turned off', async () => {
	const screen = await show(browserThat('on'), [
		{ id: 'here', name: 'Chrome, Android' },
		{ id: 'there', name: 'Firefox, Windows' }
	]);
	await expect.element(screen.getByText(words.here.on)).toBeVisible();
	await expect.element(screen.getByRole('button', { name: words.here.turnOff })).toBeVisible();
	await expect.element(screen.getByRole('button', { name: words.devices.removeOf('Firefox, Windows') })).toBeVisible();
	await expect.element(screen.getByText('Chrome, Android')).not.toBeInTheDocument();
});
