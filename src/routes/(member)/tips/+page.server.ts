import * as v from 'valibot';
import { practiceLimits, schoolYears } from '$lib/domain/practice';
import { formOf, orFail, signedIn } from '$lib/server/door';
import { addTip, removeTip, tipBoards } from '$lib/server/use-cases/practice/tips';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	boards: await tipBoards(locals.house.needs, signedIn(locals).id)
});

const id = v.pipe(v.string(), v.maxLength(64));
const addSchema = v.object({
	team: id,
	text: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(practiceLimits.tip)),
	years: v.picklist(schoolYears)
});
const removeSchema = v.object({ id });

export const actions: Actions = {
	add: async ({ locals, request }) => {
		const user = signedIn(locals);
		const form = await formOf(request, addSchema);
		const typed = form.typed('team', 'text', 'years');
		if (!form.ok) return orFail(form, typed);
		const { team, text, years } = form.value;
		return orFail(await addTip(locals.house.needs, user.id, { teamId: team, text, years }), typed) ?? { added: true };
	},
	remove: async ({ locals, request }) => {
		const user = signedIn(locals);
		const form = await formOf(request, removeSchema);
		return orFail(form.ok ? await removeTip(locals.house.needs, user.id, form.value.id) : form) ?? { removed: true };
	}
};
