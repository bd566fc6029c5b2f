import type { nl } from '../nl';

export const calendar: (typeof nl)['calendar'] = {
	title: 'In your own calendar',
	intro: 'Put the meetings in the calendar you use already. When one moves, it moves there too.',
	privacy: 'Your calendar gets the team, the meeting and the place only. Never anything about a child or a clip.',
	open: 'Put in your calendar',
	file: 'Put this meeting in your calendar',
	links: 'With a link',
	all: 'All your teams',
	none: 'No link made yet.',
	made: (day) => `Link made on ${day}.`,
	once: 'Keep this link now: it is shown only once. Whoever has it sees your meetings.',
	make: 'Make a link',
	renew: 'New link',
	renewNote: 'The old link stops working.',
	end: 'Stop this link',
	ended: 'The link no longer works.',
	subscribe: 'Open in your calendar',
	yourLink: 'Your link',
	how: 'How do I put it there?',
	hows: [
		'iPhone, iPad or Mac: press ‘Open in your calendar’.',
		'Outlook: Calendar, Add calendar, Subscribe from web, and paste the link.',
		'Google Calendar (on a computer): Other calendars, From URL, and paste the link.'
	],
	noTeam: 'You are not in a team with meetings yet.',
	letters: 'With an invitation by mail',
	lettersBody: 'For every meeting that is planned, moved or called off you get a mail with the event in it.',
	lettersOn: 'I want these mails',
	saved: 'Saved.',
	when: (day, time) => `${day} at ${time}`,
	event: {
		calendar: (team) => (team === null ? 'Kijkkring' : `Kijkkring ${team}`),
		summary: (team, title) => `PLG ${team}: ${title}`,
		nth: (n) => `meeting ${n}`,
		about: (link) => `Who brings what is in Kijkkring: ${link}`
	},
	letter: {
		planned: (it) => `${it.what}, ${it.when}`,
		moved: (it) => `Moved: ${it.what}, ${it.when}`,
		'called-off': (it) => `Called off: ${it.what}, ${it.when}`,
		text: (it, head) =>
			`${head}\n${it.place ? `Place: ${it.place}\n` : ''}\n${it.link}\n\nThe event comes with this mail. Rather no mails about this? ${it.settings}\n`
	}
};
