import { randomBytes } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { record } from '$lib/server/db/audit';
import { headKeyOf, headsIn, layLinks, makeHead, shortenLog } from '$lib/server/db/audit-chain';
import { logIn, verifyLog } from '$lib/server/db/audit-verify';
import { auditEntry, auditLink } from '$lib/server/db/schema';
import { castDay, openTestHouse } from '../../support/test-needs';
import { sourceOf, tamperings, tampered, tamperWith, dice, writtenLog } from '../../support/audit/tamper';

type House = Awaited<ReturnType<typeof openTestHouse>>;
let house: House;
const key = headKeyOf(new Uint8Array(randomBytes(32)), 'linde');
const heads: string[] = [];

beforeAll(async () => {
	house = await openTestHouse();
});
afterAll(() => house.close());

const write = (n: number, at = castDay) =>
	record(
		house.db,
		...Array.from({ length: n }, (_, i) => ({
			...{ at: new Date(at.getTime() + i), kind: 'clip-opened' as const, actor: 'kees', role: 'teacher' },
			...{ object: { kind: 'clip' as const, id: `clip-${i}` }, facts: { fromS: i, toS: i + 2 } }
		}))
	);
const head = async (at: Date) => {
	const line = await makeHead(house.db, key, at);
	if (line) heads.push(line);
};
const verdict = async (text = heads.join('\n')) => verifyLog(logIn(house.db), headsIn(text));
const kinds = async (text?: string) => [...new Set((await verdict(text)).findings.map(({ is }) => is))];

/** As the owner of the tables, who can take the trigger away. */
async function past(guard: 'audit_entry' | 'audit_link', harm: () => Promise<unknown>): Promise<void> {
	await house.db.execute(sql`alter table ${sql.identifier(guard)} disable trigger user`);
	await harm();
	await house.db.execute(sql`alter table ${sql.identifier(guard)} enable trigger user`);
}

describe('[AU2] the chain', () => {
	it('is laid over everything that was written, once, in one order without a gap', async () => {
		await write(700);
		expect(await layLinks(house.db)).toBe(700);
		expect(await layLinks(house.db)).toBe(0);
		const numbers = await house.db.select({ n: auditLink.number }).from(auditLink).orderBy(auditLink.number);
		expect(numbers.map(({ n }) => n)).toEqual(Array.from({ length: 700 }, (_, i) => i + 1));
	});

	it('several that lay it at once lay one', async () => {
		await write(300, new Date(castDay.getTime() + 60_000));
		const laid = await Promise.all([layLinks(house.db), layLinks(house.db), layLinks(house.db)]);
		expect(laid.reduce((a, b) => a + b)).toBe(300);
	});

	it('an entry that was committed late is linked too', async () => {
		await house.db.execute(
			sql`insert into audit_entry (nr, at, kind, actor, role, facts) overriding system value
				values (-1, ${castDay.toISOString()}::timestamptz, 'denied', 'kees', '', '{}')`
		);
		expect(await layLinks(house.db)).toBe(0);
		await head(new Date(castDay.getTime() + 120_000));
		expect(await verdict()).toMatchObject({ entries: 1001, provenTo: 1001, findings: [] });
	});
});

describe('[AU4] the database refuses every change', () => {
	it.each([
		['an entry changed', sql`update audit_entry set actor = 'sofie' where nr = 5`],
		['an entry taken out', sql`delete from audit_entry where nr = 5`],
		['a link changed', sql`update audit_link set hash = '\\x00' where number = 5`],
		['a link taken out', sql`delete from audit_link where number = 5`],
		['everything gone', sql`truncate audit_entry`],
		['the chain gone', sql`truncate audit_link`]
	])('%s', async (_, statement) => {
		await expect(house.db.execute(statement)).rejects.toThrow();
		expect(await kinds()).toEqual([]);
	});

	it('also when it is told that the log is being shortened, as long as it is young', async () => {
		const young = house.db.transaction(async (tx) => {
			await tx.execute(sql`select set_config('kijkkring.shortening', 'on', true)`);
			await tx.execute(sql`delete from audit_entry where nr = (select max(nr) from audit_entry)`);
		});
		await expect(young).rejects.toThrow();
	});
});

describe('[AU3] [AU5] heads that were sent off', () => {
	it('are read from whatever they stand in, and forged ones are not believed', async () => {
		await write(20, new Date(castDay.getTime() + 180_000));
		await head(new Date(castDay.getTime() + 300_000));
		const journal = heads.map((line) => `Nov 12 15:30:00 school kijkkring[71]: ${line}\r`).join('\n');
		expect(headsIn(`noise\n${journal}\nmore`)).toHaveLength(2);
		expect(await kinds(journal)).toEqual([]);
		const forged = heads.join('\n').replace(/ 1021 /, ' 1020 ');
		expect(await kinds(forged)).toContain('head-not-signed');
		const other = headKeyOf(new Uint8Array(randomBytes(32)), 'linde').line(
			{ number: 9, hash: new Uint8Array(32) },
			castDay
		);
		expect(await kinds([...heads, other].join('\n'))).toContain('head-not-signed');
	});

	it('an entry changed behind the back of the house is found, and so is one put beside the chain', async () => {
		const [before] = await house.db.select().from(auditEntry).where(eq(auditEntry.nr, 7));
		const to = (actor: string) => house.db.update(auditEntry).set({ actor }).where(eq(auditEntry.nr, 7));
		await past('audit_entry', () => to('sofie'));
		expect(await kinds()).toEqual(['changed']);
		await past('audit_entry', () => to(before?.actor ?? ''));
		expect(await kinds()).toEqual([]);
	});

	it('a log that was cut off behind its end is found', async () => {
		const rows = await house.db
			.select()
			.from(auditLink)
			.where(sql`number > 1015`);
		await past('audit_link', () => house.db.delete(auditLink).where(sql`number > 1015`));
		expect(await kinds()).toEqual(['shorter-than-head']);
		await house.db.insert(auditLink).values(rows);
		expect(await kinds()).toEqual([]);
	});

	it('what is younger than the last head is linked, and not yet vouched for', async () => {
		await write(3, new Date(castDay.getTime() + 400_000));
		await layLinks(house.db);
		await past('audit_link', () => house.db.delete(auditLink).where(sql`number > 1021`));
		expect(await verdict()).toMatchObject({ provenTo: 1021, findings: [] });
		await layLinks(house.db);
	});
});

describe('[G1] random harm', () => {
	it('a log nobody touched has no finding', async () => {
		const { image, heads: sent } = writtenLog(200, 5);
		expect((await verifyLog(sourceOf(image), sent)).findings).toEqual([]);
	});

	it.each(tamperings)('%s is found', async (how) => {
		const { image, heads: sent } = writtenLog(60, 11);
		const roll = dice(3);
		let changed = tampered(image, how, roll);
		while (!changed) changed = tampered(image, how, roll);
		expect((await verifyLog(sourceOf(changed), sent)).findings).not.toEqual([]);
	});

	it('600 changes of every kind: all found', async () => {
		expect(await tamperWith(600, 2026)).toEqual({ done: 600, missed: [] });
	});
});

describe('[AU8] after twelve months', () => {
	it('entries go from the front, an entry says so, and the chain still holds', async () => {
		const other = await openTestHouse();
		try {
			const sent: string[] = [];
			const at = (day: number) => new Date(Date.parse('2025-01-10T10:00:00Z') + day * 86_400_000);
			for (const day of [0, 1, 2, 380, 381]) {
				await record(other.db, { at: at(day), kind: 'clip-opened', actor: 'kees' });
				const line = await makeHead(other.db, key, at(day));
				if (line) sent.push(line);
			}
			expect(await shortenLog(other.db, at(20), at(390))).toBe(3);
			expect(await shortenLog(other.db, at(20), at(390))).toBe(0);
			const line = await makeHead(other.db, key, at(390));
			const judged = await verifyLog(logIn(other.db), headsIn([...sent, line].join('\n')));
			expect(judged).toMatchObject({ entries: 3, findings: [] });
			const without = await verifyLog(logIn(other.db), headsIn([sent[4], line].join('\n')));
			expect(without.findings.map(({ is }) => is)).toEqual(['shortening-not-borne-out']);
		} finally {
			await other.close();
		}
	});
});
