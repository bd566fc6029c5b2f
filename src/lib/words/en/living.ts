import type { living as nl } from '../nl/living';

export const living: typeof nl = {
	add: 'Contact with the parents',
	skillFirst: (skill) => `I begin with: ${skill}.`,
	shifted: 'What shifted:',
	meet: 'The next time I meet the child:',
	form: {
		shifted: 'What has shifted in how you look or feel?',
		meet: 'What will you do when you meet the child next?',
		skill: 'Which skill do you begin with?',
		how: 'How did you speak?',
		howChoice: { door: 'At the door', talk: 'In a talk', phone: 'On the phone', message: 'In a message' },
		said: 'What was it about?',
		home: 'What do the parents notice at home?',
		homeHint: 'As close as you can to how they said it.',
		agreed: 'What did you agree on?'
	},
	parents: {
		how: { door: 'At the door', talk: 'In a talk', phone: 'On the phone', message: 'In a message', '': '' },
		home: 'What parents notice:',
		agreed: 'Agreed:'
	},
	open: {
		lead: 'Can still be added:',
		words: 'three words for your relationship',
		relation: 'what you know about your relationship',
		needs: 'what this child seems to need from you',
		meet: 'what you will do at the next meeting',
		skill: 'which skill you choose',
		leftOut: 'what you leave out on purpose',
		happened: 'what the child did and what you did',
		learned: 'what you learned about what this child needs',
		next: 'what you take to the next time',
		takeaway: 'what you take along',
		home: 'what the parents notice at home',
		changed: 'what has shifted',
		goOn: 'whether you finish or go on',
		keep: 'what you keep or extend',
		support: 'who can help you with that',
		write: 'Write it down'
	},
	needs: {
		title: (alias) => `What I learned about what ${alias} needs`,
		titleHers: (name, alias) => `What ${name} learned about what ${alias} needs`,
		from: {
			start: 'after the first interview',
			'play-moment': 'after a play moment',
			session: 'seen together',
			note: '',
			parents: '',
			end: ''
		}
	},
	parts: {
		title: 'What is in your plan',
		names: {
			start: 'The beginning',
			moments: 'Play moments',
			needs: 'What your child needs',
			clips: 'Clips',
			group: 'What the group gave',
			parents: 'The parents',
			end: 'Looking back',
			onward: 'What comes next'
		},
		there: {
			start: () => 'Your three words and your reflection are there.',
			moments: (n, coming) =>
				[
					n === 1 ? 'Played once.' : n ? `Played ${n} times.` : '',
					coming === 1 ? 'The next moment is planned.' : coming ? `${coming} moments are planned.` : ''
				]
					.filter(Boolean)
					.join(' '),
			needs: (n) => (n === 1 ? 'Written down once.' : `Written down ${n} times.`),
			clips: (n) => (n === 1 ? 'One clip.' : `${n} clips.`),
			group: (n) => (n === 1 ? 'You watched together once.' : `You watched together ${n} times.`),
			parents: (n) => (n === 1 ? 'Spoken once.' : `Spoken ${n} times.`),
			end: () => 'Your reflection is there.',
			onward: () => 'You have chosen.'
		},
		begun: 'You have begun. Something can still be added.',
		missing: {
			start: 'Still empty. Three words are a beginning.',
			moments: 'None yet. Ten minutes are enough.',
			needs: 'Comes by itself, from what you write after a play moment.',
			clips: 'None yet. You can film when the parents agree.',
			group: 'Comes here by itself, after you have watched together.',
			parents: 'Nothing yet. When they tell you something, it can stand here.',
			end: 'You write this at the end.',
			onward: 'You choose to finish or go on at the end.'
		},
		go: { write: 'Write', more: 'Add to it', add: 'Add' },
		goTo: (what, name) => `${what}: ${name}`
	},
	save: {
		kept: 'Not sent yet. Your text is safe on this device.',
		broughtBack: 'What you wrote last and was not sent yet is here again.',
		notSaved: 'You wrote this, but it could not be saved. Copy what you want to keep.',
		letGo: 'Let it go'
	},
	history: {
		open: 'Earlier versions',
		title: 'Earlier versions',
		of: (what, day) => `${what} of ${day}`,
		back: 'Back to the plan',
		intro: 'What you write in a row within ten minutes is one version. Only you see this page.',
		none: 'There is only one version so far. Once you change something, you can read here how it was.',
		now: 'As it stands now',
		by: (name, day, time) => `${name}, ${day} at ${time}`,
		between: (name, day, from, to) => `${name}, ${day} from ${from} to ${to}`,
		first: 'First version',
		changed: 'Changed:',
		nothing: 'Nothing differs here.',
		empty: 'empty',
		was: 'was:',
		gone: 'taken away',
		fresh: 'added',
		look: 'Read this version',
		restore: 'Bring this version back',
		restoreWhat: 'What stands there now is kept as a version.',
		restored: 'The earlier version is back.',
		yes: 'yes',
		no: 'no',
		fields: {
			words: 'Three words',
			examples: 'Examples with the words',
			relation: 'What you know about your relationship',
			needs: 'What this child seems to need',
			shifted: 'What shifted in how you look',
			meet: 'The next meeting',
			skill: 'Skill',
			context: 'Activity',
			leftOut: 'What you leave out on purpose',
			help: 'Who or what you need',
			minutes: 'Minutes',
			filmed: 'Filming',
			happened: 'What the child did and what you did',
			learned: 'What you learned about what this child needs',
			next: 'What you take to the next time',
			done: 'Has been',
			text: 'Note',
			takeaway: 'What you take along',
			note: 'What you added later',
			how: 'How you spoke',
			said: 'What it was about',
			home: 'What parents notice at home',
			agreed: 'What you agreed on',
			changed: 'What has shifted since the beginning',
			goOn: 'Finish or go on',
			keep: 'What you keep or extend',
			support: 'Who can help you with that'
		}
	},
	together: {
		link: 'Write together',
		title: 'Write together',
		chip: (names) => `you write something together with ${names}`,
		with: (name) => `you write this together with ${name}`,
		of: (name) => `In the plan of ${name}`,
		about: {
			mine: (name) => `You and ${name} both write here.`,
			theirs: (name) => `You and ${name} both write here. The rest of this plan is ${name}'s own.`
		},
		ask: 'With whom do you want to write this part?',
		askHint: 'Whoever you ask reads and writes along in this part only, until you end that.',
		askGo: 'Ask to write along',
		nobody: 'There is nobody in your team yet with whom you can write.',
		stop: (name) => `No longer together with ${name}`,
		hint: 'You see each other’s words as you type. Your plan keeps them at once.',
		alone: 'As long as you ask nobody, you write alone.',
		over: (name) => `This part is ${name}'s alone again.`,
		closed: 'This trajectory is closed. Nothing can be written here any more.',
		list: 'You write along',
		listLine: (what, name, day) => `${what} of ${name}, ${day}`
	},
	paper: {
		link: 'Print or PDF',
		title: 'Your plan on paper',
		intro: 'Choose what goes on it. What you do not tick is not on the paper and not in the PDF.',
		introColleague: (name) => `Only what ${name} shares with you goes on paper. Choose what you need.`,
		parts: 'What goes on it?',
		words: 'The three words',
		needs: 'What you learned about what the child needs',
		reason: 'Why you chose this child',
		clipsNote: 'Of a clip only its name and length go on paper, never a picture.',
		show: 'Show what I chose',
		all: 'Tick everything',
		print: 'Print',
		pdf: 'You make a PDF in the same window: choose "Save as PDF" as the printer there.',
		careful: 'What you wrote about a child is on this paper. Do not leave it lying around.',
		nothing: 'You have not chosen anything yet. Tick above what you want on paper.',
		empty: 'There is nothing in this plan to print yet.',
		head: (alias) => `Plan for ${alias}`,
		by: (name) => `by ${name}`,
		printedBy: (name, day) => `Printed by ${name} on ${day}`,
		chosen: (n, of) => (n === of ? 'The whole plan.' : `A choice from the plan: ${n} of ${of} parts.`),
		story: 'The story'
	}
};
