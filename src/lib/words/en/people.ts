interface GuestLetter {
	from: string;
	team: string;
	when: string;
	place: string;
	link: string;
}

/** Who is here, who is away for a while, who goes and who joins once. */
export const people = {
	pause: {
		chip: 'away',
		title: 'Away for a while',
		means:
			'Ill, on leave, or simply too much? Put yourself on pause. Nobody expects anything of you and you get no reminders. Why is for you to say, if you want to.',
		stays: 'Your child, your plan and your clips stay as they are. What you brought does not begin without you.',
		yes: 'Put me on pause',
		away: 'You are away for a while',
		awayMeans: 'Nothing is expected of you. Everything is still here, and there is nothing to catch up on.',
		back: 'I am back',
		other: (name: string) => `Put on pause: ${name}`,
		otherMeans: (name: string) => `For when ${name} cannot do it just now. ${name} comes back with one press.`,
		otherYes: 'Put on pause',
		otherBack: 'Takes part again',
		otherBackOf: (name: string) => `${name} takes part again`,
		leadAway: 'The lead is away for a while. Whoever wants to take something over finds it with the meeting.'
	},
	path: {
		title: 'How do you take part in this cycle?',
		late: 'You joined half-way',
		lateMeans: 'There is nothing to catch up on. This is enough, at your own pace.',
		advised: {
			shortened: 'There is time left to begin with a child.',
			'looks-along': 'The cycle is nearly complete. Looking along is a good way now; you can choose a child next time.'
		},
		choose: { shortened: 'I work with a child', 'looks-along': 'I look along this cycle' },
		means: {
			shortened: 'A short path: a child, a question to the parents, playing together.',
			'looks-along': 'You watch and think along, without a child. You fully belong.'
		},
		alongNow: 'You look along this cycle, without a child. You fully belong.',
		alongOffer: 'If you work with no child this cycle, you look along. You are not asked about it then.',
		undo: 'With a child after all',
		steps: 'Your path',
		step: {
			child: 'Choose a child you want a warmer contact with',
			parents: 'Ask the parents whether you may film',
			'first-words': 'Write three words about your bond in your plan',
			play: 'Play together once for ten minutes, the child leads',
			clip: 'Film once, when it suits'
		},
		done: 'done',
		notYet: 'not yet',
		toChild: 'Choose a child',
		toPlan: 'To your plan'
	},
	leave: {
		link: 'Leave the team',
		title: (team: string) => `Leave ${team}`,
		intro: 'This is what happens when you go. There is no hurry.',
		onlyLead: 'You are the only lead. Make somebody else lead first, then you can go.',
		toTeam: 'Back to the team',
		access: 'You see nothing of this team from then on: no meetings, no sessions, no records of others.',
		child: (alias: string) =>
			`Your work with ${alias} is closed, not erased. Your plan stays yours and only you can read it.`,
		noChild: 'You work with no child now, so nothing has to be closed.',
		clipsTitle: 'Your clips',
		clips: 'They stay yours. Nobody of the team sees them any more, and they are erased on the date beside them.',
		noClips: 'There is no clip of yours.',
		until: (when: string) => `until ${when}`,
		erase: 'Erase my clips at once',
		eraseMeans: 'This cannot be undone.',
		onTable: (titles: string) => `Goes off the table: ${titles}`,
		help: 'Help you asked for ends. Who looked along with you sees nothing any more.',
		duties: 'What you had taken over goes back to the lead.',
		later: 'If you want to come back later, a new invitation is enough.',
		yes: 'I leave the team',
		pauseInstead: 'Only away for a while? Put yourself on pause; then everything stays as it is.'
	},
	around: {
		link: 'Prepare',
		title: 'Prepare',
		of: (number: number, title: string) => `Meeting ${number}: ${title}`,
		facilitators: 'Who facilitates the conversation',
		facilitatorsNone: 'Nobody in particular yet. The lead does, or whoever begins at the table.',
		facilitatorsChoose: 'Have somebody else facilitate too',
		facilitatorsMeans:
			'More than one is fine. Whoever facilitates may make groups at this meeting and walk in on every group, and so sees what is watched there. At this meeting only.',
		save: 'Save',
		saved: 'Saved.'
	},
	guests: {
		title: 'Guests',
		none: 'No guest is coming.',
		means:
			'Somebody of the school or from outside, for one meeting. A guest sees only what is watched with everybody that day, if whoever brings it and the parents agree. Afterwards she sees nothing any more.',
		invite: 'Invite a guest',
		submit: 'Make the link',
		ready: 'The link is ready',
		open: 'Not used yet',
		nobody: 'no address',
		withdraw: 'Withdraw',
		withdrawOf: (who: string) => `Withdraw: link for ${who}`,
		home: 'Does not come any more',
		homeOf: (name: string) => `Does not come any more: ${name}`,
		yours: 'Your clip',
		look: (title: string) => `Let guests look along with ${title}`,
		stop: (title: string) => `No longer let guests look along with ${title}`,
		lookShort: 'Let guests look along',
		stopShort: 'No longer',
		looks: 'guests look along',
		looksNot: 'guests do not look along',
		askParents: 'First ask the parents whether a guest may look along.',
		toConsent: 'Consent',
		letter: {
			subject: (it: GuestLetter) => `${it.from} invites you to ${it.team}`,
			text: (it: GuestLetter) =>
				`Hello,\n\n${it.from} invites you to join ${it.team} once.\n${it.when}${it.place ? `, ${it.place}` : ''}\n\nWith this link you take part. It works once, until the meeting is over.\n\n${it.link}\n`
		}
	},
	come: {
		title: (team: string) => `A guest of ${team}`,
		by: (from: string, school: string) => `${from} of ${school} invites you`,
		intro:
			'You join once and look along. What you see and hear stays there. You write nothing, and afterwards there is nothing left to see.',
		asYou: (name: string) => `You are signed in as ${name}.`,
		join: 'I am coming',
		newTitle: 'Make an account',
		submit: 'Make my account and come',
		haveAccount: 'Do you have an account?',
		signIn: 'Sign in first'
	},
	visit: {
		tableOver: 'This conversation is over',
		over: 'This meeting is over',
		thanks:
			'Thank you for looking along. What you saw and heard stays among you. Of the clip and the notes nothing is yours to see any more.',
		today: 'To this week',
		eyebrow: (team: string) => `a guest of ${team}`,
		later: 'On the day itself, what you watch together stands here.',
		nothing: 'No clip stands open to guests now.',
		nothingBody: 'Whoever brings it decides whether guests look along. Open this page again to see what changed.',
		tables: 'Watching together',
		by: (name: string) => `brought by ${name}`,
		running: 'going on now',
		waiting: 'ready',
		join: 'Look along',
		after: 'After the meeting you see nothing here any more. That is what the parents were told.'
	}
};
