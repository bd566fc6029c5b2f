import { json } from '@sveltejs/kit';
import { orError, signedIn } from '$lib/server/door';
import { togetherMark } from '$lib/server/use-cases/plan/write-together';
import type { RequestHandler } from './$types';

/** Asked every few seconds by a page that is looked at: small, and the same as long as nothing changed. */
export const GET: RequestHandler = async ({ locals, params: { trajectory, entry } }) => {
	const part = { trajectoryId: trajectory, entryId: entry };
	return json(
		{ mark: orError(await togetherMark(locals.house.needs, signedIn(locals).id, part)) },
		{ headers: { 'cache-control': 'no-store' } }
	);
};
