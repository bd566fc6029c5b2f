import type { nl } from '../nl';

export const search: (typeof nl)['search'] = {
	title: 'Search',
	label: 'What are you looking for?',
	hint: 'In everything you wrote or were given about your own children. Nobody else sees what you look for, and it is kept nowhere.',
	button: 'Search',
	keys: '/ or Ctrl+K brings you here from any page.',
	short: 'Type at least two letters.',
	none: 'Nothing found',
	noneBody: 'Try another word, or fewer words. All of them must stand together.',
	found: (n) => (n === 1 ? 'Found in one place' : `Found in ${n} places`),
	more: 'There is more. Add a word to search more precisely.',
	on: {
		child: 'about the child',
		start: 'first words',
		'play-moment': 'play moment',
		session: 'what the group gave',
		parents: 'contact with the parents',
		note: 'note',
		end: 'looking back',
		interview: 'interview',
		clip: 'clip',
		record: 'record'
	}
};
