import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as schema from '$lib/server/db/schema';
import { KeyDestroyed } from '$lib/server/db/vault';
import { recordConsent } from '$lib/server/use-cases/child/record-consent';
import { childFile } from '$lib/server/use-cases/erasure/child-file';
import { eraseChild } from '$lib/server/use-cases/erasure/erase-child';
import { inventory } from '$lib/server/use-cases/erasure/inventory';
import { settleKeys } from '$lib/server/use-cases/erasure/settle-keys';
import { keepChild } from '../../support/kept-child';
import { openTestHouse } from '../../support/test-needs';

const tables = Object.entries<unknown>(schema).flatMap(([name, it]): [string, PgTable][] =>
	is(it, PgTable) ? [[name, it]] : []
);
const tableOf = (name: string): PgTable | undefined => tables.find(([its]) => its === name)?.[1];

/** Every row of every table, as text: sealed bytes as they stand. */
async function everything(db: Awaited<ReturnType<typeof openTestHouse>>['db'], except: string[] = []) {
	const found: { table: string; row: string }[] = [];
	for (const [name, table] of tables)
		if (!except.includes(name))
			for (const row of await db.select().from(table))
				found.push({
					table: name,
					row: JSON.stringify(row, (_, value: unknown) =>
						value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value
					)
				});
	return found;
}

describe('[ER8] the inventory', () => {
	it('has every table, and no table that is not there', () => {
		const stores = Object.keys(inventory).filter((name) => name.includes('-'));
		expect(Object.keys(inventory).toSorted()).toEqual([...tables.map(([name]) => name), ...stores].toSorted());
	});

	it('what goes with another table really hangs on it, by a reference that takes it along', () => {
		const loose = Object.entries(inventory).flatMap(([name, shelf]) => {
			const table = tableOf(name);
			if (!table || !('goesWith' in shelf) || shelf.goesWith === null) return [];
			const other = tableOf(shelf.goesWith);
			const hangs = getTableConfig(table).foreignKeys.some(
				(key) => key.onDelete === 'cascade' && other && key.reference().foreignTable === other
			);
			return hangs ? [] : [name];
		});
		expect(loose).toEqual([]);
	});

	it('a table in which a child, a clip or a session is named says that it holds something of a child', () => {
		const about = /trajectory|child_?id|clip_?id|session_?id|^doc$/i;
		const silent = tables.filter(([name, table]) => {
			const named = Object.values(getTableColumns(table)).some((column) => about.test(column.name));
			return named && inventory[name] && 'nothing' in inventory[name];
		});
		// ids whose bytes are going, and the log, which outlives what it is about
		expect(silent.map(([, table]) => getTableName(table))).toEqual(['clip_to_go', 'audit_entry']);
	});
});

describe('one child, and everything about it', () => {
	let house: Awaited<ReturnType<typeof openTestHouse>>;
	let kept: Awaited<ReturnType<typeof keepChild>>;
	const marks: string[] = [];
	const mark = (where: string) => {
		marks.push(`MERK ${where}`);
		return `MERK ${where}`;
	};

	beforeAll(async () => {
		house = await openTestHouse();
		await house.cast();
		house.needs.files = { ...house.needs.files, erase: async () => {}, held: async () => [] };
		kept = await keepChild(house.needs, 'Q.', mark);
		await keepChild(house.needs, 'Z.', () => 'van een ander kind');
	}, 180_000);
	afterAll(() => house.close());

	it('[ER7] no text about it stands plain in any table', async () => {
		expect(marks.length).toBeGreaterThan(20);
		expect((await everything(house.db)).filter(({ row }) => row.includes('MERK'))).toEqual([]);
	});

	it('[ER8] its teacher makes the file for its parents, and nobody else', async () => {
		for (const other of ['kees', 'noor', 'anke', 'els', 'gerda', 'vreemd'])
			expect(await childFile(house.needs, other, kept.trajectoryId)).toEqual({ ok: false, code: 'not-found' });
		const file = await childFile(house.needs, 'marit', kept.trajectoryId);
		const text = JSON.stringify(file);
		for (const part of ['reason', 'title', 'context', 'caption', 'note', 'yield', 'question', 'answer', 'shared plan'])
			expect(text).toContain(`MERK ${part}`);
		// what is the teacher's own work, a colleague's name, and what was taken away
		for (const part of [
			'MERK plan"',
			'MERK interview',
			'MERK mark',
			'MERK removal',
			'MERK success',
			'Kees',
			'ander kind'
		])
			expect(text).not.toContain(part);
		expect(file).toMatchObject({
			value: {
				answers: [{ scope: 'team', state: 'granted' }],
				views: [{ by: 'teacher', clip: 'MERK title' }],
				withheld: { own: 1, interviews: 1, marks: 1 }
			}
		});
	});

	it('[ER8] only she erases it, and only when she said that she knows what goes', async () => {
		for (const other of ['kees', 'noor', 'els'])
			expect(await eraseChild(house.needs, other, kept.trajectoryId, { sure: true })).toMatchObject({ ok: false });
		expect(await eraseChild(house.needs, 'marit', kept.trajectoryId, { sure: false })).toMatchObject({
			code: 'bad-input'
		});
	});

	it('[ER8] [ER4] nothing of it stays in any table but its ids in the list, and every key of it is destroyed', async () => {
		const keys = (await everything(house.db)).length;
		expect(await eraseChild(house.needs, 'marit', kept.trajectoryId, { sure: true })).toMatchObject({ ok: true });
		expect((await everything(house.db)).length).toBeLessThan(keys);
		const left = await everything(house.db, ['erasure', 'clipToGo', 'meetingGroup', 'auditEntry']);
		expect(left.filter(({ row: it }) => it.includes('-Q.'))).toEqual([]);
		const erased = await house.db.select().from(schema.erasure);
		expect(erased.every(({ doneAt }) => doneAt !== null)).toBe(true);
		for (const { keyId } of erased)
			expect(() =>
				house.needs.vault.open(
					new Uint8Array(Buffer.concat([Buffer.from([2]), Buffer.from(keyId ?? '', 'hex'), Buffer.alloc(60)]))
				)
			).toThrow(KeyDestroyed);
		expect(house.needs.vault.erasures.read().erasures.map(({ what }) => what)).toContain('child');
	});

	it('[ER5] taking a yes back gives what stays another key, and the old one opens nothing any more', async () => {
		const old = (await house.db.select().from(schema.trajectory)).find(({ id }) => id === 't-Z.');
		expect(await recordConsent(house.needs, 'marit', 't-Z.', { scope: 'team', state: 'withdrawn' })).toMatchObject({
			ok: true
		});
		const now = (await house.db.select().from(schema.trajectory)).find(({ id }) => id === 't-Z.');
		expect(() => house.needs.vault.open(old?.wrappedKey ?? new Uint8Array())).toThrow(KeyDestroyed);
		const key = house.needs.vault.open(now?.wrappedKey ?? new Uint8Array());
		expect(house.needs.vault.read(now?.reason ?? null)).toBe('van een ander kind');
		for (const table of [schema.planEntry, schema.interview] as const)
			for (const { sealed } of await house.db.select().from(table))
				expect(house.needs.vault.unsealText(key, sealed)).toContain('van een ander kind');
		for (const { sealed } of await house.db.select().from(schema.planVersion))
			expect(house.needs.vault.unsealText(key, sealed)).toContain('van een ander kind');
		const [clip] = await house.db.select().from(schema.clip);
		expect([clip?.status, house.needs.vault.read(clip?.title ?? null)]).toEqual(['erased', 'Z., 12 november']);
	});

	it('[ER2] what an earlier version left plain is sealed at the start, once', async () => {
		await house.db.update(schema.trajectory).set({ oldReason: 'nog open', reason: null });
		await settleKeys(house.needs);
		await settleKeys(house.needs);
		for (const row of await house.db.select().from(schema.trajectory))
			expect([row.oldReason, house.needs.vault.read(row.reason)]).toEqual(['', 'nog open']);
		expect((await everything(house.db)).filter(({ row }) => row.includes('nog open'))).toEqual([]);
	});
});
