import { formOf, orError, orFail, proven, signedIn } from '$lib/server/door';
import {
	addOwnFree,
	chooseRegion,
	ownFreeAway,
	ownFreeForm,
	regionForm,
	removeOwnFree,
	viewSchoolDays
} from '$lib/server/use-cases/school/school-days';
import { chooseKeepWeeks, keepWeeksForm, viewKeepWeeks } from '$lib/server/use-cases/school/keep-weeks';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	school: orError(await viewSchoolDays(locals.house.needs, signedIn(locals).id)),
	keep: await viewKeepWeeks(locals.house.needs, signedIn(locals).id)
});

export const actions: Actions = {
	region: async ({ request, locals }) => {
		const user = signedIn(locals);
		const form = await formOf(request, regionForm);
		if (!form.ok) return orFail(form);
		const chosen = await chooseRegion(locals.house.needs, user.id, form.value);
		return chosen.ok ? { saved: true } : orFail(chosen);
	},
	add: async ({ request, locals }) => {
		const user = signedIn(locals);
		const form = await formOf(request, ownFreeForm);
		const typed = form.typed('name', 'from', 'to');
		if (!form.ok) return orFail(form, typed);
		const added = await addOwnFree(locals.house.needs, user.id, form.value);
		return added.ok ? { added: true } : orFail(added, typed);
	},
	keep: async ({ request, locals }) => {
		const user = signedIn(locals);
		const form = await formOf(request, keepWeeksForm);
		// [A7] how long clips of children are kept
		const fresh = proven(locals);
		if (!form.ok || !fresh.ok) return orFail(form.ok ? fresh : form);
		const chosen = await chooseKeepWeeks(locals.house.needs, user.id, form.value);
		return chosen.ok ? { kept: true } : orFail(chosen);
	},
	remove: async ({ request, locals }) => {
		const user = signedIn(locals);
		const form = await formOf(request, ownFreeAway);
		return orFail(form.ok ? await removeOwnFree(locals.house.needs, user.id, form.value) : form);
	}
};
