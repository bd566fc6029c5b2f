import * as v from 'valibot';
import { helpLimits } from '$lib/domain/help';
import { no } from '$lib/domain/outcome';
import { fieldsOf, orError, orFail, signedIn } from '$lib/server/door';
import { agreeToMoment, answerHelp, type HelpAnswer } from '$lib/server/use-cases/help/answer-help';
import { endOfDay } from '$lib/server/use-cases/help/help-dates';
import { readHelp } from '$lib/server/use-cases/help/read-help';
import { grantMoreTime, withdrawHelp } from '$lib/server/use-cases/help/withdraw-help';
import { fieldDate, fromFields } from '$lib/words/dates';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const day = 86_400_000;

/** One question, as the asker or the expert sees it. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { needs } = locals.house;
	const now = needs.clock();
	return {
		card: orError(await readHelp(needs, signedIn(locals).id, params.request, locals.locale)),
		suggested: fromFields(fieldDate(new Date(now.getTime() + 3 * day)), '15:30') ?? now,
		suggestedEnd: new Date(now.getTime() + helpLimits.defaultMs),
		latest: new Date(now.getTime() + helpLimits.longestMs)
	};
};

const words = v.pipe(v.string(), v.trim(), v.maxLength(helpLimits.answer));

export const actions: Actions = {
	accept: (event) => answer(event, (said) => ({ do: 'accept', words: said })),
	decline: (event) => answer(event, (said) => ({ do: 'decline', words: said })),
	propose: (event) =>
		answer(event, (said, form) => {
			const meetAt = fromFields(String(form.get('date')), String(form.get('time')));
			return meetAt && { do: 'propose', words: said, meetAt };
		}),
	agree: async ({ locals, params }) =>
		orFail(await agreeToMoment(locals.house.needs, signedIn(locals).id, params.request)) ?? undefined,
	withdraw: async ({ locals, params }) =>
		orFail(await withdrawHelp(locals.house.needs, signedIn(locals).id, params.request)) ?? undefined,
	more: async ({ locals, params, request }) => {
		const user = signedIn(locals);
		const until = fromFields(String((await fieldsOf(request)).get('until')), '12:00');
		if (!until) return orFail(no('bad-input')) ?? undefined;
		return orFail(await grantMoreTime(locals.house.needs, user.id, params.request, endOfDay(until))) ?? undefined;
	}
};

async function answer(
	{ locals, params, request }: RequestEvent,
	read: (said: string, form: FormData) => HelpAnswer | null
) {
	const user = signedIn(locals);
	const form = await fieldsOf(request);
	const said = v.safeParse(words, form.get('words') ?? '');
	const given = said.success ? read(said.output, form) : null;
	const answered = given ? await answerHelp(locals.house.needs, user.id, params.request, given) : no('bad-input');
	return orFail(answered) ?? undefined;
}
