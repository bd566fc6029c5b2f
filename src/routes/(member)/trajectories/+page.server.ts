import { signedIn } from '$lib/server/door';
import { listChildren } from '$lib/server/use-cases/child/list-children';
import { listWritingAlong } from '$lib/server/use-cases/plan/write-together';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	...(await listChildren(locals.house.needs, signedIn(locals).id)),
	along: await listWritingAlong(locals.house.needs, signedIn(locals).id)
});
