import { redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { consentScopes } from '$lib/domain/consent';
import { forgetLetterVisit, keepLetterVisit, letterVisit } from '$lib/server/auth/letter-cookie';
import { formOf, orError, orFail } from '$lib/server/door';
import { giveAnswer } from '$lib/server/use-cases/parent/give-answer';
import { mailReceipt } from '$lib/server/use-cases/parent/receipt';
import { viewParentsPage } from '$lib/server/use-cases/parent/view-parents-page';
import { leaveVisit, openVisit, visitOf } from '$lib/server/use-cases/parent/visit';
import { emailField } from '$lib/server/use-cases/people/fields';
import { parentTexts, parentTextsFor } from '$lib/words/parents';
import type { Actions, PageServerLoad } from './$types';

/** Who came in by a letter, and the texts she reads: as she chose, as her letter says, as her browser says. */
async function reading({
	locals,
	cookies,
	url,
	request
}: Pick<RequestEvent, 'locals' | 'cookies' | 'url' | 'request'>) {
	const { needs, signIns } = locals.house;
	const visit = await visitOf(needs, letterVisit(cookies, signIns));
	const wanted = [url.searchParams.get('in'), visit?.language ?? null];
	return { visit, texts: parentTextsFor(wanted, request.headers.get('accept-language')) };
}

/** The same page, in the language she chose; `said`: what she just answered. The secret is never part of an address. */
function back(url: URL, more: Record<string, string> = {}): never {
	const kept = parentTexts(url.searchParams.get('in') ?? '');
	const query = new URLSearchParams({ ...(kept && { in: kept.language }), ...more }).toString();
	redirect(303, query ? `/consent?${query}` : '/consent');
}

function saidIn(url: URL): 'yes' | 'no' | null {
	const said = url.searchParams.get('said');
	return said === 'yes' || said === 'no' ? said : null;
}

/** Opening changes nothing, whoever opens and however often: mail programs and scanners open links too [PP1]. */
export const load: PageServerLoad = async (event) => {
	const { visit, texts } = await reading(event);
	event.locals.readIn = { language: texts.language, direction: texts.direction };
	return {
		language: texts.language,
		view: visit ? orError(await viewParentsPage(event.locals.house.needs, visit)) : null,
		said: saidIn(event.url),
		over: event.url.searchParams.has('over')
	};
};

const secret = v.object({ secret: v.pipe(v.string(), v.maxLength(200)) });
const answer = v.object({
	scope: v.picklist(consentScopes),
	expert: v.optional(v.pipe(v.string(), v.maxLength(64))),
	answer: v.picklist(['yes', 'no']),
	code: v.optional(v.pipe(v.string(), v.maxLength(40)))
});
const address = v.object({ to: emailField });

export const actions: Actions = {
	open: async ({ request, locals, cookies, url, getClientAddress }) => {
		const { needs, signIns } = locals.house;
		const form = await formOf(request, secret);
		const opened = await openVisit(needs, form.ok ? form.value.secret : '', getClientAddress());
		// whoever used this browser before her is not let in in her place
		await leaveVisit(needs, letterVisit(cookies, signIns));
		if (!opened.ok) {
			forgetLetterVisit(cookies, signIns);
			return orFail(opened);
		}
		keepLetterVisit(cookies, signIns, opened.value.visit);
		back(url);
	},
	answer: async (event) => {
		const { visit, texts } = await reading(event);
		if (!visit) back(event.url, { over: '1' });
		const form = await formOf(event.request, answer);
		if (!form.ok) return orFail(form);
		const { scope, expert, code } = form.value;
		const said = { scope, expertId: expert ?? null, answer: form.value.answer };
		const given = await giveAnswer(event.locals.house.needs, visit, said, { code: code ?? null, texts });
		if (!given.ok) return orFail(given, { scope, expertId: said.expertId });
		back(event.url, { said: said.answer });
	},
	mail: async (event) => {
		const { visit, texts } = await reading(event);
		if (!visit) back(event.url, { over: '1' });
		const form = await formOf(event.request, address);
		const sent = form.ok && (await mailReceipt(event.locals.house.needs, visit, texts, form.value.to)).ok;
		return { mail: sent ? ('sent' as const) : ('not-sent' as const) };
	},
	leave: async ({ locals, cookies, url }) => {
		const { needs, signIns } = locals.house;
		await leaveVisit(needs, letterVisit(cookies, signIns));
		forgetLetterVisit(cookies, signIns);
		back(url);
	}
};
