import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '$lib/server/config';
import { trajectory } from '$lib/server/db/schema';
import { openVault } from '$lib/server/db/vault';
import { forgetOldKey, openKeys } from '$lib/server/open-keys';
import { settleKeys } from '$lib/server/use-cases/erasure/settle-keys';
import { openTestHouse } from '../../support/test-needs';

const key = () => new Uint8Array(randomBytes(32));

describe('[ER6] keys at the start', () => {
	let house: Awaited<ReturnType<typeof openTestHouse>>;
	let dir: string;
	const master = key();
	const at = (keyStore: string, masterKey = master) =>
		openKeys({ masterKey, oldMasterKey: null, keyStore: path.join(dir, keyStore) }, house.db);

	beforeAll(async () => {
		dir = fs.mkdtempSync(path.join(os.tmpdir(), 'kijkkring-start-'));
		// a database from before there was a key store
		house = await openTestHouse({ vault: openVault(master) });
		await house.cast();
	});
	afterAll(async () => {
		await house.close();
		fs.rmSync(dir, { recursive: true, force: true });
	});

	it('[ER2] a database from before gets its store, keys and all; under another master key it gets nothing', async () => {
		await expect(at('one', key())).rejects.toThrow('is not the master key under which this database was made');
		expect(fs.existsSync(path.join(dir, 'one'))).toBe(false);
		const vault = await at('one');
		await settleKeys({ ...house.needs, vault });
		const [row] = await house.db.select().from(trajectory);
		expect(vault.idOf(row?.wrappedKey ?? new Uint8Array())).not.toBeNull();
		vault.open(row?.wrappedKey ?? new Uint8Array());
	});

	it('stops where the store is not, and never begins another one', async () => {
		await expect(at('elsewhere')).rejects.toThrow(/^KIJKKRING_KEY_STORE: there is no key store at/);
		expect(fs.existsSync(path.join(dir, 'elsewhere'))).toBe(false);
	});

	it('stops under another master key', async () => {
		await expect(at('one', key())).rejects.toThrow('is not the master key under which this database was made');
	});

	describe('[ER3] another master key', () => {
		const env = { ORIGIN: 'https://kijkkring.example' };
		let data: string;
		const config = () => readConfig({ ...env, DATA_DIR: data }, false);
		const rotate = () =>
			spawnSync(process.execPath, ['bin/rotate-key.js'], { env: { DATA_DIR: data }, encoding: 'utf8' });
		beforeEach(() => {
			data = fs.mkdtempSync(path.join(dir, 'data-'));
		});

		it('is made beside the old one, opens everything from the next start on, and the old one is gone', async () => {
			const first = config();
			const made = (await openKeys(first, house.db).catch(() => null)) ?? null;
			expect(made).toBeNull(); // the database above has another store
			const empty = await openTestHouse({});
			try {
				const vault = await openKeys(first, empty.db);
				const { key: plain, wrapped } = vault.newKey();
				expect(rotate().status).toBe(0);
				expect(rotate().stderr).toContain('was not finished');
				const second = config();
				expect(second.masterKey).not.toEqual(first.masterKey);
				const turned = await openKeys(second, empty.db);
				forgetOldKey(second);
				expect(turned.open(wrapped)).toEqual(plain);
				expect(fs.readdirSync(path.join(data, 'keys')).sort()).toEqual(['master.key', 'store']);
				expect((await openKeys(config(), empty.db)).open(wrapped)).toEqual(plain);
				await expect(openKeys(first, empty.db)).rejects.toThrow('is not the master key');
				expect(turned.mark).toBe(vault.mark);
			} finally {
				await empty.close();
			}
		});

		it('is not made where there is none', () => {
			expect(rotate().stderr).toContain('there is no master key at');
		});
	});
});
