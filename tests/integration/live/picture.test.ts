import { afterAll, afterEach, expect, test } from 'vitest';
import type { PlayerReport, Players } from '$lib/domain/live';
import type { Rights } from '$lib/engine/rights';
import { frames } from '$lib/notebook/frames';
import { addEntry } from '$lib/notebook/table';
import type { TimelineState } from '$lib/domain/timeline';
import { viewSession } from '$lib/server/use-cases/session/view-session';
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
		waiting: null,
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

test('[L10] tempo, loop and sound that were chosen hold for whoever comes in late', async () => {
	room = await openRoom();
	await room.goTo('rewatch');
	const marit = await room.join('marit');
	const loop = { from: 30_000, to: 34_000 };
	for (const command of [{ do: 'rate', rate: 0.5 }, { do: 'loop', loop }, { do: 'mute', muted: true }, { do: 'play' }])
		marit.sendJson(frames.playback, command);
	await marit.until(() => shown(marit)?.playing);
	const late = await room.join('kees');
	await late.until(() => late.last(frames.timeline) !== undefined);
	expect(shown(late)).toEqual(shown(marit));
	expect(shown(late)).toMatchObject({ rate: 0.5, loop, muted: true, playing: true });
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
	const report = { state: 'tap-needed', position: 0, version: 4, frame: null };
	kees.sendJson(frames.players, report);
	await marit.until(() => JSON.stringify(marit.last(frames.players)) === JSON.stringify({ kees: [report] }));
	kees.sendJson(frames.players, { state: 'flying', position: 0 });
	await kees.closed();
	expect(kees.closedWith?.code).toBe(4400);
	await marit.until(() => JSON.stringify(marit.last(frames.players)) === '{}');
});

const tell = (client: LiveClient, state: PlayerReport['state'], version = shown(client).version) =>
	client.sendJson(frames.players, { state, position: 20_000, version, frame: null });
const askToWait = (client: LiveClient, ms = 10_000) => client.sendJson(frames.playback, { do: 'wait', ms });
const players = (client: LiveClient) => client.last(frames.players) as Players;

/** The fragment plays for these people, and the first one's picture loads. */
async function oneLoads(...names: string[]): Promise<LiveClient[]> {
	room = await openRoom();
	await room.goTo('rewatch');
	const clients = [];
	for (const name of names) clients.push(await room.join(name));
	const [slow, leader] = clients as [LiveClient, LiveClient];
	play(leader);
	for (const client of clients) await client.until(() => shown(client)?.playing);
	tell(slow, 'buffering');
	await leader.until(() => players(leader)[names[0] ?? '']?.[0]?.state === 'buffering');
	return clients;
}

test('[L22] the group waits for somebody who loads, and goes on when she shows the resting picture', async () => {
	const [kees, marit] = (await oneLoads('kees', 'marit')) as [LiveClient, LiveClient];
	askToWait(marit);
	await kees.until(() => shown(kees).waiting !== null);
	expect(shown(kees)).toMatchObject({ playing: false, waiting: { until: room.needs.clock().getTime() + 10_000 } });
	const { version } = shown(kees);
	tell(kees, 'ready', version - 1); // of the picture that still played: proves nothing
	tell(marit, 'ready');
	await marit.until(() => players(marit)['marit']?.[0]?.state === 'ready');
	expect(shown(marit).version).toBe(version);
	tell(kees, 'ready');
	await marit.until(() => shown(marit).playing);
	expect(shown(marit)).toMatchObject({ waiting: null, by: null });
});

test('[L22] without anybody who loads there is nothing to wait for, and nobody waits longer than may be chosen', async () => {
	const [kees, marit] = (await oneLoads('kees', 'marit')) as [LiveClient, LiveClient];
	askToWait(marit, 3_600_000);
	expect(await marit.next(frames.refused)).toEqual({ code: 'not-in-this-round' });
	tell(kees, 'ready');
	await marit.until(() => players(marit)['kees']?.[0]?.state === 'ready');
	const { version } = shown(marit);
	askToWait(marit);
	marit.sendJson(frames.clock, { t0: 1 });
	await marit.next(frames.clock);
	expect(shown(marit)).toMatchObject({ playing: true, version });
});

test('[L22] whoever is waited for leaves: the others go on at once', async () => {
	const [kees, marit] = (await oneLoads('kees', 'marit')) as [LiveClient, LiveClient];
	askToWait(marit);
	await marit.until(() => shown(marit).waiting !== null);
	kees.drop();
	await marit.until(() => shown(marit).playing);
});

test('[L22] whoever chose to wait leaves: the others go on as soon as they have it', async () => {
	const [kees, marit] = (await oneLoads('kees', 'marit')) as [LiveClient, LiveClient];
	askToWait(marit);
	await kees.until(() => shown(kees).waiting !== null);
	marit.drop();
	tell(kees, 'ready');
	await kees.until(() => shown(kees).playing);
});

test('[L22] two load in turn: it goes on when both have it, whoever was first', async () => {
	const [kees, marit, sofie] = (await oneLoads('kees', 'marit', 'sofie')) as [LiveClient, LiveClient, LiveClient];
	askToWait(marit);
	await sofie.until(() => shown(sofie).waiting !== null);
	const { version } = shown(sofie);
	tell(sofie, 'buffering');
	await marit.until(() => players(marit)['sofie']?.[0]?.state === 'buffering');
	await kees.until(() => shown(kees).waiting !== null);
	tell(kees, 'ready');
	await marit.until(() => players(marit)['kees']?.[0]?.state === 'ready');
	expect(shown(marit).version).toBe(version);
	tell(sofie, 'ready');
	await marit.until(() => shown(marit).playing);
});

test('[L22] whoever leads goes on without waiting to the end; another round ends the waiting too', async () => {
	const [kees, marit] = (await oneLoads('kees', 'marit')) as [LiveClient, LiveClient];
	askToWait(marit);
	await marit.until(() => shown(marit).waiting !== null);
	play(marit);
	await marit.until(() => shown(marit).playing);
	expect(shown(marit).waiting).toBeNull();
	askToWait(marit);
	await marit.until(() => shown(marit).waiting !== null);
	await room.goTo('what-we-see');
	await kees.until(() => shown(kees).waiting === null);
	expect(shown(kees).playing).toBe(false);
	tell(kees, 'ready');
	kees.sendJson(frames.clock, { t0: 1 });
	await kees.next(frames.clock);
	expect(shown(kees).playing).toBe(false);
});

test('[L22] in the round that is watched through once there is no pause, and still waiting for somebody', async () => {
	room = await openRoom();
	await room.goTo('first-viewing');
	const [marit, kees] = [await room.join('marit'), await room.join('kees')];
	play(marit);
	await kees.until(() => shown(kees)?.playing);
	tell(kees, 'buffering');
	await marit.until(() => players(marit)['kees'] !== undefined);
	askToWait(marit);
	await kees.until(() => shown(kees).waiting !== null);
	tell(kees, 'ready');
	await kees.until(() => shown(kees).playing);
});

test('[L22] somebody with two pages is told of as two', async () => {
	room = await openRoom();
	const [marit, one, two] = [await room.join('marit'), await room.join('kees'), await room.join('kees')];
	tell(one, 'ready', 1);
	tell(two, 'buffering', 1);
	await marit.until(() => players(marit)['kees']?.length === 2);
	two.drop();
	await marit.until(() => players(marit)['kees']?.length === 1);
	expect(players(marit)['kees']?.[0]?.state).toBe('ready');
});

test('[S28] in a third viewing the picture stands still where an initiative was noted, for everybody', async () => {
	room = await openRoom();
	await room.follows(2, 'long');
	await room.goTo('rewatch-contact');
	const [marit, kees] = [await room.join('marit'), await room.join('kees')];
	const noted = { author: 'marit', t: 20_400, text: 'J. kijkt op', codes: ['n1'] };
	addEntry(marit.doc, 'observations', { ...noted, id: 'a1' });
	addEntry(marit.doc, 'observations', { ...noted, id: 'a2', t: 20_200, codes: ['s3'] });
	await marit.saved();
	await room.goTo('where-warmth');
	await room.act('marit', { do: 'ask-round', round: 'third-viewing', asked: true });
	await room.goTo('third-viewing');
	await kees.until(() => shown(kees)?.rate === 0.5);
	play(marit);
	await kees.until(() => shown(kees)?.playing);
	room.setClock(new Date(room.needs.clock().getTime() + 5_000));
	await kees.until(() => !shown(kees).playing);
	expect(shown(kees)).toMatchObject({ position: 20_400, by: null });
});

test('[L29] whoever comes in hears how far the session is: a page made before it began does not wait for ever', async () => {
	room = await openRoom();
	const early = await room.join('noor');
	expect(early.last(frames.moved)).toEqual({ seq: 0, stands: true });
	await room.goTo('first-viewing');
	const late = await room.join('kees');
	await late.until(() => late.last(frames.moved) !== undefined);
	expect(late.last(frames.moved)).toEqual({ seq: 2, stands: true });
	// an event is news, and says so
	await room.goTo('choose');
	await late.until(() => (late.last(frames.moved) as { seq: number }).seq === 3);
	expect(late.last(frames.moved)).toMatchObject({ seq: 3, type: 'round-entered' });
	const pages = await room.join('kees', 'session/s1/own/kees');
	expect(pages.last(frames.moved)).toBeUndefined();
});

test('[L31] with a step everybody hears what it makes of the session for her; a choice of a lens is read again', async () => {
	room = await openRoom();
	const [marit, kees] = [await room.join('marit'), await room.join('kees')];
	await room.goTo('first-viewing');
	for (const [page, key] of [
		[marit, 'marit'],
		[kees, 'kees']
	] as const) {
		const view = await viewSession(room.needs, key, 's1');
		if (!view.ok) throw new Error(view.code);
		await page.until(() => (page.last(frames.moved) as { seq: number }).seq === view.value.state.seq);
		expect(page.last(frames.moved)).toMatchObject({ now: { state: view.value.state, may: view.value.may } });
	}
	const mayOf = (page: typeof kees) => (page.last(frames.moved) as { now: { may: Rights } }).now.may;
	expect(mayOf(marit).chooseMoment).toBe(false);
	await room.goTo('choose');
	for (const page of [marit, kees]) await page.until(() => (page.last(frames.moved) as { seq: number }).seq === 3);
	expect([mayOf(marit).chooseMoment, mayOf(kees).chooseMoment]).toEqual([true, false]);
	room.live().table.clipChanged('toren');
	await kees.until(() => !('type' in (kees.last(frames.moved) as object)));
	expect(kees.last(frames.moved)).toEqual({ seq: 3 });
});
