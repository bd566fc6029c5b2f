import * as v from 'valibot';
import { guardianLanguages } from '$lib/domain/guardian';
import { formOf, orError, orFail, signedIn } from '$lib/server/door';
import { makeLetter, revokeLetter, viewLetters } from '$lib/server/use-cases/parent/letters';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	view: orError(await viewLetters(locals.house.needs, signedIn(locals).id, params.trajectory)),
	trajectoryId: params.trajectory
});

const guardian = v.object({ guardian: v.pipe(v.string(), v.maxLength(64)) });
const letter = v.object({ ...guardian.entries, language: v.picklist(guardianLanguages) });

export const actions: Actions = {
	/** The secret is in this one answer, and nowhere after it. */
	make: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, letter);
		if (!form.ok) return orFail(form);
		const { guardian: guardianId, language } = form.value;
		const made = await makeLetter(locals.house.needs, user.id, params.trajectory, { guardianId, language });
		return made.ok ? { guardianId, letter: made.value } : orFail(made);
	},
	revoke: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, guardian);
		if (!form.ok) return orFail(form);
		const revoked = await revokeLetter(locals.house.needs, user.id, params.trajectory, form.value.guardian);
		return revoked.ok ? { revoked: true } : orFail(revoked);
	}
};
