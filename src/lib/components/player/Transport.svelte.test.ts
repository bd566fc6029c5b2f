import type { Component, ComponentProps } from 'svelte';
import { expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import WithWords from '../../../../tests/support/WithWords.svelte';
import Transport from './Transport.svelte';

type Props = ComponentProps<typeof Transport>;
const all = { play: true, pause: true, seek: true, rate: true, loop: true, mute: true };
const usual: Props = {
	...{ playing: false, position: 72_400, duration: 168_000, rate: 1, looping: false, muted: false },
	...{ may: all, onintent: () => {} }
};

async function show(change: Partial<Props> = {}) {
	const onintent = vi.fn();
	const screen = await render(WithWords, {
		subject: Transport as unknown as Component<Record<string, unknown>>,
		given: { ...usual, onintent, ...change }
	});
	return { screen, onintent };
}

it('asks for what is pressed and changes nothing by itself', async () => {
	const { screen, onintent } = await show({ fragment: { from: 1_000, to: 5_000 } });
	await screen.getByRole('button', { name: 'Afspelen' }).click();
	await screen.getByRole('button', { name: 'Eén beeldje terug' }).click();
	await screen.getByRole('button', { name: 'Eén beeldje vooruit' }).click();
	await screen.getByRole('button', { name: 'Fragment herhalen' }).click();
	await screen.getByRole('button', { name: 'Geluid uit' }).click();
	await screen.getByRole('combobox', { name: 'Snelheid' }).selectOptions('0,5×');
	expect(onintent.mock.calls.map(([intent]) => intent)).toEqual([
		{ do: 'play' },
		{ do: 'step', frames: -1 },
		{ do: 'step', frames: 1 },
		{ do: 'loop', loop: { from: 1_000, to: 5_000 } },
		{ do: 'mute', muted: true },
		{ do: 'rate', rate: 0.5 }
	]);
	await expect.element(screen.getByRole('button', { name: 'Afspelen' })).toBeVisible();
});

it('shows where it stands: time with tenths, pause while playing, loop and sound as pressed', async () => {
	const { screen, onintent } = await show({ playing: true, looping: true, muted: true });
	await expect.element(screen.getByText('1:12,4')).toBeVisible();
	await expect.element(screen.getByText('/ 2:48')).toBeVisible();
	await expect.element(screen.getByRole('button', { name: 'Geluid uit' })).toHaveAttribute('aria-pressed', 'true');
	await screen.getByRole('button', { name: 'Pauze' }).click();
	await screen.getByRole('button', { name: 'Fragment herhalen' }).click();
	expect(onintent.mock.calls.map(([intent]) => intent)).toEqual([{ do: 'pause' }, { do: 'loop', loop: null }]);
});

it('rests with its reason in words, reachable by keyboard, and asks for nothing', async () => {
	const resting = 'Nu kijken we alleen. Praten komt straks.';
	const { screen, onintent } = await show({ may: { ...all, play: false, seek: false, rate: false }, resting });
	await expect.element(screen.getByText(resting)).toBeVisible();
	const play = screen.getByRole('button', { name: 'Afspelen' });
	await expect.element(play).toHaveAttribute('aria-disabled', 'true');
	(play.element() as HTMLElement).focus();
	await userEvent.keyboard('{Enter} ');
	(screen.getByRole('button', { name: 'Eén beeldje terug' }).element() as HTMLElement).click();
	expect(onintent).not.toHaveBeenCalled();
	await expect.element(screen.getByRole('combobox', { name: 'Snelheid' })).toBeDisabled();
	// what may be used goes on working
	await screen.getByRole('button', { name: 'Geluid uit' }).click();
	expect(onintent).toHaveBeenCalledExactlyOnceWith({ do: 'mute', muted: true });
});

it('says nothing of resting while nothing rests', async () => {
	const { screen } = await show({ resting: 'Straks.' });
	await expect.element(screen.getByText('Straks.')).not.toBeInTheDocument();
});

it('has targets of at least 44 pixels', async () => {
	const { screen } = await show();
	for (const button of screen.container.querySelectorAll('button, select')) {
		const { width, height } = button.getBoundingClientRect();
		expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
	}
});

it('captions, pointing and the ways to the marks are there only where they mean something', async () => {
	const none = await show();
	for (const name of ['Ondertiteling', 'Aanwijzen', 'Naar het volgende moment'])
		await expect.element(none.screen.getByRole('button', { name })).not.toBeInTheDocument();
	await none.screen.unmount();
	const { screen, onintent } = await show({ marks: true, captions: true, pointing: false });
	await expect.element(screen.getByRole('button', { name: 'Ondertiteling' })).toHaveAttribute('aria-pressed', 'true');
	for (const name of ['Ondertiteling', 'Aanwijzen', 'Naar het vorige moment', 'Naar het volgende moment'])
		await screen.getByRole('button', { name }).click();
	expect(onintent.mock.calls.map(([intent]) => intent as unknown)).toEqual([
		{ do: 'captions' },
		{ do: 'point' },
		{ do: 'to-mark', to: -1 },
		{ do: 'to-mark', to: 1 }
	]);
});
