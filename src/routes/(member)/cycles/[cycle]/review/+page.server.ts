import { formOf, orError, orFail, signedIn } from '$lib/server/door';
import { agree, agreementsForm, viewReview } from '$lib/server/use-cases/cycle/review';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	review: orError(await viewReview(locals.house.needs, signedIn(locals).id, params.cycle))
});

export const actions: Actions = {
	agree: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, agreementsForm);
		if (!form.ok) return orFail(form, form.typed('note'));
		const agreed = await agree(locals.house.needs, user.id, params.cycle, form.value);
		return agreed.ok ? { saved: true } : orFail(agreed, form.typed('note'));
	}
};
