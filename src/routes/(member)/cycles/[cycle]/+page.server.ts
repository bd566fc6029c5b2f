import { redirect } from '@sveltejs/kit';
import { formOf, orError, orFail, signedIn } from '$lib/server/door';
import { changeMeetings, closeCycle } from '$lib/server/use-cases/cycle/change-cycle';
import { meetingsForm, meetingsFrom } from '$lib/server/use-cases/cycle/meeting-input';
import { viewCycle } from '$lib/server/use-cases/cycle/view-cycle';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	cycle: orError(await viewCycle(locals.house.needs, signedIn(locals).id, params.cycle))
});

export const actions: Actions = {
	dates: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, meetingsForm);
		if (!form.ok) return orFail(form);
		const meetings = meetingsFrom(form.value);
		if (!meetings.ok) return orFail(meetings);
		const changed = await changeMeetings(locals.house.needs, user.id, params.cycle, meetings.value);
		return changed.ok ? { saved: true } : orFail(changed);
	},
	close: async ({ locals, params }) => {
		const closed = await closeCycle(locals.house.needs, signedIn(locals).id, params.cycle);
		if (!closed.ok) return orFail(closed);
		redirect(303, `/teams/${closed.value.teamId}`);
	}
};
