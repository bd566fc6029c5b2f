import { afterAll, afterEach, expect, test } from 'vitest';
import { no, type Outcome } from '$lib/domain/outcome';
import { frames } from '$lib/notebook/frames';
import { joinTable, type AtTheTable } from '$lib/server/use-cases/session/enter';
import { closeHouse, openRoom, type OpenRoom } from './open-room';

let room: OpenRoom;
afterEach(() => room.close());
afterAll(closeHouse);

/** Kees at the table; from then on each question about him is answered when and how the test says. */
async function asked(sessionId?: string) {
	const questions: ((answer: Outcome<AtTheTable> | 'the truth') => Promise<void>)[] = [];
	let holding = false;
	room = await openRoom({
		enter: (userId, sessionId) => {
			const truth = () => joinTable(room.needs, userId, sessionId);
			if (!holding) return truth();
			return new Promise((resolve) =>
				questions.push(async (answer) => resolve(answer === 'the truth' ? await truth() : answer))
			);
		}
	});
	const kees = await room.join('kees');
	holding = true;
	for (let i = 0; i < 2; i++) room.live().table.rightsChanged(sessionId ? { sessionId } : { userId: 'kees' });
	const [older, newer] = questions;
	if (!older || !newer) throw new Error('nothing was asked');
	const stillThere = async () => {
		kees.sendJson(104, { t0: 1 });
		await Promise.race([kees.next(104), kees.closed()]);
		return kees.closedWith === null;
	};
	return { kees, older, newer, stillThere };
}

test('[L12] an answer to an older question does not count once a newer one was asked', async () => {
	const { older, newer, stillThere } = await asked();
	await newer('the truth');
	await older(no('not-found'));
	expect(await stillThere()).toBe(true);
});

test('[L12] the newest answer counts, whatever an older one says after it', async () => {
	const { kees, older, newer } = await asked();
	await newer(no('not-found'));
	await older('the truth');
	await kees.closed();
	expect(kees.closedWith?.code).toBe(4403);
});

/** Kees, and the two questions about him that one change of this session after another asked. */
async function askedOfTheSession() {
	const it = await asked('s1');
	const told = () => it.kees.heard.filter((frame) => frame.type === frames.moved).length;
	return { ...it, told, before: told() };
}

test('[L12] whose page reads again is who was judged to stay: nobody who is on her way out', async () => {
	const { kees, older, newer, stillThere, told, before } = await askedOfTheSession();
	await older('the truth');
	expect(await stillThere()).toBe(true);
	expect(told()).toBe(before);
	await newer(no('not-found'));
	await kees.closed();
	expect([kees.closedWith?.code, told()]).toEqual([4410, before]);
});

test('[L12] and who stays does read again, once', async () => {
	const { older, newer, stillThere, told, before } = await askedOfTheSession();
	await older('the truth');
	await newer('the truth');
	expect(await stillThere()).toBe(true);
	expect(told()).toBe(before + 1);
});
