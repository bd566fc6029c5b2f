import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import { drizzle as drizzlePostgres } from 'drizzle-orm/postgres-js';
import { migrate as migratePostgres } from 'drizzle-orm/postgres-js/migrator';
import { sql } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import postgres, { type Sql } from 'postgres';
import type { PGlite } from '@electric-sql/pglite';
import { openEmbedded } from './embedded';
import { guardLog } from './audit-guard';
import { oftenAsked, plannedOnce } from './often-asked';
import { openPersonPool, personsOf, type Embedded } from './person-pool';
import { guardRows } from './row-guard';
import * as schema from './schema';

/** One schema, both drivers: everything is written against this. Inside `transaction`, use the `tx` you are given. */
export type Db = PgDatabase<PgQueryResultHKT, typeof schema>;

export interface Connection {
	/** The school's own: sees and changes everything. */
	db: Db;
	/** The same as whoever asks in this request may see and change it [RG8]; throws where nobody asks. */
	persons: Db;
	kind: 'embedded' | 'postgres';
	/** PostgreSQL only: what several processes on one database need beside `db`. */
	server: DatabaseServer | null;
	close(): Promise<void>;
}

/** A PostgreSQL server as the processes on it see it. */
export interface DatabaseServer {
	/** For connections of one's own: a lock that lives as long as its connection, a line that listens. */
	url: string;
	/** The pool behind `db`, for statements that must be planned once and cost one round trip. */
	client: Sql;
	/**
	 * One connection for the log of the live table alone, which writes one batch at a time. A pool hands each batch to
	 * whichever of its connections rested longest: ten processes of the database, each with cold caches.
	 */
	log: Sql;
}

/** Connects and brings the tables up to date. `dir` is the embedded database's folder; null keeps it in memory (tests). */
export async function connect(to: { url: string } | { dir: string | null }, migrations: string): Promise<Connection> {
	return 'url' in to ? connectPostgres(to.url, migrations) : connectEmbedded(to.dir, migrations);
}

/**
 * Until a broken connection of the pool is tried again, seconds. The driver's own wait triples with every failure of any
 * connection, up to 20 s: ten that break in one crash are at its end before the database is back.
 */
const poolWaits = (failures: number): number => (0.5 + Math.random() / 2) * Math.min(2 ** failures / 100, 1);

async function connectPostgres(url: string, migrations: string): Promise<Connection> {
	const pool = postgres(url, {
		max: 10,
		onnotice: () => {},
		connect_timeout: 10,
		backoff: poolWaits,
		connection: { jit: 'off' }
	});
	const client = plannedOnce(pool, oftenAsked());
	// a connection that broke is opened anew with the next batch
	const log = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 10, backoff: () => 0.1 });
	const persons = openPersonPool(url, 10);
	const db = drizzlePostgres(client, { schema, casing: 'snake_case' });
	// two servers starting at once must not migrate twice; the lock dies with this one connection
	const guard = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 10 });
	try {
		await guard`select pg_advisory_lock(7164193)`;
		await migratePostgres(db, { migrationsFolder: migrations });
		await guardLog(db as unknown as Db);
		await guardRows(db as unknown as Db);
		await log`select 1`; // with its first word the driver learns the types of lists, which a batch is written in
	} catch (error) {
		await Promise.all([client.end({ timeout: 1 }), log.end({ timeout: 1 })]);
		throw error;
	} finally {
		await guard.end({ timeout: 1 });
	}
	return {
		db: db as unknown as Db,
		persons: drizzlePostgres(persons.client, { schema, casing: 'snake_case' }) as unknown as Db,
		kind: 'postgres',
		server: { url, client, log },
		close: async () => {
			await Promise.all([client, persons, log].map((line) => line.end({ timeout: 2 })));
		}
	};
}

async function connectEmbedded(dir: string | null, migrations: string): Promise<Connection> {
	const { client, close } = await openEmbedded(dir);
	const db = drizzlePglite(client, { schema, casing: 'snake_case' });
	await migratePglite(db, { migrationsFolder: migrations });
	await guardLog(db as unknown as Db);
	await guardRows(db as unknown as Db);
	const persons = personsOfEmbedded(client);
	return { db: db as unknown as Db, persons, kind: 'embedded', server: null, close };
}

/** The embedded database, or what stands for it in a test; and the same as whoever asks may see it. */
export const embeddedOf = (client: Embedded): Db =>
	drizzlePglite(client as PGlite, { schema, casing: 'snake_case' }) as unknown as Db;
export const personsOfEmbedded = (client: Embedded): Db => embeddedOf(personsOf(client));

/** True for "somebody else was first" (unique violation), on both drivers. */
export function isTaken(error: unknown): boolean {
	const cause = error instanceof Error ? (error.cause ?? error) : error;
	return typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === '23505';
}

/** Autovacuum and checkpoints, which the embedded database does not do by itself; run nightly. */
export async function tidyEmbedded(db: Db): Promise<void> {
	await db.execute(sql`vacuum analyze`);
	await db.execute(sql`checkpoint`);
}
