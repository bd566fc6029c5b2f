import { signedIn } from '$lib/server/door';
import { listHelp } from '$lib/server/use-cases/help/read-help';
import { helpSides } from '$lib/server/use-cases/help/help-sides';
import { listWritingAlong } from '$lib/server/use-cases/plan/write-together';
import type { PageServerLoad } from './$types';

/** My questions, and those asked of me. */
export const load: PageServerLoad = async ({ locals }) => {
	const { needs } = locals.house;
	const user = signedIn(locals);
	return {
		lines: await listHelp(needs, user.id),
		along: await listWritingAlong(needs, user.id),
		...(await helpSides(needs, user.id))
	};
};
