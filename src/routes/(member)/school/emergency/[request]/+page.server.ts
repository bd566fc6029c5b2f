import { formOf, orError, orFail, signedIn } from '$lib/server/door';
import * as v from 'valibot';
import { answerGlass, endGlass, viewGlass } from '$lib/server/use-cases/audit/break-glass';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	glass: orError(await viewGlass(locals.house.needs, signedIn(locals).id, params.request))
});

const answer = v.object({ agreed: v.picklist(['yes', 'no']) });

export const actions: Actions = {
	// here a step-up of the sign-in belongs (E9)
	answer: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, answer);
		if (!form.ok) return orFail(form);
		return orFail(await answerGlass(locals.house.needs, user.id, params.request, form.value.agreed === 'yes'));
	},
	end: async ({ locals, params }) => orFail(await endGlass(locals.house.needs, signedIn(locals).id, params.request))
};
