import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/**
 * [ER1] The other half of every data key, outside the database: what stands in a row opens nothing without it. A row
 * lives on in the database's own log, in pages that were not overwritten yet and in every backup; a half here is one
 * small file that is overwritten and removed, and with it the key is gone everywhere at once. Why: decision 0043.
 *
 * What it is given is sealed under the master key already: this room knows ids and bytes. Everything is synchronous:
 * keys are opened in the midst of reading a page, and a half must be on the disk before its row is.
 */
export interface KeyStore {
	/** Null when it was destroyed, or never was. Throws `KeysAway` when the whole store is out of reach. */
	read(id: string): Uint8Array | null;
	/** A new one; on the disk when this returns. */
	write(id: string, half: Uint8Array): void;
	/** Another wrapping of the same half (rotation): the old or the new one at every moment, and nothing left of the old. */
	replace(id: string, half: Uint8Array): void;
	/** Overwritten, removed, and both on the disk when this returns. Runs again without harm. */
	destroy(id: string): void;
	ids(): string[];
	/** What names this installation: a secret, sealed like every half; null in a store that was not begun yet. */
	house: {
		read(): Uint8Array | null;
		/** The first one ever; of two processes that begin at once one is heard, and both read that. */
		begin(sealed: Uint8Array): void;
		replace(sealed: Uint8Array): void;
	};
	/** Lines that are only ever added. */
	erasures: { lines(): string[]; add(line: string): void };
}

/** The store cannot be reached: no key opens, so nothing is shown, and nothing is taken for destroyed. */
export class KeysAway extends Error {
	constructor() {
		super('the key store cannot be reached');
	}
}

/** Ids are drawn by us; anything else must never become a path. */
const idShape = /^[0-9a-f]{32}$/;
const houseFile = 'house';
const erasedFile = 'erased.log';

/** In a folder that all processes of an installation share. It is made when it is not there. */
export function openKeyStore(dir: string): KeyStore {
	const keys = path.join(dir, 'keys');
	const house = path.join(dir, houseFile);
	/** Halves read before, so that a page with twenty children reads no file twice; asked of the disk before each use. */
	const known = new Map<string, Uint8Array>();
	const fileOf = (id: string): string => {
		if (!idShape.test(id)) throw new Error('not the id of a key');
		return path.join(keys, id.slice(0, 2), id);
	};

	/** Of a file that is not there: a destroyed key, or a disk that is not there. */
	function gone(id: string): null {
		known.delete(id);
		if (!fs.existsSync(house)) throw new KeysAway();
		return null;
	}

	function read(id: string): Uint8Array | null {
		const file = fileOf(id);
		try {
			const stat = fs.statSync(file, { throwIfNoEntry: false });
			if (!stat) return gone(id);
			const before = known.get(id);
			// a rotation in another process leaves another file under the same name
			if (before && seen.get(before) === stat.ino) return before;
			const half = new Uint8Array(fs.readFileSync(file));
			known.set(id, half);
			seen.set(half, stat.ino);
			return half;
		} catch (error) {
			if (isMissing(error)) return gone(id);
			if (error instanceof KeysAway) throw error;
			throw new KeysAway();
		}
	}

	return {
		read,
		write(id, half) {
			const file = fileOf(id);
			// a disk that is not there must not begin a second store in the folder it would be mounted on
			if (!fs.existsSync(house)) throw new KeysAway();
			const made = fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
			writeNew(file, half);
			if (made) syncFolder(keys);
		},
		replace(id, half) {
			replaceFile(fileOf(id), half);
			known.delete(id);
		},
		destroy(id) {
			known.delete(id);
			const file = fileOf(id);
			try {
				wipe(file);
			} catch (error) {
				if (!isMissing(error)) throw error;
				gone(id);
			}
		},
		ids: () =>
			fs.existsSync(keys)
				? fs
						.readdirSync(keys)
						.sort()
						.flatMap((shelf) => fs.readdirSync(path.join(keys, shelf)).sort())
						.filter((name) => idShape.test(name))
				: [],
		house: {
			read: () => (fs.existsSync(house) ? new Uint8Array(fs.readFileSync(house)) : null),
			begin(sealed) {
				fs.mkdirSync(keys, { recursive: true, mode: 0o700 });
				const fresh = `${house}.${randomBytes(4).toString('hex')}`;
				writeSynced(fresh, sealed, 'wx');
				try {
					fs.linkSync(fresh, house);
				} catch (error) {
					if (!hasCode(error, 'EEXIST')) throw error;
				}
				fs.rmSync(fresh);
				syncFolder(dir);
			},
			replace: (sealed) => replaceFile(house, sealed)
		},
		erasures: {
			lines: () => erasureFiles(dir).flatMap((file) => fs.readFileSync(file, 'utf8').split('\n').filter(Boolean)),
			add(line) {
				const fd = fs.openSync(path.join(dir, erasedFile), 'a', 0o600);
				try {
					// begun on a line of its own also where a power cut left half of the one before
					fs.writeSync(fd, `\n${line}\n`);
					fs.fsyncSync(fd);
				} finally {
					fs.closeSync(fd);
				}
				syncFolder(dir);
			}
		}
	};
}

/** Which file a half was read from: another one under its name means that it was wrapped anew. */
const seen = new WeakMap<Uint8Array, number>();

/** `erased.log`, and whatever somebody laid beside it from another backup (`erased-….log`). */
function erasureFiles(dir: string): string[] {
	if (!fs.existsSync(dir)) return [];
	return fs
		.readdirSync(dir)
		.filter((name) => /^erased(-[\w.-]+)?\.log$/.test(name))
		.sort()
		.map((name) => path.join(dir, name));
}

/** A store that lives as long as its process: for the demo of a moment, and for tests. */
export function keysInMemory(): KeyStore {
	const halves = new Map<string, Uint8Array>();
	const lines: string[] = [];
	let house: Uint8Array | null = null;
	const put = (id: string, half: Uint8Array) => void halves.set(id, half);
	return {
		read: (id) => halves.get(id) ?? null,
		write: put,
		replace: put,
		destroy: (id) => void halves.delete(id),
		ids: () => [...halves.keys()],
		house: {
			read: () => house,
			begin: (sealed) => void (house ??= sealed),
			replace: (sealed) => void (house = sealed)
		},
		erasures: { lines: () => [...lines], add: (line) => void lines.push(line) }
	};
}

/** One thing that was erased for ever: ids and nothing else, so that it can be kept for ever. */
export interface Erasure {
	/** A clip; everything that was written while watching a child; everything about a child. */
	what: 'clip' | 'written' | 'child';
	/** The clip's id, or the trajectory's. */
	of: string;
	/** The key that was destroyed for it. */
	keyId: string | null;
	at: Date;
}

export interface Erasures {
	add(erasure: Erasure): void;
	/** All of them once, oldest first. A line that was cut off or changed is not one; how many those are is told. */
	read(): { erasures: Erasure[]; strange: number };
}

/**
 * [ER4] The list of what was erased, each line with a proof that it is ours: whoever can write there and has no master
 * key can take a line away, but not make one, and so not have anything erased.
 */
export function openErasures(store: KeyStore, secret: Uint8Array): Erasures {
	const proofOf = (text: string): string => createHmac('sha256', secret).update(text).digest('base64url');
	return {
		add(erasure) {
			const text = JSON.stringify({ ...erasure, at: erasure.at.toISOString() });
			store.erasures.add(`${text} ${proofOf(text)}`);
		},
		read() {
			const found = new Map<string, Erasure>();
			let strange = 0;
			for (const line of store.erasures.lines()) {
				const at = line.lastIndexOf(' ');
				const text = line.slice(0, at);
				if (at < 0 || !equal(proofOf(text), line.slice(at + 1))) {
					strange++;
					continue;
				}
				if (found.has(text)) continue;
				const { what, of, keyId, at: when } = JSON.parse(text) as Erasure & { at: string };
				found.set(text, { what, of, keyId, at: new Date(when) });
			}
			return { erasures: [...found.values()].sort((a, b) => a.at.getTime() - b.at.getTime()), strange };
		}
	};
}

const equal = (a: string, b: string): boolean =>
	a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** Whole or not at all, and on the disk. */
function writeNew(file: string, bytes: Uint8Array): void {
	const fresh = `${file}.${randomBytes(4).toString('hex')}`;
	writeSynced(fresh, bytes, 'wx');
	fs.renameSync(fresh, file);
	syncFolder(path.dirname(file));
}

/** The new bytes take the name in one step; the old ones, which nobody finds any more, are then overwritten where they lie. */
function replaceFile(file: string, bytes: Uint8Array): void {
	const old = fs.openSync(file, 'r+');
	try {
		const fresh = `${file}.${randomBytes(4).toString('hex')}`;
		writeSynced(fresh, bytes, 'wx');
		fs.renameSync(fresh, file);
		syncFolder(path.dirname(file));
		overwrite(old);
	} finally {
		fs.closeSync(old);
	}
}

/** Overwrites a file where it lies and removes it; throws ENOENT when there is none. */
export function wipe(file: string): void {
	const fd = fs.openSync(file, 'r+');
	try {
		overwrite(fd);
	} finally {
		fs.closeSync(fd);
	}
	fs.rmSync(file);
	syncFolder(path.dirname(file));
}

/** With chance, not with zeros: a disk that packs zeros away would write them elsewhere. */
function overwrite(fd: number): void {
	const { size } = fs.fstatSync(fd);
	fs.writeSync(fd, randomBytes(size), 0, size, 0);
	fs.fsyncSync(fd);
}

function writeSynced(file: string, bytes: Uint8Array, flag: string): void {
	const fd = fs.openSync(file, flag, 0o600);
	try {
		fs.writeSync(fd, bytes);
		fs.fsyncSync(fd);
	} finally {
		fs.closeSync(fd);
	}
}

function syncFolder(dir: string): void {
	if (process.platform === 'win32') return; // folders cannot be opened there, and renames are journalled
	const fd = fs.openSync(dir, 'r');
	try {
		fs.fsyncSync(fd);
	} finally {
		fs.closeSync(fd);
	}
}

const hasCode = (error: unknown, code: string): boolean =>
	error instanceof Error && 'code' in error && error.code === code;
const isMissing = (error: unknown): boolean => hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR');
