import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clip, helpRequest, session, teamMember } from '$lib/server/db/schema';
import { chooseFragment } from '$lib/server/use-cases/clip/describe-clip';
import { eraseClip } from '$lib/server/use-cases/clip/erase-clip';
import { watchMedia } from '$lib/server/use-cases/clip/watch-media';
import { bringClip } from '$lib/server/use-cases/session/bring-clip';
import { takeOffTable } from '$lib/server/use-cases/session/take-off-table';
import { GET, HEAD } from '../../../src/routes/(member)/clips/[clip]/media/[file]/+server';
import { emptyLog, openings } from '../../support/audit/log';
import { castDay } from '../../support/test-needs';
import { bytesOf, openClipHouse, said, type ClipHouse } from './clip-house';
import { sealed } from '../../support/sealed';

let house: ClipHouse;
let id: string;
const files = ['levels.m3u8', 'index.m3u8', 'init.mp4', 'seg0.m4s', 'seg3.m4s', 'captions.vtt'];
const everybody = ['marit', 'kees', 'sofie', 'lieke', 'noor', 'gerda', 'anke', 'els', 'vreemd', 'vertrokken', 'nobody'];
/** Who has a seat by membership; Gerda is a guest, Anke an expert on call, Els an admin, Ruben of another team. */
const table = ['kees', 'sofie', 'lieke', 'noor', 'gerda'];

beforeAll(async () => {
	house = await openClipHouse();
	id = await house.arrived();
	await chooseFragment(house.needs, 'marit', id, { from: 2_000, to: 9_000 });
});
afterAll(() => house.end());
beforeEach(async () => {
	house.setClock(castDay);
	await house.db.delete(helpRequest);
	await house.db.delete(session);
	await house.parents('granted');
});

const watch = (userId: string, file = 'index.m3u8', clipId = id) =>
	watchMedia(house.needs, userId, { clipId, file, range: null, asking: false });

/** Who gets the playlist, the init segment and segments: all of them or none, never a part. */
async function watchers(clipId = id): Promise<string[]> {
	const found: string[] = [];
	for (const who of everybody) {
		const answers = new Set<string>();
		for (const file of files) answers.add(said(await watch(who, file, clipId)));
		expect([...answers]).toHaveLength(1);
		if (answers.has('yes')) found.push(who);
		else expect([...answers]).toEqual(['not-found']);
	}
	return found;
}

async function onTable(change: Partial<typeof session.$inferInsert> = {}): Promise<string> {
	const brought = await bringClip(house.needs, 'marit', id, { meetingId: 'm3', protocolId: 'short', show: 'whole' });
	if (!brought.ok) throw new Error(brought.code);
	await house.db
		.update(session)
		.set({ withdrawnAt: null, ...change })
		.where(eq(session.id, brought.value.sessionId));
	return brought.value.sessionId;
}

const help = (status: 'asked' | 'accepted' | 'proposed' | 'declined' | 'withdrawn' | 'ended', until: Date) =>
	house.db.insert(helpRequest).values({
		...{
			id: 'help',
			teamId: 'onderbouw',
			askedBy: 'marit',
			expertId: 'anke',
			clipId: id,
			question: sealed(house.needs, '?'),
			status
		},
		...{ accessUntil: until, createdAt: castDay }
	});

const membership = (userId: string) => and(eq(teamMember.userId, userId), eq(teamMember.teamId, 'onderbouw'));

describe('[B2] every byte passes the gateway', () => {
	it('for the owner alone, as long as she keeps it to herself', async () => {
		expect(await watchers()).toEqual(['marit']);
	});

	it('not for the table before the session began', async () => {
		await onTable();
		expect(await watchers()).toEqual(['marit']);
	});

	it('for everybody with a seat while the session runs: not the admin, not an expert who was not asked', async () => {
		await onTable({ startedAt: castDay });
		expect(await watchers()).toEqual(['marit', ...table]);
	});

	it('not after the session is closed', async () => {
		await onTable({ startedAt: castDay, closedAt: castDay });
		expect(await watchers()).toEqual(['marit']);
	});

	it('not from the moment its date is over, also before the clock came by', async () => {
		await onTable({ startedAt: castDay });
		const [row] = await house.db.select({ until: clip.keepUntil }).from(clip).where(eq(clip.id, id));
		const until = row?.until ?? castDay;
		house.setClock(new Date(until.getTime() - 1));
		expect(await watchers()).toEqual(['marit', ...table]);
		house.setClock(until);
		expect(await watchers()).toEqual([]);
	});

	it('[R32] not from the moment the presenter takes it off the table', async () => {
		const sessionId = await onTable({ startedAt: castDay });
		await takeOffTable(house.needs, 'marit', sessionId);
		expect(await watchers()).toEqual(['marit']);
	});

	it('only as far as it is shown, when only the fragment was brought', async () => {
		await onTable({ startedAt: castDay, shownFrom: 4_100, shownTo: 7_900 });
		const given = async (who: string) => {
			const names = Array.from({ length: 7 }, (_, i) => `seg${i}.m4s`);
			const answers = await Promise.all(names.map((name) => watch(who, name)));
			return names.filter((_, i) => answers[i]?.ok);
		};
		expect(await given('kees')).toEqual(['seg3.m4s', 'seg4.m4s']);
		expect(await given('marit')).toHaveLength(7);
		const playlist = await watch('kees');
		const text = playlist.ok ? new TextDecoder().decode(await bytesOf(playlist.value)) : '';
		expect(text.match(/#EXT-X-GAP\nseg\d/g)).toHaveLength(5);
		expect(text.match(/#EXTINF/g)).toHaveLength(7);
	});

	it('[B4] not for somebody who left the team in the middle', async () => {
		await onTable({ startedAt: castDay });
		await house.db.update(teamMember).set({ leftAt: castDay }).where(membership('kees'));
		expect(await watchers()).toEqual(['marit', ...table.filter((who) => who !== 'kees')]);
		await house.db.update(teamMember).set({ leftAt: null }).where(membership('kees'));
	});

	it('[R30] for nobody, not even the owner, once the parents take their yes back', async () => {
		await onTable({ startedAt: castDay });
		await house.parents('withdrawn');
		expect(await watchers()).toEqual([]);
	});

	it('for nobody once it is erased', async () => {
		const other = await house.arrived();
		expect(await watchers(other)).toEqual(['marit']);
		await eraseClip(house.needs, 'marit', other);
		expect(await watchers(other)).toEqual([]);
	});
});

describe('[R112] an expert on call', () => {
	const later = new Date(castDay.getTime() + 3_600_000);

	it('watches after accepting, with the parents’ second yes, until the minute it ends', async () => {
		await house.parents('granted', 'expert');
		await help('accepted', later);
		expect(await watchers()).toEqual(['marit', 'anke']);
		house.setClock(later);
		expect(await watchers()).toEqual(['marit']);
	});

	it.each(['asked', 'proposed', 'declined', 'withdrawn', 'ended'] as const)(
		'does not watch while it is %s',
		async (status) => {
			await house.parents('granted', 'expert');
			await help(status, later);
			expect(await watchers()).toEqual(['marit']);
		}
	);

	it('[R31] does not watch without the parents’ yes to somebody from outside', async () => {
		await house.parents('refused', 'expert');
		await help('accepted', later);
		expect(await watchers()).toEqual(['marit']);
	});
});

describe('[R33] the list of views', () => {
	const views = () => openings(house.db, id);

	it('notes who opened it, once in ten minutes, with the session, and not for merely asking', async () => {
		await emptyLog(house.db);
		const sessionId = await onTable({ startedAt: castDay });
		for (const file of files) await watch('kees', file);
		await watch('kees');
		await watch('vreemd');
		await watchMedia(house.needs, 'sofie', { clipId: id, file: 'index.m3u8', range: null, asking: true });
		expect(await views()).toEqual([{ clipId: id, userId: 'kees', sessionId, at: castDay }]);
		house.setClock(new Date(castDay.getTime() + 11 * 60_000));
		await watch('kees');
		expect(await views()).toHaveLength(2);
	});
});

describe('the door', () => {
	type Event = Parameters<typeof GET>[0];
	const open = (userId: string | null, file: string, headers: Record<string, string> = {}, method = 'GET') => {
		const event = {
			locals: {
				house: { needs: house.needs, signIns: { cookieName: 'kijkkring' } },
				user: userId ? { id: userId } : null
			},
			cookies: { get: () => undefined },
			params: { clip: id, file },
			request: new Request(`https://kijkkring.test/clips/${id}/media/${encodeURIComponent(file)}`, { method, headers })
		} as unknown as Event;
		return method === 'HEAD' ? HEAD(event) : GET(event);
	};
	const plain = async (response: Response) => ({
		...{ status: response.status, headers: [...response.headers], body: await response.text() }
	});

	it('hands out the playlist to the owner’s player, for no cache and no other site', async () => {
		const response = await open('marit', 'index.m3u8', { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'empty' });
		expect(response.status).toBe(200);
		expect(await response.text()).toContain('#EXTM3U');
		expect(response.headers.get('cache-control')).toBe('no-store');
		expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin');
		expect((await open('marit', 'levels.m3u8')).status).toBe(200);
		const head = await open('marit', 'seg0.m4s', {}, 'HEAD');
		expect([head.status, (await head.bytes()).length]).toEqual([200, 0]);
	});

	it('[B1] says the same to the byte to whoever has no right, is not signed in, or asks for what is not there', async () => {
		const nothing = await plain(await open('kees', 'index.m3u8'));
		expect(nothing).toMatchObject({ status: 404, body: '' });
		expect(await plain(await open(null, 'index.m3u8'))).toEqual(nothing);
		expect(await plain(await open('marit', 'seg999.m4s'))).toEqual(nothing);
		expect(await plain(await open('kees', 'seg0.m4s', { range: 'bytes=0-5' }))).toEqual(nothing);
	});

	it('[D8] knows only the names there are, however they are spelled', async () => {
		const nothing = await plain(await open('kees', 'index.m3u8'));
		const names = [
			'',
			'.',
			'..',
			'../original',
			'..%2foriginal',
			'..\\original',
			'original',
			'INDEX.M3U8',
			'index.m3u8.'
		];
		const more = [
			'index.m3u8/',
			'/index.m3u8',
			'index.m3u8%00.png',
			'seg-1.m4s',
			'seg1.m4s?x',
			'seg0.m4s\n',
			'seg123456.m4s',
			'played'
		];
		for (const name of [...names, ...more]) expect(await plain(await open('marit', name)), name).toEqual(nothing);
	});

	it('answers no other site, no frame and no address bar', async () => {
		const from = (site: string, dest: string) =>
			open('marit', 'init.mp4', { 'sec-fetch-site': site, 'sec-fetch-dest': dest });
		for (const [site, dest] of [
			['cross-site', 'video'],
			['same-site', 'empty'],
			['none', 'document'],
			['same-origin', 'iframe']
		])
			expect((await from(site!, dest!)).status).toBe(404);
		expect((await from('same-origin', 'video')).status).toBe(200);
	});
});
