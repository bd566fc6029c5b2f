import { json } from '@sveltejs/kit';
import type { Outcome } from '$lib/domain/outcome';
import { statusOf } from '$lib/domain/refusals';
import { fieldsOf, signedIn } from '$lib/server/door';
import { bringBack } from '$lib/server/use-cases/session/bring-back';
import { removalsOf } from '$lib/server/use-cases/session/removals-of';
import type { RequestHandler } from './$types';

/** What was taken away on this table, for whoever may read it. Answers an `Outcome`, also when it is a no. */
export const GET: RequestHandler = async ({ locals, params }) =>
	answer(await removalsOf(locals.house.needs, signedIn(locals).id, params.session));

/** Puts one of them back: its id is the field `removal`. */
export const POST: RequestHandler = async ({ locals, params, request }) => {
	const user = signedIn(locals);
	const removal = (await fieldsOf(request)).get('removal');
	const id = typeof removal === 'string' ? removal : '';
	return answer(await bringBack(locals.house.needs, user.id, params.session, id));
};

const answer = (outcome: Outcome<unknown>): Response =>
	json(outcome, { status: outcome.ok ? 200 : statusOf(outcome.code), headers: { 'Cache-Control': 'no-store' } });
