import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { deviceName } from '$lib/domain/device-name';
import { placeAfter } from '$lib/domain/second-factor';
import { keepSignIn } from '$lib/server/auth/cookie';
import { gateOf } from '$lib/server/auth/gate';
import { formOf, orError, orFail, signedIn } from '$lib/server/door';
import { comeIn } from '$lib/server/use-cases/accounts/come-in';
import { emailField, nameField, passwordField, shortText } from '$lib/server/use-cases/people/fields';
import { comeAsGuest, comeAsNewGuest, readGuestLink } from '$lib/server/use-cases/people/guest-invitation';
import type { Actions, PageServerLoad } from './$types';

/** Looking changes nothing: mail programs open links too. */
export const load: PageServerLoad = async ({ locals, params }) => ({
	invitation: orError(await readGuestLink(locals.house.needs, params.secret)),
	here: `/guest/${params.secret}`
});

const schema = v.object({ name: nameField, about: shortText, email: emailField, password: passwordField });

export const actions: Actions = {
	new: async ({ request, locals, params, cookies }) => {
		const form = await formOf(request, schema);
		if (!form.ok) return orFail(form, form.typed('name', 'about', 'email'));
		const { needs, signIns } = locals.house;
		const { password, ...values } = form.value;
		const given = { ...values, password, locale: locals.locale };
		const came = await comeAsNewGuest(needs, gateOf(signIns), params.secret, given);
		if (!came.ok) return orFail(came, values);
		const device = deviceName(request.headers.get('user-agent'));
		const { cookie, stage } = await comeIn(needs, gateOf(signIns), came.value.userId, device);
		keepSignIn(cookies, signIns, cookie);
		redirect(303, placeAfter(stage, `/visits/${came.value.meetingId}`));
	},
	join: async ({ locals, params }) => {
		const came = await comeAsGuest(locals.house.needs, signedIn(locals).id, params.secret);
		if (!came.ok) return orFail(came, { name: '', about: '', email: '' });
		redirect(303, `/visits/${came.value.meetingId}`);
	}
};
