import { orError, signedIn } from '$lib/server/door';
import { listMeetings } from '$lib/server/use-cases/cycle/view-cycle';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) =>
	orError(await listMeetings(locals.house.needs, signedIn(locals).id));
