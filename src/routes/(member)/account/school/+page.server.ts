import { redirect } from '@sveltejs/kit';
import { no } from '$lib/domain/outcome';
import { ownPath } from '$lib/domain/own-path';
import { forgetSchoolVisit, schoolVisit } from '$lib/server/auth/school-cookie';
import { orError, orFail, proven, signedIn } from '$lib/server/door';
import { connectWaiting, waitsForSchool } from '$lib/server/use-cases/accounts/school-login';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, cookies }) => {
	signedIn(locals);
	const { needs, signIns, schoolDoor } = locals.house;
	const { secret, next } = schoolVisit(cookies, signIns);
	return {
		name: schoolDoor?.name ?? orError<never>(no('not-found')),
		waits: await waitsForSchool(needs, secret),
		next: ownPath(next, '/today')
	};
};

export const actions: Actions = {
	/** [A16] Asked of whoever signed in as she used to, all of it: a password alone connects nothing where more is asked. */
	connect: async ({ locals, cookies }) => {
		const user = signedIn(locals);
		const { needs, signIns } = locals.house;
		const fresh = proven(locals);
		if (!fresh.ok) return orFail(fresh);
		const { secret, next } = schoolVisit(cookies, signIns);
		const connected = await connectWaiting(needs, user.id, secret);
		forgetSchoolVisit(cookies, signIns);
		return orFail(connected) ?? redirect(303, ownPath(next, '/today'));
	}
};
