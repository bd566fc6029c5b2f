import * as v from 'valibot';
import { formOf, orFail, signedIn } from '$lib/server/door';
import { endFeed, feedsOf, renewFeed } from '$lib/server/use-cases/calendar/feeds';
import { chooseLetters } from '$lib/server/use-cases/calendar/letters';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => feedsOf(locals.house.needs, signedIn(locals).id);

/** An empty team: the link for all of them. */
const which = v.object({ team: v.pipe(v.string(), v.maxLength(64)) });
const letters = v.object({ wants: v.optional(v.literal('on')) });

export const actions: Actions = {
	make: async ({ request, locals }) => {
		const user = signedIn(locals);
		const form = await formOf(request, which);
		if (!form.ok) return orFail(form, { team: null });
		const { team } = form.value;
		const made = await renewFeed(locals.house.needs, user.id, team || null);
		return made.ok ? { team, link: made.value.link } : orFail(made, { team });
	},
	end: async ({ request, locals }) => {
		const user = signedIn(locals);
		const form = await formOf(request, which);
		if (!form.ok) return orFail(form, { team: null });
		await endFeed(locals.house.needs, user.id, form.value.team || null);
		return { ended: form.value.team };
	},
	letters: async ({ request, locals }) => {
		const user = signedIn(locals);
		const form = await formOf(request, letters);
		if (!form.ok) return orFail(form, { team: null });
		await chooseLetters(locals.house.needs, user.id, form.value.wants === 'on');
		return { letters: true };
	}
};
