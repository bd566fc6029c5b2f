import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { alarmLimits } from '$lib/domain/break-glass';
import { auditKinds } from '$lib/domain/audit';
import { csvOf } from '$lib/domain/csv';
import { record } from '$lib/server/db/audit';
import { helpRequest, session } from '$lib/server/db/schema';
import {
	accessReport,
	accountsToReport,
	childReport,
	looksForParents
} from '$lib/server/use-cases/audit/access-report';
import { accessTable } from '$lib/server/use-cases/audit/access-table';
import { raiseAlarms } from '$lib/server/use-cases/audit/alarms';
import { readLog } from '$lib/server/use-cases/audit/read-log';
import { watchMedia } from '$lib/server/use-cases/clip/watch-media';
import { whatHappened } from '$lib/server/use-cases/news/what-happened';
import { nl } from '$lib/words/nl';
import { emptyLog, entriesOf } from '../../support/audit/log';
import { dice } from '../../support/audit/tamper';
import { castDay } from '../../support/test-needs';
import { openClipHouse, said, type ClipHouse } from '../clip/clip-house';

let house: ClipHouse;
let clipId: string;
beforeAll(async () => {
	house = await openClipHouse();
	clipId = await house.arrived();
	await house.db.insert(session).values({
		...{ id: 'z1', teamId: 'onderbouw', cycleId: 'c1', meetingId: 'm3', clipId, trajectoryId: 'marit-j' },
		...{ presenterId: 'marit', packId: 'p2g-plg', packVersion: 1, protocolId: 'short' },
		...{ shownFrom: 0, shownTo: 14_000, fragmentFrom: 0, fragmentTo: 9_000, createdAt: castDay, startedAt: castDay }
	});
});
afterAll(() => house.end());
beforeEach(async () => {
	house.setClock(castDay);
	house.letters.length = 0;
	await emptyLog(house.db);
});

const minutes = (n: number) => new Date(castDay.getTime() + n * 60_000);
const day = { from: minutes(-60), to: minutes(60 * 24) };
const watch = (who: string, file = 'seg1.m4s') =>
	watchMedia(house.needs, who, { clipId, file, range: null, asking: false });

describe('[AU11] what an account could reach, and what it opened', () => {
	it('for an admin: clips, whose they are, every time and stretch; no title, no alias, no text', async () => {
		await watch('kees');
		await house.needs.views.flush(minutes(1), true);
		const report = await accessReport(house.needs, 'els', 'kees', day);
		expect(report.ok && report.value).toMatchObject({
			account: 'Kees',
			clips: [{ clipId, owner: 'Marit', reach: ['table'], opened: [castDay], watched: [{ fromS: expect.any(Number) }] }]
		});
		expect(JSON.stringify(report)).not.toContain('J.');
		const never = await accessReport(house.needs, 'els', 'sofie', day);
		expect(never.ok && never.value.clips).toMatchObject([{ clipId, reach: ['table'], opened: [], watched: [] }]);
		const stranger = await accessReport(house.needs, 'els', 'vreemd', day);
		expect(stranger.ok && stranger.value.clips).toEqual([]);
		const before = await accessReport(house.needs, 'els', 'kees', { from: minutes(-900), to: minutes(-600) });
		expect(before.ok && before.value.clips).toEqual([]);
	});

	it('for nobody who is no admin, and asking for it stands in the log', async () => {
		for (const who of ['noor', 'kees', 'marit', 'gerda', 'nobody'])
			expect(said(await accessReport(house.needs, who, 'kees', day))).toBe('not-found');
		expect(said(await accountsToReport(house.needs, 'noor'))).toBe('not-found');
		expect(said(await accountsToReport(house.needs, 'els'))).toBe('yes');
		await accessReport(house.needs, 'els', 'kees', day);
		expect((await entriesOf(house.db)).map(({ kind, actor, aboutId }) => [kind, actor, aboutId])).toEqual([
			['report-read', 'els', 'kees']
		]);
	});

	it('as a table', async () => {
		await watch('kees');
		const report = await accessReport(house.needs, 'els', 'kees', day);
		if (!report.ok) throw new Error(report.code);
		const rows = accessTable(report.value, nl.audit.access).trim().split('\r\n');
		expect(rows).toHaveLength(2);
		expect(rows[1]).toBe(
			`"${clipId.startsWith('-') ? `'${clipId}` : clipId}","Marit","sessie van het team","${castDay.toISOString()}","","",""`
		);
	});

	it('per child: for its own teacher with names, for parents with roles, for nobody else', async () => {
		await watch('kees');
		const mine = await childReport(house.needs, 'marit', 'marit-j');
		expect(mine.ok && mine.value.map(({ kind, who, role }) => [kind, who, role])).toContainEqual([
			'clip-opened',
			'Kees',
			'teacher'
		]);
		for (const who of ['kees', 'noor', 'els', 'vreemd', 'nobody'])
			expect(said(await childReport(house.needs, who, 'marit-j'))).toBe('not-found');
		const told = await looksForParents(house.db, 'marit-j');
		expect(told[0]).toMatchObject({ kind: 'clip-opened', role: 'teacher', who: '' });
		expect(JSON.stringify(told)).not.toMatch(/kees/i);
	});
});

describe('[AU12] the log as an admin reads it', () => {
	it('page by page, filtered, and that she did stands in it', async () => {
		for (let i = 0; i < 60; i++) await record(house.db, { at: minutes(i), kind: 'signed-in', actor: 'kees' });
		await watch('sofie');
		const asked = { part: 'accounts' as const, accountId: null, before: null };
		const first = await readLog(house.needs, 'els', asked);
		if (!first.ok) throw new Error(first.code);
		expect(first.value.lines).toHaveLength(50);
		const rest = await readLog(house.needs, 'els', { ...asked, before: first.value.older });
		expect(rest.ok && [rest.value.lines.length, rest.value.older]).toEqual([10, null]);
		const hers = await readLog(house.needs, 'els', { part: 'all', accountId: 'sofie', before: null });
		expect(hers.ok && hers.value.lines.map(({ kind }) => kind)).toEqual(['clip-opened']);
		expect(said(await readLog(house.needs, 'noor', asked))).toBe('not-found');
		expect((await entriesOf(house.db)).filter(({ kind }) => kind === 'log-read')).toHaveLength(1);
	});
});

describe('[AU9] [G5] alarms', () => {
	const open = (n: number, actor = 'kees') =>
		record(
			house.db,
			...Array.from({ length: n }, (_, i) => ({
				...{ at: castDay, kind: 'clip-opened' as const, actor },
				object: { kind: 'clip' as const, id: `c${i}` }
			}))
		);
	const raised = async () =>
		(await entriesOf(house.db))
			.filter(({ kind }) => kind === 'alarm')
			.map(({ aboutId, facts }) => [aboutId, facts['reason']]);
	const bellOf = async (who: string) => (await whatHappened(house.needs, who)).map(({ kind }) => kind);

	it('more clips in ten minutes than anybody opens: lead and admin know within the minute, once', async () => {
		await open(alarmLimits.clips);
		await raiseAlarms(house.needs);
		expect(await raised()).toEqual([]);
		await open(alarmLimits.clips + 1);
		await raiseAlarms(house.needs);
		await raiseAlarms(house.needs);
		await house.settled();
		expect(await raised()).toEqual([['kees', 'alarm-many-clips']]);
		for (const who of ['els', 'noor']) expect(await bellOf(who)).toContain('alarm-many-clips');
		for (const who of ['kees', 'sofie', 'vreemd']) expect(await bellOf(who)).not.toContain('alarm-many-clips');
		expect(house.letters.map(({ to }) => to).sort()).toEqual(['els@delinde.test', 'noor@delinde.test']);
		expect(house.letters[0]?.text).not.toContain('c1');
	});

	it('an expert who tries after her time, and not the player that was still asking', async () => {
		await house.parents('granted', 'expert');
		await house.db.insert(helpRequest).values({
			...{ id: 'h', teamId: 'onderbouw', askedBy: 'marit', expertId: 'anke', clipId },
			...{ status: 'accepted', accessUntil: minutes(10), createdAt: castDay }
		});
		house.setClock(minutes(11));
		expect(said(await watch('anke'))).toBe('not-found');
		await raiseAlarms(house.needs);
		expect(await raised()).toEqual([]);
		house.setClock(minutes(13));
		expect(said(await watch('anke'))).toBe('not-found');
		await raiseAlarms(house.needs);
		expect(await raised()).toEqual([['anke', 'alarm-help-over']]);
		await house.db.delete(helpRequest);
	});

	it('refused again and again', async () => {
		for (let i = 0; i <= alarmLimits.denied; i++) await watch('vreemd');
		await raiseAlarms(house.needs);
		expect(await raised()).toEqual([['vreemd', 'alarm-denied']]);
		// and a log is not filled by whoever wants to
		for (let i = 0; i < 100; i++) await watch('vreemd');
		expect((await entriesOf(house.db)).filter(({ kind }) => kind === 'denied').length).toBeLessThanOrEqual(60);
	});
});

describe('[AU6] [G4] nothing in an entry but ids, numbers and words of the code', () => {
	const corpus = [
		'a\nb',
		'a\r\nadmin signed in',
		'\u001b[31mred\u001b[0m',
		'\u0000',
		'\u2028',
		'\u202Eevil',
		'x'.repeat(10_000),
		'J. huilt in de kring',
		'marit@delinde.test',
		'192.168.1.7, 10.0.0.1',
		'=HYPERLINK("http://x")',
		"'; drop table audit_entry; --",
		'<script>alert(1)</script>',
		'%0d%0aSet-Cookie: a=b',
		'\\u000a'
	];

	it('whatever a request holds', async () => {
		for (const bad of corpus)
			await record(house.db, {
				...{ at: castDay, kind: 'denied', actor: bad, role: bad, object: { kind: 'route', id: bad }, child: bad },
				...{ about: bad, facts: { reason: bad, session: bad, count: Number.NaN } }
			});
		const roll = dice(1);
		for (let i = 0; i < 300; i++) {
			const junk = String.fromCodePoint(...Array.from({ length: 1 + roll(30) }, () => roll(0xd7ff)));
			await record(house.db, { at: castDay, kind: 'denied', actor: 'kees', object: { kind: 'clip', id: junk } });
		}
		const rows = await entriesOf(house.db);
		expect(rows).toHaveLength(315);
		for (const { actor, role, objectId, childId, aboutId, facts } of rows)
			for (const text of [actor, role, objectId, childId, aboutId, ...Object.values(facts).map(String)])
				expect(text ?? '').toMatch(/^[A-Za-z0-9_.:+/[\]()?-]{0,80}$/);
	});

	it('every kind has its sentence', () => {
		expect(Object.keys(nl.audit.log.kinds).sort()).toEqual([...auditKinds].sort());
	});

	it('and a cell of a table never begins a formula, and is one line', () => {
		const roll = dice(2);
		const front = ['=', '+', '-', '@', '\t', '\r', '\n', ' =', '\u200b=', '"', ','];
		for (const begin of front)
			for (let i = 0; i < 500; i++) {
				const text = begin + String.fromCodePoint(...Array.from({ length: roll(12) }, () => 32 + roll(500)));
				const row = csvOf([[text]]);
				expect(row.split('\r\n')).toHaveLength(2);
				expect(row).toMatch(/^"(?:[^"]|"")*"\r\n$/);
				expect(row.slice(1)).not.toMatch(/^[\s\p{Cf}]*[=+\-@]/u);
			}
	});
});
