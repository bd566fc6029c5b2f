import { redirect } from '@sveltejs/kit';
import { deviceName } from '$lib/domain/device-name';
import { ownPath } from '$lib/domain/own-path';
import { no } from '$lib/domain/outcome';
import { placeAfter } from '$lib/domain/second-factor';
import { keepSignIn } from '$lib/server/auth/cookie';
import { gateOf } from '$lib/server/auth/gate';
import { forgetSchoolVisit, keepSchoolVisit, keepSchoolWay, schoolVisit } from '$lib/server/auth/school-cookie';
import { orError } from '$lib/server/door';
import { endSchoolLogin } from '$lib/server/use-cases/accounts/school-login';
import type { RequestHandler } from './$types';

/** [A15] Back from the school's own provider: in, or to the door with what it said; or her account is connected. */
export const GET: RequestHandler = async ({ locals, cookies, url, request }) => {
	const { needs, signIns, schoolDoor } = locals.house;
	if (!schoolDoor) return orError(no('not-found'));
	const { secret, next } = schoolVisit(cookies, signIns);
	forgetSchoolVisit(cookies, signIns);
	const to = ownPath(next, '/today');
	const device = deviceName(request.headers.get('user-agent'));
	const userId = locals.user?.id ?? null;
	const ended = await endSchoolLogin(needs, gateOf(signIns), schoolDoor, {
		secret,
		search: url.search,
		userId,
		device
	});
	const said = ended.ok ? ('connected' in ended.value ? 'connected' : 'first') : ended.code;
	if (userId !== null) redirect(303, `/account/security?school=${said}`);
	if (ended.ok && 'cookie' in ended.value) {
		keepSignIn(cookies, signIns, ended.value.cookie);
		keepSchoolWay(cookies, signIns);
		redirect(303, placeAfter(ended.value.stage, to));
	}
	// [A16] she signs in as she used to; after that the page to connect it asks her
	if (ended.ok && 'wait' in ended.value) keepSchoolVisit(cookies, signIns, { secret: ended.value.wait, next: to });
	const after = ended.ok ? '/account/school' : to;
	redirect(303, `/login?school=${said}&next=${encodeURIComponent(after)}`);
};
