import { no } from '$lib/domain/outcome';
import { momentFromForm } from '$lib/domain/practice';
import { fieldsOf, orFail, signedIn } from '$lib/server/door';
import { logMoment, readMoment } from '$lib/server/use-cases/practice/log-moment';
import { viewLog } from '$lib/server/use-cases/practice/view-log';
import type { Actions, PageServerLoad } from './$types';

const isId = (text: string) => /^[\w-]{1,64}$/.test(text);

/** `?child=`: which child, for whoever works with more than one. */
export const load: PageServerLoad = async ({ locals, url }) => ({
	log: await viewLog(locals.house.needs, signedIn(locals).id, url.searchParams.get('child'), locals.locale)
});

export const actions: Actions = {
	/** For a page without scripts; with them each answer goes by itself, to `kept`. */
	default: async ({ locals, request }) => {
		const { needs } = locals.house;
		const form = await fieldsOf(request);
		const field = (name: string) => {
			const value = form.get(name);
			return typeof value === 'string' ? value : null;
		};
		const child = field('child');
		const moment = readMoment(momentFromForm(field, field('id') || needs.newId(), needs.clock().getTime()));
		if (!moment.ok) return orFail(moment);
		const logged =
			child && isId(child) ? await logMoment(needs, signedIn(locals).id, child, moment.value) : no('bad-input');
		return orFail(logged) ?? { logged: true };
	}
};
