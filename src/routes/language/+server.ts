import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { ownPath } from '$lib/domain/own-path';
import { formOf, orError } from '$lib/server/door';
import { chooseLanguage } from '$lib/server/use-cases/people/change-profile';
import type { RequestHandler } from './$types';

const schema = v.object({ locale: v.picklist(['nl', 'en']), next: v.optional(v.string()) });

/** Keeps the choice of language: for somebody who is signed in with her account, otherwise in this browser. */
export const POST: RequestHandler = async ({ request, locals, cookies }) => {
	const { locale, next } = orError(await formOf(request, schema));
	const { signIns, needs } = locals.house;
	cookies.set('locale', locale, {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: signIns.cookieName.startsWith('__Host-'),
		maxAge: 365 * 24 * 3600
	});
	if (locals.user) await chooseLanguage(needs, locals.user.id, locale);
	redirect(303, ownPath(next, '/'));
};
