import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditEntry, consentAnswer } from '../../../src/lib/server/db/schema';
import { parentsContactOf } from '../../../src/lib/server/db/school';
import { addGuardian } from '../../../src/lib/server/use-cases/child/guardians';
import { giveAnswer } from '../../../src/lib/server/use-cases/parent/give-answer';
import { makeLetter } from '../../../src/lib/server/use-cases/parent/letters';
import { receiptOf } from '../../../src/lib/server/use-cases/parent/receipt';
import { viewParentsPage } from '../../../src/lib/server/use-cases/parent/view-parents-page';
import { openVisit, visitOf } from '../../../src/lib/server/use-cases/parent/visit';
import {
	chooseParentsContact,
	parentsContactForm,
	viewParentsContact
} from '../../../src/lib/server/use-cases/school/parents-contact';
import { parentLanguages, parentTextsFor } from '../../../src/lib/words/parents';
import { openTestHouse } from '../../support/test-needs';

let house: Awaited<ReturnType<typeof openTestHouse>>;
const els = {
	who: 'Els, intern begeleider',
	email: 'els@delinde.test',
	phone: '030 123 45 67',
	privacy: 'fg@bestuur.test'
};
const nobody = { who: '', email: '', phone: '', privacy: '' };
const choose = (who: string, contact: typeof els) => chooseParentsContact(house.needs, who, contact);

beforeAll(async () => {
	house = await openTestHouse();
	await house.cast();
});
afterAll(() => house.close());

describe('[PP11] whom parents can turn to', () => {
	it('is named by whoever runs the school, and by nobody else', async () => {
		for (const who of ['marit', 'noor', 'anke', 'gerda', 'vreemd', 'nobody']) {
			expect(await choose(who, els)).toEqual({ ok: false, code: 'not-found' });
			expect(await viewParentsContact(house.needs, who)).toEqual({ ok: false, code: 'not-found' });
		}
		expect(await parentsContactOf(house.db)).toBeNull();
		for (const given of [{ who: 'Els' }, { privacy: 'fg@bestuur.test' }])
			expect(await choose('els', { ...nobody, ...given })).toMatchObject({ code: 'bad-input' });
		expect((await choose('els', els)).ok).toBe(true);
		expect(await viewParentsContact(house.needs, 'els')).toEqual({
			ok: true,
			value: { school: 'De Linde', contact: els }
		});
		expect((await choose('els', nobody)).ok).toBe(true);
		expect(await parentsContactOf(house.db)).toBeNull();
		const entries = await house.db.select().from(auditEntry).where(eq(auditEntry.kind, 'settings-changed'));
		expect(entries).toMatchObject([
			{ actor: 'els', role: 'admin', facts: { setting: 'parents-contact' } },
			{ actor: 'els', facts: { setting: 'parents-contact' } }
		]);
	});

	it('what is typed stays on one line, and is a number and an address', () => {
		const parse = (given: Partial<typeof els>) => v.safeParse(parentsContactForm, { ...els, ...given });
		expect(parse({ who: ' Els,\r\nintern  begeleider ', email: ' Els@DeLinde.test ' }).output).toEqual(els);
		for (const bad of [
			{ who: 'x'.repeat(81) },
			{ email: 'els' },
			{ email: 'els@delinde.test?cc=iedereen@elders.test' },
			{ phone: 'javascript:alert(1)' },
			{ phone: '1' },
			{ privacy: 'https://fg.test' }
		])
			expect(parse(bad).success).toBe(false);
	});

	it('stands on the page, in the letter and in what she keeps, in every language; and changes no hash', async () => {
		const added = await addGuardian(house.needs, 'marit', 'marit-j', { kind: 'mother', language: 'nl' });
		if (!added.ok) throw new Error(added.code);
		const letterNow = async () => {
			const made = await makeLetter(house.needs, 'marit', 'marit-j', {
				guardianId: added.value.guardianId,
				language: 'nl'
			});
			if (!made.ok) throw new Error(made.code);
			return made.value;
		};
		const without = await letterNow();
		expect(without.contact).toBeNull();
		const opened = await openVisit(house.needs, without.typed, '192.0.2.1');
		const visit = opened.ok ? await visitOf(house.needs, opened.value.visit) : null;
		if (!visit) throw new Error('nobody is in');
		const texts = parentTextsFor(['nl'], null);
		const hashOf = async (answer: 'yes' | 'no') => {
			const said = { scope: 'guest', expertId: null, answer } as const;
			await giveAnswer(house.needs, { ...visit, mayGive: true }, said, { code: null, texts });
			const rows = await house.db.select().from(consentAnswer).where(eq(consentAnswer.by, 'link'));
			return rows.at(-1)?.textHash;
		};
		const before = await hashOf('yes');
		const page = async () => {
			const seen = await viewParentsPage(house.needs, visit);
			return seen.ok ? seen.value.contact : undefined;
		};
		expect(await page()).toBeNull();
		const keep = async (language: string) => {
			const receipt = await receiptOf(house.needs, visit, parentTextsFor([language], null));
			return receipt.ok ? receipt.value.text : '';
		};
		expect(await keep('nl')).not.toContain('Contact');

		await choose('els', els);
		expect(await page()).toEqual(els);
		for (const { language } of parentLanguages)
			for (const part of Object.values(els)) expect(await keep(language)).toContain(part);
		expect(await hashOf('no')).toBe(before);
		expect((await letterNow()).contact).toEqual(els);
	});
});
