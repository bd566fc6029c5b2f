import { redirect } from '@sveltejs/kit';
import { forgetSignIn } from '$lib/server/auth/cookie';
import { forgetPushDevice, pushDeviceHere } from '$lib/server/auth/push-cookie';
import { forgetDevice } from '$lib/server/use-cases/people/push-devices';
import type { RequestHandler } from './$types';

/** Ends this sign-in and its sockets, and asks the browser to forget what it kept of us. */
export const POST: RequestHandler = async ({ locals, cookies, setHeaders }) => {
	const { signIns, needs } = locals.house;
	const cookie = cookies.get(signIns.cookieName);
	if (cookie) await signIns.end(cookie);
	const device = pushDeviceHere(cookies, signIns);
	if (device && locals.user) await forgetDevice(needs, locals.user.id, device);
	forgetPushDevice(cookies, signIns);
	if (locals.authSessionId) needs.table.signedOut({ authSessionId: locals.authSessionId });
	forgetSignIn(cookies, signIns);
	setHeaders({ 'clear-site-data': '"cache", "storage"' });
	redirect(303, '/login');
};
