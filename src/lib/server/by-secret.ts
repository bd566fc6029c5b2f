import { asPerson } from './db/who-asks';

/**
 * Doors at which a link, a password or a letter is the right, whoever happens to be signed in: the school answers there
 * [RG10]. `route`: as SvelteKit names it.
 */
export const opensBySecret = (route: string | null): boolean =>
	/^\/(?:\(public\)|consent|screen|passkey|logout)(?:\/|$)/.test(route ?? '');

/** [RG8] At every other door whoever is signed in asks as herself, down to the rows of the database. */
export const askedBy = <T>(
	personId: string | undefined,
	at: { route: string | null; clock: () => Date },
	work: () => T
): T => (personId === undefined || opensBySecret(at.route) ? work() : asPerson(personId, at.clock, work));
