import { readdirSync, statSync } from 'node:fs';
import https from 'node:https';
import path from 'node:path';
import tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeCodes } from '$lib/notebook/frames';
import { addEntry } from '$lib/notebook/table';
import { clipBytes } from '../support/clips';
import { LiveClient } from '../support/live-client';
import { type ProcessSchool, startProcesses } from '../support/processes';
import { hasProxy, openProxy, type Proxy } from '../support/proxies';
import { startClip } from '../support/send-clip';

// The examples of docs/deploy in front of real production processes, in the programs they are written for.
const programs = ['nginx', 'haproxy'] as const;
const here = programs.filter(hasProxy);
for (const program of programs)
	if (!here.includes(program)) console.error(`No ${program} here: docs/deploy/ for it is not tested in this run.`);

describe.each(programs)('behind %s', (program) => {
	const missing = !here.includes(program);
	let proxy: Proxy;
	let school: ProcessSchool;
	const trusted = tls.getCACertificates('default');

	beforeAll(async () => {
		if (missing) return;
		proxy = await openProxy(program);
		tls.setDefaultCACertificates([...trusted, proxy.certificate]);
		school = await startProcesses({
			rooms: 8,
			people: 2,
			nodes: { web: 'web', one: 'live', two: 'live' },
			env: { ADDRESS_HEADER: 'x-forwarded-for' },
			front: async ({ web = 0, one = 0, two = 0 }) => {
				await proxy.start({ web, one, two });
				return { origin: proxy.origin };
			}
		});
		// haproxy sends nobody to a process that it has not seen well once: with one of two seen, all sessions go to that one
		const there = async () => (await proxy.seesAll()) && (await school.ask(0, '/today')).status === 200;
		for (const until = Date.now() + 15_000; !(await there());) {
			if (Date.now() > until) throw new Error(`no page through ${program}: ${proxy.logged().slice(-500)}`);
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
	});
	afterAll(async () => {
		tls.setDefaultCACertificates(trusted);
		await school?.close();
		await proxy?.stop();
	});

	const sit = (room: string, address = '/live', client = new LiveClient()) =>
		client.open(`${school.origin.replace('http', 'ws')}${address}/session/${room}/table?saved=1`, {
			cookie: school.cookies[0] ?? '',
			origin: school.origin
		});

	/** Tries as a browser does: haproxy may not have seen every process well yet. */
	async function arrive(room: string): Promise<LiveClient> {
		const client = new LiveClient();
		await expect
			.poll(async () => (await sit(room, '/live', client)).synced, { timeout: 12_000, interval: 250 })
			.toBe(true);
		return client;
	}

	test.skipIf(missing)('a page comes with our own headers, and only at our own name', async () => {
		const page = await school.ask(0, '/sessions/room-0');
		expect(page.status).toBe(200);
		expect(page.headers.get('strict-transport-security')).toContain('max-age=');
		expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
		expect(page.headers.get('x-frame-options')).toBe('DENY');
		expect(page.headers.get('cache-control')).toBe('no-store');
		// which program stands in front may show, which version not
		expect(page.headers.get('server') ?? '').not.toMatch(/\d/);
	});

	test.skipIf(missing)('the same session meets the same process, and both processes get some', async () => {
		const clients = await Promise.all(school.rooms.flatMap((room) => [arrive(room), arrive(room)]));
		for (const [i, room] of school.rooms.entries()) {
			const [a, b] = [clients[2 * i], clients[2 * i + 1]];
			if (!a || !b) throw new Error('nobody came');
			addEntry(a.doc, 'observations', { id: `note-${room}`, author: 'u0', text: 'J. kijkt' });
			await a.saved();
			await b.until(() => b.doc.getMap('observations').has(`note-${room}`));
		}
		expect(new Set((await school.owners()).values())).toEqual(new Set(['one', 'two']));
		for (const one of clients) one.leave();
	});

	test.skipIf(missing)('a pinned address leads to that process, which says when it is the wrong one', async () => {
		for (const [room, owner] of await school.owners()) {
			const right = await sit(room, `/live/at/${owner}`);
			expect(right.synced).toBe(true);
			right.leave();
			const wrong = await sit(room, `/live/at/${owner === 'one' ? 'two' : 'one'}`);
			expect(wrong.closedWith).toMatchObject({ code: closeCodes.tryAgain, reason: 'elsewhere' });
			const told = (await (await school.ask(0, `/sessions/${room}/table-address`)).json()) as { path: string };
			expect(told.path).toBe(`/live/at/${owner}`);
		}
	});

	test.skipIf(missing)('a clip arrives in pieces of 5 MB that nobody gathers on the way', async () => {
		const megabyte = 1024 * 1024;
		const bytes = new Uint8Array(6 * megabyte);
		bytes.set(await clipBytes('h264_aac_faststart.mp4'));
		const id = await startClip(school, bytes.length);
		const tus = { 'tus-resumable': '1.0.0', cookie: school.cookies[0] ?? '' };
		const upload = (method: string, headers: Record<string, string>, body?: Uint8Array<ArrayBuffer>) =>
			fetch(`${school.origin}/clips/${id}/upload`, {
				method,
				headers: { ...tus, ...headers },
				...(body ? { body } : {})
			});
		expect((await upload('POST', { 'upload-length': String(bytes.length) })).status).toBe(201);
		const offset = async () => Number((await upload('HEAD', {})).headers.get('upload-offset'));
		const piece = { 'content-type': 'application/offset+octet-stream' };
		/** Announces so many bytes and sends some of them. */
		const send = (announced: number, body: Uint8Array) => {
			const headers = { ...piece, ...tus, 'upload-offset': '0', 'content-length': announced };
			const sending = https.request(`${school.origin}/clips/${id}/upload`, { method: 'PATCH', headers });
			sending.on('error', () => {});
			sending.write(body);
			return sending;
		};
		const tooLarge = send(9 * megabyte, bytes.slice(0, 1));
		expect(await new Promise((resolve) => tooLarge.on('response', (r) => resolve(r.statusCode)))).toBe(413);
		tooLarge.destroy();
		// half a piece: it lies (encrypted) in our own folder already, because it was passed on as it came
		const half = send(5 * megabyte, bytes.slice(0, 3 * megabyte));
		await expect.poll(() => bytesUnder(school.dataDir), { timeout: 10_000 }).toBeGreaterThan(2 * megabyte);
		half.destroy();
		await expect.poll(offset, { timeout: 10_000 }).toBeGreaterThan(0);
		const from = await offset();
		const rest = bytes.slice(from, from + 5 * megabyte);
		const next = await upload('PATCH', { ...piece, 'upload-offset': String(from) }, rest);
		expect([next.status, next.headers.get('upload-offset')]).toEqual([204, String(from + rest.length)]);
	});

	test.skipIf(missing)('what watches the processes is not shown to the world, and no secret is logged', async () => {
		expect((await school.ask(0, '/health')).status).toBe(404);
		await school.ask(0, '/invite/a-secret-that-opens-a-door?and=more');
		await school.ask(0, '/today?query=not-for-logs');
		expect(proxy.logged()).not.toMatch(/a-secret-that-opens|not-for-logs|and=more/);
	});

	test.skipIf(missing)('when a process is gone its sessions are found at the other', async () => {
		const [[room = '', owner = ''] = []] = [...(await school.owners())].filter(([, name]) => name === 'one');
		await school.node(owner).kill9();
		const late = await arrive(room);
		expect((await school.owners()).get(room)).toBe('two');
		late.leave();
	});
});

const bytesUnder = (folder: string): number =>
	readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.reduce((sum, file) => sum + statSync(path.join(file.parentPath, file.name)).size, 0);
