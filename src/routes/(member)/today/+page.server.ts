import { signedIn } from '$lib/server/door';
import { todayOf } from '$lib/server/use-cases/cycle/today-of';
import { practiceToday } from '$lib/server/use-cases/practice/practice-today';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	today: await todayOf(locals.house.needs, signedIn(locals).id),
	practice: await practiceToday(locals.house.needs, signedIn(locals).id)
});
