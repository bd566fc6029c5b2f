import type { Words } from './index';

/** A part of the words that is fetched by itself. */
export type Area = keyof Words;

/** What the frame around every page reads, and what a refusal says: on every page. */
export const everywhere: readonly Area[] = ['shell', 'refusals'];

/** What each page reads besides, by its route; `areas.test.ts` reads the pages and says what is missing or too much. */
const ofPage: Record<string, readonly Area[]> = {
	'/(member)/account': ['account', 'proof', 'push', 'reminding'],
	'/(member)/account/prove': ['account', 'proof'],
	'/(member)/account/school': ['school'],
	'/(member)/account/security': ['proof', 'school'],
	'/(member)/accounts': ['accounts'],
	'/(member)/calendar': ['calendar', 'team'],
	'/(member)/clips': ['clip', 'film', 'kept'],
	'/(member)/clips/[clip]': ['clip', 'film', 'kept', 'player', 'second'],
	'/(member)/clips/[clip]/second': ['clip', 'film', 'player', 'second'],
	'/(member)/clips/new': ['clip', 'film', 'player', 'prepare', 'second'],
	'/(member)/cycles/[cycle]': ['cycle', 'groups', 'planning', 'together'],
	'/(member)/cycles/[cycle]/review': ['cycle', 'planning'],
	'/(member)/help': ['help', 'living', 'plan'],
	'/(member)/help/[request]': ['help'],
	'/(member)/help/[request]/watch': ['help', 'player'],
	'/(member)/help/new': ['help'],
	'/(member)/cover': ['practice'],
	'/(member)/holidays': ['kept', 'planning'],
	'/(member)/log': ['practice'],
	'/(member)/meetings': ['calendar', 'cycle', 'groups', 'team', 'today'],
	'/(member)/meetings/[meeting]': ['calendar', 'cycle', 'groups', 'people', 'planning', 'today', 'together'],
	'/(member)/meetings/[meeting]/prepare': ['people', 'reminding', 'team'],
	'/(member)/interviews': ['interview'],
	'/(member)/interviews/[interview]': ['interview', 'plan'],
	'/(member)/news': ['guarding', 'news'],
	'/(member)/outbox': ['account'],
	'/(member)/school': ['audit', 'families'],
	'/(member)/school/access': ['audit'],
	'/(member)/school/contact': ['families'],
	'/(member)/school/emergency': ['audit'],
	'/(member)/school/emergency/[request]': ['audit', 'player'],
	'/(member)/school/left': ['families'],
	'/(member)/school/left/[left]': ['families'],
	'/(member)/school/log': ['audit'],
	'/(member)/search': ['search'],
	'/(member)/sessions/[session]': ['eyes', 'groups', 'player', 'session', 'together'],
	'/(member)/sessions/[session]/record': ['eyes', 'record', 'session'],
	'/(member)/teams': ['accounts', 'guarding', 'planning', 'team'],
	'/(member)/teams/[team]': ['accounts', 'people', 'team'],
	'/(member)/teams/[team]/leave': ['people'],
	'/(member)/teams/[team]/cycle/new': ['cycle', 'groups', 'planning', 'together'],
	'/(member)/texts': ['texts'],
	'/(member)/tips': ['practice'],
	'/(member)/today': ['cycle', 'practice', 'team', 'today'],
	'/(member)/trajectories': ['child', 'cycle', 'interview', 'kept', 'living', 'plan', 'practice'],
	'/(member)/trajectories/[trajectory]': [
		'guarding',
		'interview',
		'kept',
		'living',
		'nature',
		'plan',
		'practice',
		'writing'
	],
	'/(member)/trajectories/[trajectory]/history/[entry]': ['living', 'plan', 'writing'],
	'/(member)/trajectories/[trajectory]/paper': ['living', 'plan'],
	'/(member)/trajectories/[trajectory]/together/[entry]': ['living', 'plan', 'writing'],
	'/(member)/trajectories/[trajectory]/consent': ['consent'],
	'/(member)/trajectories/[trajectory]/consent/letter': ['consent', 'letters'],
	'/(member)/trajectories/[trajectory]/interview': ['interview'],
	'/(member)/trajectories/[trajectory]/week': ['practice'],
	'/(member)/trajectories/[trajectory]/kept': ['consent', 'kept'],
	'/(member)/trajectories/[trajectory]/views': ['audit'],
	'/(member)/trajectories/new': ['child', 'cycle', 'nature', 'practice'],
	'/(member)/visits/[meeting]': ['people', 'together'],
	'/(public)/demo/enter/[token]': [],
	'/(public)/guest/[secret]': ['account', 'people'],
	'/(public)/forgot': ['account'],
	'/(public)/invite/[secret]': ['account', 'team'],
	'/(public)/login': ['account', 'proof', 'school'],
	'/(public)/login/second': ['proof'],
	'/(public)/new-password/[secret]': ['account'],
	'/(public)/setup/[secret]': ['account'],
	'/consent': [],
	'/screen': ['player', 'session', 'together']
};

/**
 * The areas a page needs. A page that is not listed yet needs all (undefined); an address that leads nowhere only those
 * of everywhere.
 */
export function areasOf(route: string | null): readonly Area[] | undefined {
	if (route === null) return everywhere;
	const own = ofPage[route];
	return own && [...everywhere, ...own];
}
