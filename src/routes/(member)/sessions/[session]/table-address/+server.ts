import { json } from '@sveltejs/kit';
import { orError, signedIn } from '$lib/server/door';
import { tableAddress } from '$lib/server/use-cases/session/table-address';
import type { RequestHandler } from './$types';

/** Where this session's table stands now: asked by a browser that was sent on, or cannot reach where it was. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const path = orError(await tableAddress(locals.house.needs, signedIn(locals).id, params.session));
	return json({ path }, { headers: { 'cache-control': 'no-store' } });
};
