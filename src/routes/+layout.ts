import { loadWords } from '$lib/words';
import type { LayoutLoad } from './$types';

/** Brings the reader's own words along; a browser loads only that language. */
export const load: LayoutLoad = async ({ data }) => ({ ...data, t: await loadWords(data.locale) });
