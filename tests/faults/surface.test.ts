import { readdirSync } from 'node:fs';
import { request as ask } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../support/server';
import { firstOf, signIn } from './demo-sign-in';
import { layStrays, raw, startsFor, stray } from './paths';

describe('what anybody can reach of the production build', () => {
	let server: RunningServer;
	beforeAll(async () => {
		server = await startServer({ database: 'pglite', demo: true });
		layStrays(server.dataDir);
	});
	afterAll(() => server.stop());

	it('[P1] every answer carries the headers, whatever it is', async () => {
		const script = readdirSync('build/client/_app/immutable/entry').find((name) => name.endsWith('.js'));
		const places: [string, RequestInit?][] = [
			['/login'],
			['/'],
			['/today'],
			['/nowhere'],
			['/today/__data.json'],
			['/clips/x/media/index.m3u8'],
			['/clips/x/upload', { method: 'PATCH' }],
			['/language', { method: 'POST' }],
			['/health'],
			['/icon.svg'],
			['/service-worker.js'],
			['/_app/version.json'],
			[`/_app/immutable/entry/${script}`],
			['/%'],
			['/a%00b'],
			['/login', { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } }]
		];
		for (const [place, init] of places) {
			const { headers, status } = await fetch(`${server.url}${place}`, { redirect: 'manual', ...init });
			const seen = Object.fromEntries(
				['x-content-type-options', 'x-frame-options', 'referrer-policy', 'cross-origin-opener-policy'].map((name) => [
					name,
					headers.get(name)
				])
			);
			expect({ place, ...seen }).toEqual({
				place,
				'x-content-type-options': 'nosniff',
				'x-frame-options': 'DENY',
				'referrer-policy': 'same-origin',
				'cross-origin-opener-policy': 'same-origin'
			});
			const policy = headers.get('content-security-policy') ?? '';
			expect(`${place} ${status}: ${policy}`).toContain("default-src 'none'");
			expect(policy).toContain("frame-ancestors 'none'");
			expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|https?:|\*/);
			if (headers.get('content-type')?.startsWith('text/html') && status !== 400) {
				expect(headers.get('cache-control')).toBe('no-store');
				expect(policy).toContain("require-trusted-types-for 'script'");
			}
		}
	});

	it('[P1] over https the browser is told to stay there', async () => {
		const own = await startServer({ database: 'pglite', demo: false, env: { ORIGIN: 'https://kijkkring.example' } });
		try {
			const { headers } = await fetch(`${own.url}/icon.svg`);
			expect(headers.get('strict-transport-security')).toMatch(/max-age=31536000/);
			expect((await fetch(`${server.url}/icon.svg`)).headers.get('strict-transport-security')).toBeNull();
		} finally {
			await own.stop();
		}
	});

	it('[SF4] [D8] no way of writing an address leads out of what is meant to be found, and none breaks the server', async () => {
		// `npm run promises -- paths` asks at five thousand
		const cookie = `kijkkring=${await signIn(server, 'marit')}`;
		const starts = startsFor(await firstOf(server, cookie, 'clips'), await firstOf(server, cookie, 'trajectories'));
		const told = await stray(server, { paths: 1_000, cookie, starts });
		expect({ out: told.out, broke: told.broke, hung: told.hung }).toEqual({ out: [], broke: [], hung: [] });
		expect(told.asked).toBe(1_000);
		// whoever asks is really signed in, and what she may have is there
		expect(await raw(server, '/today', 'GET', cookie)).toMatch(/^HTTP\/1.1 200/);
		for (const method of ['TRACE', 'OPTIONS', 'PUT', 'DELETE', 'PROPFIND'])
			expect(await raw(server, '/clips/x/media/index.m3u8', method)).not.toMatch(/^HTTP\/1.1 (?:200|5)/);
	});

	it('[D10] a body larger than it may be ends without being kept, also when it does not say how large it is', async () => {
		const statusOf = (chunked: boolean) =>
			new Promise<number | string>((resolve) => {
				const form = { 'content-type': 'application/x-www-form-urlencoded', origin: server.url };
				const size = 40 * 1024 * 1024;
				const asked = ask(`${server.url}/login`, {
					method: 'POST',
					headers: chunked ? { ...form, 'transfer-encoding': 'chunked' } : { ...form, 'content-length': size }
				});
				asked.on('response', (answer) => {
					answer.resume();
					resolve(answer.statusCode ?? 0);
				});
				asked.on('error', () => resolve('cut off'));
				const piece = Buffer.alloc(1024 * 1024, 'a');
				for (let sent = 0; sent < size; sent += piece.length) asked.write(piece);
				asked.end();
			});
		for (const chunked of [false, true]) expect([413, 400, 'cut off']).toContain(await statusOf(chunked));
		// and it answers on, the next one as if nothing had been
		expect((await fetch(`${server.url}/login`)).status).toBe(200);
	});

	it('[D10] a form from another site, or as another kind of text, changes nothing', async () => {
		const post = async (headers: Record<string, string>) =>
			(await fetch(`${server.url}/login`, { method: 'POST', body: 'email=a', headers })).status;
		const form = 'application/x-www-form-urlencoded';
		expect(await post({ 'content-type': form, origin: 'https://elsewhere.example' })).toBe(403);
		expect(await post({ 'content-type': `${form}; charset=utf-7`, origin: server.url })).toBeLessThan(500);
		expect(await post({ 'content-type': 'application/json', origin: server.url })).toBe(415);
		// a name that SvelteKit keeps for itself, and fails over
		const kept = await fetch(`${server.url}/login?/default`, {
			...{ method: 'POST', body: 'email=a', headers: { 'content-type': form, origin: server.url } }
		});
		expect(kept.status).toBe(404);
		// without an origin no browser's form would come, and no right of a browser comes with it
		expect(await post({ 'content-type': form })).toBe(403);
	});
});
