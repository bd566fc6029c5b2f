import type { Component } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { ClipEdits, PreparePlan } from '$lib/domain/clip-edits';
import type { PrepareProgress, Preparing } from '$lib/domain/preparing';
import clipAddress from '../../../../tests/fixtures/clips/h264_aac_faststart.mp4?url';
import WithWords from '../../../../tests/support/WithWords.svelte';
import Prepare from './Prepare.svelte';

const times = Array.from({ length: 360 }, (_, i) => (i * 1000) / 30);
const copied = ({ from, to }: ClipEdits): PreparePlan => ({ way: 'copy', from: Math.ceil(from / 1000) * 1000, to });
let clip: Blob | null = null;

async function show(change: Partial<Preparing> = {}) {
	clip ??= await (await fetch(clipAddress)).blob();
	const prepared = { blob: clip, durationMs: 12_000, type: 'video/mp4', fromMs: 0 };
	const make = vi.fn<Preparing['make']>(() => Promise.resolve(prepared));
	const preparing: Preparing = {
		...{ durationMs: 12_000, width: 320, height: 180, hasSound: true, canLook: true, canMakeAnew: true, times, make },
		plan: (edits) =>
			edits.cut === 'exact' || edits.hidden.length > 0
				? { way: 'encode', from: edits.from, to: edits.to }
				: copied(edits),
		pictures: () => Promise.resolve(),
		sound: () => Promise.resolve(),
		close: vi.fn(),
		...change
	};
	const [onprepared, oncancel] = [vi.fn(), vi.fn()];
	const screen = await render(WithWords, {
		subject: Prepare as unknown as Component<Record<string, unknown>>,
		given: { blob: clip, open: () => Promise.resolve(preparing), onprepared, oncancel }
	});
	const button = (name: string | RegExp) => screen.getByRole('button', { name });
	await expect.element(button('Klaar, ga verder')).toBeVisible();
	const focus = (name: string) => (screen.getByRole('slider', { name }).element() as HTMLElement).focus();
	const made = () => (preparing.make === make ? make.mock.calls.at(-1)?.[0] : undefined);
	return { screen, button, focus, make, made, prepared, onprepared, oncancel, preparing };
}

describe('preparing a clip', () => {
	it('untouched: goes on with the whole clip, and no question how to cut', async () => {
		const { screen, button, made, onprepared, prepared } = await show();
		await expect.element(screen.getByText('Hoe knippen we?')).not.toBeInTheDocument();
		await button('Klaar, ga verder').click();
		expect(made()).toEqual({ from: 0, to: 12_000, cut: 'key-frames', turn: 0, mute: false, hidden: [] });
		await vi.waitFor(() => expect(onprepared).toHaveBeenCalledWith(prepared));
	});
	it('both ends go with the keys, and what is cut is said in words', async () => {
		const { screen, focus, button, made } = await show();
		focus('Begin');
		await userEvent.keyboard('{ArrowRight}{Shift>}{ArrowRight}{/Shift}');
		focus('Einde');
		await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
		await expect.element(screen.getByText('Je bewaart 9 sec.')).toBeVisible();
		await expect.element(screen.getByText('Begint op 0:02,0, dat is 1,0 seconden later dan je koos.')).toBeVisible();
		await screen.getByRole('radio', { name: /Op het beeld precies/ }).click();
		await button('Klaar, ga verder').click();
		expect(made()).toMatchObject({ to: 10_000, cut: 'exact' });
		expect(made()?.from).toBeCloseTo(1_033.3, 0);
	});
	it('a typed time is read, and one that is none is said', async () => {
		const { screen, button, made } = await show();
		const begin = screen.getByRole('textbox', { name: 'Begin' });
		await begin.fill('straks');
		await userEvent.keyboard('{Tab}');
		await expect.element(screen.getByRole('alert')).toBeVisible();
		await expect.element(screen.getByText('Schrijf een tijd als 1:12 of 1:12,4.')).toBeVisible();
		await begin.fill('0:03,5');
		await userEvent.keyboard('{Tab}');
		await expect.element(screen.getByRole('alert')).not.toBeInTheDocument();
		await button('Klaar, ga verder').click();
		expect(made()?.from).toBe(3_500);
	});
	it('turns, is mute, and takes back one step at a time', async () => {
		const { button, made } = await show();
		await button('Draai').click();
		await button('Draai').click();
		await button('Geluid uit').click();
		await button('Ongedaan maken').click();
		await button('Ongedaan maken').click();
		await button('Klaar, ga verder').click();
		expect(made()).toMatchObject({ turn: 90, mute: false });
	});
});

describe('hiding a child', () => {
	it('with keys only: a region in the middle, moved at a later moment, follows', async () => {
		const { button, focus, made } = await show();
		await button('Teken een vlak').click();
		await button('Zet een vlak in het midden').click();
		focus('Plaats in de opname');
		await userEvent.keyboard('{PageUp}');
		await expect.element(button(/^Vlak 1\. Met/)).toBeVisible();
		(button(/^Vlak 1\. Met/).element() as HTMLElement).focus();
		await userEvent.keyboard('{ArrowLeft}{ArrowLeft}+');
		await button('Klaar, ga verder').click();
		const [region] = made()?.hidden ?? [];
		expect(region).toMatchObject({ from: 0, to: 12_000 });
		expect(region?.spots.map(({ at, x }) => [Math.round(at), Number(x.toFixed(2))])).toEqual([
			[0, 0.5],
			[10_000, 0.48]
		]);
		expect(region?.spots[1]?.rx).toBeGreaterThan(region?.spots[0]?.rx ?? 1);
	});
	it('begins and stops where she says, and can be taken away and put back', async () => {
		const { screen, button, focus, made } = await show();
		await button('Teken een vlak').click();
		await button('Zet een vlak in het midden').click();
		focus('Plaats in de opname');
		await userEvent.keyboard('{ArrowRight}{ArrowRight}');
		await button('Vanaf hier').click();
		focus('Plaats in de opname');
		await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}');
		await button('Tot hier').click();
		await button('Rechthoek').click();
		await button('Vlak 1 verwijderen').click();
		await expect.element(screen.getByText('Vlak 1')).not.toBeInTheDocument();
		await button('Ongedaan maken').click();
		await button('Klaar, ga verder').click();
		expect(made()?.hidden).toMatchObject([{ from: 2_000, to: 5_000, shape: 'rectangle' }]);
	});
	it('where the browser cannot, nothing can be drawn, and it says what to do', async () => {
		const { screen } = await show({ canMakeAnew: false });
		await expect.element(screen.getByText(/Deze browser kan dat niet bij deze opname/)).toBeVisible();
		await expect.element(screen.getByRole('button', { name: 'Teken een vlak' })).not.toBeInTheDocument();
	});
	it('a refusal is read, and nothing is made', async () => {
		const make = vi.fn();
		const { screen, button } = await show({ plan: () => ({ way: 'refused', why: 'cannot-hide' }), make });
		await expect.element(screen.getByText(/Zo gaat ze niet weg/)).toBeVisible();
		await button('Klaar, ga verder').click({ force: true });
		expect(make).not.toHaveBeenCalled();
	});
});

describe('making', () => {
	it('tells how far it is and how long still, and stops', async () => {
		let tell: ((progress: PrepareProgress) => void) | undefined;
		let stopped: AbortSignal | undefined;
		const make: Preparing['make'] = (_edits, onProgress, signal) => {
			[tell, stopped] = [onProgress, signal];
			return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))));
		};
		const { screen, button, onprepared } = await show({ make });
		await button('Klaar, ga verder').click();
		tell?.({ share: 0.42, msLeft: 65_000 });
		await expect.element(screen.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '42');
		await expect.element(screen.getByText('nog ongeveer 1 min')).toBeVisible();
		await button('Stoppen').click();
		expect(stopped?.aborted).toBe(true);
		await expect.element(button('Klaar, ga verder')).toBeVisible();
		await expect.element(screen.getByText(/niet gelukt/)).not.toBeInTheDocument();
		expect(onprepared).not.toHaveBeenCalled();
	});
	it('says so when it did not work, and keeps everything', async () => {
		const { screen, button } = await show({ make: () => Promise.reject(new Error('encoder')) });
		await button('Geluid uit').click();
		await button('Klaar, ga verder').click();
		await expect.element(screen.getByText(/Het klaarmaken is niet gelukt. Er is niets verstuurd/)).toBeVisible();
		await expect.element(button('Geluid uit')).toHaveAttribute('aria-pressed', 'true');
	});
	it('a file that cannot be opened says so and offers another', async () => {
		const oncancel = vi.fn();
		const screen = await render(WithWords, {
			subject: Prepare as unknown as Component<Record<string, unknown>>,
			given: { blob: new Blob(['x']), open: () => Promise.reject(new Error('no')), onprepared: vi.fn(), oncancel }
		});
		await expect.element(screen.getByText(/Deze opname kunnen we niet openen/)).toBeVisible();
		await screen.getByRole('button', { name: 'Andere opname' }).click();
		expect(oncancel).toHaveBeenCalled();
	});
});
