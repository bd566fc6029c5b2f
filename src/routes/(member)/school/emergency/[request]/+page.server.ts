import { formOf, orError, orFail, proven, signedIn } from '$lib/server/door';
import * as v from 'valibot';
import { answerGlass, endGlass, viewGlass } from '$lib/server/use-cases/audit/break-glass';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	glass: orError(await viewGlass(locals.house.needs, signedIn(locals).id, params.request))
});

const answer = v.object({ agreed: v.picklist(['yes', 'no']) });

export const actions: Actions = {
	/** [A7] Nor to say yes to it. */
	answer: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, answer);
		const fresh = proven(locals);
		if (!form.ok || !fresh.ok) return orFail(form.ok ? fresh : form);
		return orFail(await answerGlass(locals.house.needs, user.id, params.request, form.value.agreed === 'yes'));
	},
	end: async ({ locals, params }) => orFail(await endGlass(locals.house.needs, signedIn(locals).id, params.request))
};
