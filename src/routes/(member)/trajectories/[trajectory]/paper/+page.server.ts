import { orError, signedIn } from '$lib/server/door';
import { planOnPaper } from '$lib/server/use-cases/plan/plan-on-paper';
import type { PageServerLoad } from './$types';

/** The plan to hand over: `?part=` names what was ticked, of what this reader may read. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { id, name } = signedIn(locals);
	const chosen = url.searchParams.getAll('part');
	const paper = await planOnPaper(locals.house.needs, id, params.trajectory, locals.locale, chosen);
	return { paper: orError(paper), reader: name, today: locals.house.needs.clock() };
};
