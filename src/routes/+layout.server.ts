import type { LayoutServerLoad } from './$types';

/** What every page knows: the reader, her language, and whether this is the demo. */
export const load: LayoutServerLoad = ({ locals }) => ({
	locale: locals.locale,
	user: locals.user,
	/** Demo only: everybody who can be visited. */
	demo: locals.house.demo?.links(locals.house.config.port) ?? null
});
