import * as v from 'valibot';
import { planLimits } from '$lib/domain/plan';
import { formOf, orError, orFail, signedIn } from '$lib/server/door';
import { askToWriteAlong, saveTogether, viewTogether } from '$lib/server/use-cases/plan/write-together';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** One part of a plan that two people write in. */
export const load: PageServerLoad = async (event) => {
	event.depends('kijkkring:together');
	const { needs, userId, part } = about(event);
	return { view: orError(await viewTogether(needs, userId, part)) };
};

const text = v.pipe(
	v.string(),
	v.transform((typed) => typed.replaceAll('\r\n', '\n')),
	v.maxLength(planLimits.text)
);
const answer = v.object({ question: v.pipe(v.string(), v.regex(/^[a-z]{1,20}$/)), text, base: text });
const person = v.object({ writer: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)) });

export const actions: Actions = {
	save: async (event) => {
		const { needs, userId, part } = about(event);
		const form = await formOf(event.request, answer);
		if (!form.ok) return orFail(form);
		const { question: name, text: typed, base } = form.value;
		const saved = await saveTogether(needs, userId, part, { name, text: typed, base });
		return saved.ok ? { text: saved.value.text } : orFail(saved);
	},
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
