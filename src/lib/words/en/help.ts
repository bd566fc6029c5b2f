import type { nl } from '../nl';

export const help: (typeof nl)['help'] = {
	title: 'Watching along',
	lead: 'An expert of your team watches along when you ask, and only for as long as you want.',
	leadExpert: 'Colleagues can ask you to watch along. The picture only opens once you say yes.',
	ask: 'Ask an expert',
	forMe: { waiting: 'Waiting for your answer', open: 'You watch along here', past: 'Earlier' },
	mine: { title: 'My questions', past: 'Earlier questions' },
	empty: {
		title: 'No questions yet',
		asker: 'Is there a clip you cannot work out? Ask an expert to watch along.',
		expert: 'When a colleague asks for your help, you see it here.'
	},
	from: (name) => `Question from ${name}`,
	to: (name) => `To ${name}`,
	about: { clip: 'about a clip', session: 'about a session' },
	state: {
		asked: 'waiting for an answer',
		accepted: 'watches along',
		proposed: 'proposed another moment',
		declined: 'cannot do it now',
		withdrawn: 'withdrawn',
		ended: 'ended'
	},
	stateForExpert: {
		asked: 'waiting for you',
		accepted: 'you watch along',
		proposed: 'you proposed another moment',
		declined: 'you could not',
		withdrawn: 'withdrawn',
		ended: 'ended'
	},
	until: (when) => `until ${when}`,
	untilDay: (day) => `up to and including ${day}`,
	untilYou: (until) => `You watch along ${until}.`,
	dayAndTime: (day, time) => `${day} at ${time}`,
	watch: 'Watch along',
	toRoom: 'To the session',
	new: {
		title: 'Ask an expert',
		lead: 'The expert reads your question first. Only after a yes does she or he see the picture.',
		about: 'What is your question about?',
		clip: (title, day) => `${title}, clip of ${day}`,
		session: (title, when) => `${title}, ${when}`,
		inMeeting: (n, day) => `in meeting ${n} on ${day}`,
		between: 'between the meetings',
		expert: 'Whom do you ask?',
		question: 'What is your question?',
		questionHint: 'Use an initial, not a name. Say briefly what you cannot work out.',
		when: 'When would you like to watch or talk together?',
		day: 'Day',
		time: 'Time',
		until: 'Up to which day may the expert watch along?',
		untilHint: 'Leave empty for a week after your conversation. Never longer than thirty days.',
		send: 'Send my question',
		noExpertConsent:
			'The parents have not given consent for any of these experts. Ask them, by name, on the child’s page Consent.',
		notNamed: 'About this person the parents have not said yes (yet).',
		noConsent: 'Without the parents’ consent nobody watches along.',
		toChild: 'To my child',
		noSubject: {
			title: 'A clip first',
			body: 'You ask for help with a clip of your own that is ready, or with a session in which you bring one.',
			button: 'To my clips'
		},
		noExpert: { title: 'No expert in your team yet', body: 'Ask your lead to invite an expert.' }
	},
	card: {
		title: { mine: (name) => `Your question to ${name}`, theirs: (name) => `Question from ${name}` },
		question: 'The question',
		context: 'What it is about',
		noContext: 'Nothing has been written about the clip yet.',
		situation: 'Situation',
		reason: 'Why this fragment',
		goal: 'What I wanted to try',
		ownQuestion: 'Question to the group',
		skills: 'Practised',
		length: (time) => `Fragment of ${time}`,
		moment: 'Proposed moment',
		newMoment: 'Another moment',
		toClip: 'To the clip',
		access: 'Watching along',
		picture: { shut: 'You see the picture only once you say yes.', meeting: (n) => `Meeting ${n}` },
		asker: {
			asked: (name) => `${name} has not answered yet. You can always withdraw your question.`,
			accepted: (name) => `${name} watches along.`,
			proposed: (name) => `${name} proposes another moment.`,
			declined: (name) => `${name} cannot do it now. You can ask somebody else, or try again later.`,
			withdrawn: 'You withdrew this question. Nobody watches along any more.',
			ended: 'This has ended. Nobody watches along any more.'
		},
		expert: {
			asked: (name) => `${name} asks you to watch along.`,
			accepted: (name) => `You watch along with ${name}.`,
			proposed: (name) => `You proposed another moment. It is up to ${name} now.`,
			declined: 'You said that it is not possible now.',
			withdrawn: 'This question has been withdrawn.',
			ended: 'This has ended. You no longer see the picture.'
		},
		notOpen: 'The picture is not open to you now. The parents or your colleague changed that.'
	},
	answer: {
		accept: 'Yes, I watch along',
		words: 'Would you like to add something?',
		otherMoment: 'Propose another moment',
		propose: 'Propose this moment',
		notNow: 'It is not possible now',
		decline: 'Say that it is not possible',
		agree: 'This moment is fine'
	},
	withdraw: {
		button: 'Withdraw my question',
		stop: 'Stop the watching along',
		body: 'The expert then sees nothing any more, not even when the picture is open now.'
	},
	more: {
		title: 'Give more time',
		label: 'Watching along up to and including',
		hint: 'At most thirty days from today.',
		button: 'Give more time'
	},
	watchPage: {
		title: (name) => `Watching along with ${name}`,
		back: 'Back to the question',
		privacy: 'This picture is for you alone. Watch where nobody looks over your shoulder.'
	},
	letters: {
		hello: (name) => `Hello ${name},`,
		open: 'Open the question here:',
		asked: {
			subject: (from) => `${from} asks you to watch along`,
			line: (from) => `${from} has a question for you in Kijkkring.`
		},
		accepted: {
			subject: (from) => `${from} watches along`,
			line: (from, until) =>
				`${from} says yes to your question. Watching along is possible up to and including ${until}.`
		},
		proposed: {
			subject: (from) => `${from} proposes another moment`,
			line: (from) => `${from} proposes another moment. Will you say whether that is fine?`
		},
		confirmed: {
			subject: (from) => `${from} is fine with the moment`,
			line: (from, until) => `${from} is fine with the moment. You can watch along up to and including ${until}.`
		},
		declined: {
			subject: (from) => `${from} cannot watch along now`,
			line: (from) => `${from} has read your question, but cannot watch along now.`
		},
		withdrawn: {
			subject: (from) => `${from} withdrew a question`,
			line: (from) => `${from} withdrew a question to you. There is nothing you need to do.`
		},
		'more-time': {
			subject: (from) => `${from} gives you more time`,
			line: (from, until) => `${from} gives you more time. You can watch along up to and including ${until}.`
		}
	}
};
