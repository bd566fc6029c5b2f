import { no } from '$lib/domain/outcome';
import { orError, signedIn } from '$lib/server/door';
import { readOutbox } from '$lib/server/use-cases/people/read-outbox';
import type { PageServerLoad } from './$types';

/** Letters hold links; they are only shown where there is nothing to protect. */
export const load: PageServerLoad = async ({ locals }) => {
	signedIn(locals);
	const { demo, dev } = locals.house.config;
	if (!demo && !dev) orError(no('not-found'));
	return { letters: await readOutbox(locals.house.needs) };
};
