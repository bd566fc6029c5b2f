import { orError, signedIn } from '$lib/server/door';
import { viewVisit } from '$lib/server/use-cases/meeting/view-visit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	visit: orError(await viewVisit(locals.house.needs, signedIn(locals).id, params.meeting))
});
