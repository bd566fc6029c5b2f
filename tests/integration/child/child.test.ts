import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nothingAsked } from '../../../src/lib/domain/consent';
import { consentOf } from '../../../src/lib/server/db/consent';
import {
	clip,
	consentAnswer,
	docSnapshot,
	docUpdate,
	helpRequest,
	planEntry,
	session,
	sessionEvent,
	sessionNote,
	teamMember,
	trajectory
} from '../../../src/lib/server/db/schema';
import { chooseAnotherChild, chooseChild, whereToChoose } from '../../../src/lib/server/use-cases/child/choose-child';
import { addGuardian } from '../../../src/lib/server/use-cases/child/guardians';
import { listChildren } from '../../../src/lib/server/use-cases/child/list-children';
import { finishWithdrawals, recordConsent } from '../../../src/lib/server/use-cases/child/record-consent';
import { viewConsent } from '../../../src/lib/server/use-cases/child/view-consent';
import { openTestHouse } from '../../support/test-needs';
import { sealed } from '../../support/sealed';

let house: Awaited<ReturnType<typeof openTestHouse>>;
beforeAll(async () => {
	house = await openTestHouse();
	await house.cast();
});
beforeEach(() => house.told.splice(0));
afterAll(() => house.close());

const vosje = { alias: 'Vosje', reason: 'we vinden elkaar nog niet' };
const notFound = { ok: false, code: 'not-found' };
const record = (
	who: string,
	id: string,
	scope: 'team' | 'expert',
	state: 'asked' | 'granted' | 'refused' | 'withdrawn',
	guardianId: string | null = null
) =>
	recordConsent(house.needs, who, id, {
		...{ scope, state, guardianId, formDay: '2026-11-12' },
		expertId: scope === 'expert' ? 'anke' : null
	});
const mother = async (who: string, id: string): Promise<string> => {
	const added = await addGuardian(house.needs, who, id, { kind: 'mother', language: 'nl' });
	return added.ok ? added.value.guardianId : '';
};
let keesChild = '';

describe('choosing a child', () => {
	it('[R38] by an alias, never a name', async () => {
		expect(await chooseChild(house.needs, 'kees', 'onderbouw', { ...vosje, alias: 'Jan Jansen' })).toEqual({
			ok: false,
			code: 'alias-looks-like-a-name'
		});
		expect(await chooseChild(house.needs, 'kees', 'onderbouw', { ...vosje, alias: ' ' })).toEqual({
			ok: false,
			code: 'bad-input'
		});
	});

	it('[R25] one per teacher per cycle, also when tapped twice', async () => {
		const both = await Promise.all([1, 2].map(() => chooseChild(house.needs, 'kees', 'onderbouw', vosje)));
		expect(both.map((it) => (it.ok ? 'chosen' : it.code)).toSorted()).toEqual(['chosen', 'trajectory-exists']);
		const chosen = both.find((it) => it.ok);
		keesChild = chosen?.ok ? chosen.value.trajectoryId : '';
		const [row] = await house.db.select().from(trajectory).where(eq(trajectory.id, keesChild));
		expect(house.needs.vault.open(row?.wrappedKey ?? new Uint8Array())).toHaveLength(32);
		expect(await whereToChoose(house.needs, 'kees')).toEqual([]);
	});

	it('an assistant may, a guest and an expert may not, a stranger finds nothing', async () => {
		expect(await chooseChild(house.needs, 'lieke', 'onderbouw', vosje)).toMatchObject({ ok: true });
		for (const who of ['gerda', 'anke'])
			expect(await chooseChild(house.needs, who, 'onderbouw', vosje)).toEqual({ ok: false, code: 'not-allowed' });
		for (const who of ['vreemd', 'vertrokken', 'els'])
			expect((await chooseChild(house.needs, who, 'onderbouw', vosje)).ok).toBe(false);
		// a team without a running cycle
		expect(await chooseChild(house.needs, 'vreemd', 'bovenbouw', vosje)).toEqual(notFound);
	});

	it('[Q15] the list is one’s own', async () => {
		expect((await listChildren(house.needs, 'kees')).now.map((it) => it.alias)).toEqual(['Vosje']);
		expect((await listChildren(house.needs, 'noor')).now).toEqual([]);
	});
});

describe('[R30] the parents’ answer', () => {
	it('is written down and read by the child’s own teacher alone', async () => {
		for (const who of ['noor', 'marit', 'els', 'vreemd']) {
			expect(await viewConsent(house.needs, who, keesChild)).toEqual(notFound);
			expect(await record(who, keesChild, 'team', 'granted')).toEqual(notFound);
			expect(await record(who, keesChild, 'team', 'withdrawn')).toEqual(notFound);
		}
		expect(await record('kees', 'bestaat-niet', 'team', 'granted')).toEqual(notFound);
	});

	it('goes from asked to an answer, and is written down once', async () => {
		const guardianId = await mother('kees', keesChild);
		for (const state of ['asked', 'asked', 'refused', 'refused'] as const)
			expect(await record('kees', keesChild, 'team', state, guardianId)).toMatchObject({ ok: true });
		// all within one standing moment of the clock: the newest still counts
		expect(await consentOf(house.db, keesChild)).toEqual({ ...nothingAsked, team: 'refused' });
		const rows = await house.db.select().from(consentAnswer).where(eq(consentAnswer.trajectoryId, keesChild));
		expect(rows.map(({ state }) => state)).toEqual(['asked', 'refused']);
		expect(house.told).toContainEqual({ rightsChanged: { trajectoryId: keesChild } });
	});
});

describe('[R26] another child', () => {
	it('only after a no, and only one’s own', async () => {
		expect(await chooseAnotherChild(house.needs, 'marit', 'marit-j', vosje)).toEqual({
			ok: false,
			code: 'not-allowed'
		});
		expect(await chooseAnotherChild(house.needs, 'noor', keesChild, vosje)).toEqual(notFound);
		expect(await chooseAnotherChild(house.needs, 'kees', keesChild, { ...vosje, alias: 'Jan Jansen' })).toEqual({
			ok: false,
			code: 'alias-looks-like-a-name'
		});
	});

	it('the old one is kept, closed and unshared; a new one begins', async () => {
		const now = house.needs.clock();
		await house.db.insert(planEntry).values({
			id: 'p1',
			trajectoryId: keesChild,
			kind: 'note',
			at: now,
			sealed: new Uint8Array([1]),
			sharedAt: now,
			createdAt: now,
			changedAt: now
		});
		const chosen = await chooseAnotherChild(house.needs, 'kees', keesChild, { alias: 'M.', reason: '' });
		expect(chosen).toMatchObject({ ok: true });
		const [old] = await house.db.select().from(trajectory).where(eq(trajectory.id, keesChild));
		expect(old).toMatchObject({ closedWhy: 'another-child' });
		const [entry] = await house.db.select().from(planEntry).where(eq(planEntry.id, 'p1'));
		expect(entry?.sharedAt).toBeNull();
		const list = await listChildren(house.needs, 'kees');
		expect([list.now.map((it) => it.alias), list.before.map((it) => it.alias)]).toEqual([['M.'], ['Vosje']]);
		expect(await chooseAnotherChild(house.needs, 'kees', keesChild, vosje)).toEqual({
			ok: false,
			code: 'trajectory-closed'
		});
		expect(await record('kees', keesChild, 'team', 'granted')).toEqual({ ok: false, code: 'trajectory-closed' });
	});
});

describe('taking a yes back', () => {
	async function fill() {
		const now = house.needs.clock();
		const until = new Date(now.getTime() + 86_400_000);
		const { wrapped } = house.needs.vault.newKey();
		await house.db.insert(clip).values({
			id: 'k1',
			trajectoryId: 'marit-j',
			ownerId: 'marit',
			title: sealed(house.needs, 'J. bouwt'),
			status: 'ready',
			bytes: 1,
			wrappedKey: wrapped,
			createdAt: now,
			keepUntil: until
		});
		await house.db.insert(session).values({
			id: 's_1',
			teamId: 'onderbouw',
			cycleId: 'c1',
			clipId: 'k1',
			trajectoryId: 'marit-j',
			presenterId: 'marit',
			packId: 'p2g-plg',
			packVersion: 1,
			protocolId: 'short',
			shownFrom: 0,
			shownTo: 1,
			fragmentFrom: 0,
			fragmentTo: 1,
			createdAt: now
		});
		await house.db.insert(sessionNote).values({
			sessionId: 's_1',
			id: 'n1',
			unit: 'observations',
			authorId: 'kees',
			codes: [],
			sealed: new Uint8Array([1]),
			changedAt: now
		});
		for (const doc of ['session/s_1/table', 'session/s_1/own/kees', 'session/sx1/table'])
			await house.db.insert(docUpdate).values({ doc, sealed: new Uint8Array([1]) });
		await house.db.insert(docSnapshot).values({ doc: 'session/s_1/table', seq: 0, sealed: new Uint8Array([1]) });
		const help = {
			teamId: 'onderbouw',
			askedBy: 'marit',
			expertId: 'anke',
			clipId: 'k1',
			question: sealed(house.needs, '?')
		};
		await house.db.insert(helpRequest).values([
			{ ...help, id: 'h1', status: 'accepted', accessUntil: until, createdAt: now },
			{ ...help, id: 'h2', status: 'asked', accessUntil: until, createdAt: now }
		]);
		await house.db.insert(sessionEvent).values({
			...{ sessionId: 's_1', seq: 1, at: now, actorId: 'noor' },
			body: { type: 'round-entered', round: 0, how: 'back', reason: 'J. keek nog even om' }
		});
	}

	it('says before what will go', async () => {
		await fill();
		expect(await viewConsent(house.needs, 'marit', 'marit-j')).toMatchObject({
			value: { wouldGo: { clips: ['J. bouwt'], sessions: 1 }, sees: { team: 'given' }, together: true }
		});
	});

	it('for the expert: help ends, the clip stays with the team', async () => {
		expect(await record('marit', 'marit-j', 'expert', 'granted')).toMatchObject({ ok: true });
		expect(await record('marit', 'marit-j', 'expert', 'withdrawn')).toMatchObject({ ok: true });
		const [help] = await house.db.select().from(helpRequest).where(eq(helpRequest.id, 'h1'));
		expect(help?.status).toBe('ended');
		// nobody said yes to this one, so that it cannot be given more time when the parents come back to it
		const [unanswered] = await house.db.select().from(helpRequest).where(eq(helpRequest.id, 'h2'));
		expect(unanswered).toMatchObject({ status: 'ended', accessUntil: null });
		const [kept] = await house.db.select().from(clip).where(eq(clip.id, 'k1'));
		expect(kept?.status).toBe('ready');
	});

	it('for the team: every door closes first, then clips and notes are gone', async () => {
		expect(await record('marit', 'marit-j', 'team', 'withdrawn')).toMatchObject({ ok: true });
		expect(house.told.slice(0, 2)).toEqual([
			{ rightsChanged: { trajectoryId: 'marit-j' } },
			{ rightsChanged: { sessionId: 's_1' } }
		]);
		const [gone] = await house.db.select().from(clip).where(eq(clip.id, 'k1'));
		expect(gone).toMatchObject({ status: 'erased', wrappedKey: null });
		const [table] = await house.db.select().from(session).where(eq(session.id, 's_1'));
		expect(table?.withdrawnAt).not.toBeNull();
		expect(await house.db.select().from(sessionNote)).toEqual([]);
		expect(await house.db.select().from(docSnapshot)).toEqual([]);
		const [walked] = await house.db.select().from(sessionEvent);
		expect(walked?.body).toEqual({ type: 'round-entered', round: 0, how: 'back' });
		// and nothing of anybody else's
		expect((await house.db.select().from(docUpdate)).map((row) => row.doc)).toEqual(['session/sx1/table']);
	});

	it('a server that stopped half-way finishes it later', async () => {
		await house.db.insert(sessionNote).values({
			sessionId: 's_1',
			id: 'n2',
			unit: 'observations',
			authorId: 'kees',
			codes: [],
			sealed: new Uint8Array([1]),
			changedAt: house.needs.clock()
		});
		await finishWithdrawals(house.needs);
		expect(await house.db.select().from(sessionNote)).toEqual([]);
	});

	it('also when only somebody’s own jottings were left, and no other child’s', async () => {
		await house.db.insert(docUpdate).values({ doc: 'session/s_1/own/kees', sealed: new Uint8Array([1]) });
		await finishWithdrawals(house.needs);
		expect((await house.db.select().from(docUpdate)).map((row) => row.doc)).toEqual(['session/sx1/table']);
	});

	it('a teacher who left can still write it down', async () => {
		const chosen = await chooseChild(house.needs, 'sofie', 'onderbouw', vosje);
		const id = chosen.ok ? chosen.value.trajectoryId : '';
		await record('sofie', id, 'team', 'granted', await mother('sofie', id));
		await house.db
			.update(teamMember)
			.set({ leftAt: house.needs.clock() })
			.where(and(eq(teamMember.userId, 'sofie'), eq(teamMember.teamId, 'onderbouw')));
		await house.db
			.update(trajectory)
			.set({ closedAt: house.needs.clock(), closedWhy: 'left' })
			.where(eq(trajectory.id, id));
		expect(await record('sofie', id, 'expert', 'granted')).toEqual({ ok: false, code: 'trajectory-closed' });
		expect(await record('sofie', id, 'team', 'withdrawn')).toMatchObject({ ok: true });
	});
});
