import { orError, signedIn } from '$lib/server/door';
import { recordSession } from '$lib/server/use-cases/session/record-session';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	record: orError(await recordSession(locals.house.needs, signedIn(locals).id, params.session))
});
