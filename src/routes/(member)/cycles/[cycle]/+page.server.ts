import { redirect } from '@sveltejs/kit';
import { formOf, orError, orFail, signedIn } from '$lib/server/door';
import { changeMeetings, closeCycle, previewMoves } from '$lib/server/use-cases/cycle/change-cycle';
import { meetingsFrom, planningForm } from '$lib/server/use-cases/cycle/meeting-input';
import { viewCycle } from '$lib/server/use-cases/cycle/view-cycle';
import { chooseRegion, regionForm } from '$lib/server/use-cases/school/school-days';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const cycle = orError(await viewCycle(locals.house.needs, signedIn(locals).id, params.cycle));
	const { smtp, demo, dev } = locals.house.config;
	return { cycle, mails: Boolean(smtp || demo || dev) };
};

export const actions: Actions = {
	/** Says first what would change, and changes it when that comes back as seen. */
	dates: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const { needs } = locals.house;
		const form = await formOf(request, planningForm);
		if (!form.ok) return orFail(form);
		const meetings = meetingsFrom(form.value);
		if (!meetings.ok) return orFail(meetings);
		const { seen, nextDay, nextSeen, date, time } = form.value;
		const typed = meetings.value.map((it, i) => ({ ...it, day: date[i] ?? '', time: time[i] ?? '' }));
		const preview = await previewMoves(needs, user.id, params.cycle, meetings.value, { nextDays: nextDay, nextSeen });
		if (!preview.ok && preview.code === 'next-days-changed') return { overtaken: { typed } };
		if (!preview.ok) return orFail(preview);
		const asked = { ...preview.value, typed, nextDays: nextDay };
		if (seen === undefined && asked.moved.length > 0) return { asked: { ...asked, stale: false } };
		const how = { nextDays: nextDay, nextSeen, seen: seen ?? asked.seen };
		const changed = await changeMeetings(needs, user.id, params.cycle, meetings.value, how);
		if (!changed.ok && changed.code === 'stale') return { asked: { ...asked, stale: true } };
		if (!changed.ok && changed.code === 'next-days-changed') return { overtaken: { typed } };
		return changed.ok ? { saved: true } : orFail(changed);
	},
	region: async ({ request, locals }) => {
		const user = signedIn(locals);
		const form = await formOf(request, regionForm);
		return orFail(form.ok ? await chooseRegion(locals.house.needs, user.id, form.value) : form);
	},
	close: async ({ locals, params }) => {
		const closed = await closeCycle(locals.house.needs, signedIn(locals).id, params.cycle);
		if (!closed.ok) return orFail(closed);
		redirect(303, `/teams/${closed.value.teamId}`);
	}
};
