import * as v from 'valibot';
import { askedByName } from '$lib/domain/consent';
import { guardianKinds, guardianLanguages, organisationLimit } from '$lib/domain/guardian';
import { no, type Outcome } from '$lib/domain/outcome';
import { formOf, orError, orFail, proven, signedIn } from '$lib/server/door';
import { addGuardian, changeLanguage, nameExpert, removeGuardian } from '$lib/server/use-cases/child/guardians';
import { markAsked, recordConsent, recordForm } from '$lib/server/use-cases/child/record-consent';
import { viewConsent } from '$lib/server/use-cases/child/view-consent';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	view: orError(await viewConsent(locals.house.needs, signedIn(locals).id, params.trajectory)),
	today: locals.house.needs.clock().toISOString().slice(0, 10)
});

const id = v.pipe(v.string(), v.maxLength(64));
const guardian = v.object({ guardian: id });
const language = v.picklist(guardianLanguages);
const about = v.pipe(
	v.string(),
	v.transform(askedByName),
	v.check((asked) => asked !== null)
);
/** The answers stand under the names of their questions, one of which is `photo`; what was not on the form is empty. */
const paper = v.looseObject({
	...guardian.entries,
	day: v.pipe(v.string(), v.isoDate()),
	picture: v.optional(v.file())
});

const done = (outcome: Outcome<unknown>) => orFail(outcome) ?? { saved: true };

export const actions: Actions = {
	add: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, v.object({ kind: v.picklist(guardianKinds), language }));
		if (!form.ok) return orFail(form);
		return done(await addGuardian(locals.house.needs, user.id, params.trajectory, form.value));
	},
	language: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, v.object({ ...guardian.entries, language }));
		if (!form.ok) return orFail(form);
		const change = { guardianId: form.value.guardian, language: form.value.language };
		return done(await changeLanguage(locals.house.needs, user.id, params.trajectory, change));
	},
	remove: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, guardian);
		if (!form.ok) return orFail(form);
		return done(await removeGuardian(locals.house.needs, user.id, params.trajectory, form.value.guardian));
	},
	asked: async ({ locals, params }) => {
		const user = signedIn(locals);
		return done(await markAsked(locals.house.needs, user.id, params.trajectory));
	},
	paper: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, paper);
		if (!form.ok) return orFail(form);
		const { guardian: guardianId, day, picture } = form.value;
		const answers = answersOn(form.value);
		if (answers.length === 0) return orFail(no('bad-input'));
		return done(
			await recordForm(locals.house.needs, user.id, params.trajectory, {
				guardianId: guardianId || null,
				answers,
				day,
				photo: picture && picture.size > 0 ? new Uint8Array(await picture.arrayBuffer()) : null
			})
		);
	},
	no: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, v.object({ about }));
		if (!form.ok || !form.value.about) return orFail(no('bad-input'));
		const answer = { ...form.value.about, state: 'withdrawn' } as const;
		return done(await recordConsent(locals.house.needs, user.id, params.trajectory, answer));
	},
	expert: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const schema = v.object({ expert: id, organisation: v.pipe(v.string(), v.maxLength(organisationLimit)) });
		const form = await formOf(request, schema);
		// [A7] somebody from outside, for whom the parents are asked
		const fresh = proven(locals);
		if (!form.ok || !fresh.ok) return orFail(form.ok ? fresh : form, form.typed('organisation'));
		const { expert: expertId, organisation } = form.value;
		return done(await nameExpert(locals.house.needs, user.id, params.trajectory, { expertId, organisation }));
	}
};

const answersOn = (fields: Record<string, unknown>) =>
	Object.entries(fields).flatMap(([name, answer]) => {
		const asked = askedByName(name);
		return asked && (answer === 'yes' || answer === 'no') ? [{ ...asked, answer: answer as 'yes' | 'no' }] : [];
	});
