import type { nl } from '../nl';

export const cycle: (typeof nl)['cycle'] = {
	ordinal: (number: number) =>
		['', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'][number] ?? `${number}th`,
	of: (ordinal: string, team: string) => `${ordinal} cycle of ${team}`,
	ours: (ordinal: string) => `Our ${ordinal} cycle`,
	span: (from: string, to: string) => (from === to ? from : `${from} to ${to}`),
	meeting: (number: number) => `Meeting ${number}`,
	at: (place: string) => place,
	been: 'past',
	today: 'today',
	now: 'on now',
	beforeThat: (what: string) => `before that: ${what}`,
	state: { done: 'past', now: 'this one', later: 'to come' },
	practice: 'In practice',
	plan: {
		title: (ordinal: string) => `Plan your ${ordinal} cycle`,
		newTitle: 'Plan a cycle',
		intro:
			'Five meetings, with time between them to practise. These dates are a proposal. You can change them now and later.',
		method: 'Method',
		band: 'The year at a glance',
		dates: 'Meetings',
		date: 'Date',
		time: 'Time',
		minutes: 'Minutes',
		place: 'Place',
		placeHint: 'For example: staff room',
		shift: 'When I move one, the next ones move along',
		start: 'Start the cycle',
		save: 'Save the dates',
		saved: 'The dates are saved.',
		practice: (weeks: string, what: string) => `${weeks} to practise: ${what}`,
		weeks: (n: number) => (n === 1 ? '1 week' : `${n} weeks`),
		outOfOrder: 'This meeting begins before the one before has ended.'
	},
	page: {
		title: (ordinal: string, team: string) => `The ${ordinal} cycle of ${team}`,
		closed: (when: string) => `This cycle was closed on ${when}.`,
		close: 'Close the cycle',
		closeMeans:
			'All trajectories are closed: they can be read, no longer written. What still lay on the table is taken off. Clips are erased on the date that stands with them. After that you can plan a new cycle.',
		closeYes: 'Close this cycle',
		toMeeting: 'Open the meeting'
	},
	meetings: {
		title: 'Meetings',
		none: 'Nothing is planned yet',
		noneBody: 'Your team lead plans the meetings. After that you see them here.',
		noneLead: 'Plan five meetings. You can always move the dates later.',
		noTeam: 'You are not in a team yet. Once you are invited, you see the meetings here.',
		planning: 'Planning',
		coming: 'To come',
		past: 'Past',
		between: 'Between the meetings'
	},
	one: {
		minutes: (n: number) => `${n} minutes`,
		until: (from: string, to: string) => `${from} to ${to}`,
		brought: 'On the table',
		nothing: 'Nothing has been brought in yet',
		nothingBody: 'You bring a clip in from the clip itself. It is voluntary, and short is fine.',
		noWatching: 'No clips are watched at this meeting.',
		bring: 'Bring in a clip',
		broughtBy: (name: string) => `brought in by ${name}`,
		byYou: 'brought in by you',
		fragment: (length: string) => `fragment ${length}`,
		state: { waiting: 'lies ready', running: 'on now', closed: 'discussed' },
		join: 'Join',
		openEarly: 'Open the room',
		record: 'Report',
		people: 'Who has what ready',
		peopleNote: 'for this meeting',
		after: 'After that',
		plan: 'Change date or place',
		planning: 'Planning'
	},
	readiness: {
		'looks-along': 'looks along',
		'choosing-child': 'still choosing a child',
		'asking-parents': 'is going to ask the parents',
		'waiting-for-parents': 'waiting for the parents’ answer',
		'may-film': 'can start filming',
		'clip-waits': 'clip made, not sent completely yet',
		'clip-arriving': 'clip on its way',
		'clip-ready': 'clip ready',
		'fragment-chosen': 'clip ready, fragment chosen',
		'brings-clip': 'clip ready, fragment chosen'
	},
	brings: 'brings a clip',
	couldHelp: {
		'looks-along': '',
		'choosing-child': 'thinking along about a child might help',
		'asking-parents': 'practising the question to parents together might help',
		'waiting-for-parents': '',
		'may-film': 'somebody taking the class for ten minutes might help',
		'clip-waits': 'perhaps sending it together helps, on a better line',
		'clip-arriving': '',
		'clip-ready': '',
		'fragment-chosen': '',
		'brings-clip': ''
	}
};
