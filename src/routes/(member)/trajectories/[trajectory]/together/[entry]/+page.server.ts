import * as v from 'valibot';
import { formOf, orError, orFail, signedIn } from '$lib/server/door';
import { askToWriteAlong, viewTogether } from '$lib/server/use-cases/plan/write-together';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** One part of a plan that two people write in; what they type goes over the live table. */
export const load: PageServerLoad = async (event) => {
	const { needs, userId, part } = about(event);
	return { view: orError(await viewTogether(needs, userId, part)) };
};

const person = v.object({ writer: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)) });

export const actions: Actions = {
	ask: async (event) => {
		const { needs, userId, part } = about(event);
		const form = await formOf(event.request, person);
		if (!form.ok) return orFail(form);
		return orFail(await askToWriteAlong(needs, userId, part, form.value.writer)) ?? undefined;
	},
	stop: async (event) => {
		const { needs, userId, part } = about(event);
		return orFail(await askToWriteAlong(needs, userId, part, null)) ?? undefined;
	}
};

const about = ({ locals, params }: Pick<RequestEvent, 'locals' | 'params'>) => ({
	needs: locals.house.needs,
	userId: signedIn(locals).id,
	part: { trajectoryId: params.trajectory, entryId: params.entry }
});
