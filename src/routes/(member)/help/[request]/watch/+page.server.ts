import { orError, signedIn } from '$lib/server/door';
import { readHelp } from '$lib/server/use-cases/help/read-help';
import { watchHelping } from '$lib/server/use-cases/help/watch-helping';
import type { PageServerLoad } from './$types';

/** The clip an expert was asked about, for as long as she may look along. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { needs } = locals.house;
	const user = signedIn(locals);
	const clip = orError(await watchHelping(needs, user.id, params.request));
	return { clip, card: orError(await readHelp(needs, user.id, params.request, locals.locale)) };
};
