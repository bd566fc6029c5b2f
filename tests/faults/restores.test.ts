import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { findText, restoreOnce } from './restores';

it('[ER4] [C3] an older backup beside today’s key store shows nothing that was erased since, and everything else', async () => {
	const { looked, reached, plain, stays } = await restoreOnce();
	expect(looked).toBeGreaterThan(15);
	expect(reached).toEqual([]);
	expect(stays).toBe(true);
	// [C2] also before it came back: no text about a child in any byte of database, log of the database, clips and keys
	expect(plain).toEqual([]);
}, 240_000);

it('looks where it says it looks', () => {
	const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'kijkkring-find-'));
	try {
		fs.mkdirSync(path.join(dir, 'deep'));
		fs.writeFileSync(path.join(dir, 'deep', 'one'), 'x MERK y');
		fs.writeFileSync(path.join(dir, 'two'), Buffer.from('MERK', 'utf16le'));
		expect([...findText(dir, 'MERK')]).toHaveLength(2);
	} finally {
		fs.rmSync(dir, { recursive: true, force: true });
	}
});
