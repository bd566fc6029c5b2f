import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { formOf, orFail } from '$lib/server/door';
import { typedEmail } from '$lib/server/use-cases/people/fields';
import { requestNewPassword } from '$lib/server/use-cases/people/new-password';
import type { Actions, PageServerLoad } from './$types';

/** Without a way to send letters this page would promise what cannot come. */
function needsLetters(locals: App.Locals): void {
	const { smtp, demo, dev } = locals.house.config;
	if (!smtp && !demo && !dev) redirect(303, '/login');
}

export const load: PageServerLoad = ({ locals }) => needsLetters(locals);

export const actions: Actions = {
	default: async ({ request, locals }) => {
		needsLetters(locals);
		const form = await formOf(request, v.object({ email: typedEmail }));
		if (!form.ok) return orFail(form);
		requestNewPassword(locals.house.needs, form.value.email);
		return { sent: true };
	}
};
