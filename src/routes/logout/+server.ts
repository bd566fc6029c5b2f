import { redirect } from '@sveltejs/kit';
import { forgetSignIn } from '$lib/server/auth/cookie';
import type { RequestHandler } from './$types';

/** Ends this sign-in and its sockets, and asks the browser to forget what it kept of us. */
export const POST: RequestHandler = async ({ locals, cookies, setHeaders }) => {
	const { signIns, needs } = locals.house;
	const cookie = cookies.get(signIns.cookieName);
	if (cookie) await signIns.end(cookie);
	if (locals.authSessionId) needs.table.signedOut({ authSessionId: locals.authSessionId });
	forgetSignIn(cookies, signIns);
	setHeaders({ 'clear-site-data': '"cache", "storage"' });
	redirect(303, '/login');
};
