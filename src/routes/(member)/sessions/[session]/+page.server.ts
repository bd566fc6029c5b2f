import { fail, redirect } from '@sveltejs/kit';
import { statusOf } from '$lib/domain/refusals';
import * as v from 'valibot';
import { fieldsOf, formOf, orError, orFail, signedIn } from '$lib/server/door';
import { farewellOf } from '$lib/server/use-cases/meeting/view-visit';
import { endScreen, pairScreen } from '$lib/server/use-cases/screen/pair-screen';
import { actInSession } from '$lib/server/use-cases/session/act';
import { parseCommand } from '$lib/server/use-cases/session/command-input';
import { viewSession } from '$lib/server/use-cases/session/view-session';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
	depends('kijkkring:session');
	const [user, { needs }] = [signedIn(locals), locals.house];
	const seen = await viewSession(needs, user.id, params.session);
	// a guest whose table closed finds nothing here any more; she is thanked elsewhere
	const farewell = seen.ok ? null : await farewellOf(needs, user.id, params.session);
	if (farewell?.ok) redirect(303, `/visits/${farewell.value}?thanks`);
	const view = orError(seen);
	const tablePath = await locals.house.needs.table.address(params.session);
	return { view, tablePath, screen: url.searchParams.get('view') === 'screen' };
};

export const actions: Actions = {
	act: async ({ locals, params, request }) => {
		const user = signedIn(locals);
		const command = parseCommand(await fieldsOf(request));
		if (!command)
			return fail(statusOf('bad-input'), { code: 'bad-input' as const, facts: undefined, values: undefined });
		return orFail(await actInSession(locals.house.needs, user.id, params.session, command));
	},
	screenOn: async ({ locals, params, request }) => {
		const user = signedIn(locals);
		const form = await formOf(request, v.object({ code: v.pipe(v.string(), v.maxLength(40)) }));
		return orFail(form.ok ? await pairScreen(locals.house.needs, user.id, params.session, form.value.code) : form);
	},
	screenOff: async ({ locals, params, request }) => {
		const user = signedIn(locals);
		const form = await formOf(request, v.object({ screen: v.pipe(v.string(), v.maxLength(40)) }));
		return orFail(form.ok ? await endScreen(locals.house.needs, user.id, params.session, form.value.screen) : form);
	}
};
