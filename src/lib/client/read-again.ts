import { invalidate, invalidateAll } from '$app/navigation';
import { navigating } from '$app/state';

/**
 * Reads again what a page was loaded with (without a name all of it), because something changed elsewhere. Of a page
 * that is read and one that is gone to, SvelteKit lets only the newer go on: read at the wrong moment, a link or a form
 * that leads elsewhere would do nothing. So whoever is on her way arrives first.
 */
export async function readAgain(name?: string): Promise<void> {
	let arrived: Promise<void> | null = null;
	// one that was broken off stays there as the last one, and is waited for once
	while (navigating.complete && navigating.complete !== arrived) {
		arrived = navigating.complete;
		await arrived.catch(() => {});
	}
	await (name === undefined ? invalidateAll() : invalidate(name));
}
