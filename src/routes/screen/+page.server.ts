import { redirect } from '@sveltejs/kit';
import { deviceName } from '$lib/domain/device-name';
import { codeShown } from '$lib/domain/screen-code';
import { forgetScreen, keepScreen, screenSecret } from '$lib/server/auth/screen-cookie';
import { orFail } from '$lib/server/door';
import { askForCode } from '$lib/server/use-cases/screen/ask-code';
import { switchOff } from '$lib/server/use-cases/screen/screen-now';
import { viewScreen } from '$lib/server/use-cases/screen/view-screen';
import type { Actions, PageServerLoad } from './$types';

/** Opening the page changes nothing and makes nothing: a code is only made for whoever asks for one. */
export const load: PageServerLoad = async ({ locals, cookies, depends }) => {
	depends('kijkkring:screen');
	const { needs, signIns } = locals.house;
	const stage = await viewScreen(needs, screenSecret(cookies, signIns));
	return { stage: stage.is === 'waiting' ? { ...stage, code: codeShown(stage.code) } : stage };
};

export const actions: Actions = {
	ask: async ({ locals, cookies, request, getClientAddress }) => {
		const { needs, signIns } = locals.house;
		await switchOff(needs, screenSecret(cookies, signIns));
		const device = deviceName(request.headers.get('user-agent'));
		const asked = await askForCode(needs, getClientAddress(), device);
		if (!asked.ok) return orFail(asked);
		keepScreen(cookies, signIns, asked.value.secret);
		redirect(303, '/screen');
	},
	off: async ({ locals, cookies }) => {
		const { needs, signIns } = locals.house;
		await switchOff(needs, screenSecret(cookies, signIns));
		forgetScreen(cookies, signIns);
		redirect(303, '/screen');
	}
};
