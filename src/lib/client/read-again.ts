import { invalidate, invalidateAll } from '$app/navigation';
import { navigating } from '$app/state';

/**
 * Reads again what a page was loaded with (without a name all of it), because something changed elsewhere. Of a page
 * that is read and one that is gone to, SvelteKit lets only the newer go on: read at the wrong moment, a link or a form
 * that leads elsewhere would do nothing. So whoever is on her way arrives first.
 */
export async function readAgain(name?: string): Promise<void> {
	while (navigating.complete) await navigating.complete.catch(() => {});
	await (name === undefined ? invalidateAll() : invalidate(name));
}
