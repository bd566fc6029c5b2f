// Longer than the house likes: every right of a second source beside that of its clip, for everybody.
import { and, eq, ne } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clip, clipElsewhere, helpRequest, session, teamMember } from '$lib/server/db/schema';
import { checkClip } from '$lib/server/use-cases/clip/check-clip';
import { chooseFragment, fillCard, nameClip } from '$lib/server/use-cases/clip/describe-clip';
import { eraseClip, eraseClipsOf, eraseClipsThatRanOut, removeSecond } from '$lib/server/use-cases/clip/erase-clip';
import { keepClipKey } from '$lib/server/use-cases/clip/keep-clip-key';
import { keepLonger } from '$lib/server/use-cases/clip/keep-longer';
import { listClips } from '$lib/server/use-cases/clip/list-clips';
import { addMark } from '$lib/server/use-cases/clip/marks';
import { alignSecond, mainOfSecond, secondFor, viewSecond } from '$lib/server/use-cases/clip/second-source';
import { startClip } from '$lib/server/use-cases/clip/start-clip';
import { viewClip } from '$lib/server/use-cases/clip/view-clip';
import { watchMedia } from '$lib/server/use-cases/clip/watch-media';
import { askHelp } from '$lib/server/use-cases/help/ask-help';
import { bringClip } from '$lib/server/use-cases/session/bring-clip';
import { takeOffTable } from '$lib/server/use-cases/session/take-off-table';
import { viewSession } from '$lib/server/use-cases/session/view-session';
import { clipBytes } from '../../support/clips';
import { emptyLog, openings } from '../../support/audit/log';
import { castDay } from '../../support/test-needs';
import { bytesOf, openClipHouse, said, type ClipHouse } from './clip-house';
import { sealed } from '../../support/sealed';

let house: ClipHouse;
let main: string;
let second: string;
const everybody = ['marit', 'kees', 'sofie', 'lieke', 'noor', 'gerda', 'anke', 'els', 'vreemd', 'vertrokken', 'nobody'];
/** Who has a seat by membership; Gerda is a guest, Anke an expert on call, Els an admin, Ruben of another team. */
const table = ['kees', 'sofie', 'lieke', 'noor', 'gerda'];
const later = new Date(castDay.getTime() + 3_600_000);

beforeAll(async () => {
	house = await openClipHouse();
	main = await house.arrived();
	await chooseFragment(house.needs, 'marit', main, { from: 2_000, to: 9_000 });
	second = await beside(main);
});
afterAll(() => house.end());
beforeEach(async () => {
	house.setClock(castDay);
	await house.db.delete(helpRequest);
	await house.db.delete(session);
	await house.parents('granted');
	await align(0);
});

const startBeside = (mainId: string, userId = 'marit', trajectoryId = 'marit-j', bytes = 1_000) =>
	startClip(house.needs, userId, { trajectoryId, bytes, durationMs: 0, beside: mainId });

/** A second source that has arrived and was looked at. */
async function beside(mainId: string, name = 'h264_aac_moovend.mp4'): Promise<string> {
	const bytes = await clipBytes(name);
	const started = await startBeside(mainId, 'marit', 'marit-j', bytes.length);
	if (!started.ok) throw new Error(started.code);
	const { id } = started.value;
	await house.needs.files.put(await house.handle(id), bytes);
	await house.db.update(clip).set({ status: 'checking' }).where(eq(clip.id, id));
	await checkClip(house.needs, id);
	return id;
}

const align = (offsetMs: number | null) =>
	house.db
		.update(clip)
		.set({ offsetMs })
		.where(and(eq(clip.id, second), ne(clip.status, 'erased')));

const watch = (userId: string, file = 'index.m3u8', clipId = second) =>
	watchMedia(house.needs, userId, { clipId, file, range: null, asking: false });

/** Who gets any file of the second source. */
async function watchers(clipId = second): Promise<string[]> {
	const found: string[] = [];
	for (const who of everybody) {
		const answers = new Set<string>();
		for (const file of ['levels.m3u8', 'index.m3u8', 'init.mp4', 'seg0.m4s', 'seg3.m4s', 'sndinit.mp4'])
			answers.add(said(await watch(who, file, clipId)));
		expect([...answers]).toHaveLength(1);
		if (answers.has('yes')) found.push(who);
		else expect([...answers]).toEqual(['not-found']);
	}
	return found;
}

async function segmentsFor(who: string): Promise<number[]> {
	const answers = await Promise.all(Array.from({ length: 7 }, (_, i) => watch(who, `seg${i}.m4s`)));
	return answers.flatMap((answer, i) => (answer.ok ? [i] : []));
}

async function onTable(change: Partial<typeof session.$inferInsert> = {}): Promise<string> {
	const brought = await bringClip(house.needs, 'marit', main, { meetingId: 'm3', protocolId: 'short', show: 'whole' });
	if (!brought.ok) throw new Error(brought.code);
	await house.db
		.update(session)
		.set({ withdrawnAt: null, ...change })
		.where(eq(session.id, brought.value.sessionId));
	return brought.value.sessionId;
}

const help = (sessionId: string | null = null) =>
	house.db.insert(helpRequest).values({
		...{
			id: 'help',
			teamId: 'onderbouw',
			askedBy: 'marit',
			expertId: 'anke',
			clipId: main,
			question: sealed(house.needs, '?'),
			sessionId
		},
		...{ status: 'accepted' as const, accessUntil: later, createdAt: castDay }
	});

describe('[T1] a second source belongs to its clip', () => {
	it('cannot be put beside somebody else’s clip, a second source, one that has one, or one of another child', async () => {
		expect(said(await startBeside(main, 'kees'))).toBe('not-found');
		expect(said(await startBeside(main, 'kees', 'kees-m'))).toBe('not-found');
		expect(said(await startBeside(second))).toBe('not-found');
		expect(said(await startBeside('nothing'))).toBe('not-found');
		expect(said(await startBeside(main))).toBe('second-there');
		const other = await house.arrived();
		expect(said(await startBeside(other))).toBe('yes');
		await eraseClip(house.needs, 'marit', other);
		expect(said(await startBeside(other))).toBe('clip-gone');
	});

	it('leaves room for only one of two that are begun at once', async () => {
		const other = await house.arrived();
		const both = await Promise.all([startBeside(other), startBeside(other)]);
		expect(both.map(said).toSorted()).toEqual(['second-there', 'yes']);
		await eraseClip(house.needs, 'marit', other);
	});

	it('asks for the parents’ yes, and for room, like any clip', async () => {
		const other = await house.arrived();
		await house.parents('withdrawn');
		expect(said(await startBeside(other))).toBe('no-consent');
		await house.parents('granted');
		house.needs.clipSpace = { school: null, team: 1 };
		expect(said(await startBeside(other))).toBe('team-space-full');
		house.needs.clipSpace = { school: null, team: null };
		await eraseClip(house.needs, 'marit', other);
	});

	it('stands in no list, has no page, and is never brought, named, marked or asked about by itself', async () => {
		const { needs } = house;
		expect((await listClips(needs, 'marit')).map((one) => one.id)).not.toContain(second);
		expect(said(await viewClip(needs, 'marit', second))).toBe('not-found');
		expect(await mainOfSecond(needs, 'marit', second)).toBe(main);
		expect(await mainOfSecond(needs, 'kees', second)).toBeNull();
		expect(await mainOfSecond(needs, 'marit', main)).toBeNull();
		expect(said(await bringClip(needs, 'marit', second, { meetingId: 'm3', protocolId: 'short', show: 'whole' }))).toBe(
			'not-found'
		);
		expect(said(await nameClip(needs, 'marit', second, 'los'))).toBe('not-found');
		expect(said(await chooseFragment(needs, 'marit', second, { from: 0, to: 5_000 }))).toBe('not-found');
		expect(
			said(await fillCard(needs, 'marit', second, { context: '', reason: '', goal: '', question: '', skills: [] }))
		).toBe('not-found');
		expect(said(await addMark(needs, 'marit', second, { at: 0, note: '' }))).toBe('not-found');
		expect(said(await keepLonger(needs, 'marit', second, { parentsAgree: true }))).toBe('not-found');
		const question = { expertId: 'anke', question: 'Kijk je mee?', meetAt: later, until: null };
		expect(said(await askHelp(needs, 'marit', { about: { clipId: second }, ...question }))).toBe('not-found');
	});

	it('has a key of its own to be kept on the device, for its owner alone', async () => {
		const other = await house.arrived();
		const started = await startBeside(other);
		const id = started.ok ? started.value.id : '';
		expect(said(await keepClipKey(house.needs, 'marit', id, null))).toBe('yes');
		expect(said(await keepClipKey(house.needs, 'kees', id, null))).toBe('not-found');
		await eraseClip(house.needs, 'marit', other);
		expect(said(await keepClipKey(house.needs, 'marit', id, null))).toBe('clip-gone');
	});

	it('may lie on the other device, and its owner is helped there too [F5]', async () => {
		const [row] = await house.db.select().from(clipElsewhere).where(eq(clipElsewhere.clipId, second));
		expect(row).toMatchObject({ wipedAt: null });
	});
});

describe('[T2] a second source follows every right of its clip', () => {
	const same = async () => expect(await watchers(second)).toEqual(await watchers(main));

	it('is its owner’s alone as long as she keeps the clip to herself, and before the session', async () => {
		expect(await watchers()).toEqual(['marit']);
		await onTable();
		expect(await watchers()).toEqual(['marit']);
	});

	it('is everybody’s with a seat while the session runs, and nobody else’s', async () => {
		await onTable({ startedAt: castDay });
		expect(await watchers()).toEqual(['marit', ...table]);
		await same();
	});

	it('not after it was closed, nor once the clip is off the table', async () => {
		const id = await onTable({ startedAt: castDay, closedAt: castDay });
		expect(await watchers()).toEqual(['marit']);
		await house.db.update(session).set({ closedAt: null }).where(eq(session.id, id));
		expect(await watchers()).toEqual(['marit', ...table]);
		await takeOffTable(house.needs, 'marit', id);
		expect(await watchers()).toEqual(['marit']);
	});

	it('not for somebody who left the team', async () => {
		await onTable({ startedAt: castDay });
		const kees = and(eq(teamMember.userId, 'kees'), eq(teamMember.teamId, 'onderbouw'));
		await house.db.update(teamMember).set({ leftAt: castDay }).where(kees);
		expect(await watchers()).toEqual(['marit', ...table.filter((who) => who !== 'kees')]);
		await house.db.update(teamMember).set({ leftAt: null }).where(kees);
	});

	it('is nobody’s, not even the owner’s, once the parents take their yes back', async () => {
		await onTable({ startedAt: castDay });
		await house.parents('withdrawn');
		expect(await watchers()).toEqual([]);
	});

	it('goes to an expert who helps with the clip, until the minute it ends and only with the parents’ second yes', async () => {
		await help();
		await house.parents('refused', 'expert');
		expect(await watchers()).toEqual(['marit']);
		await house.parents('granted', 'expert');
		expect(await watchers()).toEqual(['marit', 'anke']);
		house.setClock(later);
		expect(await watchers()).toEqual(['marit']);
	});

	it('is its owner’s alone until it was laid beside the clip, whoever may see the clip', async () => {
		await align(null);
		await onTable({ startedAt: castDay });
		await help();
		await house.parents('granted', 'expert');
		expect(await watchers(main)).toEqual(['marit', ...table.slice(0, 5), 'anke']);
		expect(await watchers()).toEqual(['marit']);
	});

	it('is noted when it is looked at, and its owner sees that', async () => {
		await emptyLog(house.db);
		const sessionId = await onTable({ startedAt: castDay });
		await watch('kees');
		await watch('vreemd');
		const views = await openings(house.db, second);
		expect(views).toEqual([{ clipId: second, userId: 'kees', sessionId, at: castDay }]);
		await watch('sofie', 'index.m3u8', main);
		const seen = await viewClip(house.needs, 'marit', main);
		expect(seen.ok && seen.value.views.map((view) => [view.userId, view.second]).toSorted()).toEqual([
			['kees', true],
			['sofie', false]
		]);
	});
});

describe('[T3] who sees a part of the clip sees the same part of the second source', () => {
	it('by position and by bytes', async () => {
		await align(1_000);
		await onTable({ startedAt: castDay, shownFrom: 4_100, shownTo: 7_900 });
		// 5.1 to 8.9 s of it; segments are one second, one, and then two each
		expect(await segmentsFor('kees')).toEqual([3, 4, 5]);
		expect(await segmentsFor('marit')).toHaveLength(7);
		expect(said(await watch('kees', 'snd3.m4s'))).toBe('not-found');
		expect(said(await watch('marit', 'snd3.m4s'))).toBe('yes');
		const playlist = await watch('kees');
		const text = playlist.ok ? new TextDecoder().decode(await bytesOf(playlist.value)) : '';
		expect(text).toContain('TIME-OFFSET=5.100');
		expect(text.match(/#EXT-X-GAP\nseg\d/g)).toHaveLength(4);
	});

	it('also of a clip that was brought whole: what was filmed before or after it stays hers', async () => {
		await align(3_000);
		await onTable({ startedAt: castDay });
		expect(await segmentsFor('kees')).toEqual([2, 3, 4, 5, 6]);
		await align(-4_500);
		expect(await segmentsFor('kees')).toEqual([0, 1, 2, 3, 4]);
		const playlist = await watch('kees');
		const text = playlist.ok ? new TextDecoder().decode(await bytesOf(playlist.value)) : '';
		expect(text).toContain('TIME-OFFSET=0.000');
	});

	it('for who helps with the clip, and for who helps with one session', async () => {
		await align(3_000);
		await house.parents('granted', 'expert');
		await help();
		expect(await segmentsFor('anke')).toEqual([2, 3, 4, 5, 6]);
		await house.db.delete(helpRequest);
		const id = await onTable({ shownFrom: 4_100, shownTo: 5_000 });
		await help(id);
		expect(await segmentsFor('anke')).toEqual([4]);
		expect(await segmentsFor('kees')).toEqual([]);
	});

	it('one that is a single file goes out whole or not at all', async () => {
		const other = await house.arrived();
		const webm = await beside(other, 'mediarecorder_like.webm');
		expect((await house.row(webm)).facts?.container).toBe('webm');
		await chooseFragment(house.needs, 'marit', other, { from: 2_000, to: 9_000 });
		await house.db.update(clip).set({ offsetMs: 0 }).where(eq(clip.id, webm));
		const brought = await bringClip(house.needs, 'marit', other, {
			...{ meetingId: 'm3', protocolId: 'short', show: 'fragment' }
		});
		await house.db.update(session).set({ startedAt: castDay });
		expect(said(await watch('kees', 'clip.webm', webm))).toBe('not-found');
		expect(said(await watch('marit', 'clip.webm', webm))).toBe('yes');
		const room = await viewSession(house.needs, 'kees', brought.ok ? brought.value.sessionId : '');
		expect(room.ok && room.value.second).toBeNull();
		await eraseClip(house.needs, 'marit', other);
	});

	it('stands in the room and nowhere else where nothing of it lies beside what is shown', async () => {
		const id = await onTable({ startedAt: castDay, shownFrom: 4_000, shownTo: 8_000 });
		const room = await viewSession(house.needs, 'kees', id);
		expect(room.ok && room.value.second).toMatchObject({ clipId: second, offsetMs: 0 });
		await align(-9_000);
		const empty = await viewSession(house.needs, 'kees', id);
		expect(empty.ok && empty.value.second).toBeNull();
		expect(await segmentsFor('kees')).toEqual([]);
		await align(null);
		expect(await secondFor(house.needs, main, { from: 0, to: 12_000 })).toBeNull();
	});
});

describe('[T4] it ends with its clip', () => {
	const filesOf = async (id: string) => said(await house.needs.files.part(await handles(id), 'index.m3u8', null));
	const kept = new Map<string, Awaited<ReturnType<ClipHouse['handle']>>>();
	const handles = async (id: string) => {
		const handle = kept.get(id) ?? (await house.handle(id));
		kept.set(id, handle);
		return handle;
	};
	async function two(): Promise<[string, string]> {
		const one = await house.arrived();
		const other = await beside(one);
		for (const id of [one, other]) expect(await filesOf(id)).toBe('yes');
		return [one, other];
	}
	async function bothGone(ids: string[]) {
		for (const id of ids) {
			const row = await house.row(id);
			expect([row.status, row.wrappedKey, row.facts, row.offsetMs]).toEqual(['erased', null, null, null]);
			expect(await filesOf(id)).toBe('not-found');
			expect(house.told).toContainEqual({ rightsChanged: { clipId: id } });
		}
	}

	it('erasing the clip erases both: keys, facts and bytes', async () => {
		const both = await two();
		expect(said(await eraseClip(house.needs, 'marit', both[0]))).toBe('yes');
		await bothGone(both);
	});

	it('so does the last day', async () => {
		const both = await two();
		const keepUntil = new Date(castDay.getTime() - 1);
		await house.db.update(clip).set({ keepUntil }).where(eq(clip.id, both[0]));
		await eraseClipsThatRanOut(house.needs);
		await bothGone(both);
	});

	it('is kept as long as its clip is', async () => {
		const [one, other] = await two();
		expect((await house.row(other)).keepUntil).toEqual((await house.row(one)).keepUntil);
		const longer = await keepLonger(house.needs, 'marit', one, { parentsAgree: true });
		expect(longer.ok && (await house.row(other)).keepUntil).toEqual(longer.ok && longer.value.until);
		await eraseClip(house.needs, 'marit', one);
	});

	it('can go alone, at its owner’s word, and the clip stays', async () => {
		const [one, other] = await two();
		expect(said(await removeSecond(house.needs, 'kees', one))).toBe('not-found');
		expect(said(await removeSecond(house.needs, 'marit', other))).toBe('not-found');
		expect(said(await eraseClip(house.needs, 'marit', other))).toBe('not-found');
		expect(said(await removeSecond(house.needs, 'marit', one))).toBe('yes');
		await bothGone([other]);
		expect(await filesOf(one)).toBe('yes');
		expect(said(await removeSecond(house.needs, 'marit', one))).toBe('not-found');
		expect(await beside(one)).not.toBe(other);
		await eraseClip(house.needs, 'marit', one);
	});

	it('goes with all clips of a child', async () => {
		const [one, other] = await two();
		await eraseClipsOf(house.needs, 'marit-j');
		await bothGone([one, other]);
		main = await house.arrived();
		await chooseFragment(house.needs, 'marit', main, { from: 2_000, to: 9_000 });
		second = await beside(main);
	});
});

describe('[T5] where it lies beside the clip', () => {
	const lay = async (offsetMs: number, userId = 'marit', by: 'sound' | 'hand' = 'hand') =>
		said(await alignSecond(house.needs, userId, main, { offsetMs, by }));

	it('is kept in whole milliseconds, with how it was found', async () => {
		expect(await lay(1_234.4, 'marit', 'sound')).toBe('yes');
		expect(await house.row(second)).toMatchObject({ offsetMs: 1_234, alignedBy: 'sound' });
		const seen = await viewSecond(house.needs, 'marit', main);
		expect(seen.ok && seen.value.second).toMatchObject({ id: second, offsetMs: 1_234, alignedBy: 'sound' });
	});

	it('leaves the two a second in common at least', async () => {
		expect(await lay(11_000)).toBe('yes');
		expect(await lay(11_100)).toBe('not-together');
		expect(await lay(-11_000)).toBe('yes');
		expect(await lay(-11_100)).toBe('not-together');
		expect(await lay(NaN)).toBe('not-together');
	});

	it('is for the owner to say', async () => {
		for (const other of ['kees', 'noor', 'els', 'anke', 'vreemd', 'nobody']) {
			expect(await lay(500, other)).toBe('not-found');
			expect(said(await viewSecond(house.needs, other, main))).toBe('not-found');
		}
	});

	it('tells everybody who looks on', async () => {
		house.told.length = 0;
		expect(await lay(500)).toBe('yes');
		expect(house.told).toEqual([
			{ rightsChanged: { clipId: second } },
			{ rightsChanged: { clipId: main } },
			{ clipChanged: main }
		]);
	});
});
