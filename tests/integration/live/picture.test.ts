import { afterAll, afterEach, expect, test } from 'vitest';
import { frames } from '$lib/notebook/frames';
import type { TimelineState } from '$lib/domain/timeline';
import type { LiveClient } from '../../support/live-client';
import { closeHouse, openRoom, type OpenRoom } from './open-room';

let room: OpenRoom;
afterEach(() => room.close());
afterAll(closeHouse);

const shown = (client: LiveClient) => client.last(frames.timeline) as TimelineState & { serverNow: number };
const play = (client: LiveClient) => client.sendJson(frames.playback, { do: 'play' });

test('[L10] whoever comes in sees where the picture stands, in the server’s own time', async () => {
	room = await openRoom();
	await room.goTo('rewatch');
	const kees = await room.join('kees');
	await kees.until(() => kees.last(frames.timeline) !== undefined);
	expect(shown(kees)).toMatchObject({
		position: 20_000,
		playing: false,
		loop: { from: 20_000, to: 60_000 },
		stopped: false
	});
	expect(shown(kees).serverNow).toBe(room.needs.clock().getTime());
});

test('[L10] a command moves everybody’s picture, a quarter of a second from now', async () => {
	room = await openRoom();
	await room.goTo('rewatch');
	const [marit, kees] = [await room.join('marit'), await room.join('kees')];
	const heard = kees.next(frames.timeline);
	play(marit);
	await heard;
	expect(shown(kees)).toMatchObject({ playing: true, by: 'marit', at: room.needs.clock().getTime() + 250 });
	expect(await room.live().table.timeline('s1')).toMatchObject({ playing: true });
});

test('[L10] a second play while it plays changes nothing', async () => {
	room = await openRoom();
	await room.goTo('rewatch');
	const marit = await room.join('marit');
	play(marit);
	await marit.until(() => shown(marit)?.playing);
	const { version } = shown(marit);
	play(marit);
	marit.sendJson(frames.clock, { t0: 5 });
	expect(await marit.next(frames.clock)).toEqual({ t0: 5, t1: room.needs.clock().getTime() });
	expect(shown(marit).version).toBe(version);
});

test('[L10] a command that does not fit this round is refused to its sender alone', async () => {
	room = await openRoom();
	await room.goTo('first-viewing');
	const [marit, kees] = [await room.join('marit'), await room.join('kees')];
	await kees.until(() => kees.last(frames.timeline) !== undefined);
	const before = shown(kees).version;
	marit.sendJson(frames.playback, { do: 'pause' }); // watched through once: no pause
	expect(await marit.next(frames.refused)).toEqual({ code: 'not-in-this-round' });
	expect(kees.last(frames.refused)).toBeUndefined();
	expect((await room.live().table.timeline('s1'))?.version).toBe(before);
});

test('[L10] the presenter’s stop goes before everything, and ends when she says so', async () => {
	room = await openRoom();
	await room.goTo('rewatch');
	const [marit, kees] = [await room.join('marit'), await room.join('kees')];
	play(kees);
	await kees.until(() => shown(kees)?.playing);
	await room.act('marit', { do: 'stop-picture' });
	await kees.until(() => shown(kees).stopped);
	expect(shown(kees).playing).toBe(false);
	play(kees);
	expect(await kees.next(frames.refused)).toEqual({ code: 'picture-stopped' });
	await room.act('marit', { do: 'release-picture' });
	await marit.until(() => shown(marit).stopped === false);
	play(kees);
	await kees.until(() => shown(kees).playing);
});

test('[L10] play at the end begins again at the start of what was brought', async () => {
	room = await openRoom();
	await room.goTo('first-viewing');
	const marit = await room.join('marit');
	play(marit);
	await marit.until(() => shown(marit)?.playing);
	const { version } = shown(marit);
	room.setClock(new Date(room.needs.clock().getTime() + 90_000)); // past the end
	play(marit);
	await marit.until(() => shown(marit).version > version);
	expect(shown(marit)).toMatchObject({ playing: true, position: 0 });
});

test('[L10] a new round puts the picture where that round looks', async () => {
	room = await openRoom();
	await room.goTo('choose');
	const marit = await room.join('marit');
	marit.sendJson(frames.playback, { do: 'seek', position: 33_000 });
	await marit.until(() => shown(marit)?.position === 33_000);
	await room.goTo('rewatch');
	await marit.until(() => shown(marit).position === 20_000);
	expect(shown(marit)).toMatchObject({ loop: { from: 20_000, to: 60_000 }, playing: false });
});

test('[L10] everybody sees whose player is not ready yet; a nonsense report ends its own socket', async () => {
	room = await openRoom();
	const [marit, kees] = [await room.join('marit'), await room.join('kees')];
	kees.sendJson(frames.players, { state: 'tap-needed', position: 0 });
	await marit.until(
		() => JSON.stringify(marit.last(frames.players)) === '{"kees":{"state":"tap-needed","position":0}}'
	);
	kees.sendJson(frames.players, { state: 'flying', position: 0 });
	await kees.closed();
	expect(kees.closedWith?.code).toBe(4400);
	await marit.until(() => JSON.stringify(marit.last(frames.players)) === '{}');
});
