// npm run db:reset [-- --yes]: begin again with an empty school. Says what will go; only --yes does it.
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import postgres from 'postgres';
import { readConfig } from '$lib/server/config';

const config = readConfig(process.env, true);
const clips = path.join(config.dataDir, 'clips');
const agreed = process.argv.includes('--yes');

const database = 'url' in config.database ? onPostgres(config.database.url) : embedded(config.database.dir);
console.log('This goes, and does not come back:');
for (const line of [database.says, `the clips in ${clips}`]) console.log(`  - ${line}`);
if (agreed) {
	await database.empty();
	rmSync(clips, { recursive: true, force: true });
	console.log('Gone. The next start makes empty tables.');
} else {
	console.log('Stop the server first; then: npm run db:reset -- --yes');
	process.exitCode = 1;
}

function embedded(dir: string): { says: string; empty(): Promise<void> } {
	return {
		says: `the embedded database in ${dir}${existsSync(dir) ? '' : ' (there is none yet)'}`,
		empty: async () => rmSync(dir, { recursive: true, force: true })
	};
}

function onPostgres(url: string): { says: string; empty(): Promise<void> } {
	const { host, pathname } = new URL(url);
	return {
		says: `every table in the database ${pathname.slice(1)} on ${host}`,
		async empty() {
			const sql = postgres(url, { max: 1, onnotice: () => {} });
			// The migrator keeps its own list in the schema drizzle: with the tables it must forget that it made them.
			await sql
				.begin((tx) => [
					tx`drop schema if exists drizzle cascade`,
					tx`drop schema public cascade`,
					tx`create schema public`
				])
				.finally(() => sql.end());
		}
	};
}
