import { formOf, orError, orFail, signedIn } from '$lib/server/door';
import { changeMode, modeForm } from '$lib/server/use-cases/cycle/change-mode';
import { viewMeeting } from '$lib/server/use-cases/cycle/view-cycle';
import { changeAgenda } from '$lib/server/use-cases/meeting/change-agenda';
import { movePerson, placeClip } from '$lib/server/use-cases/meeting/change-groups';
import { bringYield, longestLine, shareSuccess, takeSuccessAway } from '$lib/server/use-cases/meeting/closing';
import { dissolveGroups, makeGroups } from '$lib/server/use-cases/meeting/make-groups';
import {
	agendaChange,
	agendaForm,
	dividingForm,
	movingForm,
	stampOf,
	successForm,
	yieldForm
} from '$lib/server/use-cases/meeting/meeting-forms';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	depends('kijkkring:meeting');
	const meeting = orError(await viewMeeting(locals.house.needs, signedIn(locals).id, params.meeting));
	return { meeting, stamp: stampOf(meeting), longestLine };
};

/** Each answer says to which part of the page it belongs: `at`. */
export const actions: Actions = {
	agenda: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, agendaForm);
		if (!form.ok) return orFail(form, { at: 'agenda' });
		const change = agendaChange(form.value);
		const changed = await changeAgenda(locals.house.needs, user.id, params.meeting, change, form.value.seen);
		return orFail(changed, { at: 'agenda' });
	},
	divide: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, dividingForm);
		if (!form.ok) return orFail(form, { at: 'divide' });
		const { person: people, plenary, size } = form.value;
		return orFail(await makeGroups(locals.house.needs, user.id, params.meeting, { people, plenary, size }), {
			at: 'divide'
		});
	},
	dissolve: async ({ locals, params }) =>
		orFail(await dissolveGroups(locals.house.needs, signedIn(locals).id, params.meeting), { at: 'divide' }),
	person: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, movingForm);
		if (!form.ok) return orFail(form, { at: 'move' });
		const { what, to } = form.value;
		return orFail(await movePerson(locals.house.needs, user.id, params.meeting, what, to), { at: 'move' });
	},
	clip: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, movingForm);
		if (!form.ok) return orFail(form, { at: 'move' });
		const { what, to } = form.value;
		return orFail(await placeClip(locals.house.needs, user.id, params.meeting, what, to), { at: 'move' });
	},
	yield: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, yieldForm);
		const typed = { at: 'yield', ...form.typed('group', 'text') };
		if (!form.ok) return orFail(form, typed);
		const { group, text } = form.value;
		const kept = await bringYield(locals.house.needs, user.id, params.meeting, group, text);
		return kept.ok ? { saved: group } : orFail(kept, typed);
	},
	success: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, successForm);
		const typed = { at: 'success', ...form.typed('text') };
		if (!form.ok) return orFail(form, typed);
		return orFail(await shareSuccess(locals.house.needs, user.id, params.meeting, form.value.text), typed);
	},
	successAway: async ({ locals, params }) =>
		orFail(await takeSuccessAway(locals.house.needs, signedIn(locals).id, params.meeting), { at: 'success' }),
	mode: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, modeForm);
		const typed = { at: 'mode', ...form.typed('talkLink') };
		if (!form.ok) return orFail(form, typed);
		const changed = await changeMode(locals.house.needs, user.id, params.meeting, form.value);
		return changed.ok ? { switched: true } : orFail(changed, typed);
	}
};
