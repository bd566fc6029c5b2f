/** Reminders, and what is seen to around a meeting. */
export const reminding = {
	account: {
		title: 'Reminders',
		means:
			'One message a day at most, on school days between eight and five. Never in weekends or holidays. Each thing once, and nothing about any child.',
		choice: { mail: 'By mail', none: 'No reminders' },
		choiceMeans: {
			mail: 'A few lines when something is ready for you.',
			none: 'You look when it suits you. Everything stands under ‘This week’.'
		},
		label: 'How do you want to be reminded?',
		noMail: 'This school sends no mail, so reminders by mail do not arrive; everything stands under ‘This week’.',
		saved: 'Saved.'
	},
	duties: {
		title: 'What is seen to',
		means: 'By the lead, until somebody takes something over. It can always be given back.',
		duty: {
			date: 'Day, time and place are right, and everybody knows',
			cover: 'Whoever wants to bring a clip has time: if needed somebody takes the class',
			room: 'The room, the screen and the sound work',
			bringing: 'People were asked whether they want to bring something. Nobody has to',
			agenda: 'The programme fits in the time',
			yields: 'What came of it is written down, for who was there',
			next: 'The next time is agreed'
		},
		lead: 'the lead',
		you: 'you',
		done: 'done',
		notYet: 'not yet',
		tick: (duty: string) => `Done: ${duty}`,
		untick: (duty: string) => `Not done yet after all: ${duty}`,
		tickShort: 'Done',
		untickShort: 'Not yet',
		giveTo: 'Who does this?',
		give: 'Save',
		giveOf: (duty: string) => `Who does this: ${duty}`,
		take: 'I do this',
		takeOf: (duty: string) => `I do this: ${duty}`
	},
	guide: {
		title: 'A guide for this time',
		means: 'For whoever leads. An aid to memory, not a programme to follow.',
		topics: 'What it is about',
		yield: 'How people see what it brings',
		none: 'The method says nothing in particular here.'
	},
	letter: {
		subject: (team: string, one: boolean) => (one ? `A reminder from ${team}` : 'Your reminders'),
		hello: (name: string) => `Hello ${name},`,
		intro: 'This is ready for you. It is an aid to memory, nothing more.',
		meeting: (team: string, when: string, place: string) =>
			`- ${team} comes together on ${when}${place ? `, ${place}` : ''}.`,
		bring: (team: string) => `- Would you like to bring something to ${team}? You still can, and you need not.`,
		duties: (team: string, what: readonly string[]) =>
			`- For the meeting of ${team} you see to this: ${what.join('; ').toLowerCase()}.`,
		visit: (team: string, when: string, place: string) =>
			`- You are a guest of ${team} on ${when}${place ? `, ${place}` : ''}.`,
		end: (today: string, settings: string) =>
			`See it here: ${today}\n\nRather no reminders? You choose that here: ${settings}`
	}
};
