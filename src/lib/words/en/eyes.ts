import type { nl } from '../nl';

export const eyes: (typeof nl)['eyes'] = {
	title: 'Side by side',
	count: (n) => `Side by side · ${n}`,
	hint: 'What each of you saw, on one timeline. Seen by several people or by one: both are worth a look.',
	none: 'Nobody noted anything at a moment yet.',
	as: 'Look at it as',
	lanes: 'Timeline',
	list: 'List',
	together: 'seen together',
	alone: 'one saw this',
	togetherBy: (names) => `seen together by ${names}`,
	aloneBy: (name) => `${name} saw this`,
	lensOf: (names) => `by ${names}`,
	at: (at, who) => `${at}, ${who}`,
	choose: 'Choose a dot to read what it says.',
	goTo: (at) => `Go to ${at}`,
	legend: 'What the marks mean',
	drawing: 'Timeline with lanes',
	contact: {
		title: 'Initiative and answer',
		hint: 'What the child began, and what followed as far as you linked it.',
		received: 'initiative and answer',
		open: 'initiative, no answer linked yet',
		span: (from, to) => (from === to ? from : `${from} to ${to}`),
		yes: (n) => `${n} times in a row an initiative that got an answer`,
		no: (n) => `${n} initiatives in a row to look at once more`
	},
	answer: {
		add: 'What does this answer?',
		pick: 'Choose what the child began',
		none: 'There is no moment of the child just before this one yet.',
		is: (at) => `answers ${at}`,
		drop: 'Unlink',
		cancel: 'Never mind'
	}
};
