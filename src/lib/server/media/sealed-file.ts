import { createCipheriv, randomBytes, type Cipheriv } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

const magic = Buffer.from('KKS1', 'latin1');
const headerBytes = 32;
const blockBytes = 16;
/** Deciphered at a time: what fits the processor's own memory costs half of what passes through the machine's. */
const turnedBytes = 64 * 1024;
const undeclared = 2n ** 64n - 1n;

/**
 * One encrypted file with random access. AES-256-CTR under the clip's own key; the counter starts at an initial
 * value drawn anew for every file, so two files of one clip never share key stream. CTR keeps every offset
 * addressable without touching its neighbours, which both resumable receiving and just-in-time packaging need.
 * It does not detect tampering: whoever can write here is already the host. Destroying the key destroys the clip.
 *
 * On disk: 4 bytes mark, 4 zero, 8 declared length (big-endian), 16 initial counter, then the cipher text.
 * All offsets and lengths in this class are those of the clear bytes.
 */
export class SealedFile {
	private constructor(
		readonly path: string,
		readonly key: Uint8Array,
		private readonly handle: FileHandle,
		private readonly counter: Buffer,
		/** Length announced when the file was begun; null when it was not known. */
		readonly declared: number | null
	) {}

	/**
	 * Begins an empty file at `path`, replacing what stands there in one step. The header is on disk when this
	 * resolves. `declared` is the length the file will have, or null.
	 */
	static async create(path: string, key: Uint8Array, declared: number | null): Promise<SealedFile> {
		const counter = randomBytes(blockBytes);
		const header = Buffer.alloc(headerBytes);
		magic.copy(header, 0);
		header.writeBigUInt64BE(declared === null ? undeclared : BigInt(declared), 8);
		counter.copy(header, 16);
		const fresh = `${path}.begin-${randomBytes(6).toString('hex')}`;
		const handle = await open(fresh, 'wx+', 0o600);
		try {
			await writeFully(handle, header, 0);
			await handle.sync();
			await rename(fresh, path);
			await syncFolder(dirname(path));
		} catch (error) {
			await handle.close();
			await rm(fresh, { force: true });
			throw error;
		}
		return new SealedFile(path, key, handle, counter, declared);
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
		if (bytesRead < headerBytes || !header.subarray(0, 4).equals(magic)) {
			await handle.close();
			return null;
		}
		const declared = header.readBigUInt64BE(8);
		return new SealedFile(path, key, handle, header.subarray(16), declared === undeclared ? null : Number(declared));
	}

	/** A name for exactly these bytes: another file under the same path has another one. */
	get mark(): string {
		return this.counter.toString('hex');
	}

	/** Bytes really on disk. */
	async size(): Promise<number> {
		return Math.max(0, (await this.handle.stat()).size - headerBytes);
	}

	/** When bytes were last written to it. */
	async writtenAt(): Promise<Date> {
		return (await this.handle.stat()).mtime;
	}

	/**
	 * Up to `length` clear bytes from `offset`; fewer only where the file ends. `into`: where they are put, which saves a
	 * copy; it has room for `length` bytes, and a view of it is answered.
	 */
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
		const cipher = this.#cipherAt(offset);
		for (let at = 0; at < done; at += turnedBytes) {
			const piece = read.subarray(at, at + turnedBytes);
			const clear = cipher.update(piece);
			piece.set(clear);
			// given back at once: left to the garbage collector, these pieces made it work harder than the cipher
			(clear.buffer as ArrayBuffer).transfer(0);
		}
		return read;
	}

	/** Writes clear bytes at `offset`. Resolves when the system has them; `sync` makes them survive a power cut. */
	async writeAt(offset: number, bytes: Uint8Array): Promise<void> {
		await writeFully(this.handle, this.#turn(bytes, offset), headerBytes + offset);
	}

	async sync(): Promise<void> {
		await this.handle.sync();
	}

	/** Gives the file its final name, durably. */
	async moveTo(path: string): Promise<void> {
		await rename(this.path, path);
		await syncFolder(dirname(path));
	}

	async close(): Promise<void> {
		await this.handle.close();
	}

	/** CTR enciphers and deciphers alike. */
	#turn(bytes: Uint8Array, offset: number): Uint8Array<ArrayBuffer> {
		return this.#cipherAt(offset).update(bytes);
	}

	/** Starts in the middle of a block by throwing the first key-stream bytes away. */
	#cipherAt(offset: number): Cipheriv {
		const cipher = createCipheriv('aes-256-ctr', this.key, counterAt(this.counter, Math.floor(offset / blockBytes)));
		const skipped = offset % blockBytes;
		if (skipped > 0) cipher.update(Buffer.alloc(skipped));
		return cipher;
	}
}

/** The initial counter advanced by a number of blocks, modulo 2^128. */
function counterAt(initial: Buffer, blocks: number): Buffer {
	const value = (BigInt(`0x${initial.toString('hex')}`) + BigInt(blocks)) % 2n ** 128n;
	return Buffer.from(value.toString(16).padStart(32, '0'), 'hex');
}

async function writeFully(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
	let done = 0;
	while (done < bytes.length) {
		const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
		done += bytesWritten;
	}
}

/** A new or renamed file survives a power cut only when its folder is synced too. */
async function syncFolder(path: string): Promise<void> {
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
