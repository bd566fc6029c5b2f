import { redirect } from '@sveltejs/kit';
import { forgetSignIn } from '$lib/server/auth/cookie';
import { forgetPushDevice, pushDeviceHere } from '$lib/server/auth/push-cookie';
import { takeSchoolWay } from '$lib/server/auth/school-cookie';
import { signOut } from '$lib/server/use-cases/people/sign-out';
import type { RequestHandler } from './$types';

/** Ends this sign-in and its sockets, and asks the browser to forget what it kept of us. */
export const POST: RequestHandler = async ({ locals, cookies, setHeaders }) => {
	const { signIns, needs } = locals.house;
	const cookie = cookies.get(signIns.cookieName);
	const { authSessionId } = locals;
	const device = pushDeviceHere(cookies, signIns);
	if (cookie) await signOut(needs, signIns, { cookie, userId: locals.user?.id ?? null, authSessionId, device });
	forgetPushDevice(cookies, signIns);
	forgetSignIn(cookies, signIns);
	const bySchool = takeSchoolWay(cookies, signIns);
	setHeaders({ 'clear-site-data': '"cache", "storage"' });
	redirect(303, bySchool ? '/login?school=still-in' : '/login');
};
