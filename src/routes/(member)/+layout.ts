import type { LayoutLoad } from './$types';

/** The session room is a room of its own: no menu beside it, and none of its script. */
const isRoom = (route: string | null): boolean => /\/sessions\/\[session\]$/.test(route ?? '');

/** Brings the frame around every other page; run again when the route changes. */
export const load: LayoutLoad = async ({ data, route }) => ({
	...data,
	Shell: isRoom(route.id) ? null : (await import('$lib/components/Shell.svelte')).default
});
