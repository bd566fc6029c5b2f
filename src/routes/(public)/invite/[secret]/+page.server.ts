import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { deviceName } from '$lib/domain/device-name';
import { placeAfter } from '$lib/domain/second-factor';
import { keepSignIn } from '$lib/server/auth/cookie';
import { gateOf } from '$lib/server/auth/gate';
import { formOf, orError, orFail, signedIn } from '$lib/server/door';
import { comeIn } from '$lib/server/use-cases/accounts/come-in';
import { acceptAsNew, joinWithInvitation } from '$lib/server/use-cases/people/accept-invitation';
import { emailField, nameField, passwordField, shortText } from '$lib/server/use-cases/people/fields';
import { readInvitation } from '$lib/server/use-cases/people/read-invitation';
import type { Actions, PageServerLoad } from './$types';

/** Looking changes nothing: mail programs open links too. */
export const load: PageServerLoad = async ({ locals, params }) => ({
	invitation: orError(await readInvitation(locals.house.needs, params.secret)),
	here: `/invite/${params.secret}`
});

const schema = v.object({ name: nameField, about: shortText, email: emailField, password: passwordField });

export const actions: Actions = {
	new: async ({ request, locals, params, cookies }) => {
		const form = await formOf(request, schema);
		if (!form.ok) return orFail(form, form.typed('name', 'about', 'email'));
		const { needs, signIns } = locals.house;
		const { password, ...values } = form.value;
		const given = { ...values, password, locale: locals.locale };
		const joined = await acceptAsNew(needs, gateOf(signIns), params.secret, given);
		if (!joined.ok) return orFail(joined, values);
		const device = deviceName(request.headers.get('user-agent'));
		const { cookie, stage } = await comeIn(needs, gateOf(signIns), joined.value.userId, device);
		keepSignIn(cookies, signIns, cookie);
		redirect(303, placeAfter(stage, '/today'));
	},
	join: async ({ locals, params }) => {
		const joined = await joinWithInvitation(locals.house.needs, signedIn(locals).id, params.secret);
		if (!joined.ok) return orFail(joined, { name: '', about: '', email: '' });
		redirect(303, '/today');
	}
};
