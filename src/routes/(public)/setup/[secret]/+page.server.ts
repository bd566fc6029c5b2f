import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { deviceName } from '$lib/domain/device-name';
import { keepSignIn } from '$lib/server/auth/cookie';
import { gateOf } from '$lib/server/auth/gate';
import { formOf, orError, orFail } from '$lib/server/door';
import { emailField, nameField, passwordField } from '$lib/server/use-cases/people/fields';
import { readSetup, setUpSchool } from '$lib/server/use-cases/people/set-up-school';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	orError(await readSetup(locals.house.needs, params.secret));
};

const schema = v.object({ school: nameField, name: nameField, email: emailField, password: passwordField });

export const actions: Actions = {
	default: async ({ request, locals, params, cookies }) => {
		const form = await formOf(request, schema);
		if (!form.ok) return orFail(form, form.typed('school', 'name', 'email'));
		const { needs, signIns } = locals.house;
		const { password, ...values } = form.value;
		const given = { ...values, password, locale: locals.locale };
		const made = await setUpSchool(needs, gateOf(signIns), params.secret, given);
		if (!made.ok) return orFail(made, values);
		const device = deviceName(request.headers.get('user-agent'));
		keepSignIn(cookies, signIns, await signIns.start(made.value.userId, device, needs.clock()));
		redirect(303, '/today');
	}
};
