import type { nl } from '../nl';

export const clip: (typeof nl)['clip'] = {
	list: {
		title: 'Clips',
		intro: 'Only you see your clips, until you bring one in yourself.',
		add: 'Add a clip',
		emptyTitle: 'No clip yet',
		emptyBody: 'Film once how you play together. Five minutes is enough, and it need not be a fine film.',
		noChildTitle: 'Choose a child first',
		noChildBody: 'A clip belongs to the child you do this trajectory with.',
		toChild: 'To my child',
		added: (day) => `added on ${day}`,
		keptUntil: (day) => `stays until ${day}`,
		fragment: (length) => `fragment of ${length}`,
		noFragment: 'no fragment chosen yet',
		forMeeting: (number) => `ready for meeting ${number}`,
		forOwn: 'ready for an intervision of your own',
		running: 'on the table now',
		discussed: 'watched together'
	},
	status: {
		sending: 'not completely sent yet',
		checking: 'the server is looking at it',
		converting: 'is being converted',
		ready: 'ready',
		failed: 'did not work',
		erased: 'erased'
	},
	minutes: (minutes, seconds) =>
		[minutes ? `${minutes} min` : '', seconds || !minutes ? `${seconds} s` : ''].filter(Boolean).join(' '),
	add: {
		title: 'Add a clip',
		titleFor: (alias) => `Clip with ${alias}`,
		intro: 'Short or long, busy or quiet: every clip is welcome. One to five minutes is enough.',
		which: 'Which child does this clip belong to?',
		camera: 'Film now',
		file: 'Choose a clip',
		fileHint: 'Up to 20 minutes and 2 GB. MP4, MOV or WebM.',
		others: 'No other children can be recognised, or their parents are fine with it.',
		othersFirst: 'First look whether other children can be recognised, then tick the box.',
		private: 'Only you see the clip. What you bring in is your choice, later.',
		looking: 'We are looking whether this clip fits…',
		noScript: 'A clip is sent in pieces, and that needs JavaScript. Turn JavaScript on and load this page again.',
		noConsentTitle: 'The parents’ consent first',
		noConsentBody: (alias) =>
			`For ${alias} there is no yes from the parents yet. Without their consent there is no clip.`,
		toConsent: 'To the consent',
		whyHevc: 'How do I set my phone?',
		hevcSteps: [
			'On your iPhone or iPad open Settings, then Camera, then Formats.',
			'Choose “Most Compatible”. New clips can then simply be sent.',
			'For this clip: send it to yourself from Photos and choose “Most Compatible” under Options.'
		],
		tryAgain: 'Choose another clip'
	},
	sending: {
		/** While it is sent: once enough has arrived to be shown. */
		already: 'You can already watch and bring the clip. What has not arrived yet follows by itself.',
		title: 'Your clip is being sent',
		progress: (sent, total, percent) => `${sent} of ${total} (${percent}%)`,
		left: (time) => `about ${time} left`,
		soon: 'a moment more',
		waiting: 'The connection is gone. We go on by ourselves when it is back. Nothing is lost.',
		paused: 'Sending is paused. You can go on later.',
		pause: 'Pause',
		resume: 'Go on',
		stay: 'Keep this tab open. Meanwhile you can go on using this site.',
		chooseAgain: 'This clip has not completely arrived. Choose the same file again and we go on where we were.',
		choose: 'Choose the same file',
		otherFile: 'This is another file. Choose the same clip as last time, or start over.',
		startOver: 'Start over with another file',
		failed: 'Sending did not work.'
	},
	checking: {
		title: 'One moment, we are looking at your clip',
		body: 'We check whether the clip is complete. That takes a few seconds.',
		converting: 'We are converting your clip, so that everybody can watch it.',
		part: (percent) => `${percent}% done`,
		leave: 'You do not have to wait. You can close this page and come back later.',
		again: 'Try once more'
	},
	failed: {
		title: 'This clip does not work',
		gone: 'Nothing of the file has been kept.'
	},
	arrived: {
		phone: 'Is the clip still on your phone? Delete it there, and empty the folder of deleted photos too.',
		done: 'Done'
	},
	page: {
		eyebrow: (alias) => `Clip with ${alias}`,
		rename: 'Another name',
		name: 'Name of the clip',
		onlyYou: 'only you see this',
		shared: (names) => `${names} looks along`,
		erasedOn: (day) => `is erased on ${day}`,
		next: {
			fragment:
				'Watch the clip alone, at your own pace. Then choose the fragment you will watch together, three minutes at most.',
			card: 'Write down briefly why you show this. Then you can bring the clip in.',
			bring: 'Everything is ready. Bring the clip in if you like.',
			brought: 'This clip is ready. You can always take it off the table again.',
			closed: 'This trajectory is closed. You can still watch the clip until it is erased.',
			noConsent: 'The parents do not give consent (any more). That is why the clip cannot be watched.'
		},
		player: 'Your clip'
	},
	fragment: {
		title: 'Fragment',
		intro: 'The part the group looks at again. Nothing is cut off.',
		from: 'Starts at',
		to: 'Ends at',
		here: 'Start here',
		toHere: 'End here',
		save: 'Save this fragment',
		length: (length) => `lasts ${length}`,
		none: 'Not chosen yet.',
		badTime: 'Write a time as 1:12 or 1:12.4.'
	},
	marks: {
		title: 'Your moments',
		intro: 'Only for you, also when you bring the clip in.',
		add: 'Mark this moment',
		addAt: (at) => `Mark ${at}`,
		moment: 'Moment',
		note: 'What do you see?',
		noteFor: (at) => `Note at ${at}`,
		goTo: (at) => `Go to ${at}`,
		remove: (at) => `Take away the moment at ${at}`,
		removed: 'Moment taken away.',
		empty: 'Do you see something small happen? Mark the moment and you will find it again.'
	},
	card: {
		title: 'Card with the clip',
		intro: 'The group reads this when you bring the clip in. A few words are enough.',
		context: 'What were you doing?',
		contextHint: 'Where, when, what came before.',
		contexts: 'For instance',
		reason: 'Why do you show just this?',
		goal: 'What did you practise?',
		skills: 'Skills you tried',
		question: 'Do you have a question for the group?',
		saved: 'Saved',
		saving: 'Saving…',
		notSaved: 'Not saved. Check your connection and try again.',
		save: 'Save the card'
	},
	bring: {
		title: 'Bring it in',
		intro: 'You choose whether, when and how. You can always change your mind, also during the session.',
		where: 'Where do you bring the clip in?',
		meeting: (number, day) => `Meeting ${number}, ${day}`,
		own: 'An intervision of our own, without a meeting',
		how: 'Way of working',
		protocol: (title, minutes) => `${title}, about ${minutes} minutes`,
		show: 'What do the others see?',
		whole: 'the whole clip, then the fragment',
		onlyFragment: 'only the fragment',
		button: 'Bring the clip in',
		needsFragment: 'Choose a fragment first. Then you can bring the clip in.',
		tables: 'This clip is ready for',
		toRoom: 'To the session',
		running: 'is going on',
		takeOff: 'Take off the table',
		takeOffSure: 'The session then closes at once for everybody. Nobody sees why.',
		takenOff: 'The clip is no longer on the table.',
		noneLeft: 'There are no more meetings in this cycle. An intervision of your own is possible.',
		another: 'Bring it in elsewhere too'
	},
	who: {
		title: 'Who can see this?',
		onlyYou: 'Nobody but you.',
		meeting: (number) => `The people of meeting ${number}, as long as the session goes on.`,
		own: 'Your team mates, as long as your own intervision goes on.',
		onlyFragment: 'They see only the fragment.',
		helper: (name, until) => `${name}, who looks along at your request, until ${until}.`,
		never: 'Heads and administrators do not see your clips.',
		views: 'Who has watched',
		noViews: 'Nobody else yet.',
		view: (name, day, time) => `${name}, ${day} at ${time}`,
		moreViews: (n) => `and ${n} times before`,
		askHelp: 'Ask an expert to look along'
	},
	keep: {
		title: 'Keep and erase',
		until: (day) => `The clip is erased by itself on ${day}.`,
		longer: 'Keep it longer',
		longerUntil: (day) => `Keep until ${day}`,
		agree: 'I asked the parents again and they are fine with it.',
		keptUntil: (day) => `The clip stays until ${day}.`,
		erase: 'Erase the clip',
		eraseTitle: 'What goes',
		eraseList: [
			'the clip itself, at once and for good',
			'your moments and the card',
			'its place on the table, if you brought it in'
		],
		stays: 'What the group wrote down together stays in the record.',
		eraseSure: 'Yes, erase the clip',
		erased: 'The clip has been erased.'
	}
};
