import type { Component } from 'svelte';
import { userEvent } from 'vitest/browser';
import { describe, expect, it } from 'vitest';
import { render } from 'vitest-browser-svelte';
import AskingOn from '../../../../tests/support/AskingOn.svelte';
import InRoom from '../../../../tests/support/InRoom.svelte';
import { stillRoom, viewOf } from '../../../../tests/support/still-room';
import { gerda, kees, marit } from '../../../../tests/support/table';
import PhoneTabs from './PhoneTabs.svelte';

type Part = Component<Record<string, unknown>>;
const short = { version: 2, protocol: 'short' };
const show = (part: unknown, room = stillRoom(viewOf(kees, 'what-we-see', {}, short)).room, given = {}) =>
	render(InRoom, { part: part as Part, room, given });
const cardIn = (screen: Awaited<ReturnType<typeof show>>) =>
	screen.getByRole('list', { name: 'Om door te vragen' }).getByRole('button').first();

describe('the cards to ask on with', () => {
	it('begin a question, after what was typed of one already, and the list of kinds says zie and vraag', async () => {
		const { room, did } = stillRoom(viewOf(kees, 'what-we-see', {}, short));
		const screen = await show(AskingOn, room);
		const kinds = screen.getByRole('group', { name: 'De tafel' }).getByRole('button');
		expect(kinds.elements().map((kind) => kind.textContent)).toEqual(['Zie', 'Vraag']);
		const card = cardIn(screen);
		const words = card.element().textContent?.trim() ?? '';
		await card.click();
		const question = screen.getByRole('textbox', { name: 'Vraag' });
		await expect.element(question).toHaveFocus();
		await expect.element(question).toHaveValue(words);
		await question.fill('En toen?');
		await card.click();
		await expect.element(question).toHaveValue(`En toen? ${words}`);
		await userEvent.keyboard('{Enter}');
		expect(did).toMatchObject([{ add: 'questions', text: `En toen? ${words}`, t: null }]);
	});

	it.each([
		['the presenter, who listens', marit],
		['a guest', gerda]
	])('%s writes no question: a card is only larger before her', async (_, who) => {
		const screen = await show(AskingOn, stillRoom(viewOf(who, 'what-we-see', {}, short)).room);
		await cardIn(screen).click();
		await expect.element(cardIn(screen)).toHaveAttribute('aria-pressed', 'true');
		expect(screen.container.querySelector('textarea')).toBeNull();
	});
});

it('the tabs of a phone are one stop for Tab, and the arrows walk round along them', async () => {
	const screen = await show(PhoneTabs, undefined, { tab: 'round' });
	const tabs = screen.getByRole('tab').elements() as HTMLElement[];
	const stands = () => tabs.map((tab) => `${tab.getAttribute('aria-selected')} ${tab.tabIndex}`).indexOf('true 0');
	tabs[0]?.focus();
	for (const [key, at] of [
		['ArrowRight', 1],
		['End', 2],
		['ArrowRight', 0],
		['ArrowLeft', 2],
		['Home', 0]
	] as const) {
		await userEvent.keyboard(`{${key}}`);
		expect([key, stands(), tabs.findIndex((tab) => tab === document.activeElement)]).toEqual([key, at, at]);
	}
	expect(tabs.filter((tab) => tab.tabIndex === 0)).toHaveLength(1);
});
