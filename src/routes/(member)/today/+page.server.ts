import { signedIn } from '$lib/server/door';
import { todayOf } from '$lib/server/use-cases/cycle/today-of';
import { practiceToday } from '$lib/server/use-cases/practice/practice-today';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { needs } = locals.house;
	const { id } = signedIn(locals);
	const [today, practice] = await Promise.all([todayOf(needs, id), practiceToday(needs, id)]);
	return { today, practice };
};
