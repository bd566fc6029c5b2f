import { orError, signedIn } from '$lib/server/door';
import { readFormPhoto } from '$lib/server/use-cases/child/form-photo';
import type { RequestHandler } from './$types';

/** The photo of a form on paper, for the teacher who took it: a name and a signature, so in no cache. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const user = signedIn(locals);
	const photo = orError(await readFormPhoto(locals.house.needs, user.id, params.trajectory, params.form));
	return new Response(new Uint8Array(photo), {
		headers: { 'content-type': 'image/jpeg', 'cache-control': 'no-store' }
	});
};
