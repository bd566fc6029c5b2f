import { orError, signedIn } from '$lib/server/door';
import { viewLeftChildren } from '$lib/server/use-cases/erasure/erase-left-child';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	children: orError(await viewLeftChildren(locals.house.needs, signedIn(locals).id)),
	erased: url.searchParams.has('erased')
});
