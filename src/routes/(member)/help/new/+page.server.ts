import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { helpLimits } from '$lib/domain/help';
import { no } from '$lib/domain/outcome';
import { fieldsOf, orFail, proven, signedIn } from '$lib/server/door';
import { askHelp } from '$lib/server/use-cases/help/ask-help';
import { helpChoices } from '$lib/server/use-cases/help/help-choices';
import { endOfDay } from '$lib/server/use-cases/help/help-dates';
import { fieldDate, fromFields } from '$lib/words/dates';
import type { Actions, PageServerLoad } from './$types';

const day = 86_400_000;

/** The form for asking; `?clip=` or `?session=` chooses beforehand what it is about. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { needs } = locals.house;
	const now = needs.clock();
	const clip = url.searchParams.get('clip');
	const session = url.searchParams.get('session');
	return {
		choices: await helpChoices(needs, signedIn(locals).id),
		about: session ? `session ${session}` : clip ? `clip ${clip}` : '',
		suggested: fromFields(fieldDate(new Date(now.getTime() + 3 * day)), '15:30') ?? now,
		latest: new Date(now.getTime() + helpLimits.longestMs)
	};
};

const asking = v.object({
	about: v.pipe(v.string(), v.regex(/^(clip|session) [\w-]{1,64}$/)),
	expert: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
	question: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(helpLimits.question)),
	date: v.string(),
	time: v.string(),
	until: v.string()
});

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const user = signedIn(locals);
		const values = Object.fromEntries([...(await fieldsOf(request))].map(([name, value]) => [name, String(value)]));
		const read = v.safeParse(asking, values);
		const meetAt = read.success ? fromFields(read.output.date, read.output.time) : null;
		if (!read.success || !meetAt) return orFail(no('bad-input'), values);
		// [A7] somebody from outside is about to see a child
		const fresh = proven(locals);
		if (!fresh.ok) return orFail(fresh, values);
		const [kind = '', id = ''] = read.output.about.split(' ');
		const until = read.output.until ? fromFields(read.output.until, '12:00') : null;
		const asked = await askHelp(locals.house.needs, user.id, {
			expertId: read.output.expert,
			about: kind === 'clip' ? { clipId: id } : { sessionId: id },
			question: read.output.question,
			meetAt,
			until: until && endOfDay(until)
		});
		if (!asked.ok) return orFail(asked, values);
		redirect(303, `/help/${asked.value.id}`);
	}
};
