import type { nl } from '../nl';

const one = (n: number, single: string, more: string) => (n === 1 ? `1 ${single}` : `${n} ${more}`);

export const families: (typeof nl)['families'] = {
	back: 'Oversight',
	contact: {
		door: 'Whom parents can turn to',
		doorBody: 'Name, phone number and email address on the parents’ page and in their letter.',
		missing: 'not filled in yet',
		title: 'Whom parents can turn to',
		lead: 'Parents read this on their own page, in the letter and in the receipt of their answer. So they can reach somebody when the teacher does not work here any more, too.',
		none: 'Nobody is named yet. Parents only read that they can ask the teacher or somebody at school.',
		who: 'Name or role',
		whoHint: 'For example: Els, SEN coordinator',
		phone: 'Phone number',
		email: 'Email address',
		either: 'A phone number or an email address is enough.',
		privacy: 'Email address of the data protection officer',
		privacyHint: 'May be left empty.',
		save: 'Save',
		saved: 'Saved. Parents read this from now on. Letters that are on paper already do not change.',
		removed: 'Taken away. Parents now read that they can ask the teacher or somebody at school.',
		clear: 'Empty all fields and save, and nobody is named any more.',
		wrong:
			'Fill in a name or role, and a phone number or an email address. A phone number has figures; an email address has an @.',
		preview: 'This is how parents read it',
		teacher: 'the teacher'
	},
	left: {
		door: 'Children whose teacher is gone',
		doorBody: 'Erase everything about a child, when its teacher cannot do so any more.',
		title: 'Children whose teacher is gone',
		lead: 'The teacher’s account is closed. Nobody else can get at this any more. When parents ask for everything about their child to go, you erase it.',
		unseen: 'You see no child, no clip and no text. Ask the parents for the teacher, the team and the time.',
		none: 'Nothing was left behind',
		noneBody: 'The teacher of every child can still sign in. She erases it herself, under “What is kept”.',
		stillHere:
			'Does a teacher not work here any more, and is she not listed? Then her account is still open, or on hold.',
		accounts: 'To the accounts',
		of: (teacher) => `A child of ${teacher}`,
		gone: (day) => `Account closed on ${day}`,
		beginning: (team, cycle, day) => `${team}, cycle ${cycle}, begun on ${day}`,
		films: (n, until) => `${one(n, 'clip', 'clips')}, kept until ${until} at the latest`,
		noFilms: 'No clips any more, but what was written',
		asked: (n) => `${one(n, 'parent or guardian', 'parents or guardians')} asked for consent`,
		letter: (day) => `A letter to the parents works until ${day}. With it they can still say no themselves.`,
		noLetter: 'No letter to the parents works any more. Their no then comes through the school, and you erase.',
		open: 'Erase…',
		erase: {
			title: 'Erase everything about this child',
			which: 'Which child it is',
			goes: 'What goes',
			list: [
				'the clips, with everything beside them',
				'what the group wrote down, and the records of it',
				'the teacher’s plan, log and interviews about this child',
				'what the parents answered, and who watched',
				'the same child in earlier cycles'
			],
			backups: 'In backups it is unreadable after seven days at most.',
			told: 'Whoever leads the team and the other administrators are told. The log says that you did it, and why.',
			why: 'Why',
			reasons: {
				'parents-ask': 'The parents ask for it',
				'time-is-over': 'It need not be kept any longer'
			},
			sure: 'I know which child this is, and that it stays gone.',
			next: 'Go on',
			againTitle: 'Are you sure?',
			again: (teacher, when) =>
				`You erase everything about the child ${teacher} began with on ${when}. This cannot be undone.`,
			press: 'Yes, erase everything about this child',
			stop: 'No, leave it',
			done: 'Everything about this child is erased.'
		}
	}
};
