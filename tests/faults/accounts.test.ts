import { afterEach, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../support/server';
import { guessForADay } from './guesses';

it('[E4] [A12] a day of guesses at one account: at most a hundred, over a restart, and nobody else is held up', async () => {
	const told = await guessForADay({ tries: 300, addresses: 100, looks: 3, together: 2, seed: 7 });
	expect(told.held).toBe(100);
	expect(told.longestWaitMs).toBeLessThanOrEqual(25_000);
	expect(told).toMatchObject({ ownerOut: 0, colleaguesOut: 0, colleagues: 18 });
	expect(told.afterJokeMs).toBeLessThanOrEqual(25_000);
});

describe('[E4] [A12] whose address it is', () => {
	let server: RunningServer;
	afterEach(() => server.stop());

	/** What the door says to somebody who guesses at an invented account; as a proxy would pass it on. */
	const guess = async (who: string, forwarded?: string) => {
		const answered = await fetch(`${server.url}/login`, {
			method: 'POST',
			headers: {
				...{ origin: server.url, accept: 'application/json', 'x-sveltekit-action': 'true' },
				...(forwarded && { 'x-forwarded-for': forwarded, forwarded: `for=${forwarded}`, 'x-real-ip': forwarded })
			},
			body: new URLSearchParams({ email: `${who}@elders.test`, password: 'gok' })
		});
		const text = await answered.text();
		return /too-many-tries|wrong-email-or-password/.exec(text)?.[0] ?? `${answered.status} ${text.slice(0, 200)}`;
	};
	const guesses = async (times: number, forwarded?: string) => {
		for (let i = 0; i < times; i++) await guess(`${forwarded ?? 'direct'}-${i}`.replace(/[^\w-]/g, ''), forwarded);
	};
	const wrong = 'wrong-email-or-password';

	it('is that of the connection, whatever a header says, as long as nobody trusts one', async () => {
		server = await startServer({ database: 'pglite', demo: false });
		await guesses(32, '203.0.113.9');
		// counted as one address these would wait by now
		expect(await guess('nog-een', '203.0.113.9')).toBe(wrong);
		// and a new address with every try is no new account
		for (let i = 0; i < 5; i++) expect(await guess('kees', `203.0.113.${i}`)).toBe(wrong);
		expect(await guess('kees', '203.0.113.77')).toBe('too-many-tries');
	});

	it('is what the trusted proxy wrote last, and not what was in the header before it came there', async () => {
		server = await startServer({ database: 'pglite', demo: false, env: { ADDRESS_HEADER: 'X-Forwarded-For' } });
		await guesses(30, '203.0.113.9');
		expect(await guess('nog-een', '203.0.113.9')).toBe('too-many-tries');
		expect(await guess('nog-een', '198.51.100.1, 203.0.113.9')).toBe('too-many-tries');
		expect(await guess('nog-een', '203.0.113.9, 198.51.100.1')).toBe(wrong);
		expect(await guess('nog-een', '2001:db8:1:2::3')).toBe(wrong);
	});
});
