import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { codeTries, type ParentLetter } from '../../../src/lib/domain/parent-letter';
import { record } from '../../../src/lib/server/db/audit';
import { consentOf } from '../../../src/lib/server/db/consent';
import {
	auditEntry,
	clip,
	consentAnswer,
	expertAsked,
	guardian,
	guardianLink,
	guardianVisit,
	signInTry,
	trajectory
} from '../../../src/lib/server/db/schema';
import { addGuardian, nameExpert } from '../../../src/lib/server/use-cases/child/guardians';
import { giveAnswer } from '../../../src/lib/server/use-cases/parent/give-answer';
import { makeLetter, revokeLetter, viewLetters } from '../../../src/lib/server/use-cases/parent/letters';
import { mailReceipt, receiptOf } from '../../../src/lib/server/use-cases/parent/receipt';
import { viewParentsPage } from '../../../src/lib/server/use-cases/parent/view-parents-page';
import { leaveVisit, openVisit, visitOf } from '../../../src/lib/server/use-cases/parent/visit';
import { parentTextsFor } from '../../../src/lib/words/parents';
import { castDay, openTestHouse } from '../../support/test-needs';

let house: Awaited<ReturnType<typeof openTestHouse>>;
const J = 'marit-j';
const texts = parentTextsFor(['nl'], null);
const day = 86_400_000;
const team = { scope: 'team', expertId: null } as const;
const wrong = { ok: false, code: 'link-expired' };

beforeAll(async () => {
	house = await openTestHouse();
	await house.cast();
});
beforeEach(async () => {
	house.setClock(castDay);
	house.letters.splice(0);
	await house.db.delete(consentAnswer);
	await house.db.delete(guardian);
	await house.db.delete(clip);
	await house.db.delete(expertAsked);
	await house.db.delete(signInTry);
	await house.db.update(trajectory).set({ closedAt: null, closedWhy: null }).where(eq(trajectory.id, J));
});
afterAll(() => house.close());

async function guardianOf(kind: 'mother' | 'father' = 'mother'): Promise<string> {
	const added = await addGuardian(house.needs, 'marit', J, { kind, language: 'nl' });
	if (!added.ok) throw new Error(added.code);
	return added.value.guardianId;
}
async function letterFor(guardianId: string, language = 'nl'): Promise<ParentLetter> {
	const made = await makeLetter(house.needs, 'marit', J, { guardianId, language });
	if (!made.ok) throw new Error(made.code);
	return made.value;
}
const open = (secret: string, from = '192.0.2.1') => openVisit(house.needs, secret, from);
/** Somebody who came in by this letter; asked anew each time, as the door does. */
async function comeIn(letter: ParentLetter) {
	const opened = await open(letter.typed);
	if (!opened.ok) throw new Error(opened.code);
	return async () => {
		const visit = await visitOf(house.needs, opened.value.visit);
		if (!visit) throw new Error('nobody is in');
		return visit;
	};
}
const say = async (
	visit: Awaited<ReturnType<typeof comeIn>>,
	answer: 'yes' | 'no',
	code: string | null = null,
	asked: Parameters<typeof giveAnswer>[2] extends infer A ? Omit<A, 'answer'> : never = team
) => giveAnswer(house.needs, await visit(), { ...asked, answer } as Parameters<typeof giveAnswer>[2], { code, texts });
const view = async (visit: Awaited<ReturnType<typeof comeIn>>) => {
	const seen = await viewParentsPage(house.needs, await visit());
	if (!seen.ok) throw new Error(seen.code);
	return seen.value;
};
const stands = async () => (await consentOf(house.db, J)).team;
const aWrongCode = (letter: ParentLetter) => (letter.code === 'CDF-HJK' ? 'CDF-HJL' : 'CDF-HJK');

describe('[PP2] [PP3] a letter', () => {
	it('is made for one guardian of her own child by its teacher, and by nobody else', async () => {
		const guardianId = await guardianOf();
		for (const who of ['noor', 'kees', 'els', 'vreemd'])
			expect(await makeLetter(house.needs, who, J, { guardianId, language: 'nl' })).toMatchObject({
				code: 'not-found'
			});
		expect(await makeLetter(house.needs, 'marit', J, { guardianId: 'nobody', language: 'nl' })).toMatchObject({
			code: 'not-found'
		});
		expect(await makeLetter(house.needs, 'marit', J, { guardianId, language: 'xx' })).toMatchObject({
			code: 'bad-input'
		});
		expect(await makeLetter(house.needs, 'marit', J, { guardianId, language: 'nl' })).toMatchObject({ ok: true });
	});

	it('keeps its secret behind the #, and neither secret nor code anywhere else', async () => {
		const letter = await letterFor(await guardianOf());
		const url = new URL(letter.link);
		expect(url.hash.slice(1)).toBe(letter.typed.replaceAll(' ', ''));
		expect(`${url.pathname}${url.search}`).toBe('/consent?in=nl');
		const kept = JSON.stringify([
			await house.db.select().from(guardianLink),
			await house.db.select().from(auditEntry),
			await house.db.select().from(guardianVisit)
		]);
		for (const secret of [url.hash.slice(1), letter.code, letter.code.replace('-', '')])
			expect(kept).not.toContain(secret);
	});

	it('works sixty days or as long as a film can be kept, and not a moment longer', async () => {
		const letter = await letterFor(await guardianOf());
		// the last meeting of the cycle is six weeks away, and films are kept six weeks after it
		expect(letter.until.getTime()).toBe(castDay.getTime() + 84 * day);
		house.setClock(new Date(letter.until.getTime() - 1));
		expect((await open(letter.typed)).ok).toBe(true);
		house.setClock(letter.until);
		expect(await open(letter.typed)).toEqual(wrong);
	});

	it('a new one ends the old one and whoever came in by it; so does revoking', async () => {
		const guardianId = await guardianOf();
		const old = await letterFor(guardianId);
		const opened = await open(old.typed);
		const fresh = await letterFor(guardianId);
		expect(await open(old.typed)).toEqual(wrong);
		expect(await visitOf(house.needs, opened.ok ? opened.value.visit : '')).toBeNull();
		expect((await open(fresh.typed)).ok).toBe(true);
		for (const who of ['noor', 'kees', 'vreemd'])
			expect((await revokeLetter(house.needs, who, J, guardianId)).ok).toBe(false);
		expect((await open(fresh.typed)).ok).toBe(true);
		expect((await revokeLetter(house.needs, 'marit', J, guardianId)).ok).toBe(true);
		expect(await open(fresh.typed)).toEqual(wrong);
	});

	it('is not made once the child is closed, and can still be revoked', async () => {
		const guardianId = await guardianOf();
		const letter = await letterFor(guardianId);
		await house.db.update(trajectory).set({ closedAt: castDay, closedWhy: 'finished' }).where(eq(trajectory.id, J));
		expect(await makeLetter(house.needs, 'marit', J, { guardianId, language: 'nl' })).toMatchObject({
			code: 'trajectory-closed'
		});
		const visit = await comeIn(letter);
		expect((await view(visit)).closed).toBe(true);
		expect(await say(visit, 'yes', letter.code)).toMatchObject({ code: 'trajectory-closed' });
		expect((await revokeLetter(house.needs, 'marit', J, guardianId)).ok).toBe(true);
	});

	it('a teacher sees which letters work, and nothing of an answer', async () => {
		const guardianId = await guardianOf();
		const visit = await comeIn(await letterFor(guardianId));
		const before = await viewLetters(house.needs, 'marit', J);
		await say(visit, 'no');
		expect(await viewLetters(house.needs, 'marit', J)).toEqual(before);
		expect(await viewLetters(house.needs, 'noor', J)).toMatchObject({ code: 'not-found' });
	});
});

describe('[PP1] opening', () => {
	it('ten agents that open a letter change nothing of any answer', async () => {
		const letter = await letterFor(await guardianOf());
		const before = await house.db.select().from(consentAnswer);
		for (let i = 0; i < 10; i++) await view(await comeIn(letter));
		expect(await house.db.select().from(consentAnswer)).toEqual(before);
		expect(await stands()).toBe('not-asked');
	});

	it('[PP4] wrong, run out, revoked and nonsense are one answer', async () => {
		const guardianId = await guardianOf();
		const revoked = await letterFor(guardianId);
		await revokeLetter(house.needs, 'marit', J, guardianId);
		const answers = await Promise.all(['', 'nonsense', '0'.repeat(28), revoked.typed].map((typed) => open(typed)));
		expect(answers).toEqual([wrong, wrong, wrong, wrong]);
	});

	it('[PP4] many wrong ones from an address wait; whoever shares it with the right one comes in', async () => {
		const letter = await letterFor(await guardianOf());
		for (let i = 0; i < 30; i++) expect(await open('0'.repeat(28))).toEqual(wrong);
		expect(await open('0'.repeat(28))).toMatchObject({ code: 'too-many-tries' });
		expect(await open('0'.repeat(28), '198.51.100.7')).toEqual(wrong);
		expect((await open(letter.typed)).ok).toBe(true);
	});

	it('[PP4] a visit ends after half an hour, or when she closes the page', async () => {
		const letter = await letterFor(await guardianOf());
		const opened = await open(letter.typed);
		const cookie = opened.ok ? opened.value.visit : '';
		house.setClock(new Date(castDay.getTime() + 30 * 60_000 - 1));
		expect(await visitOf(house.needs, cookie)).not.toBeNull();
		house.setClock(new Date(castDay.getTime() + 30 * 60_000));
		expect(await visitOf(house.needs, cookie)).toBeNull();
		house.setClock(castDay);
		await leaveVisit(house.needs, cookie);
		expect(await visitOf(house.needs, cookie)).toBeNull();
		expect(await visitOf(house.needs, null)).toBeNull();
		// the cookie is not the secret, and the secret is no cookie
		expect(await open(cookie)).toEqual(wrong);
		expect(await visitOf(house.needs, letter.typed.replaceAll(' ', ''))).toBeNull();
	});
});

describe('[PP5] yes and no', () => {
	it('a yes needs the code from school, once in a visit; a no needs the letter alone', async () => {
		const letter = await letterFor(await guardianOf());
		const visit = await comeIn(letter);
		expect(await say(visit, 'yes')).toMatchObject({ code: 'code-needed' });
		expect(await stands()).toBe('not-asked');
		expect((await say(visit, 'yes', letter.code.toLowerCase())).ok).toBe(true);
		expect(await stands()).toBe('granted');
		expect((await say(visit, 'yes', null, { scope: 'photo', expertId: null })).ok).toBe(true);
		// whoever opens the same letter anew has not entered the code
		const later = await comeIn(letter);
		expect(await say(later, 'yes', null, { scope: 'figures', expertId: null })).toMatchObject({ code: 'code-needed' });
		expect((await say(later, 'no')).ok).toBe(true);
		expect(await stands()).toBe('withdrawn');
	});

	it('the code of another letter, also of the other guardian of this child, is a wrong one', async () => {
		const letter = await letterFor(await guardianOf());
		const other = await letterFor(await guardianOf('father'));
		expect(await say(await comeIn(letter), 'yes', other.code)).toMatchObject({ code: 'wrong-code' });
	});

	it('five wrong codes, then only a new letter says yes; a no is heard all the same', async () => {
		const guardianId = await guardianOf();
		const letter = await letterFor(guardianId);
		const visit = await comeIn(letter);
		for (let left = codeTries - 1; left > 0; left--)
			expect(await say(visit, 'yes', aWrongCode(letter))).toEqual({ ok: false, code: 'wrong-code', facts: { left } });
		// what cannot be a code is no guess
		expect(await say(visit, 'yes', '!')).toEqual({ ok: false, code: 'wrong-code', facts: { left: 1 } });
		expect(await say(visit, 'yes', aWrongCode(letter))).toMatchObject({ code: 'code-spent' });
		expect(await say(visit, 'yes', letter.code)).toMatchObject({ code: 'code-spent' });
		expect(await say(await comeIn(letter), 'yes', letter.code)).toMatchObject({ code: 'code-spent' });
		expect(await stands()).toBe('not-asked');
		expect((await say(visit, 'no')).ok).toBe(true);
		expect(await stands()).toBe('refused');
		const fresh = await letterFor(guardianId);
		expect((await say(await comeIn(fresh), 'yes', fresh.code)).ok).toBe(true);
	});

	it('two hundred guesses at once are five', async () => {
		const letter = await letterFor(await guardianOf());
		const visit = await comeIn(letter);
		const guesses = await Promise.all(Array.from({ length: 200 }, () => say(visit, 'yes', aWrongCode(letter))));
		const codes = guesses.map((it) => (it.ok ? 'in' : it.code));
		expect(codes.filter((code) => code === 'wrong-code')).toHaveLength(codeTries - 1);
		expect(codes.filter((code) => code === 'code-spent')).toHaveLength(200 - codeTries + 1);
		expect(await stands()).toBe('not-asked');
	});

	it('mistakes no longer count after the right code', async () => {
		const letter = await letterFor(await guardianOf());
		const visit = await comeIn(letter);
		for (let i = 1; i < codeTries; i++) await say(visit, 'yes', aWrongCode(letter));
		expect((await say(visit, 'yes', letter.code)).ok).toBe(true);
		const [row] = await house.db.select().from(guardianLink);
		expect(row?.codeTries).toBe(0);
	});

	it('says nothing about anybody else’s child: an expert nobody asked about is refused', async () => {
		const letter = await letterFor(await guardianOf());
		const visit = await comeIn(letter);
		await say(visit, 'yes', letter.code);
		expect(await say(visit, 'yes', null, { scope: 'expert', expertId: 'anke' })).toMatchObject({ code: 'bad-input' });
		await nameExpert(house.needs, 'marit', J, { expertId: 'anke', organisation: 'Steunpunt' });
		expect((await say(visit, 'yes', null, { scope: 'expert', expertId: 'anke' })).ok).toBe(true);
	});
});

describe('[PP6] what stands with an answer', () => {
	it('the version, the language and a hash of the very words, which change with what was shown', async () => {
		const letter = await letterFor(await guardianOf());
		const visit = await comeIn(letter);
		await say(visit, 'yes', letter.code);
		const ofTeam = (await view(visit)).given[0]?.text;
		expect(ofTeam).toMatchObject({ language: 'nl', version: texts.version });
		expect(ofTeam?.hash).toMatch(/^[0-9a-f]{64}$/);
		await giveAnswer(
			house.needs,
			await visit(),
			{ ...team, answer: 'no' },
			{
				code: null,
				texts: parentTextsFor(['ar'], null)
			}
		);
		const inArabic = (await view(visit)).given[0]?.text;
		expect(inArabic).toMatchObject({ language: 'ar' });
		expect(inArabic?.hash).not.toBe(ofTeam?.hash);
	});

	it('is a receipt to keep, without the child, its teacher’s notes or anybody else’s answer', async () => {
		const mother = await comeIn(await letterFor(await guardianOf()));
		const letter = await letterFor(await guardianOf('father'));
		const father = await comeIn(letter);
		await say(mother, 'no');
		await say(father, 'yes', letter.code);
		const receipt = await receiptOf(house.needs, await father(), texts);
		const text = receipt.ok ? receipt.value.text : '';
		expect(text).toContain('De Linde');
		expect(text).toContain(texts.receipt.yes);
		expect(text).toMatch(/SHA-256 [0-9a-f]{64}/);
		expect(text).not.toContain('J.');
		expect(text.split('SHA-256')).toHaveLength(2);
	});

	it('goes to an address that is kept nowhere, five times a day', async () => {
		const visit = await comeIn(await letterFor(await guardianOf()));
		const mail = async () => mailReceipt(house.needs, await visit(), texts, 'moeder@thuis.example');
		expect(await mail()).toMatchObject({ code: 'not-found' });
		await say(visit, 'no');
		for (let i = 0; i < 5; i++) expect((await mail()).ok).toBe(true);
		expect(await mail()).toMatchObject({ code: 'too-many-tries' });
		expect(house.letters).toHaveLength(5);
		expect(house.letters[0]).toMatchObject({ to: 'moeder@thuis.example', subject: texts.receipt.subject });
		const everything = await Promise.all(
			[guardian, guardianLink, guardianVisit, consentAnswer, signInTry, auditEntry].map((it) =>
				house.db.select().from(it)
			)
		);
		expect(JSON.stringify(everything)).not.toContain('thuis.example');
	});
});

describe('[PP7] several guardians', () => {
	it('any no is a no; each sees what all together say, and never another’s answer', async () => {
		const first = await letterFor(await guardianOf());
		const second = await letterFor(await guardianOf('father'));
		const mother = await comeIn(first);
		const father = await comeIn(second);
		await say(mother, 'yes', first.code);
		expect(await view(father)).toMatchObject({ now: 'may', team: { own: null }, given: [] });
		await say(father, 'no');
		const seen = await view(mother);
		expect(seen).toMatchObject({ now: 'may-not', team: { own: { yes: true } } });
		expect(seen.given).toHaveLength(1);
		// her yes again does not undo his no
		await say(mother, 'yes');
		expect((await view(mother)).now).toBe('may-not');
		expect((await say(father, 'yes', second.code)).ok).toBe(true);
		expect((await view(mother)).now).toBe('may');
	});
});

describe('[PP8] what exists', () => {
	const film = (id: string, status: 'ready' | 'erased') => ({
		...{ id, trajectoryId: J, ownerId: 'marit', status, bytes: 1, createdAt: castDay },
		keepUntil: new Date(castDay.getTime() + 100 * day)
	});

	it('how many films and until when, who watched by role, what was erased and when; no name', async () => {
		const visit = await comeIn(await letterFor(await guardianOf()));
		expect((await view(visit)).films).toEqual({ n: 0, until: null, erased: 0, erasedOn: [] });
		await house.db.insert(clip).values([film('one', 'ready'), film('two', 'erased')]);
		const looked = (actor: string, role: string, minutes: number, facts = {}) => ({
			...{ at: new Date(castDay.getTime() + minutes * 60_000), kind: 'clip-opened' as const, actor, role, facts },
			...{ object: { kind: 'clip' as const, id: 'one' }, child: J }
		});
		await record(
			house.db,
			looked('marit', 'owner', 1),
			looked('kees', 'teacher', 2, { session: 's' }),
			looked('noor', 'lead+teacher', 3, { session: 's' }),
			looked('anke', 'expert', 4),
			looked('gerda', 'guest', 5, { session: 's' }),
			looked('ruben', '', 6, { session: 's' }),
			{ at: castDay, kind: 'clip-erased', actor: 'clock', object: { kind: 'clip', id: 'two' }, child: J },
			{ at: castDay, kind: 'clip-opened', actor: 'kees', role: 'owner', child: 'another-child' }
		);
		const seen = await view(visit);
		expect(seen.films).toEqual({ n: 1, until: film('one', 'ready').keepUntil, erased: 1, erasedOn: [castDay] });
		expect(seen.looks.map(({ as }) => as)).toEqual(['guest', 'guest', 'expert', 'leader', 'team', 'teacher']);
		expect(seen.facts.filmsUntil).toEqual(film('one', 'ready').keepUntil);
		const shown = JSON.stringify(seen);
		for (const name of ['Kees', 'Noor', 'Anke', 'J.', 'kees', 'noor']) expect(shown).not.toContain(name);
	});
});
