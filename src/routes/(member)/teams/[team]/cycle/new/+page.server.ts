import { redirect } from '@sveltejs/kit';
import { formOf, orError, orFail, signedIn } from '$lib/server/door';
import { meetingsForm, meetingsFrom } from '$lib/server/use-cases/cycle/meeting-input';
import { proposeCycle, startCycle } from '$lib/server/use-cases/cycle/start-cycle';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	proposal: orError(await proposeCycle(locals.house.needs, signedIn(locals).id, params.team))
});

export const actions: Actions = {
	default: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, meetingsForm);
		if (!form.ok) return orFail(form);
		const meetings = meetingsFrom(form.value);
		if (!meetings.ok) return orFail(meetings);
		const started = await startCycle(locals.house.needs, user.id, params.team, meetings.value);
		if (!started.ok) return orFail(started);
		redirect(303, '/meetings');
	}
};
