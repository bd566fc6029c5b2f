import { redirect } from '@sveltejs/kit';
import { shelfOf } from '$lib/server/use-cases/people/shelf-of';
import { graceOf } from '$lib/server/use-cases/accounts/come-in';
import type { LayoutServerLoad } from './$types';

/** Everything behind this door needs somebody who is signed in. The way back is kept. */
export const load: LayoutServerLoad = async ({ locals, url, depends }) => {
	depends('kijkkring:news');
	if (!locals.user) redirect(303, `/login?next=${encodeURIComponent(url.pathname + url.search)}`);
	const { needs } = locals.house;
	return { shelf: await shelfOf(needs, locals.user.id), grace: await graceOf(needs, locals.user.id) };
};
