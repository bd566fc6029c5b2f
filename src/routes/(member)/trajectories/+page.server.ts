import { signedIn } from '$lib/server/door';
import { listChildren } from '$lib/server/use-cases/child/list-children';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => listChildren(locals.house.needs, signedIn(locals).id);
