// Longer than the house likes: every rule of writing in one part together beside its opposite, over real sockets.
import { eq } from 'drizzle-orm';
import * as Y from 'yjs';
import { afterAll, afterEach, expect, test } from 'vitest';
import { editsBetween, readRich } from '$lib/domain/rich-text';
import { closeCodes } from '$lib/notebook/frames';
import { applyEdits, flatOf, richIn } from '$lib/notebook/plan-text';
import { planEntry, planVersion, teamMember } from '$lib/server/db/schema';
import { recordConsent } from '$lib/server/use-cases/child/record-consent';
import { leaveTeam } from '$lib/server/use-cases/people/end-membership';
import { finishTrajectory } from '$lib/server/use-cases/plan/finish-trajectory';
import { readHistory } from '$lib/server/use-cases/plan/read-history';
import { removePlanEntry } from '$lib/server/use-cases/plan/remove-entry';
import { savePlanEntry } from '$lib/server/use-cases/plan/save-entry';
import { keepWriting, readWriting } from '$lib/server/use-cases/plan/shared-writing';
import { askToWriteAlong, viewTogether } from '$lib/server/use-cases/plan/write-together';
import type { LiveClient } from '../../support/live-client';
import { castDay } from '../../support/test-needs';
import { closeHouse, openRoom, type OpenRoom } from './open-room';

let room: OpenRoom;
afterEach(() => room.close());
afterAll(closeHouse);

const [B] = ['\u2061'];
const part = { trajectoryId: 'marit-j', entryId: 'p1' };

/** Marit's play moment, in which she asked Sofie to write along. */
async function asked(fields: object = { happened: 'We bouwden.' }) {
	room = await openRoom();
	await save(fields);
	await ask('sofie');
}
const save = (fields: object, bases?: Record<string, string>) =>
	savePlanEntry(room.needs, 'marit', part.trajectoryId, {
		...{ id: 'p1', kind: 'play-moment', at: null, fields },
		...(bases && { bases })
	});
const ask = (writerId: string | null) => askToWriteAlong(room.needs, 'marit', part, writerId);
async function nameOf(): Promise<string> {
	const view = await viewTogether(room.needs, 'marit', part);
	return (view.ok && view.value.document) || 'plan/p1/none';
}
const join = async (who: string, more: { doc?: Y.Doc; origin?: string } = {}) => room.join(who, await nameOf(), more);
const type = ({ doc }: LiveClient, rich: string, name = 'happened') =>
	doc.transact(() => applyEdits(doc.getText(name), editsBetween(flatOf(doc.getText(name)), readRich(rich))));
const seen = ({ doc }: LiveClient, name = 'happened') => richIn(doc.getText(name));
/** What stands in the plan itself. */
async function kept(name = 'happened'): Promise<string | undefined> {
	const view = await viewTogether(room.needs, 'marit', part);
	return view.ok ? view.value.texts.find((text) => text.name === name)?.text : undefined;
}

test('[LP11] both see each other’s letters, form and names, and the plan has them when they are called kept', async () => {
	await asked();
	const [marit, sofie] = [await join('marit'), await join('sofie')];
	expect([seen(marit), seen(sofie)]).toEqual(['We bouwden.', 'We bouwden.']);
	type(marit, `We ${B}bouwden.`);
	await marit.saved();
	expect(await kept()).toBe(`We ${B}bouwden.`);
	type(sofie, 'Een toren.', 'learned');
	await marit.until(() => seen(marit, 'learned') === 'Een toren.');
	expect(seen(sofie)).toBe(`We ${B}bouwden.`);
	sofie.sendPresence({ typing: { name: 'happened', place: 'x' }, user: { id: 'marit', name: 'Marit' } });
	await marit.until(() => marit.present.size > 0);
	// the name is the server's to say
	expect([...marit.present.values()]).toEqual([
		{ typing: { name: 'happened', place: 'x' }, user: { id: 'sofie', name: 'Sofie' } }
	]);
});

test('[LP11] what was typed without a line is merged when it is back, also after the server went away meanwhile', async () => {
	await asked();
	const [marit, sofie] = [await join('marit'), await join('sofie')];
	sofie.drop();
	type(sofie, 'We bouwden samen.');
	type(marit, 'Vandaag: We bouwden.');
	await marit.saved();
	await room.restart();
	const [, again] = [await join('marit', { doc: marit.doc }), await join('sofie', { doc: sofie.doc })];
	await again.saved();
	await again.until(() => seen(again) === 'Vandaag: We bouwden samen.');
	expect(await kept()).toBe('Vandaag: We bouwden samen.');
	expect(await room.db.$count(planEntry)).toBe(1);
});

test('[LP13] the history names both who wrote at once, and each alone who wrote apart', async () => {
	await asked();
	const [marit, sofie] = [await join('marit'), await join('sofie')];
	const later = (minutes: number) => room.setClock(new Date(castDay.getTime() + minutes * 60_000));
	for (const letters of ['Z', 'Zo', 'Zo ', 'Zo d', 'Zo da', 'Zo dan']) {
		type(marit, letters, 'learned');
		type(sofie, letters, 'next');
	}
	await Promise.all([marit.saved(), sofie.saved()]);
	later(5);
	type(sofie, 'Zo dan ook', 'next');
	await sofie.saved();
	later(20);
	type(sofie, 'Zo dan ook niet', 'next');
	await sofie.saved();
	const read = await readHistory(room.needs, 'marit', part.trajectoryId, 'p1', 'nl');
	expect(read.ok && read.value.versions.map(({ by, with: also }) => [by, also])).toEqual([
		['Sofie', null],
		['Marit', 'Sofie']
	]);
	expect(await room.db.$count(planVersion)).toBe(2);
});

test('[LP11] what the form of the plan saves comes in while one types, and takes nothing away', async () => {
	await asked();
	const sofie = await join('sofie');
	type(sofie, 'We bouwden. Hoog!');
	expect(await save({ happened: 'Toen: We bouwden.', minutes: 12 }, { happened: 'We bouwden.' })).toMatchObject({
		ok: true
	});
	await sofie.until(() => seen(sofie) === 'Toen: We bouwden. Hoog!');
	await sofie.saved();
	expect(await kept()).toBe('Toen: We bouwden. Hoog!');
});

test('[LP11] two processes may hold one part: who keeps second takes in first what the other kept', async () => {
	await asked();
	const marit = await join('marit');
	const id = { entryId: 'p1', writingId: (await nameOf()).split('/')[2] ?? '' };
	const stands = await readWriting(room.needs, id);
	if (!stands.ok || !stands.value.writing) throw new Error('nothing stands');
	// another process keeps something, and this one is told of it by nobody
	const { stamp: on, texts, writing } = stands.value;
	const typed = { on, texts: { ...texts, next: 'Van elders' }, writing, by: ['sofie'] };
	expect(await keepWriting(room.needs, id, typed)).toMatchObject({ value: { kept: expect.any(String) as string } });
	expect(await keepWriting(room.needs, id, typed)).toMatchObject({
		value: { instead: { texts: { next: 'Van elders' } } }
	});
	type(marit, 'We bouwden door.');
	await marit.saved();
	expect([await kept(), await kept('next')]).toEqual(['We bouwden door.', 'Van elders']);
	await marit.until(() => seen(marit, 'next') === 'Van elders');
});

test('[LP12] the door: its two people, and nobody else', async () => {
	await asked();
	expect((await join('')).refusedWith).toBe(401);
	expect((await join('sofie', { origin: 'https://elders.test' })).refusedWith).toBe(403);
	for (const who of ['noor', 'kees', 'anke', 'gerda', 'els', 'vreemd', 'vertrokken'])
		expect((await join(who)).closedWith, who).toMatchObject({ code: closeCodes.gone });
	for (const name of ['plan/p1/0', 'plan/p2/0', 'plan/p1'])
		expect((await room.join('sofie', name)).synced, name).toBe(false);
	expect((await join('sofie')).synced).toBe(true);
	expect((await join('marit')).synced).toBe(true);
});

const endings: Record<string, () => Promise<unknown>> = {
	'the owner ends it': () => ask(null),
	'she asks somebody else': () => ask('kees'),
	'the parents say no': () =>
		recordConsent(room.needs, 'marit', part.trajectoryId, { scope: 'team', state: 'withdrawn' }),
	'she leaves the team': () => leaveTeam(room.needs, 'sofie', 'onderbouw'),
	'the trajectory closes': () => finishTrajectory(room.needs, 'marit', part.trajectoryId),
	'the entry is removed': () => removePlanEntry(room.needs, 'marit', part.trajectoryId, 'p1')
};
test.each(Object.keys(endings))(
	'[LP12] whoever writes along is cut off at once when %s, and cannot come back',
	async (why) => {
		await asked();
		const name = await nameOf();
		const sofie = await join('sofie');
		await endings[why]?.();
		await sofie.closed();
		expect(sofie.closedWith?.code).toBe(closeCodes.gone);
		expect((await room.join('sofie', name)).synced).toBe(false);
	}
);

test('[LP12] a letter on its way when the right ends is not kept, whatever was told to whom', async () => {
	await asked();
	const [marit, sofie] = [await join('marit'), await join('sofie')];
	// gone from the table, and nobody told the live table
	await room.db.update(teamMember).set({ leftAt: castDay }).where(eq(teamMember.userId, 'sofie'));
	type(sofie, 'Niet meer van mij.');
	await sofie.closed();
	expect(await kept()).toBe('We bouwden.');
	await room.db.update(teamMember).set({ leftAt: null }).where(eq(teamMember.userId, 'sofie'));
	// the owner syncs again, and goes on
	await marit.closed();
	expect(marit.closedWith?.code).toBe(closeCodes.tryAgain);
	const again = await join('marit', { doc: marit.doc });
	type(again, 'Wel van mij.');
	await again.saved();
	expect(await kept()).toBe('Wel van mij.');
});

test('[LP12] asked anew begins anew: what was typed under the earlier asking fits nowhere', async () => {
	await asked();
	const [name, sofie] = [await nameOf(), await join('sofie')];
	await ask(null);
	await sofie.closed();
	const [row] = await room.db.select().from(planEntry);
	expect([row?.writing, row?.writingId]).toEqual([null, null]);
	await ask('sofie');
	expect((await room.join('sofie', name)).closedWith?.code).toBe(closeCodes.gone);
	expect(seen(await join('sofie'))).toBe('We bouwden.');
});

test('[LP12] signed out is out', async () => {
	await asked();
	const [marit, sofie] = [await join('marit'), await join('sofie')];
	room.live().table.signedOut({ userId: 'sofie' });
	await sofie.closed();
	expect(sofie.closedWith?.code).toBe(closeCodes.signedOut);
	type(marit, 'Verder.');
	await marit.saved();
	expect(marit.closedWith).toBeNull();
});

const attacks: Record<string, (client: LiveClient) => void> = {
	'bytes that are no update': (client) => client.sendUpdate(new Uint8Array([1, 2, 3, 250, 250])),
	'nothing at all': (client) => client.sendRaw(new Uint8Array()),
	'a frame of sessions': (client) => client.sendJson(103, { do: 'play' }),
	'a state vector of nonsense': (client) => client.sendSync(0, new Uint8Array([255, 255, 255])),
	'another text': (client) => client.doc.getText('other').insert(0, 'x\n'),
	'a map': (client) => client.doc.getMap('happened2').set('a', 1),
	'another form': (client) => client.doc.getText('happened').format(0, 2, { color: 'red' }),
	'a link as form': (client) => client.doc.getText('happened').format(0, 2, { bold: 'https://elders.test' }),
	'a picture': (client) => client.doc.getText('happened').insertEmbed(0, { image: 'https://elders.test/x.png' }),
	'a document in the document': (client) => client.doc.getText('happened').insertEmbed(0, new Y.Doc()),
	'signs of form as letters': (client) => client.doc.getText('happened').insert(0, B ?? ''),
	'everything gone, the last line end too': (client) =>
		client.doc.getText('happened').delete(0, client.doc.getText('happened').length),
	'more than a text may be': (client) => client.doc.getText('happened').insert(0, 'x'.repeat(9000)),
	'letters that hang on what nobody has': (client) => {
		const doc = new Y.Doc();
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(client.doc));
		doc.getText('happened').insert(0, 'eerst');
		const before = Y.encodeStateVector(doc);
		doc.getText('happened').insert(5, 'dan');
		client.sendUpdate(Y.encodeStateAsUpdate(doc, before));
	},
	'letters in somebody else’s name': (client) => {
		const doc = new Y.Doc();
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(client.doc));
		doc.clientID = maritId;
		doc.getText('happened').insert(0, 'ik ben Marit');
		client.sendUpdate(Y.encodeStateAsUpdate(doc, Y.encodeStateVector(client.doc)));
	}
};
let maritId = 0;
test.each(Object.keys(attacks))('[LP12] refused, and the other goes on as if nothing happened: %s', async (name) => {
	await asked();
	const [marit, sofie] = [await join('marit'), await join('sofie')];
	maritId = marit.doc.clientID;
	type(marit, 'We bouwden door.');
	await marit.saved();
	await sofie.until(() => seen(sofie) === 'We bouwden door.');
	attacks[name]?.(sofie);
	await sofie.closed();
	expect([closeCodes.badFrame, closeCodes.notAllowed]).toContain(sofie.closedWith?.code);
	type(marit, 'We bouwden door en door.');
	await marit.saved();
	expect(marit.closedWith).toBeNull();
	expect(await kept()).toBe('We bouwden door en door.');
	expect(seen(await join('sofie'))).toBe('We bouwden door en door.');
});
