import { sql } from 'drizzle-orm';
import { statusOf, type RefusalCode } from '../../../src/lib/domain/refusals';
import { openSignIns } from '../../../src/lib/server/auth/sign-ins';
import type { Transaction } from '@electric-sql/pglite';
import { embeddedOf, personsOfEmbedded, type Db } from '../../../src/lib/server/db/connection';
import { personRole, type Embedded } from '../../../src/lib/server/db/person-pool';
import { whoAsks } from '../../../src/lib/server/db/who-asks';
import { openViewBook } from '../../../src/lib/server/use-cases/audit/view-book';
import { countQueries } from '../count-queries';
import { openKit, type Kit } from './kit';
import { canary, openWorld, states, type State, type Subject, type World } from './world';

/** What somebody heard. `to`: sent on to that address; `code`: of a refusal; `changed`: tables that did. */
export interface Heard {
	status: number;
	code: string | null;
	to: string | null;
	body: string;
	headers: [string, string][];
	changed: string[];
	/** An action that answers no word but those that were sent, or only where to go on. */
	carries?: 'nothing';
	/** Tables in which a secret that was made just now can be read. */
	secretsKept: string[];
	/** Lines of the log with one in it, and subjects of letters. */
	secretsSaid: string[];
}

export interface Runner {
	world: World;
	kit: Kit;
	/** Whether requests of a person are stopped by the rules of rows too, as they are in the house. */
	rulesOfRows: boolean;
	/** Everything within happens in this state, and is as if it had not happened afterwards. */
	inState(
		state: State,
		work: (ask: (who: Subject, request: Request) => Promise<Heard>) => Promise<void>
	): Promise<void>;
	close(): Promise<void>;
}

class Undo extends Error {}

/** The school, its doors, and a way to ask at them without leaving a trace. */
export async function openRunner(): Promise<Runner> {
	const world = await openWorld();
	const kit = await openKit(world.house);
	const statements = countQueries(world.db);
	const plain = { needs: world.needs.db, views: world.needs.views, signIns: world.house.signIns };
	const runner: Runner = {
		world,
		kit,
		rulesOfRows: true,
		inState: (state, work) =>
			plain.needs
				.transaction(async (tx) => {
					await states[state].lay(tx as unknown as Db);
					const house = world.house as { signIns: unknown };
					const { school, persons, unruled } = within(tx as unknown as Db);
					const isIn = Object.getOwnPropertyDescriptor(world.needs, 'db') ?? {};
					Object.defineProperty(world.needs, 'db', {
						...isIn,
						get: () => (!whoAsks() ? school : runner.rulesOfRows ? persons : unruled)
					});
					// the log too: on a connection of its own it would wait for this transaction for ever
					world.needs.views = openViewBook(school);
					house.signIns = openSignIns(school, true);
					try {
						await work(asking(tx as unknown as Db));
					} finally {
						Object.defineProperty(world.needs, 'db', isIn);
						world.needs.views = plain.views;
						house.signIns = plain.signIns;
					}
					throw new Undo();
				})
				.catch((error: unknown) => {
					if (!(error instanceof Undo)) throw error;
				}),
		close: () => world.close()
	};
	return runner;

	function asking(db: Db) {
		let before: Map<string, number> | null = null;
		return async (who: Subject, request: Request): Promise<Heard> => {
			before ??= await writesSoFar(db);
			await db.execute(sql`savepoint cell`);
			statements.taken();
			const cookie = world.cookieOf(who);
			if (cookie) request.headers.set('cookie', cookie);
			const typed = await typedIn(request.clone());
			const heard = await read(await kit.ask(request), typed);
			await world.settled();
			const wrote = statements.taken().some((text) => /\b(?:insert into|update "|delete from)/i.test(text));
			const after = wrote ? await writesSoFar(db) : before;
			const touched = [...after].filter(([table, n]) => n !== (before?.get(table) ?? 0)).map(([table]) => table);
			const secretsKept = world.secretsMade() > 0 ? await readableIn(db, touched) : [];
			const secretsSaid = world.said().filter((line) => line.includes(canary));
			await db.execute(sql`rollback to savepoint cell`);
			before = after;
			return { ...heard, changed: touched, secretsKept, secretsSaid };
		};
	}
}

/**
 * The house's two lines, inside this one transaction: each of their own transactions is a savepoint of it, and they wait
 * for each other as they do on the embedded database.
 */
function within(tx: Db): { school: Db; persons: Db; unruled: Db } {
	const { client } = (tx as unknown as { session: { client: Transaction } }).session;
	let last: Promise<unknown> = Promise.resolve();
	const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
		const mine = last.then(work, work);
		last = mine.catch(() => {});
		return mine;
	};
	const line: Embedded = {
		query: (text, params, options) => inTurn(() => client.query(text, params, options)),
		transaction: (work) =>
			inTurn(async () => {
				await client.exec('savepoint inner_one');
				try {
					const answer = await work(client);
					await client.exec('set local role none; release savepoint inner_one');
					return answer;
				} catch (error) {
					await client.exec('rollback to savepoint inner_one; release savepoint inner_one');
					throw error;
				}
			})
	};
	return { school: embeddedOf(line), persons: personsOfEmbedded(line), unruled: personsOfEmbedded(stayingOwner(line)) };
}

/** The same, and whoever says who asks stays the owner of the tables, whom no rule stops. */
const stayingOwner = (line: Embedded): Embedded => ({
	...line,
	transaction: (work) =>
		line.transaction((client) => {
			const query: Transaction['query'] = async (text, params, options) => {
				const answer = await client.query<never>(text, params, options);
				if (text.includes(personRole)) await client.exec('set local role none');
				return answer;
			};
			return work({ ...client, query });
		})
});

/** Of these tables, those in which a secret stands as it was given out. */
async function readableIn(db: Db, tables: string[]): Promise<string[]> {
	const found: string[] = [];
	for (const table of tables) {
		const like = sql`select 1 from ${sql.identifier(table)} x where x::text like ${`%${canary}%`} limit 1`;
		const answer = (await db.execute(like)) as unknown;
		if ((Array.isArray(answer) ? answer : (answer as { rows: unknown[] }).rows).length > 0) found.push(table);
	}
	return found;
}

/** Rows written in this transaction by table: what is undone later counts too. */
async function writesSoFar(db: Db): Promise<Map<string, number>> {
	const answer =
		(await db.execute(sql`select relname, n_tup_ins + n_tup_upd + n_tup_del as n from pg_stat_xact_user_tables
		where n_tup_ins + n_tup_upd + n_tup_del > 0`)) as unknown;
	const rows = (Array.isArray(answer) ? answer : (answer as { rows: unknown[] }).rows) as {
		relname: string;
		n: unknown;
	}[];
	return new Map(rows.map(({ relname, n }) => [relname, Number(n)]));
}

/** What stands in the form that was sent. */
async function typedIn(request: Request): Promise<Set<string>> {
	if (!request.headers.get('content-type')?.includes('form')) return new Set();
	return new Set([...(await request.formData()).values()].filter((value) => typeof value === 'string'));
}

/** SvelteKit sends an action's answer as a flat list: of a record its names and places, of all else what it is. */
const saysNoMore = (flat: string, typed: Set<string>): boolean =>
	(JSON.parse(flat) as unknown[]).every((one) =>
		typeof one === 'string'
			? typed.has(one)
			: one === null || typeof one === 'boolean' || (typeof one === 'object' && !Array.isArray(one))
	);

async function read(
	response: Response,
	typed: Set<string>
): Promise<Omit<Heard, 'changed' | 'secretsKept' | 'secretsSaid'>> {
	const body = await response.text();
	const to = response.headers.get('location');
	const plain = { status: response.status, code: null, to, body, headers: [...response.headers].sort() };
	if (!response.headers.get('content-type')?.includes('json')) return plain;
	const told = JSON.parse(body) as {
		type?: string;
		status?: number;
		location?: string;
		code?: string;
		message?: string;
		/** Of each moment that a device kept, what came of it. */
		answers?: { code?: RefusalCode }[];
		data?: unknown;
		error?: { code?: string };
		nodes?: ({ type: string; status?: number; error?: { code?: string } } | null)[];
	};
	if (told.type === 'redirect')
		return { ...plain, status: told.status ?? 303, to: told.location ?? null, carries: 'nothing' };
	if (told.type === 'success') {
		const data = told.data === undefined || told.data === nothingAtAll ? '[]' : String(told.data);
		if (saysNoMore(data, typed)) return { ...plain, carries: 'nothing' };
	}
	if (told.type === 'failure') return { ...plain, status: told.status ?? 400, code: codeIn(String(told.data)) };
	if (told.type === 'error')
		return { ...plain, status: told.status ?? response.status, code: told.error?.code ?? null };
	const wrong = told.nodes?.find((node) => node?.type === 'error');
	if (wrong) return { ...plain, status: wrong.status ?? 500, code: wrong.error?.code ?? null };
	const refused = told.answers?.[0]?.code;
	if (refused) return { ...plain, status: statusOf(refused), code: refused };
	return { ...plain, code: told.code ?? null };
}

/** How SvelteKit sends an action's answer when it gave none. */
const nothingAtAll = '-1';

/** SvelteKit sends a failure's data as a flat list in which numbers are places. */
function codeIn(flat: string): string | null {
	const list = JSON.parse(flat) as unknown[];
	const place = (list[0] as { code?: number } | undefined)?.code;
	return typeof place === 'number' ? String(list[place]) : null;
}
