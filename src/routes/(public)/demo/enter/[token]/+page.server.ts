import { error, redirect } from '@sveltejs/kit';
import { deviceName } from '$lib/domain/device-name';
import type { Actions, PageServerLoad } from './$types';

/** Demo mode only. Opening the link changes nothing; the button (or the page's own script) signs in. */
const visitor = async (locals: App.Locals, token: string) => {
	const found = await locals.house.demo?.personOf(token);
	return found ?? error(404, { message: 'not-found', code: 'not-found' });
};

export const load: PageServerLoad = async ({ locals, params }) => {
	const { member } = await visitor(locals, params.token);
	return { name: member.name, part: member.part };
};

export const actions: Actions = {
	default: async ({ locals, params, cookies, request }) => {
		const { userId } = await visitor(locals, params.token);
		const { signIns, needs } = locals.house;
		const cookie = await signIns.start(userId, deviceName(request.headers.get('user-agent')), needs.clock());
		cookies.set(signIns.cookieName, cookie, { path: '/', httpOnly: true, sameSite: 'lax', secure: false });
		redirect(303, '/today');
	}
};
