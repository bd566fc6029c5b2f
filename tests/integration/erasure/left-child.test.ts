import { eq } from 'drizzle-orm';
import { getTableName, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as schema from '../../../src/lib/server/db/schema';
import { consentOf } from '../../../src/lib/server/db/consent';
import { closeAccount, holdAccount } from '../../../src/lib/server/use-cases/accounts/manage-accounts';
import { noticesFor } from '../../../src/lib/server/use-cases/audit/notices';
import { addGuardian } from '../../../src/lib/server/use-cases/child/guardians';
import { eraseChild } from '../../../src/lib/server/use-cases/erasure/erase-child';
import {
	eraseLeftChild,
	viewLeftChild,
	viewLeftChildren
} from '../../../src/lib/server/use-cases/erasure/erase-left-child';
import { giveAnswer } from '../../../src/lib/server/use-cases/parent/give-answer';
import { makeLetter } from '../../../src/lib/server/use-cases/parent/letters';
import { viewParentsPage } from '../../../src/lib/server/use-cases/parent/view-parents-page';
import { openVisit, visitOf } from '../../../src/lib/server/use-cases/parent/visit';
import { parentTextsFor } from '../../../src/lib/words/parents';
import { keepChild } from '../../support/kept-child';
import { castDay, openTestHouse } from '../../support/test-needs';

let house: Awaited<ReturnType<typeof openTestHouse>>;
let kept: Awaited<ReturnType<typeof keepChild>>;
const sure = { sure: true, again: true, why: 'parents-ask' } as const;
const tables = Object.values<unknown>(schema).filter((it): it is PgTable => is(it, PgTable));

beforeAll(async () => {
	house = await openTestHouse();
	await house.cast();
	house.needs.files = { ...house.needs.files, erase: async () => {}, held: async () => [] };
	await house.db.insert(schema.userAccount).values({
		...{ id: 'ada', name: 'Ada', email: 'ada@delinde.test', passwordHash: 'none', createdAt: castDay, admin: true }
	});
	kept = await keepChild(house.needs, 'L.', () => 'MERK');
	await keepChild(house.needs, 'Z.', () => 'van een ander kind');
}, 180_000);
beforeEach(() => void house.letters.splice(0));
afterAll(() => house.close());

const listed = async (who = 'els') => {
	const seen = await viewLeftChildren(house.needs, who);
	if (!seen.ok) throw new Error(seen.code);
	return seen.value;
};

describe('[ER10] a child whose teacher is gone', () => {
	it('is hers alone as long as she can come in, also when she is kept out for a while', async () => {
		expect(await listed()).toEqual([]);
		expect(await viewLeftChild(house.needs, 'els', kept.trajectoryId)).toMatchObject({ code: 'not-found' });
		expect(await eraseLeftChild(house.needs, 'els', kept.trajectoryId, sure)).toMatchObject({ code: 'not-found' });
		await holdAccount(house.needs, 'els', 'marit', true);
		expect(await listed()).toEqual([]);
		expect(await eraseLeftChild(house.needs, 'els', kept.trajectoryId, sure)).toMatchObject({ code: 'not-found' });
		await holdAccount(house.needs, 'els', 'marit', false);
	});

	it('[PP12] her letter still opens, and a no under it is obeyed at once', async () => {
		const added = await addGuardian(house.needs, 'marit', 'marit-j', { kind: 'mother', language: 'nl' });
		if (!added.ok) throw new Error(added.code);
		const to = { guardianId: added.value.guardianId, language: 'nl' };
		const letter = await makeLetter(house.needs, 'marit', 'marit-j', to);
		if (!letter.ok) throw new Error(letter.code);
		await closeAccount(house.needs, 'els', 'marit');
		const opened = await openVisit(house.needs, letter.value.typed, '192.0.2.1');
		const visit = opened.ok ? await visitOf(house.needs, opened.value.visit) : null;
		if (!visit) throw new Error('nobody is in');
		expect((await viewParentsPage(house.needs, visit)).ok).toBe(true);
		expect(await consentOf(house.db, 'marit-j')).toMatchObject({ team: 'granted' });
		const said = { scope: 'team', expertId: null, answer: 'no' } as const;
		const texts = parentTextsFor(['nl'], null);
		expect((await giveAnswer(house.needs, visit, said, { code: null, texts })).ok).toBe(true);
		expect(await consentOf(house.db, 'marit-j')).toMatchObject({ team: 'withdrawn' });
		expect(house.told).toContainEqual({ rightsChanged: { trajectoryId: 'marit-j' } });
		// and nobody makes another letter in her place
		for (const who of ['noor', 'els'])
			expect(await makeLetter(house.needs, who, 'marit-j', to)).toMatchObject({ code: 'not-found' });
	});

	it('is told of to whoever runs the school: whose, which team, since when, until when; no child and no content', async () => {
		const all = await listed();
		const one = all.find(({ trajectoryId }) => trajectoryId === kept.trajectoryId);
		expect(one).toEqual({
			...{ trajectoryId: kept.trajectoryId, teacher: 'Marit', goneSince: castDay, films: 1, guardians: 1 },
			beginnings: [{ team: 'Onderbouw', cycle: 1, at: castDay }],
			...{ filmsUntil: new Date(castDay.getTime() + 86_400_000), letterUntil: null }
		});
		expect(all.find(({ trajectoryId }) => trajectoryId === 'marit-j')?.letterUntil).not.toBeNull();
		for (const secret of ['MERK', '"L."', '"J."']) expect(JSON.stringify(all)).not.toContain(secret);
		for (const who of ['noor', 'kees', 'marit', 'anke', 'vreemd'])
			for (const seen of [viewLeftChildren(house.needs, who), viewLeftChild(house.needs, who, kept.trajectoryId)])
				expect(await seen).toEqual({ ok: false, code: 'not-found' });
	});

	it('a child that was begun again with is one', async () => {
		await house.db.insert(schema.trajectory).values({
			...{ id: 'again', cycleId: 'c1', teacherId: 'marit', alias: 'Z.', againOf: 't-Z.' },
			...{ wrappedKey: house.needs.vault.newKey().wrapped, createdAt: new Date(castDay.getTime() + 1000) },
			...{ closedAt: castDay, closedWhy: 'left' }
		});
		const all = await listed();
		expect(all.filter(({ beginnings }) => beginnings.length === 2)).toMatchObject([
			{ trajectoryId: 'again', films: 1 }
		]);
		expect(all.some(({ trajectoryId }) => trajectoryId === 't-Z.')).toBe(false);
		for (const id of ['t-Z.', 'again'])
			expect(await viewLeftChild(house.needs, 'els', id)).toMatchObject({ value: { trajectoryId: 'again' } });
	});

	it('nobody else erases it, and nobody by one press', async () => {
		for (const who of ['noor', 'kees', 'marit', 'vreemd', 'anke'])
			expect(await eraseLeftChild(house.needs, who, kept.trajectoryId, sure)).toMatchObject({ code: 'not-found' });
		expect(await eraseChild(house.needs, 'els', kept.trajectoryId, { sure: true })).toMatchObject({
			code: 'not-found'
		});
		for (const half of [
			{ sure: true, again: false },
			{ sure: false, again: true }
		])
			expect(await eraseLeftChild(house.needs, 'els', kept.trajectoryId, { ...sure, ...half })).toMatchObject({
				code: 'bad-input'
			});
		// of a teacher who is there
		expect(await eraseLeftChild(house.needs, 'els', 'kees-m', sure)).toMatchObject({ code: 'not-found' });
		expect((await listed()).some(({ trajectoryId }) => trajectoryId === kept.trajectoryId)).toBe(true);
	});

	it('goes as its teacher would have erased it, is in the log, and its lead and the other admins are told', async () => {
		house.told.splice(0);
		expect(await eraseLeftChild(house.needs, 'els', kept.trajectoryId, sure)).toEqual({ ok: true, value: null });
		await house.settled();
		const left: string[] = [];
		for (const table of tables)
			for (const row of await house.db.select().from(table)) {
				const text = JSON.stringify(row);
				if ([kept.trajectoryId, kept.clipId, kept.sessionId].some((id) => text.includes(`"${id}"`)))
					left.push(getTableName(table));
			}
		expect([...new Set(left)].filter((name) => !['audit_entry', 'erasure', 'clip_to_go'].includes(name))).toEqual([]);
		expect(house.told).toContainEqual({ rightsChanged: { trajectoryId: kept.trajectoryId } });
		const entries = await house.db.select().from(schema.auditEntry).where(eq(schema.auditEntry.kind, 'child-erased'));
		expect(entries).toMatchObject([
			{ actor: 'els', role: 'admin', aboutId: 'marit', childId: kept.trajectoryId, facts: { reason: 'parents-ask' } }
		]);
		const notice = { kind: 'left-child-erased', who: 'Marit' };
		const before = new Date(castDay.getTime() - 1);
		expect(await noticesFor(house.needs, 'noor', before, null)).toMatchObject([
			{ ...notice, href: '/teams/onderbouw' }
		]);
		expect(await noticesFor(house.needs, 'ada', before, null)).toMatchObject([{ ...notice, href: '/school/log' }]);
		for (const who of ['els', 'kees', 'marit']) expect(await noticesFor(house.needs, who, before, null)).toEqual([]);
		expect(house.letters.map(({ to }) => to).toSorted()).toEqual(['ada@delinde.test', 'noor@delinde.test']);
		expect(house.letters[0]?.text).toContain('Marit');
		// what other children of hers have stays
		expect(await eraseLeftChild(house.needs, 'els', kept.trajectoryId, sure)).toMatchObject({ code: 'not-found' });
		expect((await listed()).map(({ trajectoryId }) => trajectoryId).toSorted()).toEqual(['again', 'marit-j']);
	});

	it('in all its cycles, with one notice', async () => {
		expect((await eraseLeftChild(house.needs, 'els', 'again', { ...sure, why: 'time-is-over' })).ok).toBe(true);
		await house.settled();
		expect((await listed()).map(({ trajectoryId }) => trajectoryId)).toEqual(['marit-j']);
		expect(house.letters).toHaveLength(2);
	});
});
