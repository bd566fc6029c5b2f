import { createHash } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/**
 * The embedded database (PGlite), made safe. As published it starts PostgreSQL with fsync off, its file layer cannot
 * sync, and two processes can open one folder and lose each other's rows. See docs/decisions/0002-embedded-database.md.
 */
export async function openEmbedded(dir: string | null): Promise<{ client: PGlite; close(): Promise<void> }> {
	if (dir === null) {
		const client = await PGlite.create();
		return { client, close: () => client.close() };
	}
	fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
	const release = await lock(dir);
	try {
		const client = await PGlite.create({
			fs: new SyncingFiles(dir),
			startParams: [...withoutNoSync(), '-c', 'fsync=on', '-c', 'wal_sync_method=fsync']
		});
		return {
			client,
			close: async () => {
				await client.close();
				await release();
			}
		};
	} catch (error) {
		await release();
		throw error;
	}
}

/** How often the file layer was asked to sync in this process; the durability test counts on it. */
export const syncCalls = (): number => SyncingFiles.calls;

interface FileStream {
	nfd?: number;
	node: unknown;
}
interface FileLayer {
	NODEFS: { stream_ops: { fsync?: (stream: FileStream) => number }; realPath(node: unknown): string };
}

/** PGlite's Node file layer with the missing fsync: files by their descriptor, folders by opening their real path. */
class SyncingFiles extends NodeFS {
	static calls = 0;

	override async init(...args: Parameters<NodeFS['init']>) {
		const started = await super.init(...args);
		const before = started.emscriptenOpts.preRun;
		const addSync = (module: FileLayer) => {
			module.NODEFS.stream_ops.fsync = (stream) => syncStream(module, stream);
		};
		started.emscriptenOpts.preRun = [...(Array.isArray(before) ? before : []), addSync] as never;
		return started;
	}
}

function syncStream(module: FileLayer, stream: FileStream): number {
	SyncingFiles.calls++;
	if (typeof stream.nfd === 'number') {
		fs.fsyncSync(stream.nfd);
		return 0;
	}
	const folder = fs.openSync(module.NODEFS.realPath(stream.node), 'r');
	try {
		fs.fsyncSync(folder);
	} finally {
		fs.closeSync(folder);
	}
	return 0;
}

function withoutNoSync(): string[] {
	const params = (PGlite as unknown as { defaultStartParams: string[] }).defaultStartParams;
	return params.filter((param) => param !== '-F');
}

/**
 * One opener per folder: a listening local socket, which the system closes with its process, so that there is no
 * stale lock to guess about. Throws with the other process's id.
 */
async function lock(dir: string): Promise<() => Promise<void>> {
	// the limit for socket paths is about 107 bytes: long folders are named by their hash
	const name = createHash('sha256').update(fs.realpathSync(dir)).digest('hex').slice(0, 32);
	const address =
		process.platform === 'win32' ? `\\\\.\\pipe\\kijkkring-${name}` : path.join(os.tmpdir(), `kijkkring-${name}.lock`);
	for (let attempt = 0; attempt < 2; attempt++) {
		const server = net.createServer((socket) => socket.end(String(process.pid)));
		const error = await new Promise<NodeJS.ErrnoException | null>((resolve) =>
			server.once('error', resolve).listen(address, () => resolve(null))
		);
		if (!error) {
			server.unref();
			return () => new Promise((resolve) => server.close(() => resolve()));
		}
		if (error.code !== 'EADDRINUSE') throw error;
		const holder = await whoHolds(address);
		if (holder !== null) throw new Error(`the database in ${dir} is already in use by process ${holder}`);
		fs.rmSync(address, { force: true }); // left behind by a process that was killed: nobody listens
	}
	throw new Error(`could not lock the database in ${dir}`);
}

function whoHolds(address: string): Promise<string | null> {
	return new Promise((resolve) => {
		let answer = '';
		net
			.connect(address)
			.on('data', (part) => (answer += part.toString()))
			.on('end', () => resolve(answer))
			.on('error', () => resolve(null));
	});
}
