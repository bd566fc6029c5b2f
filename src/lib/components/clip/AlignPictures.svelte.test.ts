import type { Component, ComponentProps } from 'svelte';
import { expect, it } from 'vitest';
import { render } from 'vitest-browser-svelte';
import WithWords from '../../../../tests/support/WithWords.svelte';
import type { ClipFacts } from '$lib/domain/clip-facts';
import { nl } from '$lib/words/nl';
import AlignPictures from './AlignPictures.svelte';

type Props = ComponentProps<typeof AlignPictures>;
const facts: ClipFacts = {
	...{ container: 'mp4', videoCodec: 'h264', audioCodec: 'aac', durationMs: 8_000, width: 320, height: 180 },
	...{ rotation: 0, frames: 200, fps: 25, evenFrames: true, path: 'as-is' }
};
const words = nl.second.align;

async function show(listen: Props['listen'], second: Partial<Props['second']> = {}) {
	const given: Props = {
		main: { id: 'een', facts },
		second: { id: 'twee', facts, offsetMs: null, alignedBy: null, ...second },
		listen,
		code: null
	};
	const screen = await render(WithWords, {
		subject: AlignPictures as unknown as Component<Record<string, unknown>>,
		given: { ...given }
	});
	const field = (name: string) => screen.container.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.value;
	return { screen, kept: () => [field('offset'), field('by')] };
}

it('[T6] listens by itself the first time, and says what fits', async () => {
	const { screen, kept } = await show(() => Promise.resolve({ sure: true, offsetMs: 1_530 }));
	await expect.element(screen.getByText(words.fits)).toBeVisible();
	expect(kept()).toEqual(['1530', 'sound']);
	await expect.element(screen.getByRole('button', { name: words.save })).toBeEnabled();
});

it.each([
	['the sounds are not distinct', { sure: false as const, because: 'not-distinct' as const }, words.notSure],
	['one is silent', { sure: false as const, because: 'no-sound' as const }, words.noSound],
	['this browser cannot hear them', 'cannot-hear' as const, words.cannotHear],
	['they would not touch', { sure: true as const, offsetMs: 60_000 }, words.notSure]
])('[T6] says that she has to do it herself when %s', async (_, heard, said) => {
	const { screen, kept } = await show(() => Promise.resolve(heard));
	await expect.element(screen.getByText(said)).toBeVisible();
	expect(kept()).toEqual(['0', 'hand']);
});

it('goes on by hand when the line is gone, and listens again when asked', async () => {
	let times = 0;
	const { screen } = await show(() =>
		times++ ? Promise.resolve({ sure: true as const, offsetMs: 10 }) : Promise.reject(new Error('no line'))
	);
	await expect.element(screen.getByText(words.noLine)).toBeVisible();
	await screen.getByRole('button', { name: words.listen }).click();
	await expect.element(screen.getByText(words.fits)).toBeVisible();
});

it('[T5] moves by a picture, a tenth, a second and ten, and not past what they have in common', async () => {
	const { screen, kept } = await show(() => Promise.reject(new Error('not asked')), {
		...{ offsetMs: 200, alignedBy: 'sound' }
	});
	await expect.element(screen.getByText(words.bySound)).toBeVisible();
	await expect.element(screen.getByRole('button', { name: words.save })).toBeDisabled();
	const press = (name: string) => screen.getByRole('button', { name, exact: true }).click();
	await press(words.forward(words.steps.frame));
	expect(kept()).toEqual(['240', 'hand']);
	await press(words.back(words.steps.tenth));
	await press(words.forward(words.steps.second));
	expect(kept()).toEqual(['1140', 'hand']);
	await expect.element(screen.getByText(words.unsaved)).toBeVisible();
	await press(words.forward(words.steps.ten));
	expect(kept()).toEqual(['7000', 'hand']);
	await expect.element(screen.getByText(words.edge)).toBeVisible();
});
