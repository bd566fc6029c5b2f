import type { ParentTexts } from './texts';

export const texts: ParentTexts = {
	language: 'en',
	name: 'English',
	dates: 'en-GB',
	direction: 'ltr',
	version: 1,
	checked: null,
	unchecked: 'This text has not been checked yet by a native speaker.',

	title: 'Permission to film',
	chooseLanguage: 'Language',
	listen: 'Read this to me',
	stopListening: 'Stop reading',

	door: {
		intro: 'This page is for parents and carers. The school gave you a letter. There is a long code in it.',
		codeLabel: 'The long code in the letter',
		codeHint: '28 letters and numbers. Capitals and spaces do not matter.',
		open: 'Continue',
		opening: 'One moment. The page is opening.',
		wrong:
			'This link or code does not work. Maybe there is a typing mistake, or the letter is too old. Ask the school for a new letter.',
		over: 'The page was open too long. Nothing was written down. Open the link in the letter again.',
		wait: 'There have been too many tries. Wait a quarter of an hour and try again.'
	},

	from: (teacher) => `A question from ${teacher}`,
	question: 'May the teacher film your child?',
	what: {
		title: 'What we do',
		body: 'The teacher plays with your child for a few minutes. We make a short film of it. The teacher learns from it. It is not a test for your child.'
	},
	who: {
		title: 'Who watches',
		body: 'Only the people in the teacher’s own learning group. They watch together and talk about it. The film does not go on the internet.'
	},
	after: { title: 'Afterwards', body: (date) => `We erase the film. At the latest on ${date}.` },
	always: {
		title: 'You can always say no',
		body: 'Later too, on this page. Then it stops at once and we erase the film. You do not have to say why. Nothing changes for your child.'
	},
	ask: {
		title: 'Do you have a question?',
		body: (teacher, school) => `Ask ${teacher}, or somebody at ${school}.`,
		contact: (contact) => `Contact: ${contact}`,
		privacy: (contact) => `About privacy: ${contact}`
	},
	agree: 'Do you agree?',
	yes: 'Yes',
	no: 'No',

	scopes: {
		team: { title: 'Filming and watching together', body: 'Only with the teacher’s own learning group.' },
		expert: {
			title: 'An expert from outside the school',
			body: (name, organisation) =>
				`${organisation ? `${name} of ${organisation}` : name} may see a film when the teacher asks for help. For a few days, and not after that.`
		},
		guest: {
			title: 'A guest at a meeting',
			body: 'Somebody who watches once, for example a teacher from another group. Only during that meeting.'
		},
		presentation: {
			title: 'Showing it to guests',
			body: 'At the end the group shows other people what it learned, for example the head of the school. A part of a film may be shown then. Without a name.'
		},
		figures: {
			title: 'Figures',
			body: 'The teacher fills in questionnaires about the contact with your child. The school only uses the figures, to see whether this work helps. Without a name and without film.'
		},
		photo: {
			title: 'A photo for you',
			body: 'The teacher may show or give you a picture from the film. Only to your child’s own parents.'
		}
	},
	more: { title: 'May we do anything more?', body: 'You do not have to. Everything below is no, until you say yes.' },

	now: {
		may: 'Filming is allowed now.',
		mayNot: 'Filming is not allowed now.',
		notYet: 'Filming is not allowed yet.'
	},
	mine: {
		yes: (date) => `You said yes on ${date}.`,
		no: (date) => `You said no on ${date}.`,
		none: 'You have not answered yet.',
		again: 'Because of a fault at school, answers were lost. So we ask you again.',
		change: 'Do you want to change your answer?'
	},
	thanks: { yes: 'Thank you. Your yes is written down.', no: 'Your no is written down. It counts at once.' },

	code: {
		title: 'The code from school',
		body: 'To say yes you need a code. You got it at school, on a separate slip of paper. That is how we know it is you. You do not need a code to say no.',
		label: 'Code of 6 characters',
		wrong: (left) => `This code is not right. Number of tries left: ${left}.`,
		spent: 'The code was wrong too many times. Ask the school for a new letter. You can still say no.'
	},

	exists: {
		title: 'What there is now',
		none: 'There is no film of your child now.',
		films: (n) => `Number of films: ${n}`,
		until: (date) => `Kept until ${date} at the latest`,
		watched: 'Who watched',
		notWatched: 'Nobody has watched yet.',
		by: {
			teacher: 'the teacher',
			team: 'somebody in the learning group',
			leader: 'the leader of the learning group',
			guest: 'a guest',
			expert: 'an expert from outside the school'
		},
		erased: (n) => `Number of erased films: ${n}`,
		erasedOn: (date) => `Erased on ${date}`
	},

	receipt: {
		title: 'Your answers',
		intro: 'This is your receipt. You can keep it.',
		keep: 'Save as a file',
		mailLabel: 'Or get it by e-mail',
		mailHint: 'We do not keep your e-mail address.',
		send: 'Send',
		sent: 'The e-mail has been sent.',
		notSent: 'The e-mail could not be sent. Your answer is written down.',
		subject: 'Your answer about filming',
		yes: 'yes',
		no: 'no',
		byTeacher: 'written down by the teacher',
		text: (language, version) => `Text you read: ${language}, version ${version}`
	},
	leave: 'Close this page',

	letter: {
		greeting: 'Dear parent or carer,',
		how: 'How to answer',
		scan: 'Take a picture of this square with your phone. The page will open.',
		typeInstead: (address) => `Or go to ${address} and type this code:`,
		choose: 'Read the page or have it read to you. Choose yes or no.',
		slipNeeded:
			'To say yes you also need a slip of paper with 6 characters. You get it at school. To say no, this letter is enough.',
		onlyYou: 'This letter is only for you. Do not pass it on. Keep it: you can change your mind later.',
		until: (date) => `The link works until ${date}.`,
		paper: 'Would you rather talk or answer on paper? That is fine too. Tell the school.',
		slipTitle: 'Code to say yes',
		slipBody: 'Fill in this code if you want to say yes. You do not need a code to say no.'
	}
};
