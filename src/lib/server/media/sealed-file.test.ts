import { createHash, randomBytes, randomInt } from 'node:crypto';
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SealedFile } from './sealed-file';

const key = randomBytes(32);
let dir: string;
beforeAll(async () => {
	dir = await mkdtemp(join(tmpdir(), 'kijkkring-sealed-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

async function sealed(name: string, bytes: Uint8Array): Promise<SealedFile> {
	const file = await SealedFile.create(join(dir, name), key, bytes.length);
	await file.writeAt(0, bytes);
	return file;
}

describe('a sealed file', () => {
	it('gives back any range, whatever block it begins in', async () => {
		const bytes = randomBytes(100_003);
		const file = await sealed('ranges', bytes);
		for (let i = 0; i < 300; i++) {
			const from = randomInt(bytes.length);
			const length = randomInt(70_000);
			expect(Buffer.from(await file.readAt(from, length)).equals(bytes.subarray(from, from + length))).toBe(true);
		}
		expect((await file.readAt(bytes.length + 5, 10)).length).toBe(0);
		const place = new Uint8Array(40_000).fill(7);
		const end = await file.readAt(bytes.length - 39_000, 39_500, place.subarray(3));
		expect(Buffer.from(end).equals(bytes.subarray(bytes.length - 39_000))).toBe(true);
		expect([end.buffer === place.buffer, end.byteOffset, place[2], place[39_503]]).toEqual([true, 3, 7, 7]);
		await file.close();
	});

	it('is the same file whether it was written at once or in odd pieces by several openings', async () => {
		const bytes = randomBytes(50_000);
		let file = await SealedFile.create(join(dir, 'pieces'), key, bytes.length);
		for (let at = 0; at < bytes.length;) {
			const next = Math.min(bytes.length, at + 1 + randomInt(4_097));
			await file.writeAt(at, bytes.subarray(at, next));
			await file.close();
			file = (await SealedFile.open(join(dir, 'pieces'), key, 'r+')) ?? expect.fail('gone');
			expect(await file.size()).toBe(next);
			at = next;
		}
		expect(sha(await file.readAt(0, bytes.length))).toBe(sha(bytes));
		await file.close();
	});

	it('holds nothing readable on disk, and never the same cipher text twice', async () => {
		const bytes = Buffer.alloc(4_096, 'speelt samen met B. ');
		for (const name of ['one', 'two']) await (await sealed(name, bytes)).close();
		const [one, two] = [await readFile(join(dir, 'one')), await readFile(join(dir, 'two'))];
		expect(one.includes('speelt samen')).toBe(false);
		expect(one.subarray(32).equals(two.subarray(32))).toBe(false);
		expect(one.subarray(32, 52).equals(one.subarray(52, 72))).toBe(false); // equal clear text, other cipher text
	});

	it('says nothing under another key', async () => {
		const file = await sealed('key', Buffer.from('vandaag drie keer meegespeeld'));
		await file.close();
		const other = (await SealedFile.open(join(dir, 'key'), randomBytes(32))) ?? expect.fail('gone');
		expect(Buffer.from(await other.readAt(0, 29)).includes('vandaag')).toBe(false);
		await other.close();
	});

	it('is not there when its header never reached the disk, and is when it did', async () => {
		expect(await SealedFile.open(join(dir, 'never'), key)).toBeNull();
		await (await sealed('torn', Buffer.from('x'))).close();
		await truncate(join(dir, 'torn'), 20);
		expect(await SealedFile.open(join(dir, 'torn'), key)).toBeNull();
		await writeFile(join(dir, 'foreign'), randomBytes(100));
		expect(await SealedFile.open(join(dir, 'foreign'), key)).toBeNull();
	});

	it('replaces what stood there in one step, under a new counter', async () => {
		const first = await sealed('again', Buffer.from('eerste'));
		const second = await SealedFile.create(join(dir, 'again'), key, null);
		expect(second.mark).not.toBe(first.mark);
		expect(second.declared).toBeNull();
		expect(await second.size()).toBe(0);
		await first.close();
		await second.close();
	});
});

const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
