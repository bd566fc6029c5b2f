import type { kept as nl } from '../nl/kept';

const one = (n: number, single: string, more: string) => (n === 1 ? `1 ${single}` : `${n} ${more}`);

export const kept: typeof nl = {
	toIt: 'What is kept',
	title: (alias) => `What is kept about ${alias}`,
	intro:
		'Parents may know what the school keeps about their child. Here you make that overview, and here you erase everything when they ask for it or when the work is done.',
	has: 'This is there now',
	count: {
		answers: (n) => one(n, 'answer of the parents', 'answers of the parents'),
		clips: (n) => one(n, 'clip', 'clips'),
		views: (n) => one(n, 'time somebody watched', 'times somebody watched'),
		sessions: (n) => one(n, 'time watched together', 'times watched together'),
		notes: (n) => one(n, 'note of the group', 'notes of the group'),
		help: (n) => one(n, 'question to an expert', 'questions to an expert'),
		plan: (n) => one(n, 'shared part of your plan', 'shared parts of your plan'),
		own: (n) => one(n, 'part of your plan that is yours alone', 'parts of your plan that are yours alone'),
		interviews: (n) => one(n, 'interview', 'interviews'),
		marks: (n) => one(n, 'moment of your own at a clip', 'moments of your own at clips')
	},
	file: {
		title: 'Overview for the parents',
		body: 'Give this to the parents when they ask for it. It has roles and no names of colleagues. Clips are not in it: parents watch those at school. What you wrote for yourself alone is not in it either; how much of that there is, is.',
		page: 'Overview to read and print',
		data: 'The same as data (JSON)',
		care: 'The file is on this device afterwards. Delete it when you have given it.'
	},
	erase: {
		title: 'Erase everything',
		intro: 'This cannot be undone. What goes:',
		list: [
			'the clips, with everything that stands with them',
			'what the group wrote, and its records',
			'your plan, your log and your interviews about this child',
			'what the parents answered and who watched',
			'the same child in earlier cycles'
		],
		backups: 'In backups it is unreadable after seven days at most.',
		sure: 'I know what goes, and that it stays gone.',
		press: 'Erase everything of this child',
		done: 'Everything about this child is erased.'
	},
	role: {
		'teacher-of-child': 'the child’s teacher',
		teacher: 'a teacher of the team',
		assistant: 'a teaching assistant of the team',
		lead: 'who leads the team',
		facilitator: 'who facilitates the conversation',
		expert: 'an expert',
		guest: 'a guest of a meeting',
		school: 'somebody of the school'
	},
	inFile: {
		title: (alias, school) => `What ${school} keeps about ${alias}`,
		made: (day) => `Made on ${day}.`,
		rights:
			'You may ask for something to be corrected or erased, and take your consent back at any moment. You can watch clips at school. If you disagree with something you can complain to the Dutch data protection authority (Autoriteit Persoonsgegevens).',
		beginnings: 'Why',
		answers: 'Your answers',
		clips: 'Clips',
		views: 'Who watched a clip',
		sessions: 'Watched together',
		notes: 'What was written about your child',
		help: 'Help of an expert',
		practice: 'Moments of contact',
		plan: 'What the teacher shared of her plan',
		withheld: 'What is not in here',
		withheldBody: 'Working notes of the teacher about her own part, which she shared with nobody, are not in here.',
		erased: 'erased',
		until: (day) => `stays until ${day}`,
		people: (n) => one(n, 'person', 'people'),
		moments: (n) => one(n, 'moment', 'moments'),
		nothing: 'Nothing.'
	},
	days: (n) => (n <= 0 ? 'today' : n === 1 ? '1 day left' : `${n} days left`),
	soon: (days) => `This clip will be erased soon (${days}). If you want to keep it longer, ask the parents once more.`,
	weeks: {
		title: 'How long clips stay',
		body: 'Weeks after the last meeting of a cycle. Never past the end of the school year. It holds for clips still to come.',
		label: 'Weeks',
		saved: 'Saved.'
	},
	letter: {
		subject: 'A clip of yours will be erased in a week',
		body: (day, link) =>
			`On ${day} one of your clips is erased by itself.\n\nYou need not do anything. If you need it longer, ask the parents once more and note that at the clip:\n${link}\n`
	}
};
