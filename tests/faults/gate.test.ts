import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../support/server';

/** Asks for an upgrade and resolves with the first line of the answer; empty when the connection was dropped. */
function upgrade(server: RunningServer, path: string): Promise<string> {
	return new Promise((resolve) => {
		const asked = request(`${server.url}${path}`, {
			headers: {
				connection: 'upgrade',
				upgrade: 'websocket',
				'sec-websocket-version': '13',
				'sec-websocket-key': 'a'.repeat(24)
			}
		});
		asked.on('response', (answer) => (answer.resume(), resolve(`HTTP ${answer.statusCode}`)));
		asked.on('upgrade', (_answer, socket) => (socket.destroy(), resolve('HTTP 101')));
		asked.on('error', () => resolve(''));
		asked.end();
	});
}

/** One connection, and what the server said on it so far; `said` resolves when that holds, and rejects when it is over. */
async function openLine(server: RunningServer) {
	const line = connect(Number(new URL(server.url).port), '127.0.0.1');
	let heard = '';
	let wake = (): void => {};
	let over = false;
	line.on('data', (bytes) => ((heard += bytes.toString('latin1')), wake()));
	for (const end of ['close', 'error']) line.on(end, () => ((over = true), wake()));
	await new Promise((resolve) => line.once('connect', resolve));
	return {
		line,
		async said(what: RegExp): Promise<void> {
			while (!what.test(heard)) {
				if (over) throw new Error(`the connection ended after ${JSON.stringify(heard.slice(-200))}`);
				await new Promise<void>((resolve) => (wake = resolve));
			}
		}
	};
}

describe('the gate', () => {
	let server: RunningServer;
	beforeAll(async () => {
		server = await startServer({ database: 'pglite', demo: true });
	});
	afterAll(() => server.stop());

	/** Posts a form to nowhere: 404 when its origin is ours, 403 when SvelteKit takes it for somebody else's. */
	const post = async (origin: string, headers: Record<string, string> = {}) => {
		const form = { 'content-type': 'application/x-www-form-urlencoded', origin };
		return (await fetch(`${server.url}/nowhere`, { method: 'POST', body: 'a=b', headers: { ...form, ...headers } }))
			.status;
	};

	it('believes no scheme that a client writes into a header', async () => {
		expect(await post(server.url, { 'x-kijkkring-proto': 'https' })).toBe(404);
		expect(await post(server.url.replace('http:', 'https:'), { 'x-kijkkring-proto': 'https' })).toBe(403);
	});

	it('hears the next request of a connection whose last one was answered before its body was read', async () => {
		const { line, said } = await openLine(server);
		const piece = `40000\r\n${'a'.repeat(0x40_000)}\r\n`;
		const form = 'content-type: application/x-www-form-urlencoded\r\ntransfer-encoding: chunked';
		line.write(
			`POST /logout HTTP/1.1\r\nhost: ${new URL(server.url).host}\r\norigin: ${server.url}\r\n${form}\r\n\r\n${piece}`
		);
		await said(/^HTTP\/1\.1 303 /);
		line.write(`${piece}${piece}0\r\n\r\nGET /health HTTP/1.1\r\nhost: localhost\r\n\r\n`);
		await said(/HTTP\/1\.1 200 /);
		line.destroy();
	});

	it('answers an upgrade at /live/ and drops one anywhere else', async () => {
		expect(await upgrade(server, '/live/somewhere')).toMatch(/^HTTP 4\d\d$/);
		expect(await upgrade(server, '/elsewhere')).toBe('');
	});

	it('is gone within two seconds of SIGTERM, whoever still holds a connection', async () => {
		const own = await startServer({ database: 'pglite', demo: true });
		const held = connect(Number(new URL(own.url).port), '127.0.0.1');
		held.on('error', () => {});
		await new Promise((resolve) => held.once('connect', resolve));
		held.write('POST /login HTTP/1.1\r\nhost: localhost\r\ncontent-length: 9\r\n\r\nhalf');
		const asked = performance.now();
		expect(await own.stop()).toBe(0);
		expect(performance.now() - asked).toBeLessThan(2_000);
		held.destroy();
	});
});

describe('a start that cannot be right', () => {
	it('without ORIGIN says so in one line, and never listens', async () => {
		const attempt = startServer({ database: 'pglite', demo: false, env: { ORIGIN: undefined } });
		await expect(attempt).rejects.toThrow(/ended with code 1 before it listened:\nkijkkring: ORIGIN: [^\n]*\n$/);
	});

	it('with ORIGIN it starts', async () => {
		const server = await startServer({ database: 'pglite', demo: false });
		expect((await fetch(server.url)).status).toBeLessThan(500);
		expect(await server.stop()).toBe(0);
	});

	it('on a port that is taken says so in one line', async () => {
		const first = await startServer({ database: 'pglite', demo: true });
		const second = startServer({ database: 'pglite', demo: true, port: Number(new URL(first.url).port) });
		await expect(second).rejects.toThrow(
			/ended with code 1 before it listened:\n(.*\n)*kijkkring: listen EADDRINUSE[^\n]*\n$/
		);
		await first.stop();
	});
});
