import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeysAway, openErasures, openKeyStore } from './key-store';
import { houseSecrets, KeyDestroyed, openVault, OtherMasterKey, turnKeys } from './vault';

const key = () => new Uint8Array(randomBytes(32));

describe('the key store', () => {
	let dir: string;
	const master = key();
	const begin = (under = master) => {
		const store = openKeyStore(dir);
		return { store, secrets: houseSecrets(store, under), vault: openVault(under, { store }) };
	};
	beforeEach(() => {
		dir = fs.mkdtempSync(path.join(os.tmpdir(), 'kijkkring-keys-'));
	});
	afterEach(() => fs.rmSync(dir, { recursive: true, force: true }));

	it('[ER1] what stands in a row opens nothing without the store, and the store nothing without the master key', () => {
		const { vault, store } = begin();
		const made = vault.newKey();
		expect(vault.open(made.wrapped)).toEqual(made.key);
		expect(() => openVault(master).open(made.wrapped)).toThrow(KeyDestroyed);
		expect(() => openVault(key(), { store }).open(made.wrapped)).toThrow();
	});

	it('[ER1] a destroyed key opens nothing any more, in no process, and its file is overwritten before it goes', () => {
		const { vault } = begin();
		const elsewhere = openVault(master, { store: openKeyStore(dir) });
		const gone = vault.newKey().wrapped;
		const stays = vault.newKey();
		elsewhere.open(gone);
		const id = vault.idOf(gone) ?? '';
		const file = path.join(dir, 'keys', id.slice(0, 2), id);
		const before = fs.readFileSync(file);
		const held = fs.openSync(file, 'r');
		vault.destroy(id);
		const after = Buffer.alloc(before.length);
		fs.readSync(held, after, 0, after.length, 0);
		fs.closeSync(held);
		expect(after.equals(before)).toBe(false);
		expect(fs.existsSync(file)).toBe(false);
		for (const it of [vault, elsewhere]) expect(() => it.open(gone)).toThrow(KeyDestroyed);
		vault.destroy(id);
		expect(elsewhere.open(stays.wrapped)).toEqual(stays.key);
	});

	it('[ER6] a store out of reach is no destroyed key', () => {
		const { vault } = begin();
		const { wrapped } = vault.newKey();
		fs.renameSync(dir, `${dir}-away`);
		expect(() => vault.open(wrapped)).toThrow(KeysAway);
		expect(() => vault.newKey()).toThrow(KeysAway);
		fs.rmSync(dir, { recursive: true, force: true });
		fs.renameSync(`${dir}-away`, dir);
		vault.open(wrapped);
	});

	it('[ER2] a key from before there was a store keeps what is sealed under it', () => {
		const { key: plain, wrapped } = openVault(master).newKey();
		const { vault } = begin();
		expect(vault.open(wrapped)).toEqual(plain);
		const moved = vault.moved(wrapped);
		expect(moved && vault.open(moved)).toEqual(plain);
		expect(moved && vault.moved(moved)).toBeNull();
	});

	it('[ER3] another master key opens everything after a rotation broken off anywhere, and the old one nothing', () => {
		const { store, vault, secrets } = begin();
		const keys = Array.from({ length: 12 }, () => vault.newKey());
		const next = key();
		let left = 5;
		const failing = {
			...store,
			replace: (id: string, half: Uint8Array) => {
				if (left-- === 0) throw new Error('the power went');
				store.replace(id, half);
			}
		};
		expect(() => turnKeys(failing, next, master)).toThrow('the power went');
		const both = openVault(next, { store: openKeyStore(dir), old: master });
		for (const it of keys) expect(both.open(it.wrapped)).toEqual(it.key);
		expect(() => houseSecrets(openKeyStore(dir), next)).toThrow(OtherMasterKey);
		expect(turnKeys(openKeyStore(dir), next, master)).toBe(7);
		expect(turnKeys(openKeyStore(dir), next, master)).toBe(0);
		const after = begin(next);
		for (const it of keys) expect(after.vault.open(it.wrapped)).toEqual(it.key);
		for (const it of keys) expect(() => vault.open(it.wrapped)).toThrow();
		expect(after.secrets).toEqual(secrets);
		expect(() => begin(master)).toThrow(OtherMasterKey);
	});

	it('[ER4] the list of erasures is read line by line: a line cut off, changed or made up is none, and is told', () => {
		const { store, secrets } = begin();
		const list = openErasures(store, secrets.proof);
		const one = { what: 'clip' as const, of: 'a', keyId: null, at: new Date(1) };
		const two = { ...one, of: 'b', at: new Date(2) };
		list.add(one);
		const file = path.join(dir, 'erased.log');
		fs.appendFileSync(file, '{"what":"clip","of":"x"');
		list.add(two);
		fs.appendFileSync(file, `${JSON.stringify(one).replace('"a"', '"z"')} ${'A'.repeat(43)}\n`);
		expect(list.read()).toEqual({ erasures: [one, two], strange: 2 });
		fs.copyFileSync(file, path.join(dir, 'erased-older.log'));
		expect(list.read().erasures).toEqual([one, two]);
	});
});
