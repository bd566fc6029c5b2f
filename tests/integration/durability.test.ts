import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { connect } from '$lib/server/db/connection';
import { openEmbedded, syncCalls } from '$lib/server/db/embedded';
import { school } from '$lib/server/db/schema';

const folders: string[] = [];
const folder = async () => {
	const dir = await mkdtemp(path.join(tmpdir(), 'kijkkring-db-'));
	folders.push(dir);
	return dir;
};
afterEach(async () => {
	for (const dir of folders.splice(0)) await rm(dir, { recursive: true, force: true });
});

describe('the embedded database', () => {
	it('asks the disk to sync before a commit is answered', async () => {
		const connection = await connect({ dir: await folder() }, 'drizzle');
		await connection.db.insert(school).values({ id: 'a', name: 'A', createdAt: new Date(0) });
		const before = syncCalls();
		await connection.db.insert(school).values({ id: 'b', name: 'B', createdAt: new Date(0) });
		expect(syncCalls()).toBeGreaterThan(before);
		const reading = syncCalls();
		await connection.db.select().from(school);
		expect(syncCalls()).toBe(reading);
		await connection.close();
	});

	it('keeps what was committed over a close and an open', async () => {
		const dir = await folder();
		const first = await connect({ dir }, 'drizzle');
		await first.db.insert(school).values({ id: 'a', name: 'De Linde', createdAt: new Date(0) });
		await first.close();
		const second = await connect({ dir }, 'drizzle');
		expect(await second.db.select({ name: school.name }).from(school)).toEqual([{ name: 'De Linde' }]);
		await second.close();
	});

	it('refuses a second opener by name and leaves the first unharmed', async () => {
		const dir = await folder();
		const first = await connect({ dir }, 'drizzle');
		await expect(openEmbedded(dir)).rejects.toThrow(`already in use by process ${process.pid}`);
		await first.db.insert(school).values({ id: 'a', name: 'A', createdAt: new Date(0) });
		expect(await first.db.select().from(school)).toHaveLength(1);
		await first.close();
		const after = await openEmbedded(dir);
		await after.close();
	});
});
