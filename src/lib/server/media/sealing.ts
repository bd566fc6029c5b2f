import { createCipheriv, randomBytes, type Cipheriv } from 'node:crypto';

const magic = Buffer.from('KKS1', 'latin1');
const blockBytes = 16;
const undeclared = 2n ** 64n - 1n;
/** Deciphered at a time: what fits the processor's own memory costs half of what passes through the machine's. */
const turnedBytes = 64 * 1024;

/** What stands before the cipher text of every sealed file, bytes. */
export const headerBytes = 32;

/**
 * How a clip's bytes are sealed, wherever they lie. AES-256-CTR under the clip's own key; the counter starts at an
 * initial value drawn anew for every file, so two files of one clip never share key stream. CTR keeps every offset
 * addressable without touching its neighbours, which both resumable receiving and just-in-time packaging need.
 * It does not detect tampering: whoever can write there is already the host. Destroying the key destroys the clip.
 *
 * A sealed file: 4 bytes mark, 4 zero, 8 declared length (big-endian), 16 initial counter, then the cipher text.
 */
export interface Seal {
	/** The initial counter. */
	counter: Buffer;
	/** Length of the clear bytes as announced when the file was begun; null when it was not known. */
	declared: number | null;
}

/** For a new file. */
export const newSeal = (declared: number | null): Seal => ({ counter: randomBytes(blockBytes), declared });

export function headerOf({ counter, declared }: Seal): Buffer {
	const header = Buffer.alloc(headerBytes);
	magic.copy(header, 0);
	header.writeBigUInt64BE(declared === null ? undeclared : BigInt(declared), 8);
	counter.copy(header, 16);
	return header;
}

/** Null when this is no header, or not a whole one. */
export function readHeader(header: Buffer): Seal | null {
	if (header.length < headerBytes || !header.subarray(0, 4).equals(magic)) return null;
	const declared = header.readBigUInt64BE(8);
	return {
		counter: Buffer.from(header.subarray(16, headerBytes)),
		declared: declared === undeclared ? null : Number(declared)
	};
}

/** Deciphers (or enciphers: CTR does both alike) bytes that stand at `offset` of the clear file, where they are. */
export function turnInPlace(key: Uint8Array, counter: Buffer, offset: number, bytes: Uint8Array): void {
	const cipher = cipherAt(key, counter, offset);
	for (let at = 0; at < bytes.length; at += turnedBytes) {
		const piece = bytes.subarray(at, at + turnedBytes);
		const turned = cipher.update(piece);
		piece.set(turned);
		// given back at once: left to the garbage collector, these pieces made it work harder than the cipher
		(turned.buffer as ArrayBuffer).transfer(0);
	}
}

/** The same into new bytes. */
export const turned = (key: Uint8Array, counter: Buffer, offset: number, bytes: Uint8Array): Uint8Array =>
	cipherAt(key, counter, offset).update(bytes);

/** Starts in the middle of a block by throwing the first key-stream bytes away. */
function cipherAt(key: Uint8Array, counter: Buffer, offset: number): Cipheriv {
	const cipher = createCipheriv('aes-256-ctr', key, counterAt(counter, Math.floor(offset / blockBytes)));
	const skipped = offset % blockBytes;
	if (skipped > 0) cipher.update(Buffer.alloc(skipped));
	return cipher;
}

/** The initial counter advanced by a number of blocks, modulo 2^128. */
function counterAt(initial: Buffer, blocks: number): Buffer {
	const value = (BigInt(`0x${initial.toString('hex')}`) + BigInt(blocks)) % 2n ** 128n;
	return Buffer.from(value.toString(16).padStart(32, '0'), 'hex');
}
