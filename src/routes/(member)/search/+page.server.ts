import * as v from 'valibot';
import { atPace, formOf, orFail, signedIn } from '$lib/server/door';
import { searchLimits } from '$lib/domain/search';
import { searchOwn } from '$lib/server/use-cases/search/search-own';
import type { Actions } from './$types';

const looked = v.object({ words: v.pipe(v.string(), v.maxLength(searchLimits.longest)) });

export const actions: Actions = {
	/** By a form that posts: what somebody looks for stands in no address, no history and no log [TD6]. */
	default: async ({ request, locals }) => {
		const user = signedIn(locals);
		const form = await formOf(request, looked);
		const typed = form.typed('words');
		if (!form.ok) return orFail(form, typed);
		const slowly = atPace(locals, 'search');
		if (!slowly.ok) return orFail(slowly, typed);
		const found = await searchOwn(locals.house.needs, user.id, form.value.words);
		return found.ok ? { ...found.value, values: typed } : orFail(found, typed);
	}
};
