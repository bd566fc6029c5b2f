import { orError, signedIn } from '$lib/server/door';
import { viewParentsContact } from '$lib/server/use-cases/school/parents-contact';
import type { PageServerLoad } from './$types';

/** For admins; for anybody else it is not there. */
export const load: PageServerLoad = async ({ locals }) => {
	const { contact } = orError(await viewParentsContact(locals.house.needs, signedIn(locals).id));
	return { contact: contact !== null };
};
