import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { formOf, orError, orFail, signedIn } from '$lib/server/door';
import { chooseAnotherChild, chooseChild, whereToChoose } from '$lib/server/use-cases/child/choose-child';
import { viewConsent } from '$lib/server/use-cases/child/view-consent';
import { longText, shortText } from '$lib/server/use-cases/people/fields';
import type { Actions, PageServerLoad } from './$types';

/** `instead`: the trajectory whose parents said no, which a new one takes the place of. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const user = signedIn(locals);
	const { needs } = locals.house;
	const instead = url.searchParams.get('instead');
	if (!instead) return { instead: null, places: await whereToChoose(needs, user.id) };
	const view = orError(await viewConsent(needs, user.id, instead));
	if (!view.mayChooseAnother) redirect(303, '/trajectories');
	return { instead: { id: instead, alias: view.alias }, places: [] };
};

const schema = v.object({
	alias: shortText,
	reason: longText,
	team: v.optional(v.pipe(v.string(), v.maxLength(64)), ''),
	instead: v.optional(v.pipe(v.string(), v.maxLength(64)), '')
});

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const user = signedIn(locals);
		const form = await formOf(request, schema);
		if (!form.ok) return orFail(form, form.typed('alias', 'reason'));
		const { alias, reason, team, instead } = form.value;
		const child = { alias, reason };
		const { needs } = locals.house;
		const chosen = instead
			? await chooseAnotherChild(needs, user.id, instead, child)
			: await chooseChild(needs, user.id, team, child);
		if (!chosen.ok) return orFail(chosen, child);
		redirect(303, `/trajectories/${chosen.value.trajectoryId}/consent`);
	}
};
