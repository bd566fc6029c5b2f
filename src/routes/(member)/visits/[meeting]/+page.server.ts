import { orError, signedIn } from '$lib/server/door';
import { viewFarewell, viewVisit } from '$lib/server/use-cases/meeting/view-visit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const [user, { needs }] = [signedIn(locals), locals.house];
	const visit = await viewVisit(needs, user.id, params.meeting);
	if (visit.ok) return { visit: visit.value, over: null, thanks: url.searchParams.has('thanks') };
	return { visit: null, over: orError(await viewFarewell(needs, user.id, params.meeting)), thanks: true };
};
