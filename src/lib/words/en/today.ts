import type { nl } from '../nl';

export const today: (typeof nl)['today'] = {
	greeting: { morning: 'Good morning', afternoon: 'Good afternoon', evening: 'Good evening' },
	headline: {
		now: (number: number) => `Meeting ${number} is on.`,
		late: (number: number) => `Today is meeting ${number}.`,
		soon: (number: number) => `Meeting ${number} is later today.`,
		day: (day: string, number: number) => `${day} is meeting ${number}.`,
		quiet: 'This is your week.'
	},
	steps: 'What you can do now',
	people: 'Where we are',
	peopleNote: (meeting: string) => `what lies ready for ${meeting}`,
	peopleToday: 'what lies ready for today',
	otherTeams: (n) => (n === 1 ? 'And one more team' : `And ${n} more teams`),
	noDate: 'no meeting planned',
	nothing: 'Nothing waits for you now',
	nothingBody: 'Enjoy a quiet moment with your child. What is coming stands below.',
	empty: {
		nobody: {
			title: 'You are not in a team yet',
			body: 'Your team lead or admin sends you an invitation. After that you see here what is coming.'
		},
		'on-call': {
			title: 'No question waits for you',
			body: 'When a team asks for your help with a clip, you see it here and get a letter.'
		},
		admin: {
			title: 'There is nothing to arrange',
			body: 'Every team has a lead. Inviting people and changing roles is always possible with the team.'
		}
	},
	noCycle: 'No cycle is running yet',
	noCycleBody: 'As soon as your team lead plans the meetings, the path for the coming months stands here.',
	you: 'You',
	and: 'and',
	step: {
		'join-session': {
			eyebrow: 'on now',
			title: (who: string) => `Watch with ${who}`,
			titleMine: 'Your clip is being watched',
			body: 'The room is open. You can come in.',
			button: 'Join'
		},
		'meeting-today': {
			title: (number: number, what: string) => `Meeting ${number}: ${what}`,
			bring: (who: string, many: boolean) => `${who} ${many || who === 'You' ? 'bring' : 'brings'} a clip.`,
			mine: (length: string) => `Yours is ready, the fragment lasts ${length}.`,
			nothing: 'Nothing has been brought in yet. It still can be.',
			talk: 'Today you do not watch clips yet.',
			button: 'Join',
			open: 'See the meeting'
		},
		'meeting-ahead': {
			button: 'See more',
			bring: (who: string, many: boolean) => `${who} ${many || who === 'You' ? 'bring' : 'brings'} a clip.`
		},
		'visit-meeting': {
			eyebrow: (team: string) => `a guest of ${team}`,
			title: 'You join once',
			button: 'See the meeting'
		},
		'choose-path': {
			eyebrow: (team: string) => team,
			title: 'You joined half-way',
			body: 'There is nothing to catch up on. Choose how you take part this cycle.',
			button: 'Choose how you take part'
		},
		'come-back': {
			eyebrow: (team: string) => team,
			title: 'You are away for a while',
			body: 'Nothing is expected of you. Everything is still here when you come back.',
			button: 'To the team'
		},
		'answer-help': {
			eyebrow: (who: string) => `question from ${who}`,
			title: 'Would you look along?',
			body: (who: string) => `${who} asks for your help with a clip. Read the question first.`,
			button: 'Read the question'
		},
		'confirm-help': {
			eyebrow: (who: string) => `answer from ${who}`,
			title: 'Another moment',
			body: (who: string) => `${who} would like to look along and proposes another moment.`,
			button: 'See the proposal'
		},
		'choose-child': {
			eyebrow: 'to begin with',
			title: 'Choose a child',
			body: 'With whom would you like a warmer contact this time?',
			button: 'Choose a child'
		},
		'choose-another-child': {
			eyebrow: 'on with somebody else',
			title: 'Choose another child',
			body: (alias: string) => `The parents of ${alias} would rather not. That is fine.`,
			button: 'Choose another child'
		},
		'ask-parents': {
			eyebrow: 'before you film',
			title: 'Ask the parents',
			body: (alias: string) => `Ask the parents of ${alias} whether you may film, to watch together.`,
			button: 'Consent'
		},
		'record-answer': {
			eyebrow: 'asked',
			title: 'Did the parents answer?',
			body: (alias: string) => `Write down what the parents of ${alias} said. Until then you do not film.`,
			button: 'Write it down'
		},
		'note-play-moment': {
			eyebrow: 'this week',
			title: (alias: string) => `How did it go with ${alias}?`,
			body: 'You had planned a play moment. A few words are enough.',
			button: 'Note how it went'
		},
		'plan-play-moment': {
			eyebrow: 'this week',
			title: (alias: string) => `A play moment with ${alias}`,
			body: 'Ten minutes in which the child leads. Choose a day that suits.',
			button: 'Plan a moment'
		},
		'add-clip': {
			eyebrow: 'when it suits',
			title: 'Film once',
			body: (alias: string) => `A few minutes with ${alias} are enough. An ordinary moment is welcome too.`,
			button: 'Add a clip'
		},
		'choose-fragment': {
			eyebrow: 'your clip is ready',
			title: 'Choose a fragment',
			body: 'Watch alone first. Then choose one to three minutes to watch together.',
			button: 'See your clip'
		},
		'bring-clip': {
			eyebrow: 'your fragment is chosen',
			title: 'Bring your clip in',
			body: (number: number, day: string) => `If you like, for meeting ${number} on ${day}.`,
			button: 'To your clip'
		},
		'invite-people': {
			eyebrow: (team: string) => team,
			title: 'Invite your team',
			body: 'With four or more you see more, and somebody can be ill for once.',
			button: 'Invite somebody'
		},
		'start-cycle': {
			eyebrow: (team: string) => team,
			title: 'Plan a cycle',
			body: 'Five meetings in about four months. You can move the dates later.',
			button: 'Plan the dates'
		},
		'close-cycle': {
			eyebrow: (team: string) => team,
			title: 'The last meeting has been',
			body: 'Has everybody finished the plan? Then you can close the cycle.',
			button: 'To the cycle'
		},
		'open-team': {
			eyebrow: 'the school is ready',
			title: 'Open the first team',
			body: 'Then you invite a team lead, who plans and invites the others.',
			button: 'Open a team'
		},
		'name-contact': {
			eyebrow: 'for parents',
			title: 'Whom at school can parents ask?',
			body: 'Their page names only the teacher now. Add somebody else they can turn to.',
			button: 'Fill it in'
		},
		'invite-lead': {
			eyebrow: (team: string) => team,
			title: 'Invite a team lead',
			body: 'A team lead plans the meetings and invites the others.',
			button: 'To the team'
		}
	}
};
