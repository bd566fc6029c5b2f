import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import { connect } from '../../../src/lib/server/db/connection';
import { openVault } from '../../../src/lib/server/db/vault';
import { fillSchool, oneSchool, people, placesOf, wholeBoard, type Asker, type Size } from '../../support/big-school';
import { startPostgres, type Cluster } from '../../support/postgres';
import { startServer } from '../../support/server';
import { percentile, rounded, type Figure } from '../figures';
import { cpuSeconds, moodOf, watchOthers, type Mood } from '../live/machine';

/** What one page of one person takes. */
interface Asked {
	status: number;
	/** Statements, without those that a process asks for itself and what a transaction of one of them begins and ends with. */
	queries: number;
	/** ms, from the request to the last byte of the answer, on this machine. */
	took: number[];
	/** ms of a core for one answer, of the server and its database together: says as much on a crowded machine. */
	cpu: number;
	mood: Mood;
}

const goal = 50;

/**
 * Every page behind the sign-in, of everybody, on a real PostgreSQL: how long it takes and how often it asks the database,
 * beside the same pages of a small school. A page whose count grew does not meet its goal, whatever it takes. On a crowded
 * machine time is told and not judged.
 */
export async function askPages(asks: number): Promise<Figure[]> {
	const cluster = await startPostgres({ durable: true, counting: true });
	try {
		const small = await askSchool(cluster, 'small', oneSchool, asks);
		const large = await askSchool(cluster, 'large', wholeBoard, asks);
		return [...large].map(([page, asked]) => figureOf(page, asked, small.get(page)));
	} finally {
		await cluster.stop();
	}
}

function figureOf(page: string, { status, queries, took, cpu, mood }: Asked, before: Asked | undefined): Figure {
	const p95 = percentile(took, 0.95);
	const grew = queries > (before?.queries ?? 0) || status !== before?.status;
	const shown = status === 200 ? '' : ` (${status})`;
	const median = (some: number[]) => rounded(percentile(some, 0.5), 1);
	return {
		id: grew ? 'GREW' : 'TD1',
		what: `${page}${shown}: ${queries} queries, ${before?.queries ?? 0} when small`,
		value: rounded(p95, 1),
		unit: 'ms p95',
		goal: `<= ${goal}`,
		ok: (p95 <= goal || mood === 'crowded') && !grew,
		...(p95 > goal && mood === 'crowded' && !grew ? { verdict: 'crowded' } : {}),
		range: `p50 ${median(took)} (small ${median(before?.took ?? [])}), cpu ${rounded(cpu, 1)} (small ${rounded(before?.cpu ?? 0, 1)})`,
		n: took.length
	};
}

async function askSchool(cluster: Cluster, name: string, size: Size, asks: number): Promise<Map<string, Asked>> {
	const admin = postgres(cluster.url, { max: 1, onnotice: () => {} });
	await admin`create database ${admin(name)}`;
	await admin.end();
	const url = Object.assign(new URL(cluster.url), { pathname: `/${name}` }).href;
	const master = randomBytes(32);
	const { db, close } = await connect({ url }, 'drizzle');
	await fillSchool(db, openVault(new Uint8Array(master)), size, new Date());
	await close();
	const sql = postgres(url, { max: 1, onnotice: () => {} });
	await sql`create extension pg_stat_statements`;
	const server = await startServer({
		database: { url },
		demo: false,
		env: { KIJKKRING_KEY: master.toString('base64url') }
	});
	try {
		const found = new Map<string, Asked>();
		for (const asker of Object.keys(people) as Asker[]) {
			const cookie = await signIn(sql, people[asker]);
			for (const route of routes()) {
				const places = placesOf(asker);
				const page = server.url + route.replace(/\[(\w+)\]/g, (_, key: string) => places[key] ?? '');
				found.set(`${asker} ${route}`, await askPage(sql, [server.pid, cluster.pid], { page, cookie }, asks));
			}
		}
		return found;
	} finally {
		await sql.end();
		await server.stop();
	}
}

async function askPage(
	sql: postgres.Sql,
	pids: number[],
	{ page, cookie }: { page: string; cookie: string },
	asks: number
): Promise<Asked> {
	const ask = async () => {
		const response = await fetch(page, { headers: { cookie }, redirect: 'manual' });
		await response.arrayBuffer();
		return response.status;
	};
	const status = await ask(); // plans, caches and compiled code are warm after one
	const counts = [];
	for (let i = 0; i < 3; i++) {
		await sql`select pg_stat_statements_reset()`;
		await ask();
		const [row] = await sql`select coalesce(sum(calls), 0)::int as n from pg_stat_statements
			where dbid = (select oid from pg_database where datname = current_database())
			and query not like '%live_node%' and query not like '%pg_stat_statements%'
			and query not in ('begin', 'commit') and query not like 'select set_config(%'`;
		counts.push(Number(row?.['n']));
	}
	const cpu = () => pids.reduce((sum, pid) => sum + cpuSeconds(pid), 0) * 1000;
	const [took, used, others]: [number[], number, () => number] = [[], cpu(), watchOthers()];
	for (let i = 0; i < asks; i++) {
		const began = performance.now();
		await ask();
		took.push(performance.now() - began);
	}
	// the clock of the house may have asked in between, and never takes away
	return { status, queries: Math.min(...counts), took, cpu: (cpu() - used) / asks, mood: moodOf(others()) };
}

async function signIn(sql: postgres.Sql, userId: string): Promise<string> {
	const cookie = randomBytes(20).toString('hex');
	const id = createHash('sha256').update(cookie).digest('hex');
	await sql`insert into auth_session (id, user_id, expires_at, ends_at)
		values (${id}, ${userId}, now() + interval '1 hour', now() + interval '2 hours')`;
	return `kijkkring=${cookie}`;
}

/** Every page behind the sign-in that loads something, as it is written in src/routes. */
function routes(): string[] {
	const root = path.resolve('src/routes/(member)');
	return readdirSync(root, { recursive: true })
		.map(String)
		.filter((file) => path.basename(file) === '+page.server.ts')
		.filter((file) => readFileSync(path.join(root, file), 'utf8').includes('const load'))
		.map((file) => `/${path.dirname(file)}`)
		.sort();
}
