import http from 'node:http';
import type net from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { byRendezvous, type Router, type RouterNode, startRouter } from './support/router';

/** A process that says its name to whoever asks, over http and over a socket. */
interface Fake extends RouterNode {
	health: number;
	stop(): Promise<void>;
	heard: string[];
}

async function fake(name: string): Promise<Fake> {
	const heard: string[] = [];
	const server = http.createServer((request, response) => {
		if (request.url === '/health') return void response.writeHead(it.health).end();
		let body = '';
		request.on('data', (part: Buffer) => (body += part.toString()));
		request.on('end', () => {
			heard.push(`${request.method} ${request.url} ${request.headers.host} ${body}`);
			response.writeHead(201, { 'x-by': name }).end(name);
		});
	});
	const sockets = new WebSocketServer({ noServer: true });
	server.on('upgrade', (request, socket, head) => {
		heard.push(`${request.url} ${request.headers.host} ${request.headers['x-forwarded-for']}`);
		sockets.handleUpgrade(request, socket, head, (ws) => {
			ws.send(name);
			ws.on('message', (data) => ws.close(4503, String(data as Buffer)));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const it = {
		name,
		url: `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`,
		health: 200,
		heard,
		async stop() {
			for (const ws of sockets.clients) ws.terminate();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		}
	};
	return it;
}

const ids = Array.from({ length: 300 }, (_, i) => `session-${i}`);

describe('the order of the nodes for a session', () => {
	const [a, b, c] = ['a', 'b', 'c'].map((name) => ({ name })) as [{ name: string }, { name: string }, { name: string }];

	it('spreads sessions evenly', () => {
		for (const node of [a, b, c]) {
			const share = ids.filter((id) => byRendezvous([a, b, c], id)[0] === node).length;
			expect(share).toBeGreaterThan(70);
			expect(share).toBeLessThan(130);
		}
	});

	it('moves only the sessions of the one that goes', () => {
		for (const id of ids) {
			const before = byRendezvous([a, b, c], id)[0];
			if (before !== c) expect(byRendezvous([b, a], id)[0]).toBe(before);
		}
	});
});

describe('the router', () => {
	let web: Fake, one: Fake, two: Fake;
	let router: Router;
	beforeEach(async () => {
		[web, one, two] = await Promise.all([fake('web'), fake('one'), fake('two')]);
		router = await startRouter({ web: web.url, live: [one, two] });
	});
	afterEach(async () => {
		await router.close();
		await Promise.all([web.stop(), one.stop(), two.stop()]);
	});

	const sessionOf = (node: Fake) => ids.find((id) => router.nodeOf(id)?.name === node.name) ?? '';
	/** Who answered a socket at this path; `refused` when nobody did. */
	const answeredBy = (path: string): Promise<{ ws: WebSocket; by: string }> =>
		new Promise((resolve) => {
			const ws = new WebSocket(`${router.url}${path}`);
			ws.once('message', (data) => resolve({ ws, by: String(data as Buffer) }));
			ws.once('error', () => resolve({ ws, by: 'refused' }));
		});
	const until = async (holds: () => boolean) => expect.poll(holds, { timeout: 5_000, interval: 20 }).toBe(true);

	it('sends a page and its body to the web node, with the host that was asked for', async () => {
		const answer = await fetch(`${router.url}/today?x=1`, { method: 'POST', body: 'hello' });
		expect([answer.status, answer.headers.get('x-by')]).toEqual([201, 'web']);
		expect(web.heard).toEqual([`POST /today?x=1 ${new URL(router.url).host} hello`]);
	});

	it('sends the sockets of one session to one node, and carries a close code back', async () => {
		for (const node of [one, two]) {
			const { ws, by } = await answeredBy(`/live/session/${sessionOf(node)}/table?saved=1`);
			expect(by).toBe(node.name);
			const closed = new Promise((resolve) => ws.once('close', (code, why) => resolve([code, String(why)])));
			ws.send('bye');
			expect(await closed).toEqual([4503, 'bye']);
			expect(node.heard[0]).toContain(`${new URL(router.url).host} 127.0.0.1`);
		}
	});

	it('sends a pinned path to that node, whatever the hash says, and to nobody when there is no such node', async () => {
		const { ws, by } = await answeredBy(`/live/at/two/session/${sessionOf(one)}/table`);
		expect(by).toBe('two');
		ws.terminate();
		expect((await answeredBy(`/live/at/three/session/${sessionOf(one)}/table`)).by).toBe('refused');
	});

	it('passes over a node that is gone at once, and ends the sockets it had', async () => {
		const mine = sessionOf(one);
		const { ws } = await answeredBy(`/live/session/${mine}/table`);
		const closed = new Promise((resolve) => ws.once('close', resolve));
		await one.stop();
		await closed;
		const again = await answeredBy(`/live/session/${mine}/table`);
		expect(again.by).toBe('two');
		again.ws.terminate();
	});

	it('sends nobody new to a node that says 503, and comes back when it says 200', async () => {
		const mine = sessionOf(one);
		one.health = 503;
		await until(() => router.nodeOf(mine)?.name === 'two');
		expect(router.healthy()).toEqual(['two']);
		one.health = 200;
		await until(() => router.nodeOf(mine)?.name === 'one');
	});

	it('refuses sockets when no node is well', async () => {
		one.health = two.health = 503;
		await until(() => router.healthy().length === 0);
		expect((await answeredBy('/live/session/any/table')).by).toBe('refused');
	});
});
