import { error, json } from '@sveltejs/kit';
import * as v from 'valibot';
import { signedIn } from '$lib/server/door';
import { keptSchema, receiveKept } from '$lib/server/use-cases/practice/log-box';
import type { RequestHandler } from './$types';

/** Takes in moments that a device kept, and says of each what came of it. */
export const POST: RequestHandler = async ({ locals, request }) => {
	const user = signedIn(locals);
	const read = v.safeParse(keptSchema, await request.json().catch(() => null));
	if (!read.success) error(400, { message: 'bad-input', code: 'bad-input' });
	const answers = await receiveKept(locals.house.needs, user.id, read.output);
	return json({ answers }, { headers: { 'cache-control': 'no-store' } });
};
