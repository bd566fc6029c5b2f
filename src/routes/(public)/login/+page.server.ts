import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { deviceName } from '$lib/domain/device-name';
import type { Outcome } from '$lib/domain/outcome';
import { ownPath } from '$lib/domain/own-path';
import { placeAfter } from '$lib/domain/second-factor';
import { browserCookieName, keepBrowser, keepSignIn } from '$lib/server/auth/cookie';
import { takeSchoolWay } from '$lib/server/auth/school-cookie';
import { gateOf, wideGateOf } from '$lib/server/auth/gate';
import { formOf, orFail } from '$lib/server/door';
import type { CameIn } from '$lib/server/use-cases/accounts/come-in';
import { comeInWithKeyAlone } from '$lib/server/use-cases/accounts/second-step';
import { passkeyField, passwordField, typedEmail } from '$lib/server/use-cases/people/fields';
import { signIn } from '$lib/server/use-cases/people/sign-in';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
	const next = ownPath(url.searchParams.get('next'), '/today');
	if (locals.user) redirect(303, next);
	const { smtp, demo, dev } = locals.house.config;
	const school = url.searchParams.get('school');
	return {
		next,
		goesBack: next !== '/today',
		passwordIsNew: url.searchParams.has('new'),
		school: locals.house.schoolDoor && {
			name: locals.house.schoolDoor.name,
			first: school === 'first',
			stillIn: school === 'still-in',
			staysIn: school === 'stays-in',
			refused: school === 'first' ? null : (schoolRefusals.find((code) => code === school) ?? null)
		},
		mayForget: smtp !== null || demo || dev
	};
};

/** What the way by the school's own provider can end in: nothing else from an address is shown. */
const schoolRefusals = ['school-login-failed', 'school-login-away', 'school-login-unverified'] as const;

const next = v.optional(v.string());
const schema = v.union([
	v.object({ key: passkeyField, next }),
	v.object({ email: typedEmail, password: passwordField, next })
]);

export const actions: Actions = {
	default: async ({ request, locals, cookies, url, getClientAddress }) => {
		const form = await formOf(request, schema);
		if (!form.ok) return orFail(form, form.typed('email'));
		const { needs, signIns } = locals.house;
		const device = deviceName(request.headers.get('user-agent'));
		const given = form.value;
		const browser = (cookies.get(browserCookieName(signIns)) ?? '').slice(0, 100);
		const came: Outcome<CameIn & { browser?: string }> =
			'key' in given
				? await comeInWithKeyAlone(needs, wideGateOf(signIns, url.origin), given.key, device)
				: await signIn(needs, gateOf(signIns), given, getClientAddress(), device, browser);
		if (!came.ok) return orFail(came, form.typed('email'));
		takeSchoolWay(cookies, signIns);
		keepSignIn(cookies, signIns, came.value.cookie);
		if (came.value.browser) keepBrowser(cookies, signIns, came.value.browser);
		redirect(303, placeAfter(came.value.stage, ownPath(given.next, '/today')));
	}
};
