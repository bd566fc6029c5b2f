import { redirect } from '@sveltejs/kit';
import { ownPath } from '$lib/domain/own-path';
import { no } from '$lib/domain/outcome';
import { keepSchoolVisit } from '$lib/server/auth/school-cookie';
import { orError } from '$lib/server/door';
import { beginSchoolLogin } from '$lib/server/use-cases/accounts/school-login';
import type { RequestHandler } from './$types';

/** [A15] To the school's own provider. A link and no form: a form of ours leads nowhere else (`form-action`). */
export const GET: RequestHandler = async ({ locals, cookies, url }) => {
	const { needs, signIns, schoolDoor } = locals.house;
	const next = ownPath(url.searchParams.get('next'), '/today');
	if (!schoolDoor) return orError(no('not-found'));
	if (locals.user) redirect(303, next);
	const begun = await beginSchoolLogin(needs, schoolDoor, null);
	if (!begun.ok) redirect(303, `/login?school=${begun.code}&next=${encodeURIComponent(next)}`);
	keepSchoolVisit(cookies, signIns, { secret: begun.value.secret, next });
	redirect(303, begun.value.url);
};
