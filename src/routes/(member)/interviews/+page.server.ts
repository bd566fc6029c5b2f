import { signedIn } from '$lib/server/door';
import { listInterviews } from '$lib/server/use-cases/interview/view-interview';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => listInterviews(locals.house.needs, signedIn(locals).id);
