import { orError, signedIn } from '$lib/server/door';
import { childReport } from '$lib/server/use-cases/audit/access-report';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const looks = orError(await childReport(locals.house.needs, signedIn(locals).id, params.trajectory));
	const forParents = url.searchParams.has('parents');
	return {
		trajectoryId: params.trajectory,
		forParents,
		looks: forParents ? looks.map((look) => ({ ...look, who: '' })) : looks
	};
};
