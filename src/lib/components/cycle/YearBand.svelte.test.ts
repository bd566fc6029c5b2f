import type { Component } from 'svelte';
import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { freeBetween } from '$lib/engine/free-days';
import WithWords from '../../../../tests/support/WithWords.svelte';
import MeetingDates from './MeetingDates.svelte';

const free = freeBetween('2026-11-01', '2027-12-31', { region: 'middle', own: [] });
const title = (nl: string) => ({ nl, en: nl });
const meeting = (nl: string, day: string, more = {}) => ({
	title: title(nl),
	after: title('samen spelen'),
	day,
	time: '15:30',
	minutes: 60,
	place: '',
	...more
});

async function show(given: Record<string, unknown> = {}) {
	const screen = await render(WithWords, {
		subject: MeetingDates as unknown as Component<Record<string, unknown>>,
		given: {
			meetings: [
				meeting('Waarom de relatie', '2026-11-19'),
				meeting('Interview', '2026-12-10'),
				meeting('Samen kijken', '2027-01-07')
			],
			today: '2026-11-12',
			free,
			nextDays: ['2027-03-11'],
			putDown: true,
			...given
		}
	});
	const values = (name: string) =>
		[...screen.container.querySelectorAll<HTMLInputElement>(`input[name=${name}]`)].map((input) => input.value);
	const mark = (name: RegExp) => screen.getByRole('slider', { name });
	await expect.element(mark(/Bijeenkomst 1: Waarom/)).toBeVisible();
	return { screen, mark, dates: () => values('date'), next: () => values('nextDay'), values };
}
const focus = (element: Element) => (element as HTMLElement).focus();

describe('[PL4] the year band', () => {
	it('moves a meeting by arrows and page keys, and says the date', async () => {
		const { mark, dates, next, screen } = await show();
		focus(mark(/Bijeenkomst 2/).element());
		await userEvent.keyboard('{PageUp}');
		expect(dates()).toEqual(['2026-11-19', '2026-12-17', '2027-01-14']);
		expect(next()).toEqual(['2027-03-18']);
		await expect.element(mark(/Bijeenkomst 2/)).toHaveAttribute('aria-valuetext', 'donderdag 17 december');
		await expect
			.element(screen.getByRole('status'))
			.toHaveTextContent('Bijeenkomst 2 staat nu op donderdag 17 december. De volgende 2 schoven mee.');
		await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
		expect(dates()).toEqual(['2026-11-19', '2026-12-15', '2027-01-12']);
		await screen.getByRole('button', { name: 'Maak ongedaan' }).click();
		expect(dates()).toEqual(['2026-11-19', '2026-12-10', '2027-01-07']);
		await expect.element(screen.getByRole('button', { name: 'Maak ongedaan' })).toBeDisabled();
	});

	it('leaves the others where they are when that is asked', async () => {
		const { mark, dates, screen } = await show();
		await screen.getByRole('checkbox', { name: /schuiven de volgende mee/ }).click();
		focus(mark(/Bijeenkomst 1/).element());
		await userEvent.keyboard('{PageDown}');
		expect(dates()).toEqual(['2026-11-12', '2026-12-10', '2027-01-07']);
	});

	it('is dragged by a hand, as one change, and let go with Escape it is back where it was', async () => {
		const { mark, dates, screen } = await show();
		const one = mark(/Bijeenkomst 1/).element() as HTMLElement;
		const track = one.closest('.track') as HTMLElement;
		const days = Number(one.getAttribute('aria-valuemax'));
		const box = one.getBoundingClientRect();
		const at = { x: box.left + box.width / 2, y: box.top + 5 };
		const by = (n: number) => at.x + (track.getBoundingClientRect().width / days) * n;
		const pointer = (type: string, x: number) =>
			one.dispatchEvent(
				new PointerEvent(type, { pointerId: 1, clientX: x, clientY: at.y, button: 0, bubbles: true, isPrimary: true })
			);
		// a made-up pointer cannot be captured
		one.setPointerCapture = () => undefined;
		pointer('pointerdown', at.x);
		for (const n of [3, 8, 14]) pointer('pointermove', by(n));
		await expect.poll(() => dates()[0]).toBe('2026-12-03');
		pointer('pointerup', by(14));
		await expect.poll(dates).toEqual(['2026-12-03', '2026-12-24', '2027-01-21']);
		await screen.getByRole('button', { name: 'Maak ongedaan' }).click();
		expect(dates()[0]).toBe('2026-11-19');
		pointer('pointerdown', at.x);
		pointer('pointermove', by(14));
		await expect.poll(() => dates()[0]).toBe('2026-12-03');
		focus(one);
		await userEvent.keyboard('{Escape}');
		await expect.poll(dates).toEqual(['2026-11-19', '2026-12-10', '2027-01-07']);
		await expect.element(screen.getByRole('button', { name: 'Maak ongedaan' })).toBeDisabled();
	});

	it('what is over has no handle any more', async () => {
		const { screen } = await show({
			meetings: [meeting('Waarom de relatie', '2026-11-19'), meeting('Interview', '2026-12-10', { over: true })],
			nextDays: []
		});
		await expect.element(screen.getByRole('slider')).toHaveAttribute('aria-label', 'Bijeenkomst 1: Waarom de relatie');
	});
});

describe('[PL3] a day without school', () => {
	it('is named, with the nearest school day beside it, and never refused', async () => {
		const { screen, dates } = await show({
			meetings: [meeting('Waarom de relatie', '2026-11-19'), meeting('Interview', '2026-12-24')],
			nextDays: []
		});
		await expect.element(screen.getByText(/kerstvakantie\./)).toBeVisible();
		expect(dates()[1]).toBe('2026-12-24');
		await screen.getByRole('button', { name: 'Neem donderdag 7 januari' }).click();
		expect(dates()).toEqual(['2026-11-19', '2027-01-07']);
		await expect.element(screen.getByText(/kerstvakantie\./)).not.toBeInTheDocument();
	});
	it('several are put on school days at once', async () => {
		const { screen, dates } = await show({
			meetings: [meeting('Waarom de relatie', '2026-12-22'), meeting('Interview', '2027-02-25')],
			nextDays: []
		});
		await screen.getByRole('button', { name: 'Zet alles op schooldagen' }).click();
		expect(dates()).toEqual(['2027-01-05', '2027-03-04']);
	});
});

describe('what holds for all meetings', () => {
	it('is typed once, and one of them may differ', async () => {
		const { screen, values } = await show();
		await screen.getByRole('group', { name: 'Geldt voor alle bijeenkomsten' }).getByLabelText('Plek').fill('teamkamer');
		expect(values('place')).toEqual(['teamkamer', 'teamkamer', 'teamkamer']);
		await screen
			.getByText(/15\.30, 60 minuten, teamkamer/)
			.nth(1)
			.click();
		await screen
			.getByRole('group', { name: /Bijeenkomst 2/ })
			.getByLabelText('Plek')
			.fill('aula');
		expect(values('place')).toEqual(['teamkamer', 'aula', 'teamkamer']);
		await expect
			.element(screen.getByRole('group', { name: 'Geldt voor alle bijeenkomsten' }).getByLabelText('Plek'))
			.toHaveAttribute('placeholder', 'verschilt');
	});
	it('what has been stays as it was', async () => {
		const { screen, values } = await show({
			meetings: [
				meeting('Waarom de relatie', '2026-11-19', { place: 'aula' }),
				meeting('Interview', '2026-11-05', { over: true, place: 'gang' })
			],
			nextDays: []
		});
		const place = screen.getByRole('group', { name: 'Geldt voor alle bijeenkomsten' }).getByLabelText('Plek');
		await expect.element(place).toHaveValue('aula');
		await place.fill('teamkamer');
		expect(values('place')).toEqual(['teamkamer', 'gang']);
	});
	it('the next cycle is sent only while it is put down', async () => {
		const { screen, next } = await show();
		expect(next()).toEqual(['2027-03-11']);
		await screen.getByRole('checkbox', { name: /volgende cyclus alvast/ }).click();
		expect(next()).toEqual([]);
		await expect.element(screen.getByRole('slider', { name: /Volgende cyclus/ })).not.toBeInTheDocument();
	});
});
