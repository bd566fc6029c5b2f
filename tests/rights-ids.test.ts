import { is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { expect, it } from 'vitest';
import * as schema from '../src/lib/server/db/schema';

const tables = Object.values(schema).flatMap((one) => (is(one, PgTable) ? [getTableConfig(one)] : []));

it('[RG7] the database counts nothing that anybody is told: but two logs', () => {
	const counted = tables.flatMap(({ name, columns }) =>
		columns
			.filter((column) => column.generatedIdentity !== undefined || /serial/.test(column.getSQLType()))
			.map((column) => `${name}.${column.name}`)
	);
	expect(counted).toEqual([
		// what was typed, in order; stays inside the house
		'doc_update.seq',
		// what happened, in order: an admin reads the whole log, and asks by it for what is older; nobody else is told
		'audit_entry.nr'
	]);
	expect(tables.length).toBeGreaterThan(40);
});

it('[RG7] whatever has a name of its own has one made of chance: text, and no number', () => {
	const numbered = tables.flatMap(({ name, columns }) =>
		columns.filter((column) => column.name === 'id' && column.getSQLType() !== 'text').map(() => name)
	);
	expect(numbered).toEqual([]);
});
