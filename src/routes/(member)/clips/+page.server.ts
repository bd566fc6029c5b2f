import { signedIn } from '$lib/server/door';
import { listClips } from '$lib/server/use-cases/clip/list-clips';
import { placesForClips } from '$lib/server/use-cases/clip/start-clip';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const user = signedIn(locals);
	const { needs } = locals.house;
	const [clips, places] = [await listClips(needs, user.id), await placesForClips(needs, user.id)];
	return { clips, hasChild: places.length > 0 };
};
