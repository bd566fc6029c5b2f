import type { Component } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { browserStore } from '$lib/client/live/kept-store';
import { keptPlanName } from '$lib/client/live/kept-name';
import { keepWriting } from '$lib/client/plan/kept-writing';
import { nothingAsked } from '$lib/domain/consent';
import type { PlanStory } from '$lib/domain/plan-story';
import { nl } from '$lib/words/nl';
import Page from '../../src/routes/(member)/trajectories/[trajectory]/+page.svelte';
import WithWords from '../support/WithWords.svelte';

// there is no app around it that could decode what its server said
vi.mock('$app/forms', () => ({ enhance: () => undefined, deserialize: (said: string): unknown => JSON.parse(said) }));
vi.mock('$app/navigation', () => ({ beforeNavigate: () => undefined }));
vi.mock('$lib/client/read-again', () => ({ readAgain: async () => undefined }));

const store = browserStore(keptPlanName);
const at = new Date('2026-11-12T12:00:00Z');
const story: PlanStory = {
	...{
		trajectoryId: 'marit-j',
		alias: 'J.',
		cycleNumber: 1,
		teacher: { id: 'marit', name: 'Marit' },
		mine: true,
		nature: null
	},
	...{ closed: null, reason: '', consent: nothingAsked, keptUntil: null, lastMeetingAt: null, words: null },
	...{ wordsNow: null, played: 0, shared: 0, step: null, interviews: false },
	items: [{ kind: 'note', id: 'n1', at, shared: false, writer: null, fields: { text: '' } }],
	choices: { contexts: [], skills: [], leaveOut: [], relationWords: [], aboutTheChild: [] }
};
const given = (editing: string | null) => ({
	subject: Page as unknown as Component<Record<string, unknown>>,
	given: { data: { story, adding: null, editing, week: null, versionIsBack: false }, form: null }
});

/** What was sent to be saved, and the line's answer to it. */
let sent: FormData[];
let answer: () => Promise<Response>;
const saved = async () => Response.json({ type: 'success', status: 200, data: { texts: {} } });
beforeEach(() => {
	sent = [];
	answer = saved;
	vi.stubGlobal('fetch', async (url: string, { body }: RequestInit = {}) => {
		if (url.includes('plan-key')) return Response.json({ stamp: 1, key: btoa('k'.repeat(32)) });
		sent.push(body as FormData);
		return answer();
	});
});
afterEach(async () => {
	vi.unstubAllGlobals();
	await store.wipe();
});

test.each(['the form', 'the page'])('[LP3] what is saved while she leaves %s is not sent again', async (left) => {
	let line = (): void => undefined;
	const arrives = new Promise<void>((resolve) => (line = resolve));
	answer = () => arrives.then(saved);
	const screen = await render(WithWords, given('n1'));
	await screen.getByLabelText(nl.plan.form.note).fill('Hij gaf mij een blok.');
	await expect.poll(async () => (await store.all()).length).toBe(1);
	if (left === 'the form') await screen.rerender(given(null));
	else await screen.unmount();
	await expect.poll(() => sent.length).toBe(1);
	line();
	await expect
		.poll(async () => [(await store.all()).length, (await store.openTabs()).size])
		.toEqual([0, left === 'the form' ? 1 : 0]);
	expect(sent).toHaveLength(1);
});

test('[LP3] what is not saved while she leaves the page stays for the next visit', async () => {
	answer = async () => Promise.reject(new Error('no line'));
	const screen = await render(WithWords, given('n1'));
	await screen.getByLabelText(nl.plan.form.note).fill('Hij gaf mij een blok.');
	await expect.poll(async () => (await store.all()).length).toBe(1);
	await screen.unmount();
	await expect.poll(async () => (await store.openTabs()).size).toBe(0);
	expect(await store.all()).toHaveLength(1);
	// the form that is gone tries on: then it is safe
	answer = saved;
	await expect.poll(async () => (await store.all()).length, { timeout: 10_000 }).toBe(0);
});

test('[LP3] two tabs left words of one entry that cannot be saved: both are shown, each goes by itself', async () => {
	for (const text of ['uit de eerste tab', 'uit de tweede tab']) {
		const keeper = keepWriting({ trajectoryId: 'marit-j', onFound: () => undefined });
		if (!keeper) throw new Error('this browser keeps nothing');
		keeper.watch('n1', () => [
			['id', 'n1'],
			['kind', 'note'],
			['text', text]
		]);
		const before = (await store.all()).length;
		await expect
			.poll(async () => {
				keeper.changed('n1');
				return (await store.all()).length;
			})
			.toBe(before + 1);
		await keeper.close();
	}
	answer = async () => Response.json({ type: 'failure', status: 400, data: { code: 'bad-input' } });
	const screen = await render(WithWords, given(null));
	await expect.element(screen.getByText(/uit de eerste tab/)).toBeVisible();
	await expect.element(screen.getByText(/uit de tweede tab/)).toBeVisible();
	await screen.getByRole('button', { name: nl.living.save.letGo }).first().click();
	await expect.poll(async () => (await store.all()).length).toBe(1);
	await expect.element(screen.getByText(/uit de (eerste|tweede) tab/)).toBeVisible();
});
