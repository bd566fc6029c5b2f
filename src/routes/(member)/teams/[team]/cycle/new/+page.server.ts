import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { formOf, orError, orFail, signedIn } from '$lib/server/door';
import { meetingsFrom, planningForm } from '$lib/server/use-cases/cycle/meeting-input';
import { choiceForm, proposeCycle, startCycle } from '$lib/server/use-cases/cycle/start-cycle';
import { chooseRegion, regionForm } from '$lib/server/use-cases/school/school-days';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const choice = v.parse(choiceForm, Object.fromEntries(url.searchParams));
	const proposal = orError(await proposeCycle(locals.house.needs, signedIn(locals).id, params.team, choice));
	const { smtp, demo, dev } = locals.house.config;
	return { proposal, mails: Boolean(smtp || demo || dev) };
};

export const actions: Actions = {
	start: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, planningForm);
		if (!form.ok) return orFail(form);
		const meetings = meetingsFrom(form.value);
		if (!meetings.ok) return orFail(meetings);
		const { rhythm, count, nextDay } = form.value;
		const how = { choice: { rhythm, count }, nextDays: nextDay };
		const started = await startCycle(locals.house.needs, user.id, params.team, meetings.value, how);
		if (!started.ok) return orFail(started);
		redirect(303, '/meetings');
	},
	region: async ({ request, locals }) => {
		const user = signedIn(locals);
		const form = await formOf(request, regionForm);
		return orFail(form.ok ? await chooseRegion(locals.house.needs, user.id, form.value) : form);
	}
};
