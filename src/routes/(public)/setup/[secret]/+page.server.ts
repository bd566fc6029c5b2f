import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { deviceName } from '$lib/domain/device-name';
import { placeAfter } from '$lib/domain/second-factor';
import { keepSignIn } from '$lib/server/auth/cookie';
import { gateOf } from '$lib/server/auth/gate';
import { formOf, orError, orFail } from '$lib/server/door';
import { comeIn } from '$lib/server/use-cases/accounts/come-in';
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
		const { cookie, stage } = await comeIn(needs, gateOf(signIns), made.value.userId, device);
		keepSignIn(cookies, signIns, cookie);
		redirect(303, placeAfter(stage, '/today'));
	}
};
