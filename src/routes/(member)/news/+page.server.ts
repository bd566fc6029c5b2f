import * as v from 'valibot';
import { formOf, orFail, signedIn } from '$lib/server/door';
import { seeNews, whatHappened } from '$lib/server/use-cases/news/what-happened';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	news: await whatHappened(locals.house.needs, signedIn(locals).id)
});

const upTo = v.object({
	until: v.pipe(
		v.string(),
		v.isoTimestamp(),
		v.transform((text) => new Date(text))
	)
});

export const actions: Actions = {
	seen: async ({ request, locals }) => {
		const user = signedIn(locals);
		const form = await formOf(request, upTo);
		if (!form.ok) return orFail(form);
		await seeNews(locals.house.needs, user.id, form.value.until);
		return { seen: true };
	}
};
