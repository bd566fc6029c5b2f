import { loadWords } from '$lib/words';
import { areasOf } from '$lib/words/areas';
import type { LayoutLoad } from './$types';

/** Brings along the reader's own words, of the areas this page reads; run again when the route changes. */
export const load: LayoutLoad = async ({ data, route }) => ({
	...data,
	t: await loadWords(data.locale, areasOf(route.id))
});
