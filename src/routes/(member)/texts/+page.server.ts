import * as v from 'valibot';
import { textLimits } from '$lib/domain/method-text';
import { formOf, orError, orFail, signedIn } from '$lib/server/door';
import { resetText, saveText, viewTexts } from '$lib/server/use-cases/texts/method-texts';
import type { Actions, PageServerLoad } from './$types';

const language = v.picklist(['nl', 'en']);

export const load: PageServerLoad = async ({ locals, url }) => {
	const asked = v.safeParse(language, url.searchParams.get('in'));
	const locale = asked.success ? asked.output : locals.locale;
	const method = { pack: url.searchParams.get('method'), part: url.searchParams.get('part'), locale };
	return { in: locale, view: orError(await viewTexts(locals.house.needs, signedIn(locals).id, method)) };
};

const place = {
	pack: v.pipe(v.string(), v.maxLength(80)),
	place: v.pipe(v.string(), v.maxLength(200)),
	locale: language
};
const written = v.object({ ...place, words: v.pipe(v.string(), v.maxLength(4 * textLimits.longest)) });
const cleared = v.object(place);

export const actions: Actions = {
	save: async ({ request, locals }) => {
		const user = signedIn(locals);
		const form = await formOf(request, written);
		const typed = form.typed('place', 'words');
		if (!form.ok) return orFail(form, typed);
		const { words, ...at } = form.value;
		const refused = orFail(await saveText(locals.house.needs, user.id, at, words), typed);
		return refused ?? { saved: at.place };
	},
	reset: async ({ request, locals }) => {
		const user = signedIn(locals);
		const form = await formOf(request, cleared);
		const typed = { ...form.typed('place'), words: '' };
		if (!form.ok) return orFail(form, typed);
		return orFail(await resetText(locals.house.needs, user.id, form.value), typed) ?? { saved: form.value.place };
	}
};
