import { fieldsOf, orError, orFail, signedIn } from '$lib/server/door';
import { planWeek, readWeek, viewWeek } from '$lib/server/use-cases/practice/week-plan';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	week: orError(await viewWeek(locals.house.needs, signedIn(locals).id, params.trajectory))
});

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const user = signedIn(locals);
		const slots = readWeek((await fieldsOf(request)).getAll('slot'));
		if (!slots.ok) return orFail(slots);
		const planned = await planWeek(locals.house.needs, user.id, params.trajectory, slots.value);
		return orFail(planned) ?? { saved: true };
	}
};
