import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Db } from './connection';
import { personRole } from './person-pool';
import { rowFunctions, rowRules } from './row-rules';

/**
 * [RG8] Gives every table its rules. Whoever owns the tables is not stopped by them (no `force`), and the role of persons
 * is. Not in a migration, for the same reason as the guard of the log; laid anew only when a rule changed, because that
 * holds the tables for a moment.
 */
export async function guardRows(db: Db): Promise<void> {
	await makeRole(db);
	const mark = createHash('sha256').update(statements.join(';')).digest('hex').slice(0, 16);
	const [there] = await rowsOf<{ mark: string | null }>(
		db,
		// in a database that came from a backup the rights of the role may be missing
		`select case when has_table_privilege('${personRole}', 'user_account', 'select')
			then obj_description(to_regprocedure('kk_me()'), 'pg_proc') end as mark`
	);
	if (there?.mark === mark) return;
	const all = [...statements, `comment on function kk_me() is '${mark}'`];
	// one statement: all of it or nothing, in one journey
	await db.execute(sql.raw(`do $rows$ begin ${all.join(';\n')}; end $rows$`));
}

/**
 * Roles are of the whole cluster, whatever database they are made from: another one may be making it at this moment, and
 * whoever runs us may not be allowed to. Then we do not start: without it no person can be kept from anybody's rows.
 */
async function makeRole(db: Db): Promise<void> {
	const wrong: unknown[] = [];
	for (let attempt = 0; attempt < 5; attempt++) {
		if (await hasRole(db)) return;
		for (const statement of [`create role ${personRole} nologin`, `grant ${personRole} to current_user`])
			await db.execute(sql.raw(statement)).catch((error: unknown) => wrong.push(error));
	}
	if (await hasRole(db)) return;
	throw new Error(
		`the database has no role ${personRole} that this user may take, and it may not make one. Have somebody who may run, ` +
			`once: create role ${personRole} nologin; grant ${personRole} to <the user in DATABASE_URL>; (docs/operate.md)`,
		{ cause: wrong[0] }
	);
}

/** Whether it is there and we may become it: tried, because what a grant is worth differs by version. */
const hasRole = (db: Db): Promise<boolean> =>
	db
		.transaction(async (tx) => {
			await tx.execute(sql.raw(`set local role ${personRole}`));
		})
		.then(
			() => true,
			() => false
		);

async function rowsOf<T>(db: Db, text: string): Promise<T[]> {
	const answer: unknown = await db.execute(sql.raw(text));
	return (Array.isArray(answer) ? answer : (answer as { rows: unknown[] }).rows) as T[];
}

/** Read no table: the planner puts what they say in their place. */
const plain = new Set(['kk_me', 'kk_now']);

const policies = Object.entries(rowRules).flatMap(([table, { read, add, change, hold, drop }]) => [
	`alter table ${table} enable row level security`,
	...['read', 'add', 'change', 'drop'].map((name) => `drop policy if exists kk_${name} on ${table}`),
	`revoke all on ${table} from ${personRole}`,
	`grant ${['select', add && 'insert', (change ?? hold) && 'update', drop && 'delete'].filter(Boolean).join(', ')} on ${table} to ${personRole}`,
	`create policy kk_read on ${table} for select using (${read})`,
	...(add ? [`create policy kk_add on ${table} for insert with check (${add})`] : []),
	...(change
		? [`create policy kk_change on ${table} for update using (${hold ?? change}) with check (${change})`]
		: []),
	...(drop ? [`create policy kk_drop on ${table} for delete using (${drop})`] : [])
]);

const statements = [
	// each may speak of any other, whatever their order
	`set local check_function_bodies = off`,
	...rowFunctions.map(([name, takes, answers, how]) =>
		plain.has(name)
			? `create or replace function ${name}(${takes}) returns ${answers} language sql stable as $$ ${how} $$`
			: // plpgsql keeps its plans for the next statement. Asking it of a row costs far more than finding the row by
				// an index, and the planner has to know: it looks for the row first.
				`create or replace function ${name}(${takes}) returns ${answers} language plpgsql stable security definer
			cost 10000 set search_path = public, pg_temp as $$ begin return (${how}); end $$`
	),
	`grant usage on schema public to ${personRole}`,
	...policies
];
