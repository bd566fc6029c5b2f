import { eq, sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect } from '../../../src/lib/server/db/connection';
import { personRole } from '../../../src/lib/server/db/person-pool';
import { rowRules } from '../../../src/lib/server/db/row-rules';
import * as t from '../../../src/lib/server/db/schema';
import { asNobody, asPerson, asSchool, goOnAsSchool, proofs } from '../../../src/lib/server/db/who-asks';
import { createTestDatabase } from '../../support/postgres';
import { openTestHouse } from '../../support/test-needs';

let house: Awaited<ReturnType<typeof openTestHouse>>;
const now = new Date('2026-11-12T14:30:00Z');
const teachers = ['marit', 'kees', 'sofie', 'lieke', 'noor', 'vreemd'];
beforeAll(async () => {
	house = await openTestHouse();
	await house.cast();
	const { db, needs } = house;
	// a device each: a row that is hers and nobody else's
	await db.insert(t.pushDevice).values(
		teachers.map((userId) => ({
			...{ id: `device-${userId}`, userId, name: 'x', createdAt: now },
			...{ wrappedKey: new Uint8Array(1), address: new Uint8Array(1) }
		}))
	);
	await db.insert(t.planEntry).values({
		...{ id: 'hers', trajectoryId: 'marit-j', kind: 'note', at: now, createdAt: now, changedAt: now },
		sealed: needs.vault.sealText(needs.vault.newKey().key, '{}')
	});
});
afterAll(() => house.close());

/** Awaited within: a statement goes out when somebody waits for it. */
const as = <T>(who: string, work: () => PromiseLike<T>): Promise<T> =>
	asPerson(
		who,
		() => now,
		async () => await work()
	);
const devices = () => house.needs.db.select({ userId: t.pushDevice.userId }).from(t.pushDevice);
const roleNow = () => house.needs.db.select({ is: sql<string>`current_user` }).from(sql`(select) nothing`);
/** Of the error that the database gave, whatever the driver made of it. */
const codeOf = (work: () => Promise<unknown>): Promise<unknown> =>
	work().then(
		() => 'done',
		(error: unknown) => ((error as { cause?: { code?: string } }).cause ?? (error as { code?: string })).code
	);

it('[RG8] every table has its rules, no rule is of a table that is not there, and the owner is not stopped', async () => {
	const answer = await house.db
		.select({
			name: sql<string>`relname`,
			rules: sql<boolean>`relrowsecurity`,
			force: sql<boolean>`relforcerowsecurity`
		})
		.from(sql`pg_class`)
		.where(sql`relkind = 'r' and relnamespace = 'public'::regnamespace`);
	expect(answer.map(({ name }) => name).sort()).toEqual(Object.keys(rowRules).sort());
	expect(answer.filter(({ rules, force }) => !rules || force)).toEqual([]);
	expect(await house.db.$count(t.pushDevice)).toBe(teachers.length);
});

it('[RG8] a person is under the role of persons, in a statement and in a transaction, and the school is not', async () => {
	const [school] = await roleNow();
	expect(school?.is).not.toBe(personRole);
	expect(await as('kees', roleNow)).toEqual([{ is: personRole }]);
	const inside = await as('kees', () =>
		house.needs.db.transaction((tx) => tx.select({ is: sql<string>`current_user` }).from(sql`(select) nothing`))
	);
	expect(inside).toEqual([{ is: personRole }]);
	expect(await as('kees', () => asNobody(async () => await roleNow()))).toEqual([school]);
	expect(await roleNow()).toEqual([school]);
});

it.runIf(process.env['TEST_DATABASE_URL'])(
	'compiles no statement, for anybody: it takes longer than they run',
	async () => {
		const compiles = () =>
			house.needs.db.select({ is: sql<string>`current_setting('jit')` }).from(sql`(select) nothing`);
		expect([await compiles(), await as('kees', compiles)]).toEqual([[{ is: 'off' }], [{ is: 'off' }]]);
	}
);

it('[RG8] a line on which nobody is named shows nothing, and does not answer outside of a request', async () => {
	expect(await as('', devices)).toEqual([]);
	await expect(house.connection.persons.select().from(t.pushDevice).execute()).rejects.toThrow();
});

it('[RG9] many people at once, with mistakes between, and nobody is ever shown the rows of another', async () => {
	const asked = Array.from({ length: 240 }, (_one, n) => {
		const who = teachers[(n * 7 + (n % 5)) % teachers.length] ?? 'kees';
		return as(who, async () => {
			const { db } = house.needs;
			if (n % 6 === 0) await db.execute(sql`select 1 / 0`).catch(() => {});
			if (n % 6 === 1) await db.execute(sql`no statement at all`).catch(() => {});
			if (n % 6 === 2)
				await db
					.transaction(async (tx) => {
						await tx.execute(sql`select 1`);
						throw new Error('on second thoughts');
					})
					.catch(() => {});
			if (n % 6 === 3)
				await db
					.transaction(async (tx) => {
						await tx.execute(sql`select 1 / 0`).catch(() => {});
						await tx.execute(sql`select 1`);
					})
					.catch(() => {});
			if (n % 6 === 4 && house.database)
				await db
					.transaction(async (tx) => {
						await tx.execute(sql`set local statement_timeout = 1`);
						await tx.execute(sql`select pg_sleep(5)`);
					})
					.catch(() => {});
			const rows = n % 2 ? await devices() : await db.transaction((tx) => tx.select().from(t.pushDevice));
			const [{ is } = { is: '' }] = await roleNow();
			return { who, saw: rows.map(({ userId }) => userId), is };
		});
	});
	for (const { who, saw, is } of await Promise.all(asked)) expect([saw, is]).toEqual([[who], personRole]);
	const [school] = await roleNow();
	expect(school?.is).not.toBe(personRole);
	expect(await devices()).toHaveLength(teachers.length);
});

it.runIf(process.env['TEST_DATABASE_URL'])(
	'[RG9] a connection that dies under a request takes no right with it: the next one asks as herself',
	async () => {
		const die = () =>
			house.needs.db.execute(sql`select pg_terminate_backend(pg_backend_pid())`).then(String, () => 'gone');
		expect(await Promise.all(teachers.map((who) => as(who, die)))).toEqual(teachers.map(() => 'gone'));
		for (const who of [...teachers, ...teachers]) expect(await as(who, devices)).toEqual([{ userId: who }]);
	}
);

it('[RG8] what is not hers she neither finds nor changes', async () => {
	const { needs, db } = house;
	const hers = eq(t.planEntry.id, 'hers');
	const entries = () => needs.db.select({ id: t.planEntry.id }).from(t.planEntry);
	expect(await as('marit', entries)).toEqual([{ id: 'hers' }]);
	for (const who of teachers.slice(1)) {
		expect(await as(who, entries)).toEqual([]);
		await as(who, () => needs.db.update(t.planEntry).set({ sharedAt: now }).where(hers));
		await as(who, () => needs.db.delete(t.planEntry).where(hers));
		const answer = { id: `of-${who}`, trajectoryId: 'marit-j', scope: 'team' as const, state: 'withdrawn' as const };
		expect(await codeOf(() => as(who, () => needs.db.insert(t.consentAnswer).values({ ...answer, at: now })))).toBe(
			'42501'
		);
	}
	const [still] = await db.select().from(t.planEntry).where(hers);
	expect(still?.sharedAt).toBeNull();
	// nobody makes herself what she is not
	const admin = () => needs.db.update(t.userAccount).set({ admin: true }).where(eq(t.userAccount.id, 'kees'));
	const lead = () =>
		needs.db
			.update(t.teamMember)
			.set({ roles: ['lead'] })
			.where(eq(t.teamMember.userId, 'kees'));
	expect(await codeOf(() => as('kees', admin))).toBe('42501');
	expect(await codeOf(() => as('kees', lead))).toBe('42501');
});

it('[RG10] work of the school within her request gives a proof first, and ends with its transaction', async () => {
	const { needs } = house;
	const notHers = proofs.owns('marit-j');
	await expect(
		as('kees', () => asSchool(needs.db, 'child-goes', notHers, async () => await devices()))
	).rejects.toThrow('child-goes');
	await expect(as('kees', () => needs.db.transaction((tx) => goOnAsSchool(tx, 'child-goes', notHers)))).rejects.toThrow(
		'child-goes'
	);
	expect(await as('marit', () => asSchool(needs.db, 'child-goes', notHers, async () => await devices()))).toHaveLength(
		teachers.length
	);
	const both = await as('marit', () =>
		needs.db.transaction(async (tx) => {
			const before = await tx.$count(t.pushDevice);
			await goOnAsSchool(tx, 'child-goes', notHers);
			return [before, await tx.$count(t.pushDevice)];
		})
	);
	expect(both).toEqual([1, teachers.length]);
	expect(await as('marit', devices)).toEqual([{ userId: 'marit' }]);
});

it.runIf(process.env['TEST_DATABASE_URL'])(
	'[RG8] a user that may not make roles is told what to run, and needs no more than that',
	async () => {
		const database = await createTestDatabase();
		const admin = postgres(process.env['TEST_DATABASE_URL'] ?? '', { max: 1, onnotice: () => {} });
		if (!database) throw new Error('no server');
		const at = new URL(database.url);
		const user = `plain_${at.pathname.slice(3)}`;
		await admin`create role ${admin(user)} login password 'plain'`;
		await admin`alter database ${admin(at.pathname.slice(1))} owner to ${admin(user)}`;
		const url = Object.assign(new URL(database.url), { username: user, password: 'plain' }).href;
		try {
			await expect(connect({ url }, 'drizzle')).rejects.toThrow(`grant ${personRole}`);
			await admin`grant ${admin(personRole)} to ${admin(user)}`;
			const plain = await connect({ url }, 'drizzle');
			await plain.db.insert(t.pushKey).values({ id: 'one', wrappedKey: new Uint8Array(1) });
			expect(await plain.db.$count(t.pushKey)).toBe(1);
			expect(await as('kees', () => plain.persons.$count(t.pushKey))).toBe(0);
			await plain.close();
		} finally {
			await database.drop();
			await admin`drop role ${admin(user)}`;
			await admin.end();
		}
	}
);
