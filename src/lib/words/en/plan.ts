import type { nl } from '../nl';

/** Small numbers read as words in a story. */
const timesInWords = (n: number): string =>
	['never', 'once', 'twice'][n] ??
	`${['three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'][n - 3] ?? n} times`;

export const plan: (typeof nl)['plan'] = {
	eyebrow: { mine: 'My child', of: (name) => `${name}'s child` },
	cycles: ['first cycle', 'second cycle', 'third cycle', 'fourth cycle'],
	cycle: (n) => `cycle ${n}`,
	reading: {
		onlyYou: 'only you can see this page',
		sharing: (parts) => `you share ${parts} with your team`,
		part: ['1 part', 'parts'],
		colleague: (name) => `you read what ${name} shares`
	},
	consent: {
		until: (text, day) => `${text}, until ${day}`,
		team: 'consent: own team',
		expert: 'consent: own team and expert',
		asked: 'consent has been asked',
		'not-asked': 'consent not asked yet',
		refused: 'no consent',
		withdrawn: 'no consent'
	},
	played: { none: 'no play moment yet', one: 'play moment', many: 'play moments' },
	closed: {
		chip: (day) => `closed on ${day}`,
		finished: 'This trajectory is finished. You can keep reading everything.',
		'another-child': 'You chose another child. What you wrote here stays yours.',
		left: 'This trajectory was closed when you left the team. What you wrote here stays yours.'
	},
	othersRest: (name) => `The rest of this plan is ${name}'s own.`,
	nothingShared: {
		title: 'Nothing shared yet',
		body: (name) => `This plan is ${name}'s. What appears here is for ${name} to choose.`
	},
	words: {
		mine: (month) => `My three words in ${month}`,
		theirs: (name, month) => `${name}'s three words in ${month}`,
		now: 'Now',
		later: (month) => `you choose in ${month}, after the second interview`,
		atTheEnd: 'you choose at the end',
		becomes: 'becomes'
	},
	step: {
		'choose-words': {
			line: (alias) => `Begin with three words for the bond between you and ${alias}`,
			button: 'Choose my three words'
		},
		'tell-how-it-went': { line: (when) => `Your play moment of ${when} has been`, button: 'Note how it went' },
		'look-back': { line: 'The last meeting has been. Look back and choose three words again', button: 'Look back' },
		finish: { line: 'You chose to finish this trajectory', button: 'Finish' },
		'wait-for': { line: (when) => `Your next play moment is ${when}`, button: 'See my plan' },
		'plan-moment': { line: (alias) => `When will you join ${alias} again?`, button: 'Plan a play moment' }
	},
	story: 'The story so far',
	empty: 'Your story will appear here: what you plan, what happened, and what the group gave back.',
	kinds: {
		start: 'After the first interview',
		'play-moment': 'Play moment',
		clip: 'Clip made',
		session: 'Watched together',
		note: 'Note',
		parents: 'Contact with the parents',
		end: 'Looking back at the end'
	},
	moment: {
		next: 'Next play moment',
		lasted: (n) => `Play moment of ${n === 1 ? '1 minute' : `${n} minutes`}`,
		practise: (skill) => `I practise: ${skill}.`,
		leave: (what) => `I leave out: ${what}.`,
		practised: (skill) => `Practised: ${skill}.`,
		left: (what) => `Left out: ${what}.`,
		need: 'Needed for that:',
		film: 'I film this moment.',
		learned: 'What I learned:',
		nextTime: 'Next time:',
		tell: 'Note how it went',
		empty: 'Nothing filled in yet.'
	},
	clip: {
		fragment: (length) => `Fragment of ${length}.`,
		whole: (length) => `Clip of ${length}.`,
		length: (minutes, seconds) => (minutes ? `${minutes} min ${seconds}` : `${seconds} seconds`),
		kept: (day) => `Will be erased on ${day}, unless you keep it longer.`,
		notReady: 'Being prepared.',
		stopped: 'Sending has stopped. You can go on with it on the page of the clip.',
		failed: 'This clip did not work out.',
		watch: 'Watch the clip',
		expert: 'Ask an expert'
	},
	session: {
		inMeeting: (n) => `Watched together in meeting ${n}`,
		saw: (text) => `What the group saw: ${text}`,
		sought: (times, wordless) => {
			const how =
				wordless === 0 ? '' : wordless === times ? ', without words' : `, ${timesInWords(wordless)} without words`;
			return `the child sought contact ${timesInWords(times)}${how}.`;
		},
		wrote: (n) => (n === 1 ? 'one observation.' : `${n} observations.`),
		all: (n) => (n === 1 ? 'Read the observation' : `Read all ${n} observations`),
		at: (time) => `at ${time}`,
		needs: 'What the child seems to need:',
		tips: 'Tips I asked for',
		intentions: 'What I wanted to try:',
		takeaway: 'What I take along:',
		takeawayHers: 'What she takes along:',
		record: 'To the record'
	},
	end: {
		goOn: { finish: 'I finish with this child.', 'go-on': 'I go on with this child.', undecided: '' },
		keep: 'What I keep doing:',
		support: 'Who can help me:'
	},
	menu: {
		open: (what) => `More about: ${what}`,
		edit: 'Change',
		add: 'Add to this',
		share: 'Share with my team',
		unshare: 'Stop sharing',
		shared: 'shared with your team',
		remove: 'Delete',
		removeWhat: 'What you wrote here goes. Right afterwards you can still undo it.'
	},
	removed: 'This part has been deleted from your plan.',
	restored: 'It is back.',
	add: {
		title: 'Add something',
		moment: 'Play moment',
		note: 'Note',
		end: 'Looking back',
		start: 'Three words'
	},
	form: {
		title: {
			start: 'Looking back on the first interview',
			'play-moment': 'A play moment',
			note: 'A note',
			parents: 'Contact with the parents',
			session: 'What you add to it',
			end: 'Looking back at the end'
		},
		private: 'Only you read this, until you share it.',
		done: 'Save and close',
		ownWords: 'in your own words',
		ownLabel: 'In your own words',
		when: 'Day',
		time: 'Time',
		before: 'Beforehand: my plan',
		after: 'Afterwards: how it went',
		afterSoon: 'Has it been already? Note how it went',
		context: 'Which activity do you join?',
		skill: 'Which skill do you practise?',
		leftOut: 'What do you leave out on purpose?',
		help: 'Who or what do you need for that?',
		helpHint: 'For instance somebody who takes your class for ten minutes.',
		filmed: 'I film this moment',
		minutes: 'How many minutes did it take?',
		doneTick: 'This moment has been',
		happened: 'What did the child do, and what did you do?',
		happenedHint: 'Write down what you literally saw.',
		learned: 'What did you learn about what this child needs in the contact?',
		next: 'What do you take along to the next time?',
		note: 'What do you want to remember?',
		takeaway: 'What do you take along?',
		sessionNote: 'Would you like to add something later?',
		relation: 'What do you know about your bond now?',
		needs: 'What does this child seem to need from you?',
		changed: 'What has shifted since the beginning?',
		changedHint: 'In the child, in you, between you. And what made it, do you think?',
		goOn: 'Do you finish with this child or go on?',
		goOnChoice: { finish: 'I finish', 'go-on': 'I go on', undecided: 'I do not know yet' },
		keep: 'What do you keep or extend?',
		support: 'Who can help you with that?'
	},
	picker: {
		legend: 'Three words for your bond',
		hint: 'Choose words for what is between you. A word of your own is always fine.',
		slot: (n) => ['First word', 'Second word', 'Third word'][n] ?? '',
		example: 'An example of it',
		aboutTheChild: (word) => `"${word}" says something about the child. Which word fits what is between you?`,
		list: (n) => `Choose from ${n} words`,
		search: 'Look for a word',
		none: 'This word is not in the list. You can write it yourself.',
		found: (n) => (n === 1 ? '1 word' : `${n} words`)
	},
	save: {
		saved: 'Saved',
		saving: 'Saving…',
		waiting: 'Not saved yet. Your text is safe in this window, we are trying again.',
		refused: 'We cannot save it like this. Check what you filled in.',
		leave: 'Your last words are not saved yet. Leave all the same?'
	},
	finish: {
		title: 'Finish this trajectory',
		body: (alias) => `Your plan for ${alias} stays readable for you. After this it can no longer be written in.`,
		button: 'Finish the trajectory'
	}
};
