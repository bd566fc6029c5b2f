import { orError, signedIn } from '$lib/server/door';
import { accountsToReport } from '$lib/server/use-cases/audit/access-report';
import type { PageServerLoad } from './$types';

/** For admins; for anybody else it is not there. */
export const load: PageServerLoad = async ({ locals }) => {
	orError(await accountsToReport(locals.house.needs, signedIn(locals).id));
};
