import type { Component } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { browserLog, type KeptMoment } from '$lib/client/log/log-store';
import { blankMoment } from '$lib/domain/practice';
import { nl } from '$lib/words/nl';
import Page from '../../src/routes/(member)/log/+page.svelte';
import WithWords from '../support/WithWords.svelte';

const words = nl.practice.log;
const kept = (id: string, who: string): KeptMoment => ({
	trajectory: 'marit-j',
	id,
	stamp: 1,
	sealed: 'AAAA',
	who,
	keptAt: Date.now() - 1000,
	turn: 1,
	refused: 'trajectory-closed'
});
afterEach(async () => {
	vi.unstubAllGlobals();
	await browserLog().setBox(null);
	await browserLog().drop(['moment-1', 'moment-2', 'moment-3']);
});

test('[PR4] what was refused behind another page is told at the log, in her words, also when she has no child there any more', async () => {
	const store = browserLog();
	const contexts = [{ id: 'building', label: 'bouwen' }];
	await store.setBox({ ...kept('', 'marit'), publicKey: '', name: 'Marit', contexts, briefs: [] });
	await store.put(kept('moment-1', 'marit'));
	await store.put(kept('moment-2', 'kees'));
	await store.put({ ...kept('moment-3', 'marit'), refused: 'not-found' });
	const line = vi.fn(async (_: string, { body }: RequestInit) => {
		const { parcels } = JSON.parse(String(body)) as { parcels: { id: string }[] };
		const said = { ...blankMoment('play', 'moment-1', Date.now()), context: 'building', line: 'Hij gaf mij een blok.' };
		const answers = parcels.map(({ id }) =>
			id === 'moment-1' ? { id, code: 'trajectory-closed', moment: said } : { id, code: 'not-found' }
		);
		return Response.json({ answers });
	});
	vi.stubGlobal('fetch', line);
	const screen = await render(WithWords, {
		subject: Page as unknown as Component<Record<string, unknown>>,
		given: { data: { log: { children: [], child: null }, user: { id: 'marit', name: 'Marit' } }, form: null }
	});
	await expect.element(screen.getByText(/Hij gaf mij een blok/)).toBeVisible();
	await expect.element(screen.getByText(`${words.state.refused} ${nl.refusals['trajectory-closed']}`)).toBeVisible();
	await expect.element(screen.getByText(/· bouwen$/)).toBeVisible();
	await expect.element(screen.getByText(words.refused.unread)).toBeVisible();
	// it is no moment that waits
	await expect.element(screen.getByText(words.waiting(1))).not.toBeInTheDocument();
	// read and copied: she takes it away, and what is somebody else's stays
	const away = screen.getByRole('button', { name: words.refused.forget });
	await away.first().click();
	await expect.element(away).toBeVisible();
	await away.click();
	await expect.element(screen.getByText(words.refused.title)).not.toBeInTheDocument();
	expect((await store.all()).map(({ id }) => id)).toEqual(['moment-2']);
	expect(line).toHaveBeenCalledTimes(1);
});
