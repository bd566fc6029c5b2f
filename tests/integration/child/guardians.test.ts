import { and, eq, isNull } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ConsentScope } from '../../../src/lib/domain/consent';
import { photoLimit } from '../../../src/lib/domain/guardian';
import { consentOf, guardiansOf } from '../../../src/lib/server/db/consent';
import {
	clip,
	consentAnswer,
	consentForm,
	cycle,
	guardian,
	helpRequest,
	session,
	trajectory
} from '../../../src/lib/server/db/schema';
import { sealed } from '../../support/sealed';
import { answerAsGuardian, viewAsGuardian } from '../../../src/lib/server/use-cases/child/answer-as-guardian';
import { chooseChild } from '../../../src/lib/server/use-cases/child/choose-child';
import { readFormPhoto } from '../../../src/lib/server/use-cases/child/form-photo';
import {
	addGuardian,
	changeLanguage,
	nameExpert,
	removeGuardian
} from '../../../src/lib/server/use-cases/child/guardians';
import { recordConsent, recordForm } from '../../../src/lib/server/use-cases/child/record-consent';
import { viewConsent, type ConsentView } from '../../../src/lib/server/use-cases/child/view-consent';
import { castDay, openTestHouse } from '../../support/test-needs';

let house: Awaited<ReturnType<typeof openTestHouse>>;
const J = 'marit-j';
const yes = { ok: true, value: null };
const no = (code: string) => ({ ok: false, code });
const day = '2026-11-12';
const text = { version: 1, language: 'nl', hash: 'abc' };

beforeAll(async () => {
	house = await openTestHouse();
	await house.cast();
});
beforeEach(async () => {
	house.setClock(castDay);
	house.told.splice(0);
	await house.db.delete(consentAnswer);
	await house.db.delete(guardian);
	await house.db.delete(consentForm);
	await house.db.delete(helpRequest);
	await house.db.delete(session);
	await house.db.delete(clip);
	await house.db.update(trajectory).set({ closedAt: null, closedWhy: null }).where(eq(trajectory.id, J));
});
afterAll(() => house.close());

async function add(kind: 'mother' | 'father', who = 'marit', id = J): Promise<string> {
	const added = await addGuardian(house.needs, who, id, { kind, language: 'nl' });
	return added.ok ? added.value.guardianId : added.code;
}
const says = (guardianId: string, answer: 'yes' | 'no', scope: ConsentScope = 'team', expertId: string | null = null) =>
	answerAsGuardian(house.needs, guardianId, { answers: [{ scope, expertId, answer }], text });
const onPaper = (guardianId: string, answer: 'yes' | 'no', photo: Uint8Array | null = null, formDay = day) =>
	recordForm(house.needs, 'marit', J, {
		...{ guardianId, day: formDay, photo },
		answers: [{ scope: 'team', expertId: null, answer }]
	});
const team = async () => (await consentOf(house.db, J)).team;
async function seen(): Promise<ConsentView> {
	const view = await viewConsent(house.needs, 'marit', J);
	if (!view.ok) throw new Error(view.code);
	return view.value;
}

async function withClip(): Promise<void> {
	const now = house.needs.clock();
	await house.db.insert(clip).values({
		...{ id: 'k', trajectoryId: J, ownerId: 'marit', title: sealed(house.needs, 'kapla'), status: 'ready', bytes: 1 },
		...{ wrappedKey: house.needs.vault.newKey().wrapped, createdAt: now },
		keepUntil: new Date(now.getTime() + 86_400_000)
	});
	await house.db.insert(session).values({
		...{ id: 's', teamId: 'onderbouw', cycleId: 'c1', clipId: 'k', trajectoryId: J, presenterId: 'marit' },
		...{ packId: 'p2g-plg', packVersion: 1, protocolId: 'short', createdAt: now },
		...{ shownFrom: 0, shownTo: 1, fragmentFrom: 0, fragmentTo: 1 }
	});
}
const clipStatus = async () => (await house.db.select().from(clip).where(eq(clip.id, 'k')))[0]?.status;

describe('[CN2] who says yes or no', () => {
	it('is added, changed and taken away by the child’s own teacher alone', async () => {
		const mother = await add('mother');
		const language = { guardianId: mother, language: 'ar' };
		for (const who of ['noor', 'kees', 'els', 'anke', 'vreemd']) {
			expect(await add('father', who)).toBe('not-found');
			expect(await changeLanguage(house.needs, who, J, language)).toEqual(no('not-found'));
			expect(await removeGuardian(house.needs, who, J, mother)).toEqual(no('not-found'));
		}
		expect(await changeLanguage(house.needs, 'marit', J, language)).toEqual(yes);
		expect((await seen()).guardians).toMatchObject([{ kind: 'mother', number: 1, language: 'ar', waiting: true }]);
		expect(await removeGuardian(house.needs, 'marit', J, mother)).toEqual(yes);
		expect((await seen()).guardians).toEqual([]);
	});

	it('has a kind and a number, and six are enough', async () => {
		for (let n = 0; n < 5; n++) await add('mother');
		await add('father');
		expect((await guardiansOf(house.db, J)).map(({ kind, number }) => `${kind} ${number}`)).toEqual([
			...['father 1', 'mother 1', 'mother 2', 'mother 3', 'mother 4', 'mother 5']
		]);
		expect(await add('father')).toBe('too-many-guardians');
	});

	it('is of this child and no other', async () => {
		const chosen = await chooseChild(house.needs, 'kees', 'onderbouw', { alias: 'Vosje', reason: '' });
		const theirs = await add('mother', 'kees', chosen.ok ? chosen.value.trajectoryId : '');
		expect(await onPaper(theirs, 'yes')).toEqual(no('not-found'));
		expect(await removeGuardian(house.needs, 'marit', J, theirs)).toEqual(no('not-found'));
		expect(await onPaper(await add('mother'), 'yes')).toEqual(yes);
	});
});

describe('[CN1] several guardians', () => {
	it('one yes opens; the no of one who was still waited for closes and erases', async () => {
		const [mother, father] = [await add('mother'), await add('father')];
		expect(await says(mother, 'yes')).toEqual(yes);
		expect(await team()).toBe('granted');
		await withClip();
		house.told.splice(0);
		expect(await says(father, 'no')).toEqual(yes);
		expect(await team()).toBe('withdrawn');
		expect(await clipStatus()).toBe('erased');
		expect(house.told.slice(0, 2)).toEqual([
			{ rightsChanged: { trajectoryId: J } },
			{ rightsChanged: { sessionId: 's' } }
		]);
	});

	it('only who said no comes back to it', async () => {
		const [mother, father] = [await add('mother'), await add('father')];
		await says(mother, 'yes');
		await says(father, 'no');
		await says(mother, 'yes');
		expect(await team()).toBe('withdrawn');
		await says(father, 'yes');
		expect(await team()).toBe('granted');
	});

	it('a yes of everybody stays when one of them says it again', async () => {
		const [mother, father] = [await add('mother'), await add('father')];
		for (const one of [mother, father, mother]) await says(one, 'yes');
		expect(await house.db.$count(consentAnswer)).toBe(2);
		expect(await team()).toBe('granted');
	});
});

describe('[CN3] her own answer', () => {
	it('keeps which text she read, and names no teacher', async () => {
		const mother = await add('mother');
		await says(mother, 'yes');
		expect(await house.db.select().from(consentAnswer)).toMatchObject([
			{ by: 'link', recordedBy: null, textVersion: 1, textLanguage: 'nl', textHash: 'abc', guardianId: mother }
		]);
	});

	it('is all of it or nothing', async () => {
		const mother = await add('mother');
		const answers = [
			{ scope: 'team', expertId: null, answer: 'yes' },
			{ scope: 'expert', expertId: 'anke', answer: 'yes' }
		] as const;
		expect(await answerAsGuardian(house.needs, mother, { answers, text })).toEqual(no('bad-input'));
		expect(await house.db.$count(consentAnswer)).toBe(0);
		await nameExpert(house.needs, 'marit', J, { expertId: 'anke', organisation: 'Onderwijsdienst' });
		expect(await answerAsGuardian(house.needs, mother, { answers, text })).toEqual(yes);
		expect(await house.db.$count(consentAnswer)).toBe(2);
	});

	it('shows her own answers, and never those of another', async () => {
		const [mother, father] = [await add('mother'), await add('father')];
		await says(father, 'no');
		const view = await viewAsGuardian(house.needs, mother);
		expect(view.ok && view.value.asked.every(({ own }) => own === 'not-asked')).toBe(true);
		expect(view).toMatchObject({ value: { alias: 'J.', teacher: 'Marit', closed: false } });
		expect(await viewAsGuardian(house.needs, 'nobody')).toEqual(no('not-found'));
		expect(await says('nobody', 'no')).toEqual(no('not-found'));
	});

	it('after the child was closed only a no is heard', async () => {
		const mother = await add('mother');
		await says(mother, 'yes');
		await withClip();
		await house.db.update(trajectory).set({ closedAt: castDay, closedWhy: 'finished' }).where(eq(trajectory.id, J));
		expect(await says(mother, 'yes', 'guest')).toEqual(no('trajectory-closed'));
		expect(await says(mother, 'no')).toEqual(yes);
		expect(await clipStatus()).toBe('erased');
	});
});

describe('[TC5] [CN2] the same child again', () => {
	it('has the same guardians, none of what they said, and a no counts in every cycle', async () => {
		const mother = await add('mother');
		await says(mother, 'yes');
		await withClip();
		await house.db.update(cycle).set({ closedAt: castDay }).where(eq(cycle.id, 'c1'));
		await house.db.insert(cycle).values({
			id: 'c2',
			teamId: 'onderbouw',
			number: 2,
			packId: 'p2g-plg',
			packVersion: 1,
			startedBy: 'noor',
			createdAt: castDay
		});
		const again = await chooseChild(house.needs, 'marit', 'onderbouw', { alias: '', reason: '', againOf: J });
		const id = again.ok ? again.value.trajectoryId : '';
		expect((await guardiansOf(house.db, id)).map((row) => row.id)).toEqual([mother]);
		expect((await consentOf(house.db, id)).team).toBe('not-asked');
		// what she says now is about this cycle; the first one's yes still stands
		await says(mother, 'yes');
		expect([(await consentOf(house.db, id)).team, await team()]).toEqual(['granted', 'granted']);
		await says(mother, 'no');
		expect([(await consentOf(house.db, id)).team, await team()]).toEqual(['withdrawn', 'withdrawn']);
		expect(await clipStatus()).toBe('erased');
		await house.db.delete(trajectory).where(eq(trajectory.id, id));
		await house.db.delete(cycle).where(eq(cycle.id, 'c2'));
		await house.db.update(cycle).set({ closedAt: null }).where(eq(cycle.id, 'c1'));
	});
});

describe('[CN4] a named expert', () => {
	const name = (who: string, expertId: string, organisation = 'Onderwijsdienst') =>
		nameExpert(house.needs, who, J, { expertId, organisation });

	it('is of the team, under an organisation, and named by the child’s own teacher', async () => {
		for (const who of ['noor', 'anke', 'els', 'vreemd']) expect(await name(who, 'anke')).toEqual(no('not-found'));
		for (const expertId of ['kees', 'vreemd', 'marit', 'els'])
			expect(await name('marit', expertId)).toEqual(no('not-an-expert'));
		expect(await name('marit', 'anke', ' ')).toEqual(no('bad-input'));
		expect(await name('marit', 'anke')).toEqual(yes);
		// the words under which she was asked about stay
		await name('marit', 'anke', 'Iets anders');
		const view = await viewAsGuardian(house.needs, await add('mother'));
		expect(view.ok && view.value.asked.at(-1)).toMatchObject({
			scope: 'expert',
			expertId: 'anke',
			expert: { name: 'Anke', organisation: 'Onderwijsdienst' }
		});
	});

	it('a no to her ends her help, and nobody else’s', async () => {
		const mother = await add('mother');
		await name('marit', 'anke');
		for (const [scope, expertId] of [
			['team', null],
			['expert', 'anke']
		] as const)
			await says(mother, 'yes', scope, expertId);
		await withClip();
		const help = { teamId: 'onderbouw', askedBy: 'marit', clipId: 'k', createdAt: castDay };
		const open = { ...help, status: 'accepted' as const, accessUntil: new Date(castDay.getTime() + 86_400_000) };
		await house.db.insert(helpRequest).values([
			{ ...open, id: 'anke', expertId: 'anke' },
			{ ...open, id: 'noor', expertId: 'noor' }
		]);
		// noor, of the team, was said yes to as well
		await house.db.insert(consentAnswer).values({
			...{ id: 'noor', trajectoryId: J, guardianId: mother, scope: 'expert', expertId: 'noor', state: 'granted' },
			at: new Date(castDay.getTime() + 1000)
		});
		expect(await says(mother, 'no', 'expert', 'anke')).toEqual(yes);
		const rows = await house.db.select().from(helpRequest);
		expect(Object.fromEntries(rows.map(({ id, status }) => [id, status]))).toEqual({ anke: 'ended', noor: 'accepted' });
		expect(await clipStatus()).toBe('ready');
	});

	it('no teacher writes a yes to an expert without a name', async () => {
		const guardianId = await add('mother');
		const yesTo = { scope: 'expert', state: 'granted', guardianId, formDay: day } as const;
		expect(await recordConsent(house.needs, 'marit', J, yesTo)).toEqual(no('bad-input'));
		expect(await recordConsent(house.needs, 'marit', J, { ...yesTo, expertId: 'anke' })).toEqual(yes);
	});
});

describe('[CN5] what the teacher is told', () => {
	it('of a no: that there is one, and not whose or of which kind', async () => {
		const [mother, father] = [await add('mother'), await add('father')];
		const told = async () => {
			const { guardians, sees, door, written } = await seen();
			return { lines: guardians.map(({ id: _, kind: __, ...line }) => line), sees, door, written };
		};
		await says(mother, 'no');
		const afterRefusal = await told();
		await house.db.delete(consentAnswer);
		await says(mother, 'yes');
		await says(father, 'no');
		expect(await told()).toEqual(afterRefusal);
		expect(afterRefusal).toMatchObject({ door: true, sees: { team: 'no-consent' }, written: [] });
		expect(new Set(afterRefusal.lines.map((line) => JSON.stringify(line))).size).toBe(1);
	});

	it('of a yes: who is still waited for, until there is any no at all', async () => {
		const mother = await add('mother');
		await add('father');
		await says(mother, 'yes');
		const waiting = (await seen()).guardians.map((line) => [line.kind, line.waiting]);
		expect(waiting).toEqual([
			['father', true],
			['mother', false]
		]);
		await says(mother, 'no', 'guest');
		expect((await seen()).guardians.map(({ waiting }) => waiting)).toEqual([null, null]);
	});

	it('who answered cannot be taken away, and after a no nobody', async () => {
		const [mother, father] = [await add('mother'), await add('father')];
		await says(mother, 'yes');
		expect(await removeGuardian(house.needs, 'marit', J, mother)).toEqual(no('guardian-answered'));
		await says(mother, 'no');
		expect(await removeGuardian(house.needs, 'marit', J, father)).toEqual(no('guardian-answered'));
		expect((await seen()).guardians.some(({ mayRemove }) => mayRemove)).toBe(false);
	});

	it('what she wrote down herself she reads again', async () => {
		const mother = await add('mother');
		await onPaper(mother, 'yes');
		await onPaper(mother, 'no');
		expect((await seen()).written).toMatchObject([
			{ answer: 'no', guardianId: mother },
			{ answer: 'yes', guardianId: mother, formDay: day }
		]);
		expect((await seen()).guardians).toMatchObject([{ mayComeBack: true }]);
	});
});

describe('[CN6] a yes written down by the teacher', () => {
	it('is of somebody, who signed for it', async () => {
		const guardianId = await add('mother');
		const granted = { scope: 'team', state: 'granted' } as const;
		expect(await recordConsent(house.needs, 'marit', J, { ...granted, formDay: day })).toEqual(no('bad-input'));
		expect(await recordConsent(house.needs, 'marit', J, { ...granted, guardianId })).toEqual(no('bad-input'));
		expect(await onPaper(guardianId, 'yes', null, '2026-11-20')).toEqual(no('form-in-future'));
		expect(await onPaper(guardianId, 'yes', null, '2026-11-03')).toEqual(yes);
		expect(await house.db.select().from(consentAnswer)).toMatchObject([
			{ by: 'paper', recordedBy: 'marit', formDay: '2026-11-03', formId: null }
		]);
	});

	it('is hers alone to write, and so is a no', async () => {
		const guardianId = await add('mother');
		for (const who of ['noor', 'kees', 'anke', 'els', 'vreemd'])
			for (const answer of ['yes', 'no'] as const)
				expect(
					await recordForm(house.needs, who, J, {
						...{ guardianId, day, photo: null },
						answers: [{ scope: 'team', expertId: null, answer }]
					})
				).toEqual(no('not-found'));
		expect(await house.db.$count(consentAnswer)).toBe(0);
	});

	it('never stands over a no that came in under a link', async () => {
		const [mother, father] = [await add('mother'), await add('father')];
		await says(mother, 'no');
		// whose no it is cannot be found out by trying
		for (const one of [mother, father]) expect(await onPaper(one, 'yes')).toEqual(no('no-stands'));
		await says(mother, 'yes');
		expect(await onPaper(father, 'yes')).toEqual(yes);
	});

	it('may follow a no she wrote down herself, by a form that is not older', async () => {
		const mother = await add('mother');
		await onPaper(mother, 'no');
		expect(await onPaper(mother, 'yes', null, '2026-11-03')).toEqual(no('form-before-no'));
		expect(await onPaper(mother, 'yes')).toEqual(yes);
		expect(await team()).toBe('granted');
	});

	it('a no needs no form and no name, and goes at any time', async () => {
		await onPaper(await add('mother'), 'yes');
		await withClip();
		await house.db.update(trajectory).set({ closedAt: castDay, closedWhy: 'finished' }).where(eq(trajectory.id, J));
		expect(await recordConsent(house.needs, 'marit', J, { scope: 'team', state: 'withdrawn' })).toEqual(yes);
		expect(await clipStatus()).toBe('erased');
		expect(await seen()).toMatchObject({ door: true, someoneSaidNo: true });
	});
});

describe('[CN7] a photo of the form', () => {
	const marker = new TextEncoder().encode('GPS 52.09 N 5.12 E');
	const jpeg = new Uint8Array([
		...[0xff, 0xd8, 0xff, 0xe1, 0, marker.length + 2, ...marker],
		...[0xff, 0xdb, 0, 4, 1, 2, 0xff, 0xda, 0, 2, 7, 7, 7, 0xff, 0xd9, ...marker]
	]);
	const stored = () => house.db.select().from(consentForm);

	it('is kept sealed and bare, and shown to its teacher alone', async () => {
		expect(await onPaper(await add('mother'), 'yes', jpeg)).toEqual(yes);
		const [row] = await stored();
		const id = row?.id ?? '';
		expect(Buffer.from(row?.sealed ?? []).includes(Buffer.from([7, 7, 7]))).toBe(false);
		const shown = await readFormPhoto(house.needs, 'marit', J, id);
		const bare = [0xff, 0xd8, 0xff, 0xdb, 0, 4, 1, 2, 0xff, 0xda, 0, 2, 7, 7, 7, 0xff, 0xd9];
		expect(shown.ok && [...shown.value]).toEqual(bare);
		for (const who of ['noor', 'kees', 'anke', 'els', 'vreemd'])
			expect(await readFormPhoto(house.needs, who, J, id)).toEqual(no('not-found'));
		expect(await readFormPhoto(house.needs, 'marit', 'another', id)).toEqual(no('not-found'));
		expect((await seen()).written).toMatchObject([{ formId: id }]);
	});

	it('is a JPEG of a bearable size, or nothing is written down', async () => {
		const mother = await add('mother');
		expect(await onPaper(mother, 'yes', new TextEncoder().encode('<svg/>'))).toEqual(no('not-a-jpeg'));
		expect(await onPaper(mother, 'yes', new Uint8Array(photoLimit + 1))).toEqual(no('too-large'));
		expect(await house.db.$count(consentAnswer)).toBe(0);
	});

	it('is not kept of a no, and goes with the first no of anybody', async () => {
		const [mother, father] = [await add('mother'), await add('father')];
		await onPaper(mother, 'no', jpeg);
		expect(await stored()).toEqual([]);
		await onPaper(mother, 'yes', jpeg);
		expect(await stored()).toHaveLength(1);
		await says(father, 'no', 'guest');
		expect(await stored()).toHaveLength(1);
		await says(father, 'no');
		expect(await stored()).toEqual([]);
		// that there was a yes, and when, stays: without what she signed
		const [kept] = await house.db
			.select()
			.from(consentAnswer)
			.where(and(eq(consentAnswer.state, 'granted'), isNull(consentAnswer.formId)));
		expect(kept).toMatchObject({ formDay: day });
	});
});
