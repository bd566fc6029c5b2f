import type { consent as nl } from '../nl/consent';

export const consent: typeof nl = {
	title: (alias) => `Consent for ${alias}`,
	toPlan: 'To the plan',
	intro:
		'Here you see whether there is consent. Which parent said no, and why, you do not see. One no from one parent is a no.',
	closed: 'This trajectory is closed. A no is still possible at any time.',
	saved: 'Written down.',
	sees: {
		given: 'given',
		'no-consent': 'no consent',
		waiting: 'waiting for an answer',
		'not-asked': 'not asked yet'
	},
	door: 'The parents would rather not. That is fine, and needs no explanation.',
	doorBody:
		'You choose another child, and begin there again with the first words. What you wrote is kept, for you alone.',
	another: 'Choose another child',
	stands: 'What the parents said yes to',
	scope: {
		team: 'Filming and watching together in the own team',
		expert: 'Having an expert from outside the school look along',
		guest: 'Having a guest of one meeting look along',
		presentation: 'Showing a part at the final presentation',
		figures: 'Using scores to see whether it works',
		photo: 'A photo of a play moment for the own parents'
	},
	means: {
		team: 'Only the people in your team, and only in a session. After the cycle the clip is erased.',
		expert: 'This is how you asked before, without a name. Ask again with a name.',
		guest: 'Somebody who joins once. Only during that meeting, and only if you agree.',
		presentation: 'To guests such as the head: once, on the spot, without the child’s name.',
		figures: 'Only figures, without a name and together with those of others.',
		photo: 'Only for the parents of this child.'
	},
	expert: (name, organisation) => `Having ${name} look along (${organisation})`,
	expertMeans: 'Only this person, only when you ask, and for a few days.',
	who: {
		title: 'Who says yes or no',
		first: 'Who says yes or no for this child?',
		firstBody: 'Put down who is asked for consent. Names are not needed: "mother" is enough.',
		kind: 'Who',
		kinds: { mother: 'mother', father: 'father', parent: 'parent', foster: 'foster parent', legal: 'legal guardian' },
		together: 'the parents together',
		someone: 'one of the parents',
		language: 'Likes to read',
		changeLanguage: 'Save the language',
		add: 'Add',
		letters: 'Letters to the parents',
		more: 'Add somebody else',
		waiting: 'no yes or no yet',
		answered: 'has answered',
		before:
			'For this child the parents answered together before. That still holds. Put down below whom you ask next time.',
		remove: 'Take away',
		asked: 'I have asked the parents'
	},
	paper: {
		open: 'Write down what the form says',
		back: 'This parent comes back to the no',
		day: 'Date on the form',
		intro: 'Copy what the parent ticked. Leave empty what is not on it.',
		yes: 'Yes',
		no: 'No',
		empty: 'Not asked',
		photo: 'Photo of the form (optional)',
		photoHint: 'Only you see it. With a no it is erased.',
		photoBusy: 'Making the photo smaller…',
		noTakes: 'A no works at once and erases what there is now:',
		save: 'Write down'
	},
	named: {
		title: 'Asking for an expert as well',
		body: 'Consent is for one person, by name. After this the question stands on the parents’ page and on the form.',
		who: 'Who',
		organisation: 'From which organisation',
		submit: 'Add'
	},
	no: {
		title: 'A parent says no',
		body: 'When a parent tells you, you write it down here. Who it was need not be said.',
		what: 'What is the no about?',
		goes: 'This works at once and cannot be undone:',
		clips: (n) => (n === 1 ? '1 clip is erased' : `${n} clips are erased`),
		noClips: 'there is no clip to erase',
		notes: 'what the group wrote with the clips is erased',
		table: 'what lies on the table is taken off, also during a session',
		form: 'photos of forms are erased',
		stays: 'Your own plan stays, and only you can read it.',
		smaller: 'With a no to something else the clip stays, and that one person or guest no longer looks along at once.',
		submit: 'Write down the no'
	},
	written: {
		title: 'What you wrote down',
		answer: { yes: 'yes', no: 'no', asked: 'asked' },
		form: (day) => `form of ${day}`,
		photo: 'photo'
	}
};
