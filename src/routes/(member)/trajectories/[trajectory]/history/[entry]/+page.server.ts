import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { formOf, orError, orFail, signedIn } from '$lib/server/door';
import { readHistory, restoreVersion } from '$lib/server/use-cases/plan/read-history';
import type { Actions, PageServerLoad } from './$types';

/** How one entry of one's own plan came to be: who changed what, and when. */
export const load: PageServerLoad = async ({ locals, params }) => ({
	trajectory: params.trajectory,
	history: orError(
		await readHistory(locals.house.needs, signedIn(locals).id, params.trajectory, params.entry, locals.locale)
	)
});

const which = v.object({ number: v.pipe(v.string(), v.digits(), v.toNumber(), v.integer(), v.minValue(1)) });

export const actions: Actions = {
	restore: async ({ request, locals, params: { trajectory, entry } }) => {
		const user = signedIn(locals);
		const form = await formOf(request, which);
		if (!form.ok) return orFail(form);
		const restored = await restoreVersion(locals.house.needs, user.id, trajectory, entry, form.value.number);
		if (!restored.ok) return orFail(restored);
		redirect(303, `/trajectories/${trajectory}?restored#e-${entry}`);
	}
};
