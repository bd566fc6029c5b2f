import { readdirSync } from 'node:fs';
import { writeFileSync } from 'node:fs';
import { request as ask } from 'node:http';
import { connect } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../support/server';

const canary = 'canary-of-a-file-that-is-nobodys';

describe('what anybody can reach of the production build', () => {
	let server: RunningServer;
	beforeAll(async () => {
		server = await startServer({ database: 'pglite', demo: true });
		writeFileSync(path.join(server.dataDir, 'canary.txt'), canary);
		writeFileSync(path.join(server.dataDir, 'clips', 'canary.txt'), canary);
	});
	afterAll(() => server.stop());

	/** As it is typed, without a URL library that tidies it up first. Answers everything that came back. */
	const raw = (target: string, method = 'GET'): Promise<string> =>
		new Promise((resolve) => {
			const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
			let heard = '';
			socket.on('data', (some) => (heard += some.toString('latin1')));
			socket.on('error', () => {});
			socket.on('close', () => resolve(heard));
			socket.write(
				`${method} ${target} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`,
				'latin1'
			);
		});

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

	it('[D8] no way of writing an address leads out of what is meant to be found', async () => {
		const ups = [
			'..',
			'%2e%2e',
			'%2E.',
			'..%2f',
			'..%5c',
			'%252e%252e',
			'..;',
			'..\\',
			'.%00.',
			'%c0%ae%c0%ae',
			'....//'
		];
		const starts = ['', '/_app', '/_app/immutable', '/clips/x/media', '/clips/marit/media/..', '/calendar', '/help'];
		const ends = [
			'package.json',
			'server.js',
			'data/demo/canary.txt',
			'canary.txt',
			'clips/canary.txt',
			'etc/passwd',
			'keys/master'
		];
		const found: string[] = [];
		let asked = 0;
		for (const start of starts)
			for (const up of ups)
				for (const end of ends)
					for (const depth of [1, 4]) {
						const target = `${start}/${`${up}/`.repeat(depth)}${end}`;
						const answer = await raw(target);
						asked++;
						if (
							/^HTTP\/1.1 200/.test(answer) ||
							answer.includes(canary) ||
							answer.includes('root:') ||
							answer.includes('"kijkkring"')
						)
							found.push(target);
						if (/^HTTP\/1.1 5/.test(answer)) found.push(`${target} broke it`);
					}
		for (const method of ['TRACE', 'OPTIONS', 'PUT', 'DELETE', 'PROPFIND'])
			if (/^HTTP\/1.1 (200|5)/.test(await raw('/clips/x/media/index.m3u8', method))) found.push(method);
		expect(found).toEqual([]);
		expect(asked).toBe(starts.length * ups.length * ends.length * 2);
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
		// without an origin no browser's form would come, and no right of a browser comes with it
		expect(await post({ 'content-type': form })).toBe(403);
	});
});
