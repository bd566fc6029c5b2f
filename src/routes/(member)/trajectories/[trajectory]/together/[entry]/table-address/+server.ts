import { json } from '@sveltejs/kit';
import { orError, signedIn } from '$lib/server/door';
import { writingAddress } from '$lib/server/use-cases/plan/write-together';
import type { RequestHandler } from './$types';

/** Where the live table stands now for this part: asked by a browser that cannot reach where it was. */
export const GET: RequestHandler = async ({ locals, params: { trajectory, entry } }) => {
	const part = { trajectoryId: trajectory, entryId: entry };
	const path = orError(await writingAddress(locals.house.needs, signedIn(locals).id, part));
	return json({ path }, { headers: { 'cache-control': 'no-store' } });
};
