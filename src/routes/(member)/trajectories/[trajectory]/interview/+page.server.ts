import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { formOf, orError, orFail, signedIn } from '$lib/server/door';
import { beginInterview, partnersOf } from '$lib/server/use-cases/interview/begin-interview';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => ({
	trajectoryId: params.trajectory,
	...orError(await partnersOf(locals.house.needs, signedIn(locals).id, params.trajectory)),
	moment: url.searchParams.get('moment') === 'end' ? ('end' as const) : ('start' as const)
});

/** An empty `who`: by oneself. */
const schema = v.object({ moment: v.picklist(['start', 'end']), who: v.pipe(v.string(), v.maxLength(64)) });

export const actions: Actions = {
	default: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, schema);
		if (!form.ok) return orFail(form);
		const { moment, who } = form.value;
		const begun = await beginInterview(locals.house.needs, user.id, params.trajectory, {
			moment,
			interviewerId: who || null
		});
		if (!begun.ok) return orFail(begun);
		redirect(303, `/interviews/${begun.value.id}`);
	}
};
