import { randomBytes } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { GrowingBytes } from './clip-store';
import { headerBytes, headerOf, newSeal, readHeader, turned, turnInPlace, type Seal } from './sealing';

/**
 * One encrypted file on a disk, with random access (`sealing.ts` says how). All offsets and lengths in this class are
 * those of the clear bytes.
 */
export class SealedFile implements GrowingBytes {
	private constructor(
		readonly path: string,
		readonly key: Uint8Array,
		private readonly handle: FileHandle,
		private readonly seal: Seal
	) {}

	/**
	 * Begins an empty file at `path`, replacing what stands there in one step. The header is on disk when this
	 * resolves. `declared` is the length the file will have, or null.
	 */
	static async create(path: string, key: Uint8Array, declared: number | null): Promise<SealedFile> {
		const seal = newSeal(declared);
		const fresh = `${path}.begin-${randomBytes(6).toString('hex')}`;
		const handle = await open(fresh, 'wx+', 0o600);
		try {
			await writeFully(handle, headerOf(seal), 0);
			await handle.sync();
			await rename(fresh, path);
			await syncFolder(dirname(path));
		} catch (error) {
			await handle.close();
			await rm(fresh, { force: true });
			throw error;
		}
		return new SealedFile(path, key, handle, seal);
	}

	/** Opens what stands at `path`; null when nothing does, or when its header never reached the disk whole. */
	static async open(path: string, key: Uint8Array, mode: 'r' | 'r+' = 'r'): Promise<SealedFile | null> {
		const handle = await open(path, mode).catch((error: unknown) => {
			if (codeOf(error) === 'ENOENT') return null;
			throw error;
		});
		if (!handle) return null;
		const header = Buffer.alloc(headerBytes);
		const { bytesRead } = await handle.read(header, 0, headerBytes, 0);
		const seal = readHeader(header.subarray(0, bytesRead));
		if (!seal) {
			await handle.close();
			return null;
		}
		return new SealedFile(path, key, handle, seal);
	}

	get mark(): string {
		return this.seal.counter.toString('hex');
	}

	get declared(): number | null {
		return this.seal.declared;
	}

	/** Bytes really on disk. */
	async size(): Promise<number> {
		return Math.max(0, (await this.handle.stat()).size - headerBytes);
	}

	async readAt(offset: number, length: number, into?: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
		const bytes =
			into?.subarray(0, length) ?? Buffer.allocUnsafe(Math.max(0, Math.min(length, (await this.size()) - offset)));
		let done = 0;
		while (done < bytes.length) {
			const { bytesRead } = await this.handle.read(bytes, done, bytes.length - done, headerBytes + offset + done);
			if (bytesRead === 0) break;
			done += bytesRead;
		}
		const read = bytes.subarray(0, done);
		turnInPlace(this.key, this.seal.counter, offset, read);
		return read;
	}

	async writeAt(offset: number, bytes: Uint8Array): Promise<void> {
		await writeFully(this.handle, turned(this.key, this.seal.counter, offset, bytes), headerBytes + offset);
	}

	async sync(): Promise<void> {
		await this.handle.sync();
	}

	async cut(length: number): Promise<void> {
		await this.handle.truncate(headerBytes + length);
	}

	async moveTo(name: string): Promise<void> {
		await rename(this.path, join(dirname(this.path), name));
		await syncFolder(dirname(this.path));
	}

	async close(): Promise<void> {
		await this.handle.close();
	}
}

async function writeFully(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
	let done = 0;
	while (done < bytes.length) {
		const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
		done += bytesWritten;
	}
}

/** A new or renamed file survives a power cut only when its folder is synced too. */
export async function syncFolder(path: string): Promise<void> {
	if (process.platform === 'win32') return; // folders cannot be opened there, and renames are journalled
	const folder = await open(path, 'r');
	try {
		await folder.sync();
	} finally {
		await folder.close();
	}
}

/** The system's error code (`ENOENT`, `ENOSPC`), if it is a system error. */
export const codeOf = (error: unknown): string | undefined =>
	error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** No room, or no more than our share of it. */
export const isDiskFull = (error: unknown): boolean => codeOf(error) === 'ENOSPC' || codeOf(error) === 'EDQUOT';

/** What the system reports of a disk or a program: no fault of the clip at hand. */
export const isSystemError = (error: unknown): boolean =>
	error instanceof Error && 'errno' in error && codeOf(error) !== undefined;
