import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { formOf, orError, orFail, signedIn } from '$lib/server/door';
import { leaveWith, viewLeaving } from '$lib/server/use-cases/people/leaving';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	leaving: orError(await viewLeaving(locals.house.needs, signedIn(locals).id, params.team))
});

const how = v.object({ erase: v.optional(v.literal('on')) });

export const actions: Actions = {
	default: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, how);
		if (!form.ok) return orFail(form);
		const erase = form.value.erase === 'on';
		const left = await leaveWith(locals.house.needs, user.id, params.team, { erase });
		if (!left.ok) return orFail(left);
		redirect(303, '/today');
	}
};
