import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { gateOf } from '$lib/server/auth/gate';
import { formOf, orError, orFail } from '$lib/server/door';
import { passwordField } from '$lib/server/use-cases/people/fields';
import { chooseNewPassword, readNewPassword } from '$lib/server/use-cases/people/new-password';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) =>
	orError(await readNewPassword(locals.house.needs, params.secret));

export const actions: Actions = {
	default: async ({ request, locals, params }) => {
		const form = await formOf(request, v.object({ password: passwordField }));
		if (!form.ok) return orFail(form);
		const { needs, signIns } = locals.house;
		const chosen = await chooseNewPassword(needs, gateOf(signIns), params.secret, form.value.password);
		if (!chosen.ok) return orFail(chosen);
		redirect(303, '/login?new');
	}
};
