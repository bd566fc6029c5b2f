import type { groups as nl } from '../nl/groups';

export const groups: typeof nl = {
	kinds: {
		input: 'Explaining',
		plenary: 'Watching together',
		groups: 'Watching in groups',
		interviews: 'Talking in pairs',
		closing: 'Closing'
	},
	agenda: {
		title: 'How this meeting goes',
		minutes: (n) => `${n} min`,
		none: 'The parts of this meeting are not set yet.',
		noneLead: 'Add parts, so that everybody knows how the meeting goes.',
		change: 'Change',
		up: (what) => `${what} earlier`,
		down: (what) => `${what} later`,
		remove: (what) => `Take out ${what}`,
		length: (what) => `Minutes for ${what}`,
		set: 'Save',
		add: 'Add',
		what: 'Part',
		minutesLabel: 'Minutes',
		reset: 'Back to what the method proposes',
		over: (n) => `Together this is ${n} ${n === 1 ? 'minute' : 'minutes'} longer than the meeting.`
	},
	title: 'Groups',
	name: (n) => `Group ${n}`,
	yours: 'your group',
	make: {
		title: 'Make groups',
		intro:
			'Each group gets a clip of its own. Whoever sat together last time sits with somebody else now, as far as possible.',
		introNoClips: 'No clip is ready yet. You can make groups all the same, for example for the talks.',
		who: 'Who takes part?',
		brings: 'brings a clip',
		pairs: 'Divide into pairs',
		threes: 'Divide into threes',
		together: 'What does everybody watch together?',
		togetherNone: 'Tick what does not go to a group.',
		again: 'Divide otherwise',
		begun: 'A group that is under way stays as it is.',
		fewClips: (n) =>
			n === 1
				? 'One clip is ready, so there will be one group. Watch it with everybody, or wait for a second one.'
				: `${n} clips are ready, so there will be ${n} groups at most.`,
		dissolve: 'Undo the groups'
	},
	move: {
		person: (name) => `${name} goes to`,
		clip: (title) => `${title} goes to`,
		none: 'no group',
		everybody: 'everybody together',
		fresh: 'a new group',
		go: 'Move',
		by: 'Arrange by hand',
		hint: 'Whoever leaves a group no longer sees that group’s clip and notes.',
		people: 'People',
		clips: 'Clips'
	},
	waiting: 'begins soon',
	noClip: 'There is no clip here yet.',
	ofOthers: 'What is on the table here belongs to this group.',
	round: (n, of) => `round ${n} of ${of}`,
	minutes: (n, planned) => `${n} of ${planned} min`,
	here: (names) => `in the room: ${names}`,
	nobodyHere: 'nobody in the room yet',
	join: 'Look in',
	toRoom: 'To the room',
	record: 'Report',
	calls: (name) => `${name} asks: could you look in?`,
	callsSomebody: 'They ask: could you look in?',
	fresh: 'This overview keeps itself up to date.',
	lost: 'No connection. This is what we saw last.',
	room: {
		call: 'Could you look in?',
		callHint: 'The lead sees that you would like somebody to look in.',
		called: 'You asked for somebody to look in',
		calledShort: 'Asked',
		takeBack: 'Never mind',
		answered: 'Done',
		group: (n) => `group ${n}`,
		movedTo: 'Are you in another group now? The meeting’s page says where you are expected.',
		toMeeting: 'To the meeting'
	},
	closing: {
		title: 'Closing with everybody',
		intro: 'Each group brings back one sentence. If the parents withdraw their consent, that sentence goes too.',
		label: (n) => `What does group ${n} bring back?`,
		placeholder: 'In one sentence',
		save: 'Save',
		saved: 'Saved',
		none: 'nothing yet',
		needsClip: 'This is possible once the group has watched together.'
	},
	successes: {
		title: 'What are you glad about?',
		intro: 'Big or small, everything counts. Everybody in the team can read this.',
		none: 'Nobody has written anything yet. You may be the first.',
		label: 'What are you glad about?',
		add: 'Share it',
		remove: 'Take it away'
	},
	turns: {
		title: 'Who has shown a clip',
		intro: 'In this cycle. Bringing a clip is voluntary.',
		meetings: (numbers) => `meeting ${numbers}`,
		between: 'in between',
		notYet: 'not yet'
	},
	own: {
		title: 'Start an intervision of your own',
		body: 'You need not wait for the next meeting. Open a clip of your own and choose your own intervision where you bring it in.',
		button: 'Choose a clip'
	}
};
