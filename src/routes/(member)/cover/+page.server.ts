import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { no } from '$lib/domain/outcome';
import { ownPath } from '$lib/domain/own-path';
import { formOf, orFail, signedIn } from '$lib/server/door';
import { answerCover, askCover, coverChoices, coversOf, withdrawCover } from '$lib/server/use-cases/practice/cover';
import { fieldDate, fromFields } from '$lib/words/dates';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { needs } = locals.house;
	const user = signedIn(locals);
	const tomorrow = new Date(needs.clock().getTime() + 24 * 3_600_000);
	return {
		teams: await coverChoices(needs, user.id),
		covers: await coversOf(needs, user.id),
		first: { date: fieldDate(tomorrow), time: '10:00' }
	};
};

const id = v.pipe(v.string(), v.maxLength(64));
const askSchema = v.object({
	/** "team person": who is asked belongs to one of her teams. */
	of: v.pipe(v.string(), v.regex(/^\S{1,64} \S{1,64}$/)),
	date: v.string(),
	time: v.string(),
	minutes: v.pipe(v.string(), v.digits(), v.toNumber(), v.minValue(5), v.maxValue(60))
});
const answerSchema = v.object({ id, answer: v.picklist(['yes', 'no']), next: v.optional(v.string(), '/cover') });
const withdrawSchema = v.object({ id });

export const actions: Actions = {
	ask: async ({ locals, request }) => {
		const user = signedIn(locals);
		const form = await formOf(request, askSchema);
		const typed = form.typed('of', 'date', 'time', 'minutes');
		if (!form.ok) return orFail(form, typed);
		const [teamId = '', of = ''] = form.value.of.split(' ');
		const at = fromFields(form.value.date, form.value.time);
		if (!at) return orFail(no('bad-input'), typed);
		const { minutes } = form.value;
		return orFail(await askCover(locals.house.needs, user.id, { teamId, of, at, minutes }), typed) ?? { asked: true };
	},
	answer: async ({ locals, request }) => {
		const user = signedIn(locals);
		const form = await formOf(request, answerSchema);
		if (!form.ok) return orFail(form);
		const answered = await answerCover(locals.house.needs, user.id, form.value.id, form.value.answer);
		if (!answered.ok) return orFail(answered);
		redirect(303, ownPath(form.value.next, '/cover'));
	},
	withdraw: async ({ locals, request }) => {
		const user = signedIn(locals);
		const form = await formOf(request, withdrawSchema);
		return orFail(form.ok ? await withdrawCover(locals.house.needs, user.id, form.value.id) : form) ?? undefined;
	}
};
