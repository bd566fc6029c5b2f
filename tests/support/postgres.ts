// Read by Node itself as well as by Vite, hence the file extensions in its imports.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import postgres from 'postgres';
import { installDebian } from './debian.ts';

/** A PostgreSQL server of our own, for as long as a test run lasts. */
export interface Cluster {
	/** Its maintenance database; what TEST_DATABASE_URL holds during the integration tests. */
	url: string;
	/** Of its first process; all others are its children. */
	pid: number;
	/** Stops the server and removes its files. */
	stop(): Promise<void>;
}

/** One empty (or prepared) database of a cluster. */
export interface TestDatabase {
	url: string;
	drop(): Promise<void>;
}

/**
 * Starts a throw-away PostgreSQL on a free port. Without `durable` it never waits for the disk: right for tests that
 * ask what is true, wrong for those that pull the plug or measure. `counting`: it counts its statements
 * (`pg_stat_statements`, in any database that makes the extension).
 * Throws one clear line when this machine has no PostgreSQL and we may not install it.
 */
export async function startPostgres({ durable = false, counting = false } = {}): Promise<Cluster> {
	const bin = findBinaries();
	const dir = mkdtempSync(path.join(tmpdir(), 'kijkkring-pg-'));
	const owner = unprivileged();
	const [data, passwordFile] = [path.join(dir, 'data'), path.join(dir, 'password')];
	const password = randomBytes(18).toString('base64url');
	writeFileSync(passwordFile, password, { mode: 0o600 });
	if (owner) for (const place of [dir, passwordFile]) chownSync(place, owner.uid, owner.gid);

	const how = { ...owner, cwd: dir, stdio: ['ignore', 'ignore', 'pipe'] as ['ignore', 'ignore', 'pipe'] };
	const init = ['-D', data, '-U', 'kijkkring', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--no-sync'];
	execFileSync(path.join(bin, 'initdb'), [...init, '--encoding=UTF8', '--locale=C.UTF-8'], how);

	const port = await anyPort();
	const settings = [
		`port=${port}`,
		'listen_addresses=127.0.0.1',
		`unix_socket_directories=${dir}`,
		'max_connections=200'
	];
	if (!durable) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off');
	if (counting) settings.push('shared_preload_libraries=pg_stat_statements', 'pg_stat_statements.track_utility=off');
	const server = spawn(path.join(bin, 'postgres'), ['-D', data, ...settings.flatMap((s) => ['-c', s])], how);
	const url = `postgres://kijkkring:${password}@127.0.0.1:${port}/postgres`;
	const remove = () => rmSync(dir, { recursive: true, force: true });
	// Whatever ends us, it does not stay behind.
	const lastResort = () => (server.kill('SIGQUIT'), remove());
	process.once('exit', lastResort);
	await answers(url, server);

	return {
		url,
		pid: server.pid ?? 0,
		async stop() {
			process.off('exit', lastResort);
			const ended = new Promise((resolve) => server.once('exit', resolve));
			if (server.exitCode === null && server.kill('SIGINT')) await ended;
			remove();
		}
	};
}

/**
 * A fresh database on the server of TEST_DATABASE_URL, or null when the run is on PGlite.
 *
 * `prepare` (migrations) runs once per cluster, on a template that every later database is copied from; it must close its
 * connections. Give the same `prepare` everywhere, or tell them apart by `template`.
 */
export async function createTestDatabase(
	options: { prepare?: (url: string) => Promise<void>; template?: string } = {}
): Promise<TestDatabase | null> {
	const server = process.env['TEST_DATABASE_URL'];
	if (!server) return null;
	const admin = postgres(server, { max: 1, onnotice: () => {} });
	const urlOf = (name: string) => Object.assign(new URL(server), { pathname: `/${name}` }).href;
	const name = `t_${randomBytes(8).toString('hex')}`;
	try {
		const { prepare } = options;
		if (prepare) {
			const template = `template_${createHash('sha256')
				.update(options.template ?? '')
				.digest('hex')
				.slice(0, 12)}`;
			await prepareOnce(admin, template, (unfinished) => prepare(urlOf(unfinished)));
			await admin`create database ${admin(name)} template ${admin(template)}`;
		} else await admin`create database ${admin(name)}`;
	} finally {
		await admin.end();
	}
	return {
		url: urlOf(name),
		async drop() {
			const again = postgres(server, { max: 1, onnotice: () => {} });
			// "force": a pool that a failing test left open must not hide that failure behind another.
			await again`drop database if exists ${again(name)} with (force)`.finally(() => again.end());
		}
	};
}

/** Test files run in several processes: one of them makes the template, the others wait for it. */
async function prepareOnce(
	admin: postgres.Sql,
	template: string,
	prepare: (name: string) => Promise<void>
): Promise<void> {
	const lock = 0x6b696a6b; // "kijk"
	await admin`select pg_advisory_lock(${lock})`;
	try {
		const [ready] = await admin`select 1 from pg_database where datname = ${template}`;
		if (ready) return;
		// Under another name until it is whole: a template that failed half-way must not be copied.
		const unfinished = `${template}_unfinished`;
		await admin`drop database if exists ${admin(unfinished)} with (force)`;
		await admin`create database ${admin(unfinished)}`;
		await prepare(unfinished);
		await admin`alter database ${admin(unfinished)} rename to ${admin(template)}`;
	} finally {
		await admin`select pg_advisory_unlock(${lock})`;
	}
}

/** The folder of initdb and postgres: beside each other on PATH, or where Debian puts them, newest first. */
function findBinaries(): string {
	const onPath = (process.env['PATH'] ?? '').split(path.delimiter);
	const complete = (dir: string) => ['initdb', 'postgres'].every((name) => existsSync(path.join(dir, name)));
	const search = () => [...debianFolders(), ...onPath].find(complete);
	const found = search() ?? (installDebian('postgresql') ? search() : undefined);
	if (!found) throw new Error('No PostgreSQL on this machine: install it, or put initdb and postgres on PATH.');
	return found;
}

function debianFolders(): string[] {
	const base = '/usr/lib/postgresql';
	if (!existsSync(base)) return [];
	const versions = readdirSync(base).sort((a, b) => Number(b) - Number(a));
	return versions.map((version) => path.join(base, version, 'bin'));
}

/** PostgreSQL refuses to run as root; its own user, else nobody, runs it then. */
function unprivileged(): { uid: number; gid: number } | null {
	if (process.getuid?.() !== 0) return null;
	const idOf = (flag: string, user: string) =>
		Number(execFileSync('id', [flag, user], { stdio: ['ignore', 'pipe', 'ignore'] }));
	for (const user of ['postgres', 'nobody']) {
		try {
			return { uid: idOf('-u', user), gid: idOf('-g', user) };
		} catch {
			// No such user here: the next one.
		}
	}
	throw new Error('PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody.');
}

function anyPort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = net.createServer();
		probe.once('error', reject);
		probe.listen(0, '127.0.0.1', () => {
			const { port } = probe.address() as net.AddressInfo;
			probe.close(() => resolve(port));
		});
	});
}

/** Resolves at the first answer; throws with what the server said when it ended or 30 s passed. */
async function answers(url: string, server: ChildProcess): Promise<void> {
	let said = '';
	server.stderr?.on('data', (chunk: Buffer) => (said = (said + chunk).slice(-2_000)));
	for (const until = Date.now() + 30_000; ;) {
		const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} });
		try {
			await sql`select 1`;
			return;
		} catch (error) {
			if (server.exitCode !== null || Date.now() > until)
				throw new Error(`PostgreSQL does not start: ${said}`, { cause: error });
			await new Promise((resolve) => setTimeout(resolve, 50));
		} finally {
			await sql.end({ timeout: 0 });
		}
	}
}
