import type { outside as nl } from '../nl/outside';

/** Texts from outside the pages: the page that is shown without a connection, and what a phone shows of the app. */
export const outside: typeof nl = {
	tagline: 'Watch a short clip together and look closely: video intervision for teams.',
	addClip: 'Add a recording',
	offlineTitle: 'No connection',
	offlineBody:
		'We cannot reach Kijkkring now. Check your connection and try again. What you filmed or wrote and have not sent yet is still on this device.',
	again: 'Try again'
};
