import { error, json } from '@sveltejs/kit';
import * as v from 'valibot';
import { no } from '$lib/domain/outcome';
import { jsonOf, orError, signedIn } from '$lib/server/door';
import { keptSchema, receiveKept } from '$lib/server/use-cases/practice/log-box';
import type { RequestHandler } from './$types';

/** Takes in moments that a device kept, and says of each what came of it. */
export const POST: RequestHandler = async ({ locals, request }) => {
	const user = signedIn(locals);
	const read = v.safeParse(keptSchema, await jsonOf(request));
	if (!read.success) error(400, { message: 'bad-input', code: 'bad-input' });
	// a tab of hers, while somebody else is signed in by now: to her it is as if nobody were [PR5]
	if (read.output.who !== user.id) return orError(no('sign-in-first'));
	const answers = await receiveKept(locals.house.needs, user.id, read.output);
	return json({ answers }, { headers: { 'cache-control': 'no-store' } });
};
