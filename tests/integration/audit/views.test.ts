import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { session } from '$lib/server/db/schema';
import { chooseFragment } from '$lib/server/use-cases/clip/describe-clip';
import { watchMedia } from '$lib/server/use-cases/clip/watch-media';
import { bringClip } from '$lib/server/use-cases/session/bring-clip';
import { emptyLog, entriesOf } from '../../support/audit/log';
import { dice } from '../../support/audit/tamper';
import { castDay } from '../../support/test-needs';
import { openClipHouse, type ClipHouse } from '../clip/clip-house';

let house: ClipHouse;
let ids: string[];
let sessionId: string;
beforeAll(async () => {
	house = await openClipHouse();
	ids = [await house.arrived(), await house.arrived()];
	await chooseFragment(house.needs, 'marit', ids[0] ?? '', { from: 2_000, to: 9_000 });
	const brought = await bringClip(house.needs, 'marit', ids[0] ?? '', {
		...{ meetingId: 'm3', protocolId: 'short', show: 'whole' as const }
	});
	if (!brought.ok) throw new Error(brought.code);
	sessionId = brought.value.sessionId;
	await house.db.update(session).set({ startedAt: castDay });
});
afterAll(() => house.end());
beforeEach(async () => {
	await house.needs.views.flush(house.needs.clock(), true);
	await emptyLog(house.db);
	house.setClock(castDay);
});

/** A thousand take a minute: `npm run promises -- views`. */
const views = Number(process.env['AUDIT_VIEWS'] ?? 250);

const at = (s: number) => new Date(castDay.getTime() + s * 1000);
const watch = (who: string, file: string, clipId = ids[0] ?? '', asking = false) =>
	watchMedia(house.needs, who, { clipId, file, range: null, asking });
const stretches = async () => {
	await house.needs.views.flush(house.needs.clock(), true);
	const rows = (await entriesOf(house.db)).filter(({ kind }) => kind === 'clip-watched');
	return rows.map(({ actor, role, facts }) => ({ actor, role, ...facts }));
};

describe('[AU7] [G2] who watched what', () => {
	it('opening is written before a byte goes out; what joins on is one stretch, and a jump begins another', async () => {
		await watch('kees', 'index.m3u8');
		expect(await entriesOf(house.db)).toMatchObject([
			{ kind: 'clip-opened', actor: 'kees', role: 'teacher', childId: 'marit-j', facts: { session: sessionId } }
		]);
		for (const n of [0, 1, 2]) {
			house.setClock(at(n * 2));
			await watch('kees', `seg${n}.m4s`);
		}
		house.setClock(at(8));
		await watch('kees', 'seg6.m4s');
		expect(await stretches()).toEqual([
			{ actor: 'kees', role: 'teacher', session: sessionId, fromS: 0, toS: expect.any(Number) },
			{ actor: 'kees', role: 'teacher', session: sessionId, fromS: expect.any(Number), toS: expect.any(Number) }
		]);
	});

	it('a stretch that ended is written by itself, within half a minute', async () => {
		await watch('sofie', 'seg1.m4s');
		await house.needs.views.flush(at(20));
		expect((await entriesOf(house.db)).map(({ kind }) => kind)).toEqual(['clip-opened']);
		await house.needs.views.flush(at(31));
		expect((await entriesOf(house.db)).map(({ kind }) => kind)).toEqual(['clip-opened', 'clip-watched']);
	});

	it('captions are a view of their own, asking is none, and a refusal is a refusal', async () => {
		await watch('sofie', 'captions.vtt');
		await watch('sofie', 'captions.vtt');
		await watch('lieke', 'seg0.m4s', ids[0], true);
		await watch('els', 'seg0.m4s');
		await watch('vreemd', 'captions.vtt');
		expect((await entriesOf(house.db)).map(({ kind, actor }) => [kind, actor])).toEqual([
			['captions-read', 'sofie'],
			['denied', 'els'],
			['denied', 'vreemd']
		]);
	});

	it('her own clip is watched by its owner, and outside a session', async () => {
		await watch('marit', 'seg0.m4s', ids[1]);
		expect(await stretches()).toEqual([{ actor: 'marit', role: 'owner', fromS: 0, toS: expect.any(Number) }]);
	});

	it(`${views} random views are all there: who, which clip, and every second of it`, async () => {
		const roll = dice(7);
		const people = ['marit', 'kees', 'sofie', 'lieke', 'noor', 'gerda', 'els', 'vreemd'];
		const seen: { who: string; clipId: string; n: number; at: Date }[] = [];
		let now = 0;
		while (seen.length < views) {
			now += roll(3) === 0 ? roll(1_200) : roll(4);
			house.setClock(at(now));
			const [who, clipId, n] = [people[roll(people.length)] ?? '', ids[roll(6) === 0 ? 1 : 0] ?? '', roll(7)];
			if ((await watch(who, `seg${n}.m4s`, clipId)).ok) seen.push({ who, clipId, n, at: at(now) });
			if (roll(10) === 0) await house.needs.views.flush(at(now));
		}
		await house.needs.views.flush(at(now), true);
		const rows = (await entriesOf(house.db)).filter(({ kind }) => kind !== 'denied');
		const covers = (view: (typeof seen)[number]) =>
			rows.some(
				({ kind, actor, objectId, facts, at: end }) =>
					kind === 'clip-watched' &&
					actor === view.who &&
					objectId === view.clipId &&
					end >= view.at &&
					Number(facts['fromS']) <= view.n * 2 &&
					Number(facts['toS']) > view.n * 1.2
			);
		expect(seen.filter((view) => !covers(view))).toEqual([]);
		// and nobody is in it who saw nothing
		expect(new Set(rows.map(({ actor }) => actor))).toEqual(new Set(seen.map(({ who }) => who)));
	});
});
