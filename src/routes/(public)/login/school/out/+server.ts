import { redirect } from '@sveltejs/kit';
import { no } from '$lib/domain/outcome';
import { orError } from '$lib/server/door';
import type { RequestHandler } from './$types';

/**
 * [A20] To where she ends what she has at the school's own provider. Here she is out already, and nothing changes by this:
 * the provider asks her. A link and no form, as on the way in.
 */
export const GET: RequestHandler = async ({ locals }) => {
	const { schoolDoor } = locals.house;
	if (!schoolDoor) return orError(no('not-found'));
	redirect(303, (await schoolDoor.end()) ?? '/login?school=stays-in');
};
