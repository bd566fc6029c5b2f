import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clipLimits } from '$lib/domain/clip-facts';
import { diskReserve, mostUnderWay } from '$lib/domain/clip-space';
import { clip, cycle, trajectory } from '$lib/server/db/schema';
import { asPerson } from '$lib/server/db/who-asks';
import { eraseClip } from '$lib/server/use-cases/clip/erase-clip';
import { keepClipKey } from '$lib/server/use-cases/clip/keep-clip-key';
import { checkClip, resumeClips } from '$lib/server/use-cases/clip/check-clip';
import { receiveClip } from '$lib/server/use-cases/clip/receive-clip';
import { startClip } from '$lib/server/use-cases/clip/start-clip';
import { clipBytes } from '../../support/clips';
import { castDay } from '../../support/test-needs';
import { openClipHouse, said, type ClipHouse } from './clip-house';

let house: ClipHouse;
beforeAll(async () => void (house = await openClipHouse()));
afterAll(() => house.end());

const ask = { trajectoryId: 'marit-j', bytes: 1_000, durationMs: 60_000 };
const start = (userId: string, change: Partial<typeof ask> = {}) =>
	startClip(house.needs, userId, { ...ask, ...change });

function tus(id: string, method: string, headers: Record<string, string> = {}, body?: Uint8Array): Request {
	return new Request(`https://kijkkring.test/clips/${id}/upload`, {
		method,
		headers: { 'tus-resumable': '1.0.0', ...headers },
		...(body ? { body: body as BodyInit, duplex: 'half' } : {})
	} as RequestInit);
}
const begin = (id: string, size: number) => tus(id, 'POST', { 'upload-length': String(size) });
const piece = (id: string, offset: number, bytes: Uint8Array) =>
	tus(id, 'PATCH', { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' }, bytes);

describe('announcing a clip', () => {
	it('[R30] makes room for it when the parents said yes, with a name made of alias and day, for six weeks past the cycle', async () => {
		const started = await start('marit');
		expect(started.ok).toBe(true);
		const row = await house.row(started.ok ? started.value.id : '');
		expect(row).toMatchObject({ status: 'sending', ownerId: 'marit', bytes: 1_000 });
		expect(house.needs.vault.read(row.title)).toBe('J., 12 november');
		// the last meeting is on 24 December
		expect(row.keepUntil).toEqual(new Date('2027-02-04T14:30:00Z'));
	});

	it('[R30] refuses without their yes, and after they changed their mind', async () => {
		await house.parents('withdrawn');
		expect(said(await start('marit'))).toBe('no-consent');
		await house.parents('granted');
		expect(said(await start('marit'))).toBe('yes');
	});

	it('knows no child of somebody else, whatever the role', async () => {
		for (const other of ['kees', 'noor', 'anke', 'els', 'vreemd', 'vertrokken', 'nobody'])
			expect(said(await start(other))).toBe('not-found');
		expect(said(await start('marit', { trajectoryId: 'none' }))).toBe('not-found');
	});

	it('refuses what is too large, too long or no size at all', async () => {
		expect(said(await start('marit', { bytes: clipLimits.bytes + 1 }))).toBe('too-large');
		expect(said(await start('marit', { bytes: clipLimits.bytes }))).toBe('yes');
		expect(said(await start('marit', { durationMs: clipLimits.durationMs + 1 }))).toBe('too-long');
		for (const bytes of [0, -5, 1.5, Number.NaN]) expect(said(await start('marit', { bytes }))).toBe('bad-input');
	});

	it('refuses a closed trajectory', async () => {
		await house.db.update(trajectory).set({ closedAt: new Date() }).where(eq(trajectory.id, 'marit-j'));
		expect(said(await start('marit'))).toBe('trajectory-closed');
		await house.db.update(trajectory).set({ closedAt: null }).where(eq(trajectory.id, 'marit-j'));
	});
});

describe('[U5] room before the first byte', () => {
	const limited = (
		bytes: number,
		clipSpace: { school: number | null; team: number | null },
		free: number | null = null
	) =>
		startClip({ ...house.needs, clipSpace, files: { ...house.needs.files, freeBytes: async () => free } }, 'marit', {
			...ask,
			bytes
		});
	const none = { school: null, team: null };
	const clear = async () => void (await house.db.delete(clip));

	it('counts what the team and the school already have, and not what was erased', async () => {
		await clear();
		const first = await limited(600, { school: null, team: 1_000 });
		expect(said(await limited(401, { school: null, team: 1_000 }))).toBe('team-space-full');
		expect(said(await limited(401, { school: 1_000, team: null }))).toBe('school-space-full');
		expect(said(await limited(400, { school: 1_000, team: 1_000 }))).toBe('yes');
		await eraseClip(house.needs, 'marit', first.ok ? first.value.id : '');
		expect(said(await limited(401, { school: null, team: 1_000 }))).toBe('yes');
	});

	it('counts what she may not see: a clip of another team takes room of the school too', async () => {
		await clear();
		const { db, needs } = house;
		const at = castDay;
		await db.insert(cycle).values({
			...{ id: 'elsewhere', teamId: 'bovenbouw', number: 1, packId: 'p2g-plg', packVersion: 1 },
			...{ startedBy: 'vreemd', createdAt: at }
		});
		await db.insert(trajectory).values({
			...{ id: 'ruben-p', cycleId: 'elsewhere', teacherId: 'vreemd', alias: 'P.', createdAt: at },
			wrappedKey: needs.vault.newKey().wrapped
		});
		await db.insert(clip).values({
			...{ id: 'his', trajectoryId: 'ruben-p', ownerId: 'vreemd', status: 'ready', bytes: 600 },
			...{ wrappedKey: needs.vault.newKey().wrapped, createdAt: at, keepUntil: new Date(at.getTime() + 1e9) }
		});
		// as her request asks: under the rules of rows, which do not show her that clip
		const asMarit = (bytes: number, team: number | null) =>
			asPerson('marit', needs.clock, () => limited(bytes, { school: 1_000, team }));
		expect(said(await asMarit(401, null))).toBe('school-space-full');
		expect(said(await asMarit(400, 400))).toBe('yes');
		expect(said(await asMarit(1, null))).toBe('school-space-full');
		await db.delete(clip).where(eq(clip.id, 'his'));
	});

	it('does not promise the same room of the disk twice, also to two who begin at once', async () => {
		await clear();
		const both = await Promise.all([limited(700, none, diskReserve + 1_000), limited(700, none, diskReserve + 1_000)]);
		expect(both.map(said).sort()).toEqual(['disk-full', 'yes']);
	});

	it('lets one person have a few clips under way, and goes on when one of them has arrived', async () => {
		await clear();
		const ids: string[] = [];
		for (let i = 0; i < mostUnderWay; i++) {
			const started = await start('marit');
			if (started.ok) ids.push(started.value.id);
		}
		expect(said(await start('marit'))).toBe('too-many-under-way');
		await house.db
			.update(clip)
			.set({ status: 'ready' })
			.where(eq(clip.id, ids[0] ?? ''));
		expect(said(await start('marit'))).toBe('yes');
		await clear();
	});
});

describe('[U2] the key for a clip that waits on a device', () => {
	const hours = (count: number) => house.setClock(new Date(castDay.getTime() + count * 3_600_000));
	const key = async (id: string, stamp: number | null = null, userId = 'marit') => {
		const given = await keepClipKey(house.needs, userId, id, stamp);
		return given.ok ? { stamp: given.value.stamp, key: Buffer.from(given.value.key).toString('hex') } : given.code;
	};

	it('is the same at the next visit, another one per clip and hour, and gone after two days', async () => {
		const [one, two] = [await house.announced(new Uint8Array(10)), await house.announced(new Uint8Array(10))];
		const first = await key(one);
		if (typeof first === 'string') return expect.fail(first);
		hours(47);
		expect(await key(one, first.stamp)).toEqual(first);
		expect(await key(one)).not.toMatchObject({ key: first.key });
		expect(await key(two, first.stamp)).not.toMatchObject({ key: first.key });
		hours(48);
		expect(await key(one, first.stamp)).toBe('not-found');
		hours(0);
		expect(await key(one, first.stamp + 1)).toBe('not-found');
		for (const wrong of [Number.NaN, 1.5, -1]) expect(await key(one, wrong)).toBe('not-found');
	});

	it('is the owner’s alone, and nobody’s once the parents said no, the clip is erased or has arrived', async () => {
		const id = await house.announced(new Uint8Array(10));
		for (const other of ['kees', 'noor', 'els', 'vreemd']) expect(await key(id, null, other)).toBe('not-found');
		await house.parents('withdrawn');
		expect(await key(id)).toBe('no-consent');
		await house.parents('granted');
		expect(await key(id)).toMatchObject({ key: expect.any(String) });
		await eraseClip(house.needs, 'marit', id);
		expect(await key(id)).toBe('clip-gone');
		expect(await key(await house.arrived())).toBe('not-allowed');
		expect(await key(await house.arrived('not_a_video.mp4'))).toBe('clip-gone');
	});
});

describe('sending a clip', () => {
	it('takes it in pieces and has it ready at the end, without anybody waiting for it', async () => {
		const bytes = await clipBytes('h264_aac_moovend.mp4');
		const id = await house.announced(bytes);
		const half = Math.floor(bytes.length / 2);
		const receive = (request: Request) => receiveClip(house.needs, 'marit', id, request);
		expect(said(await receive(begin(id, bytes.length)))).toBe('yes');
		expect(said(await receive(piece(id, 0, bytes.subarray(0, half))))).toBe('yes');
		expect((await house.row(id)).status).toBe('sending');
		const head = await receive(tus(id, 'HEAD'));
		expect(head.ok && head.value.headers.get('upload-offset')).toBe(String(half));
		expect(said(await receive(piece(id, half, bytes.subarray(half))))).toBe('yes');
		await house.settled();
		expect(await house.row(id)).toMatchObject({ status: 'ready', facts: { frames: 360, durationMs: 12_000 } });
		// a sender that missed the last answer may ask; nobody writes over a complete clip
		expect(said(await receive(tus(id, 'HEAD')))).toBe('yes');
		expect(said(await receive(begin(id, bytes.length)))).toBe('not-allowed');
		expect((await house.row(id)).status).toBe('ready');
	});

	it('[R30] stops arriving the moment the parents take their yes back', async () => {
		const bytes = await clipBytes('noaudio.mp4');
		const id = await house.announced(bytes);
		await receiveClip(house.needs, 'marit', id, begin(id, bytes.length));
		await house.parents('withdrawn');
		expect(said(await receiveClip(house.needs, 'marit', id, piece(id, 0, bytes)))).toBe('no-consent');
		await house.parents('granted');
		expect(said(await receiveClip(house.needs, 'marit', id, piece(id, 0, bytes)))).toBe('yes');
		await house.settled();
	});

	it('is the owner’s alone', async () => {
		const id = await house.announced(new Uint8Array(10));
		for (const other of ['kees', 'noor', 'els', 'vreemd'])
			expect(said(await receiveClip(house.needs, other, id, begin(id, 10)))).toBe('not-found');
	});
});

describe('looking at what arrived', () => {
	it.each([
		['not_a_video.mp4', 'not-a-video'],
		['truncated_nomoov.mp4', 'truncated'],
		['audioonly.m4a', 'no-picture'],
		['hevc_hvc1.mov', 'hevc-not-here']
	])('says why %s does not work, and keeps nothing of it', async (name, code) => {
		const id = await house.arrived(name);
		expect(await house.row(id)).toMatchObject({ status: 'failed', failure: code, wrappedKey: null });
		expect(said(await house.needs.files.part({ id, key: new Uint8Array(32) }, 'index.m3u8', null))).not.toBe('yes');
	});

	it('may be done twice', async () => {
		const id = await house.arrived();
		await house.db.update(clip).set({ status: 'checking' }).where(eq(clip.id, id));
		await Promise.all([checkClip(house.needs, id), checkClip(house.needs, id)]);
		expect((await house.row(id)).status).toBe('ready');
	});

	it('is taken up again after the server stopped half-way', async () => {
		const bytes = await clipBytes('vp9_opus.webm');
		const id = await house.announced(bytes);
		await house.needs.files.put(await house.handle(id), bytes);
		await house.db.update(clip).set({ status: 'converting' }).where(eq(clip.id, id));
		await resumeClips(house.needs);
		await house.settled();
		expect(await house.row(id)).toMatchObject({ status: 'ready', facts: { container: 'mp4', videoCodec: 'vp9' } });
	});

	it('keeps a clip that met a full disk, with its key, to be tried again', async () => {
		const bytes = await clipBytes('vp9_opus.webm');
		const id = await house.announced(bytes);
		await house.needs.files.put(await house.handle(id), bytes);
		await house.db.update(clip).set({ status: 'checking' }).where(eq(clip.id, id));
		const full = { ...house.needs.files, prepare: async () => ({ ok: false, code: 'disk-full' }) as const };
		await checkClip({ ...house.needs, files: full }, id);
		expect(await house.row(id)).toMatchObject({ status: 'converting', failure: 'disk-full' });
		await checkClip(house.needs, id);
		expect(await house.row(id)).toMatchObject({ status: 'ready', failure: null });
	});
});
