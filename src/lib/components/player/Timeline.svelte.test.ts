import type { Component, ComponentProps } from 'svelte';
import { expect, it, onTestFinished, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import WithWords from '../../../../tests/support/WithWords.svelte';
import Timeline from './Timeline.svelte';

type Props = ComponentProps<typeof Timeline>;
const usual: Props = {
	...{ duration: 168_000, shown: { from: 0, to: 168_000 }, fragment: { from: 40_000, to: 100_000 }, position: 60_000 },
	...{ marks: [], mayseek: true, onseek: () => {} }
};
const marks: Props['marks'] = [
	{ id: 'a', t: 58_000, lane: 'child', label: 'kijkt terug', selected: true },
	{ id: 'b', t: 75_000, lane: 'teacher', label: 'ruimte geven' }
];

async function show(change: Partial<Props> = {}) {
	const onseek = vi.fn();
	const screen = await render(WithWords, {
		subject: Timeline as unknown as Component<Record<string, unknown>>,
		given: { ...usual, onseek, ...change }
	});
	const focus = (name: string) => (screen.getByRole('slider', { name }).element() as HTMLElement).focus();
	return { screen, onseek, focus };
}

it('is a slider that says where it stands in words', async () => {
	const { screen } = await show();
	const head = screen.getByRole('slider', { name: 'Plaats in de opname' });
	await expect.element(head).toHaveAttribute('aria-valuenow', '60000');
	await expect.element(head).toHaveAttribute('aria-valuemax', '168000');
	await expect.element(head).toHaveAttribute('aria-valuetext', '1:00,0 van 2:48');
});

it('goes with the keys of a slider', async () => {
	const { onseek, focus } = await show();
	focus('Plaats in de opname');
	await userEvent.keyboard('{ArrowRight}{ArrowLeft}{Shift>}{ArrowRight}{/Shift}{PageUp}{PageDown}{Home}{End}');
	expect(onseek.mock.calls.map(([ms]) => ms)).toEqual([61_000, 59_000, 60_100, 70_000, 50_000, 0, 168_000]);
});

it('keeps its keys to itself, so that the player around it does not step a frame', async () => {
	const around = vi.fn();
	const { focus } = await show();
	window.addEventListener('keydown', around);
	onTestFinished(() => window.removeEventListener('keydown', around));
	focus('Plaats in de opname');
	await userEvent.keyboard('{ArrowRight}');
	expect(around).not.toHaveBeenCalled();
	await userEvent.keyboard('l');
	expect(around).toHaveBeenCalledOnce();
});

it('stays where it is for whoever does not hold the remote', async () => {
	const { screen, onseek, focus } = await show({ mayseek: false, marks, lanes: true });
	focus('Plaats in de opname');
	await userEvent.keyboard('{ArrowRight}{End}');
	await screen.getByRole('button', { name: '0:58: kijkt terug' }).click();
	await screen.getByRole('presentation').click({ position: { x: 20, y: 20 } });
	expect(onseek).not.toHaveBeenCalled();
	await expect
		.element(screen.getByRole('slider', { name: 'Plaats in de opname' }))
		.toHaveAttribute('aria-disabled', 'true');
});

it('goes where the pointer presses', async () => {
	const { screen, onseek } = await show();
	const track = screen.getByRole('presentation');
	const { width } = track.element().getBoundingClientRect();
	await track.click({ position: { x: width / 2, y: 20 } });
	const [ms] = onseek.mock.calls[0] as [number];
	expect(Math.abs(ms - 84_000)).toBeLessThan(1_500);
});

it('never leaves what is shown', async () => {
	const { onseek, focus } = await show({ shown: { from: 40_000, to: 100_000 }, position: 99_500 });
	focus('Plaats in de opname');
	await userEvent.keyboard('{ArrowRight}{Home}');
	expect(onseek.mock.calls.map(([ms]) => ms)).toEqual([100_000, 40_000]);
});

it('moves the borders of the fragment by keyboard', async () => {
	const onfragment = vi.fn();
	const { focus } = await show({ onfragment });
	focus('Begin van het fragment');
	await userEvent.keyboard('{ArrowRight}{Home}');
	focus('Einde van het fragment');
	await userEvent.keyboard('{End}');
	expect(onfragment.mock.calls).toEqual([
		[41_000, 100_000],
		[0, 100_000],
		[40_000, 168_000]
	]);
});

it('has no handles where the fragment may not be moved', async () => {
	const { screen } = await show();
	await expect.element(screen.getByRole('slider', { name: 'Begin van het fragment' })).not.toBeInTheDocument();
});

it('shows marks in their lanes, and says which one was pressed', async () => {
	const onmark = vi.fn();
	const { screen, onseek } = await show({ marks, lanes: true, onmark });
	for (const lane of ['Kind', 'Leerkracht', 'Samen'])
		await expect.element(screen.getByText(lane, { exact: true })).toBeVisible();
	await expect.element(screen.getByText('Van mij')).not.toBeInTheDocument();
	await expect
		.element(screen.getByRole('button', { name: '0:58: kijkt terug' }))
		.toHaveAttribute('aria-current', 'true');
	await screen.getByRole('button', { name: '1:15: ruimte geven' }).click();
	expect(onmark).toHaveBeenCalledExactlyOnceWith('b');
	expect(onseek).not.toHaveBeenCalled();
});
