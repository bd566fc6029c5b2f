import { orError, signedIn } from '$lib/server/door';
import { viewMeeting } from '$lib/server/use-cases/cycle/view-cycle';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	meeting: orError(await viewMeeting(locals.house.needs, signedIn(locals).id, params.meeting))
});
