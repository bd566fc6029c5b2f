import { createHash, randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { connect } from '../../src/lib/server/db/connection';
import { openVault } from '../../src/lib/server/db/vault';
import { memoryKb } from '../bench/live/machine';
import { fillSchool, oneSchool, people, placesOf, type Asker } from '../support/big-school';
import { fieldNames, hostileRequest } from '../support/hostile-bodies';
import { startPostgres } from '../support/postgres';
import { table } from '../support/rights-matrix/table';
import { startServer } from '../support/server';
import { dice, seedOf } from './dice';

export interface HostileAsked {
	doors: number;
	sent: number;
	/** Answers that were about the server, not about what was sent; and lines in which it said that something broke. */
	broken: string[];
	refused: number;
	/** Requests that found nobody signed in: they say less. */
	unknown: number;
	/** MB the server takes: after the first two bodies at every door, and at most. */
	warm: number;
	most: number;
}

const askers = ['teacher', 'lead', 'admin'] as const;
const notActions = ['page', 'GET', 'HEAD'];

/**
 * [D10] Sends every action and every other door that takes a body as many that mean no good, from three kinds of people in
 * turn, to the production build on PostgreSQL, a process of its own. Needs build/.
 */
export async function askHostilely(bodies: number, tell: (line: string) => void): Promise<HostileAsked> {
	const cluster = await startPostgres();
	const master = randomBytes(32);
	const { db, close } = await connect({ url: cluster.url }, 'drizzle');
	await fillSchool(db, openVault(new Uint8Array(master)), oneSchool, new Date());
	await close();
	const sql = postgres(cluster.url, { max: 1, onnotice: () => {} });
	const key = master.toString('base64url');
	const server = await startServer({ database: { url: cluster.url }, demo: false, env: { KIJKKRING_KEY: key } });
	const heard: HostileAsked = { doors: 0, sent: 0, broken: [], refused: 0, unknown: 0, warm: 0, most: 0 };
	const names = fieldNames();
	const cookies = new Map<Asker, string>();
	const rss = (): number => memoryKb(server.pid) / 1024;

	async function signIn(asker: Asker): Promise<string> {
		const cookie = randomBytes(20).toString('hex');
		const id = createHash('sha256').update(cookie).digest('hex');
		await sql`insert into auth_session (id, user_id, expires_at, ends_at)
			values (${id}, ${people[asker]}, now() + interval '1 hour', now() + interval '2 hours')`;
		cookies.set(asker, `kijkkring=${cookie}`);
		return `kijkkring=${cookie}`;
	}

	async function send(route: string, what: string, asker: Asker, n: number): Promise<void> {
		const places: Record<string, string> = { secret: 'x', token: 'x', file: 'x', ...placesOf(asker) };
		const at = route.replace(/\/\([^)]*\)/g, '').replace(/\[(\w+)\]/g, (_, name: string) => places[name] ?? 'x');
		const url = `${server.url}${at}${what.startsWith('?') ? what : ''}`;
		const request = what.startsWith('?') && n % 8 !== 7 ? hostileRequest(url, names, n) : strangeRequest(url, what, n);
		request.headers.set('cookie', cookies.get(asker) ?? (await signIn(asker)));
		const answer = await fetch(request, { redirect: 'manual' }).catch((error: unknown) => error as Error);
		heard.sent++;
		if (answer instanceof Error) {
			// a server that does not want the rest of a body hangs up; one that fell over answers nothing afterwards
			let still: string | null = '';
			for (let tries = 0; tries < 5 && still !== null; tries++)
				still = await fetch(`${server.url}/health`, { headers: { connection: 'close' } }).then(
					(well) => (well.ok ? null : `and then ${well.status}`),
					(gone: Error) => `and then ${String(gone.cause ?? gone)}`
				);
			if (still !== null) heard.broken.push(`${route} ${what}, body ${n}: ${String(answer.cause ?? answer)}, ${still}`);
			return;
		}
		const told = (await answer.text()).slice(0, 300);
		if (answer.status >= 500 || /"type":"error","error":\{[^}]*"broken"/.test(told))
			heard.broken.push(`${route} ${what}, body ${n}: ${answer.status} ${told}`);
		const inside = /"status":(\d+)/.exec(told)?.[1];
		if (answer.status >= 400 || Number(inside) >= 400) heard.refused++;
		if (answer.headers.get('location')?.startsWith('/login') || told.includes('"location":"/login')) {
			heard.unknown++;
			await signIn(asker);
		}
	}

	try {
		const doors = Object.entries(table).flatMap(([route, rows]) =>
			[...new Set(Object.keys(rows).map((row) => row.split(' ')[0] ?? ''))]
				.filter((what) => !notActions.includes(what))
				.map((what) => ({ route, what }))
		);
		heard.doors = doors.length;
		const jobs = function* () {
			for (let n = 0; n < bodies; n++) for (const [i, door] of doors.entries()) yield { ...door, n, i };
		};
		const queue = jobs();
		const watch = setInterval(() => (heard.most = Math.max(heard.most, rss())), 500);
		const work = async () => {
			for (const { route, what, n, i } of queue) {
				await send(route, what, askers[(n + i) % askers.length] ?? 'teacher', i * 1_000 + n);
				if (n === 2 && i === 0) heard.warm = rss();
				if (i === 0 && n % 100 === 99)
					tell(`${n + 1} of ${bodies}: ${heard.broken.length} broken, ${rss().toFixed(0)} MB`);
			}
		};
		await Promise.all([work(), work(), work(), work()]);
		clearInterval(watch);
		const said = server.said().split('\n');
		heard.broken.push(...said.filter((line) => /unhandled|heap out of memory/i.test(line)));
		return heard;
	} finally {
		await sql.end();
		await server.stop();
		await cluster.stop();
	}
}

/** Bodies that no form makes: of another kind, another alphabet, without a length, or deeper than anybody writes. */
function strangeRequest(url: string, what: string, n: number): Request {
	const d = dice(seedOf(11, n));
	const method = what.startsWith('?') ? 'POST' : what;
	const [type, body] = d.pick<() => [string, string | Uint8Array | ReadableStream]>([
		() => ['application/json', '{"__proto__":{"admin":true},"constructor":{"prototype":{}}}'],
		() => ['application/json', '['.repeat(50_000)],
		() => ['application/json', `{"a":${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}}`],
		() => ['application/json', '"\ud800'],
		() => ['application/json', 'null'],
		() => ['application/json', '{"asked":[],"answers":{},"moments":7,"id":{"$gt":""}}'],
		() => ['application/x-www-form-urlencoded', `id=1&id=2&id[]=3&${'a=b&'.repeat(20_000)}`],
		() => ['application/x-www-form-urlencoded; charset=utf-16', new Uint8Array([0xff, 0xfe, 0x61, 0x00, 0x3d, 0xd8])],
		() => ['application/x-www-form-urlencoded', '%E0%A4%A=%00&%=%&==&&&'],
		() => ['multipart/form-data', 'no boundary'],
		() => ['text/plain', 'x'.repeat(100_000)],
		() => ['application/offset+octet-stream', new Uint8Array(10_000)],
		() => ['', ''],
		() => ['application/json', chunked('{"asked":"in","answers":[', 200)],
		() => ['multipart/form-data; boundary=b', chunked('--b\r\nContent-Disposition: form-data; name="id"\r\n\r\n', 200)]
	])();
	return new Request(url, {
		method,
		headers: { origin: new URL(url).origin, ...(type ? { 'content-type': type } : {}) },
		body: body as BodyInit,
		duplex: 'half'
	} as RequestInit);
}

/** A body that says no length: its beginning, and pieces that never make it whole. */
function chunked(start: string, pieces: number): ReadableStream {
	let sent = 0;
	return new ReadableStream({
		pull(controller) {
			if (sent === 0) controller.enqueue(new TextEncoder().encode(start));
			else if (sent < pieces) controller.enqueue(new TextEncoder().encode('x'.repeat(1_000)));
			else controller.close();
			sent++;
		}
	});
}
