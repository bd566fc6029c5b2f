import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { deviceName } from '$lib/domain/device-name';
import { ownPath } from '$lib/domain/own-path';
import { keepSignIn } from '$lib/server/auth/cookie';
import { gateOf } from '$lib/server/auth/gate';
import { formOf, orFail } from '$lib/server/door';
import { passwordField, typedEmail } from '$lib/server/use-cases/people/fields';
import { signIn } from '$lib/server/use-cases/people/sign-in';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
	const next = ownPath(url.searchParams.get('next'), '/today');
	if (locals.user) redirect(303, next);
	const { smtp, demo, dev } = locals.house.config;
	return {
		next,
		goesBack: next !== '/today',
		passwordIsNew: url.searchParams.has('new'),
		mayForget: smtp !== null || demo || dev
	};
};

const schema = v.object({ email: typedEmail, password: passwordField, next: v.optional(v.string()) });

export const actions: Actions = {
	default: async ({ request, locals, cookies, getClientAddress }) => {
		const form = await formOf(request, schema);
		if (!form.ok) return orFail(form, form.typed('email'));
		const { needs, signIns } = locals.house;
		const device = deviceName(request.headers.get('user-agent'));
		const signedIn = await signIn(needs, gateOf(signIns), form.value, getClientAddress(), device);
		if (!signedIn.ok) return orFail(signedIn, { email: form.value.email });
		keepSignIn(cookies, signIns, signedIn.value.cookie);
		redirect(303, ownPath(form.value.next, '/today'));
	}
};
