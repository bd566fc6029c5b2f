import type { nl } from '../nl';

export const practice: (typeof nl)['practice'] = {
	parts: { arrival: 'on arrival', morning: 'in the morning', midday: 'around lunch', afternoon: 'in the afternoon' },
	partsShort: { arrival: 'arrival', morning: 'morning', midday: 'lunch', afternoon: 'afternoon' },
	days: { 1: 'Monday', 2: 'Tuesday', 3: 'Wednesday', 4: 'Thursday', 5: 'Friday' },
	daysShort: { 1: 'Mon', 2: 'Tue', 3: 'Wed', 4: 'Thu', 5: 'Fri' },
	years: { lower: 'lower years (groups 1-2)', middle: 'middle years (groups 3-4)' },
	feelings: { warm: 'warm', ordinary: 'ordinary', searching: 'searching' },
	minutes: (n) => `${n} min`,
	log: {
		title: 'Log a moment',
		with: (alias) => `with ${alias}`,
		child: 'With which child?',
		brief: 'Short contact',
		briefHint: 'One tap is enough.',
		briefOne: 'There was a moment of contact',
		other: 'another child, only counted',
		play: 'Play moment',
		context: 'Doing what?',
		ownContext: 'something else',
		ownLabel: 'Doing what, in your own words',
		length: 'How long?',
		lengthOther: 'Number of minutes',
		how: 'Planned or spontaneous?',
		hows: { planned: 'planned', spontaneous: 'spontaneous' },
		feeling: 'How did the contact feel?',
		line: 'One sentence, if you like',
		lineHint: 'What did the child do, what did you do?',
		more: 'More: skill, filmed, another time',
		skill: 'What did you try?',
		leftOut: 'What did you leave out on purpose?',
		filmed: 'I filmed it',
		date: 'Day',
		time: 'Time',
		done: 'Done',
		save: 'Save',
		first: 'First choose doing what, or how long. It is saved at once.',
		timer: {
			start: (n) => `Start a ${n} min timer`,
			running: (left) => `${left} left`,
			over: 'Time is up. Round off calmly.',
			stop: 'Stop the timer',
			took: (n) => `It took ${n} min, filled in.`
		},
		state: {
			saved: 'Saved',
			saving: 'Saving…',
			waiting: 'On this device, waiting for a connection',
			'sign-in': 'On this device, waiting until you sign in again',
			'not-kept':
				'Not saved: there is no connection and this device cannot keep anything safely. Leave this page open.',
			refused: 'Not saved:'
		},
		refusedWords: 'You wrote:',
		refused: {
			title: 'Did not reach your log',
			body: 'This is only on this device now, sealed. Copy what you want to keep, then take it away.',
			unread: 'an earlier moment',
			forget: 'Take away from this device'
		},
		undo: 'Undo',
		undone: 'Taken back',
		undoing: 'Will be taken back once there is a connection',
		today: 'Logged today',
		kinds: { play: 'play moment', brief: 'short contact', 'other-child': 'another child' },
		waiting: (n) =>
			n === 1
				? 'One moment is still on this device and will be sent by itself.'
				: `${n} moments are still on this device and will be sent by themselves.`,
		due: 'Your week has a play moment today:',
		planned: (time) => `You had planned a play moment at ${time}.`,
		tell: 'Write how it went',
		none: 'You have no child to log with now',
		noneBody: 'Choose a child. Then you log here, in a few taps, how often you are together.',
		choose: 'To my child',
		plan: 'To the plan',
		quiet: 'There is no right number. A few moments helped too.'
	},
	week: {
		title: 'When do you play together?',
		intro: (alias) =>
			`Choose fixed moments with ${alias} in your week. Two or three times a week, five to ten minutes, is good.`,
		saved: 'Saved',
		save: 'Save the week',
		line: 'Fixed in the week',
		none: 'No fixed moments yet',
		change: 'Plan the week',
		closed: 'This trajectory is closed.',
		private: 'Only you see this.',
		back: 'To the plan'
	},
	cover: {
		title: 'Taking over my group',
		intro: 'Ask a colleague to take your group for ten minutes, so that you can play.',
		who: 'Whom do you ask?',
		date: 'Which day?',
		time: 'What time?',
		minutes: 'How many minutes?',
		ask: 'Ask',
		asked: 'Asked.',
		ofMe: 'Asked of me',
		mine: 'Asked by me',
		question: (name) => `${name} asks: could you take my group for a moment?`,
		when: (day, time, minutes) => `${day} at ${time}, ${minutes} minutes`,
		yes: 'Yes, I will',
		no: 'No, I cannot',
		changeToNo: 'I cannot after all',
		changeToYes: 'I can after all',
		withdraw: 'Withdraw',
		status: { asked: 'no answer yet', yes: 'yes', no: 'cannot', withdrawn: 'withdrawn' },
		past: 'past',
		promised: (name) => `You take over the group of ${name}`,
		youAsked: (name) => `You asked ${name}`,
		none: 'Nothing has been asked yet',
		noneBody: 'You see a colleague’s question here and at This week.',
		nobody: 'There is nobody in your team to ask yet.'
	},
	tips: {
		title: 'Tips for each other',
		intro:
			'What works in playing together? Lower and middle years help each other here. Write without the child: the whole team reads along.',
		text: 'Your tip',
		for: 'For whom?',
		add: 'Put it on the board',
		remove: 'Take it off',
		removed: 'Taken off.',
		added: 'Your tip is on the board.',
		by: (name, day) => `${name}, ${day}`,
		forShort: { lower: 'for groups 1-2', middle: 'for groups 3-4' },
		all: 'all',
		none: 'The board is still empty',
		noneBody: 'The first tip may be small. For instance: while tidying up, following comes naturally.',
		noBoard: 'You have no board',
		noBoardBody: 'The board belongs to a team whose meetings you come to.'
	},
	today: {
		title: 'Playing together',
		log: 'Log a moment',
		due: (alias, when) => `Today ${when} with ${alias}`,
		at: (time) => `at ${time}`,
		nothing: 'Nothing is fixed today. A short moment is always possible.',
		week: 'Plan the week',
		cover: 'Ask for cover',
		tips: 'Tips'
	},
	child: {
		years: 'Which group is the child in?',
		yearsHint: 'Then the moments that fit there come first.',
		who: 'With whom do you go on?',
		newChild: 'a new child',
		same: (alias) => `${alias} again`,
		sameHint:
			'You start afresh: first words, consent and plan. Nothing comes along but the initial. Only you read the old trajectory.',
		goes: 'This changes at once:',
		closes: (alias) => `The trajectory with ${alias} is closed. You can still read it, not change it.`,
		unshared: (n) =>
			n === 1 ? 'One part that you shared is yours alone again.' : `${n} parts that you shared are yours alone again.`,
		clips: (n) =>
			n === 1 ? 'One clip is erased and cannot come back.' : `${n} clips are erased and cannot come back.`,
		noClips: 'There are no clips to erase.',
		week: 'The fixed moments in your week lapse.',
		baseline: 'The first words belong to the previous child and do not count for the new one.',
		count: {
			title: 'Trajectories of our team',
			line: (ordinal, n) => `${ordinal} cycle: ${n === 1 ? '1 trajectory' : `${n} trajectories`}`,
			again: (n) => `${n} with the same child as before`,
			swapped: (n) => `${n} stopped because the parents said no`,
			finished: (n) => `${n} finished`,
			note: 'Without names, for the evaluation. A trajectory is one teacher with one child in one cycle.'
		}
	}
};
