import { sql } from 'drizzle-orm';
import type { Db } from './connection';

/**
 * [AU4] The log is only added to: the database itself refuses every change of an entry or a link, and lets one go only
 * when the log is shortened and it is older than eleven months by the database's own clock. Not in a migration, because
 * those are generated from the schema, which knows no triggers. `create or replace` would hold up the table at every
 * start, so it is looked first.
 */
export async function guardLog(db: Db): Promise<void> {
	const there: unknown = await db.execute(sql`select 1 from pg_trigger where tgname = ${`audit_guard_${version}`}`);
	const rows = Array.isArray(there) ? there : (there as { rows: unknown[] }).rows;
	if (rows.length > 0) return;
	await db.transaction(async (tx) => {
		for (const statement of statements) await tx.execute(sql.raw(statement));
	});
}

/** One more whenever the statements change. */
const version = 1;

const statements = [
	`create or replace function audit_entry_stays() returns trigger language plpgsql as $$
	begin
		if tg_op = 'DELETE' and coalesce(current_setting('kijkkring.shortening', true), '') = 'on'
			and old.at < now() - interval '334 days' then return old; end if;
		raise exception 'the log is only added to' using errcode = 'insufficient_privilege';
	end $$`,
	`create or replace function audit_link_stays() returns trigger language plpgsql as $$
	begin
		if tg_op = 'DELETE' and coalesce(current_setting('kijkkring.shortening', true), '') = 'on'
			and not exists (select 1 from audit_entry where nr = old.entry_nr) then return old; end if;
		raise exception 'the log is only added to' using errcode = 'insufficient_privilege';
	end $$`,
	`create or replace function audit_not_emptied() returns trigger language plpgsql as $$
	begin raise exception 'the log is only added to' using errcode = 'insufficient_privilege'; end $$`,
	...['audit_entry', 'audit_link'].flatMap((table) => [
		`drop trigger if exists audit_stays on ${table}`,
		`create trigger audit_stays before update or delete on ${table} for each row execute function ${table}_stays()`,
		`drop trigger if exists audit_guard_${version} on ${table}`,
		`create trigger audit_guard_${version} before truncate on ${table} execute function audit_not_emptied()`
	])
];
