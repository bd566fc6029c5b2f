import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { formOf, orError, orFail, signedIn } from '$lib/server/door';
import { childNatures } from '$lib/domain/child-nature';
import { schoolYears } from '$lib/domain/practice';
import {
	beforeThis,
	chooseAnotherChild,
	chooseChild,
	whatSwapChanges,
	whereToChoose
} from '$lib/server/use-cases/child/choose-child';
import { viewConsent } from '$lib/server/use-cases/child/view-consent';
import { longText, shortText } from '$lib/server/use-cases/people/fields';
import type { Actions, PageServerLoad } from './$types';

/** `instead`: the trajectory whose parents said no, which a new one takes the place of. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const user = signedIn(locals);
	const { needs } = locals.house;
	const instead = url.searchParams.get('instead');
	if (!instead) {
		const places = await whereToChoose(needs, user.id);
		return { instead: null, places, before: places.length > 0 ? await beforeThis(needs, user.id) : [] };
	}
	const view = orError(await viewConsent(needs, user.id, instead));
	if (!view.mayChooseAnother) redirect(303, '/trajectories');
	const changes = await whatSwapChanges(needs, instead);
	return { instead: { id: instead, alias: view.alias, changes }, places: [], before: [] };
};

const schema = v.object({
	/** Empty when it is the same child again. */
	alias: v.optional(shortText, ''),
	again: v.optional(v.pipe(v.string(), v.maxLength(64)), ''),
	years: v.optional(v.picklist(['', ...schoolYears]), ''),
	nature: v.optional(v.picklist(['', ...childNatures]), ''),
	reason: longText,
	team: v.optional(v.pipe(v.string(), v.maxLength(64)), ''),
	instead: v.optional(v.pipe(v.string(), v.maxLength(64)), '')
});

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const user = signedIn(locals);
		const form = await formOf(request, schema);
		if (!form.ok) return orFail(form, form.typed('alias', 'reason', 'again', 'years', 'nature'));
		const { alias, reason, team, instead, again, years, nature } = form.value;
		const child = { alias, reason, againOf: again || null, years: years || null, nature: nature || null };
		const { needs } = locals.house;
		const chosen = instead
			? await chooseAnotherChild(needs, user.id, instead, child)
			: await chooseChild(needs, user.id, team, child);
		if (!chosen.ok) return orFail(chosen, { alias, reason, again, years, nature });
		redirect(303, `/trajectories/${chosen.value.trajectoryId}/consent`);
	}
};
