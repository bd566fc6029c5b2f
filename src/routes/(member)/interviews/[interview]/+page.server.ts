import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { planLimits } from '$lib/domain/plan';
import { formOf, orError, orFail, signedIn } from '$lib/server/door';
import { endInterview, goToQuestion, saveAnswer } from '$lib/server/use-cases/interview/hold-interview';
import { interviewMark, viewInterview } from '$lib/server/use-cases/interview/view-interview';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	depends('kijkkring:interview');
	const { needs } = locals.house;
	const { id } = signedIn(locals);
	// before the view: what changes in between is then looked at once more
	const mark = orError(await interviewMark(needs, id, params.interview));
	return { mark, view: orError(await viewInterview(needs, id, params.interview, locals.locale)) };
};

const question = v.pipe(v.string(), v.regex(/^[a-z-]{1,40}$/));
const text = v.pipe(
	v.string(),
	v.transform((typed) => typed.replaceAll('\r\n', '\n')),
	v.maxLength(planLimits.text)
);
const answer = v.object({ question, text, base: text });
const place = v.object({ question });

export const actions: Actions = {
	save: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, answer);
		if (!form.ok) return orFail(form);
		const saved = await saveAnswer(locals.house.needs, user.id, params.interview, form.value);
		return saved.ok ? { text: saved.value.text } : orFail(saved);
	},
	go: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, place);
		if (!form.ok) return orFail(form);
		return orFail(await goToQuestion(locals.house.needs, user.id, params.interview, form.value.question)) ?? undefined;
	},
	end: async ({ locals, params }) => {
		const ended = await endInterview(locals.house.needs, signedIn(locals).id, params.interview);
		if (!ended.ok) return orFail(ended);
		const { mine, trajectoryId, moment } = ended.value;
		redirect(303, mine ? `/trajectories/${trajectoryId}?add=${moment}#new` : '/interviews?done');
	}
};
