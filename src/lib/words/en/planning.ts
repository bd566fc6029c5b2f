import type { nl } from '../nl';

export const planning: (typeof nl)['planning'] = {
	rhythm: {
		title: 'How often do you meet?',
		intro: 'Choose a rhythm and a first day. The dates are a proposal: you can move them now and later.',
		count: 'Number of meetings',
		start: 'First meeting',
		startHint: 'Choose a day, and we work out the rest.',
		compute: 'Work out the dates',
		meetings: (n: number) => (n === 1 ? '1 meeting' : `${n} meetings`)
	},
	region: {
		label: 'Holidays of region',
		none: 'not chosen yet',
		names: { north: 'North', middle: 'Middle', south: 'South' },
		save: 'Choose',
		own: 'The school’s own free days',
		unknown: 'Choose the region of your school, and we take the holidays into account.'
	},
	free: {
		autumn: 'autumn holidays',
		christmas: 'Christmas holidays',
		spring: 'spring holidays',
		may: 'May holidays',
		summer: 'summer holidays',
		easter: 'Easter Monday',
		king: 'King’s Day',
		ascension: 'Ascension Day',
		whit: 'Whit Monday',
		own: 'free'
	},
	short: {
		autumn: 'autumn',
		christmas: 'Christmas',
		spring: 'spring',
		may: 'May',
		summer: 'summer',
		own: 'free'
	},
	band: {
		title: 'The year at a glance',
		how: 'Drag a meeting to another week, or choose it and use the arrow keys. Page Up and Page Down go by the week.',
		how360: 'Drag a meeting, or type the date below.',
		meeting: (n: number, title: string) => `Meeting ${n}: ${title}`,
		next: (n: number) => `Next cycle, provisional: meeting ${n}`,
		over: 'past',
		legend: 'no school',
		legendNext: 'next cycle, provisional',
		moved: (n: number, day: string) => `Meeting ${n} is now on ${day}.`,
		movedNext: (n: number, day: string) => `Meeting ${n} of the next cycle is provisionally on ${day}.`,
		along: (n: number) => (n === 1 ? 'The next one moved along.' : `The next ${n} moved along.`),
		undo: 'Undo',
		undone: 'The dates are as they were.'
	},
	dates: {
		all: 'For all meetings',
		allHint: 'What you choose here goes with every meeting.',
		differs: 'differs',
		details: 'Time, place and form',
		summary: (time: string, minutes: number, place: string) =>
			`${time}, ${minutes} minutes${place ? `, ${place}` : ', no place yet'}`,
		inHoliday: (what: string) => `There is no school on this day: ${what}.`,
		weekend: 'This day is in the weekend.',
		take: (day: string) => `Take ${day}`,
		takeAll: 'Put everything on school days',
		freeWeeks: (n: number) => (n === 1 ? '1 week of it holidays' : `${n} weeks of it holidays`),
		acrossSummer: 'This cycle runs through the summer holidays. After the summer the children are in another class.',
		blocks: 'How this meeting goes'
	},
	next: {
		overtaken:
			'Nothing is saved yet. A colleague put other days down for the next cycle meanwhile; those stand above now. What you filled in for this cycle is still there. Look it over and save again.',
		overtakenNone:
			'Nothing is saved yet. A colleague took the days for the next cycle away meanwhile. What you filled in for this cycle is still there. Look it over and save again.',
		title: 'The next cycle',
		put: 'Put the next cycle on the year band already',
		body: 'These are provisional dates. Only you see them. Your colleagues hear of them when you plan the cycle.',
		date: (n: number) => `Provisional date of meeting ${n}`
	},
	start: {
		hear: (n: number) =>
			n === 0
				? 'Your colleagues see the dates in the app at once.'
				: n === 1
					? 'One person gets an invitation by mail for each meeting. Calendars that read along fill themselves.'
					: `${n} people get an invitation by mail for each meeting. Calendars that read along fill themselves.`,
		lookBack: 'First look back on the previous cycle together',
		lookBackBody: 'You then agree how the next one goes, and those agreements are filled in here.',
		asAgreed: 'As you agreed'
	},
	confirm: {
		title: 'This will change',
		line: (n: number, title: string) => `Meeting ${n}: ${title}`,
		fromTo: (from: string, to: string) => `from ${from} to ${to}`,
		also: {
			minutes: 'another length',
			place: 'another place',
			mode: 'another form',
			talkLink: 'another link for talking'
		},
		clips: (n: number) =>
			n === 1 ? 'The clip that lies ready moves along.' : `The ${n} clips that lie ready move along.`,
		hear: (n: number) =>
			n === 1 ? 'One person gets a new invitation by mail.' : `${n} people get a new invitation by mail.`,
		noLetters: 'No mail goes out. Calendars that read along change by themselves.',
		calendars: 'Calendars that read along change by themselves.',
		past: 'This is past. Nobody gets a message about it.',
		yes: 'Yes, change this',
		no: 'No, leave it',
		stale: 'Somebody else has just changed the dates. This is what changes now if you go on.'
	},
	agreements: {
		title: 'Our agreements',
		forMeeting: 'Agreed for this cycle',
		held: (rhythm: string, n: number, minutes: number) =>
			`${rhythm ? `${rhythm}: ` : ''}${n} meetings, with clips ${minutes} minutes`,
		number: 'How often and how long',
		rhythm: 'Rhythm',
		meetings: 'Number of meetings',
		minutes: 'Minutes for a meeting with clips',
		form: 'How do we watch?',
		forms: {
			together: 'One clip with everybody',
			'together-then-groups': 'First one clip together, then in small groups',
			groups: 'In small groups from the start',
			pairs: 'In alternating pairs'
		},
		order: 'In which order?',
		orders: {
			same: 'The same way each time',
			growing: 'The first times we begin together, after that as agreed'
		},
		leads: 'Who leads the meeting?',
		leaders: {
			facilitator: 'The facilitator',
			both: 'Lead and facilitator together',
			lead: 'The lead',
			'in-turn': 'In turn'
		},
		expert: 'What does the expert do?',
		experts: {
			leads: 'Leads the meetings',
			'co-leads': 'Leads along',
			'on-call': 'Is there when we ask her',
			remote: 'Looks along from a distance',
			none: 'Does not take part in this cycle'
		},
		note: 'What else did you agree?',
		noteHint: 'Write nothing about a child here.',
		by: (who: string, when: string) => `Written down by ${who} on ${when}.`,
		save: 'Save the agreements',
		saved: 'The agreements are saved.',
		none: 'Nothing has been agreed yet.',
		noneMember: 'Nothing has been agreed yet. Your lead writes it down when you look back together.',
		change: 'Change the agreements',
		planned: 'The meetings have been planned already. They stay as they are.',
		frozen: 'That cycle is closed. The agreements can still be read.'
	},
	review: {
		title: (ordinal: string) => `Looking back on the ${ordinal} cycle`,
		intro: 'See together how this cycle went, and agree how the next one goes. Nothing about children stands here.',
		facts: 'How it went',
		held: (held: number, planned: number) =>
			held === planned ? `${planned} meetings held` : `${held} of the ${planned} meetings held`,
		hours: (time: string) => `${time} together`,
		clips: (n: number) => (n === 1 ? '1 clip watched together' : `${n} clips watched together`),
		between: (n: number) => (n === 1 ? '1 clip in between' : `${n} clips in between`),
		showed: (n: number, of: number) => `${n} of the ${of} people with a child showed a clip`,
		time: (hours: number, minutes: number) => {
			const inHours = hours === 1 ? '1 hour' : `${hours} hours`;
			return hours === 0 ? `${minutes} minutes` : minutes === 0 ? inHours : `${inHours} and ${minutes} minutes`;
		},
		talk: 'To talk about',
		questions: [
			'What did we learn from each other, and what did that do for the playing?',
			'Was the time well divided? What took too long, what too short?',
			'Did everybody get to speak, and did tips not come too early?',
			'What can we do by ourselves now, and for what do we want the expert?'
		],
		before: 'What you agreed then',
		next: (ordinal: string) => `Agreements for the ${ordinal} cycle`,
		plan: (ordinal: string) => `Plan the ${ordinal} cycle`,
		closeFirst: 'A new cycle can be planned once this one is closed.',
		toCycle: 'To the planning',
		open: 'Look back together and make agreements'
	},
	school: {
		title: 'Free days of the school',
		intro: 'When you plan, we propose dates on school days. It stays a proposal: you may choose any day.',
		region: 'Region',
		regionHint: 'The holidays are those of the Dutch government. Autumn and spring are advice there.',
		holidays: 'Holidays',
		noRegion: 'Choose a region, and the holidays stand here.',
		noRegionMember: 'The region of your school has not been chosen yet. Your lead or administrator can do that.',
		known: (until: string) => `Holidays after ${until} are not known yet.`,
		own: 'Free days of our own',
		ownNone: 'None yet. Think of training days, or a second week in May.',
		name: 'What is it?',
		nameHint: 'For example: training day',
		from: 'First day',
		to: 'Last day',
		toHint: 'empty for one day',
		add: 'Add',
		remove: (name: string) => `Remove ${name}`,
		removeShort: 'Remove',
		full: 'No more fit. First remove what is past.',
		saved: 'Saved.',
		span: (from: string, to: string) => (from === to ? from : `${from} to ${to}`)
	}
};
