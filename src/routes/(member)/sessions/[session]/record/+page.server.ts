import * as v from 'valibot';
import { formOf, orError, orFail, signedIn } from '$lib/server/door';
import { leaveOut } from '$lib/server/use-cases/session/leave-out';
import { recordSession } from '$lib/server/use-cases/session/record-session';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const record = orError(await recordSession(locals.house.needs, signedIn(locals).id, params.session));
	return { record, choosing: record.mayLeaveOut && url.searchParams.has('choose') };
};

const short = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
/** A note by its part and its id; whether there is one, the use case knows. */
const note = v.object({ unit: short, id: short });

/** What was done, and to which note, so that the page can say so and offer the way back. */
async function keep({ locals, params, request }: RequestEvent, out: boolean) {
	const user = signedIn(locals);
	const form = await formOf(request, note);
	if (!form.ok) return orFail(form);
	const kept = await leaveOut(locals.house.needs, user.id, params.session, form.value, out);
	return kept.ok ? { ...form.value, out } : orFail(kept);
}

export const actions: Actions = {
	leaveOut: (event) => keep(event, true),
	putBack: (event) => keep(event, false)
};
