import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { formOf, orError, orFail, proven, signedIn } from '$lib/server/door';
import { childFile } from '$lib/server/use-cases/erasure/child-file';
import { eraseChild } from '$lib/server/use-cases/erasure/erase-child';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const file = orError(await childFile(locals.house.needs, signedIn(locals).id, params.trajectory));
	const { alias, answers, clips, views, sessions, notes, help, plan, withheld } = file;
	return {
		alias,
		trajectoryId: params.trajectory,
		// the page says how much there is; the words go into the file only
		counts: {
			answers: answers.length,
			clips: clips.filter(({ keptUntil }) => keptUntil !== null).length,
			views: views.length,
			sessions: sessions.length,
			notes: notes.length,
			help: help.length,
			plan: plan.length,
			...withheld
		}
	};
};

const sure = v.object({ sure: v.optional(v.literal('yes')) });

export const actions: Actions = {
	erase: async ({ locals, params, request }) => {
		const user = signedIn(locals);
		const form = await formOf(request, sure);
		// [A7] what is erased does not come back
		const fresh = proven(locals);
		if (!form.ok || !fresh.ok) return orFail(form.ok ? fresh : form);
		const erased = await eraseChild(locals.house.needs, user.id, params.trajectory, {
			sure: form.value.sure === 'yes'
		});
		return orFail(erased) ?? redirect(303, '/trajectories?erased');
	}
};
