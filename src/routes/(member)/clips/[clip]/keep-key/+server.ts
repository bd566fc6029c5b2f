import { json } from '@sveltejs/kit';
import { orError, signedIn } from '$lib/server/door';
import { keepClipKey } from '$lib/server/use-cases/clip/keep-clip-key';
import type { RequestHandler } from './$types';

/** The key for a clip that waits on this device until it has arrived: this hour's, or that of `?stamp=`. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const user = signedIn(locals);
	const asked = url.searchParams.get('stamp');
	const stamp = asked === null ? null : Number(asked);
	const { stamp: given, key } = orError(await keepClipKey(locals.house.needs, user.id, params.clip, stamp));
	const body = { stamp: given, key: Buffer.from(key).toString('base64') };
	return json(body, { headers: { 'cache-control': 'no-store' } });
};
