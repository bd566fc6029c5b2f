import type { nl } from '../nl';

export const record: (typeof nl)['record'] = {
	timeline: {
		title: 'On the timeline',
		legend: (from, to) => `From ${from} to ${to}. Every dot is an observation.`
	},
	sideBySide: {
		title: 'What each of you saw',
		together: (n) => (n === 1 ? 'You saw 1 moment together.' : `You saw ${n} moments together.`),
		alone: (n) => (n === 1 ? 'One of you saw 1 moment.' : `${n} moments were seen by one of you.`),
		people: (names) => `(${names})`
	},
	rounds: {
		title: 'The rounds',
		round: 'Round',
		used: 'Used',
		planned: 'Meant',
		minutes: (n) => (n < 1 ? 'less than 1 min' : `${n} min`),
		plan: (n) => `${n} min`,
		again: (n) => (n === 1 ? 'you came back to it once' : `you came back to it ${n} times`),
		notAsked: 'nobody asked for it',
		notReached: 'not reached',
		total: 'Together'
	},
	mirror: {
		title: 'How you looked together',
		hint: 'A mirror for the group, without names. Nothing in it is right or wrong.',
		wrote: {
			label: 'Writing',
			all: 'Everybody wrote something.',
			some: (n, of) => `${n} of ${of} wrote something.`,
			none: 'Nothing was written.',
			even: 'What is there is spread fairly evenly.',
			uneven: 'What is there is spread unevenly.'
		},
		kinds: {
			label: 'Seeing, thinking, asking, tips',
			see: (n) => `seen ${n} ${n === 1 ? 'time' : 'times'}`,
			think: (n) => `thought ${n} ${n === 1 ? 'time' : 'times'}`,
			ask: (n) => `asked ${n} ${n === 1 ? 'time' : 'times'}`,
			tip: (n) => `${n} ${n === 1 ? 'tip' : 'tips'}`
		},
		tips: {
			label: 'Tips',
			none: 'There were no tips.',
			waited: (n) => (n === 1 ? 'The tip waited for its round.' : `All ${n} tips waited for their round.`),
			earlier: 'Tips were opened before their round.'
		},
		initiatives: {
			label: 'What the child began',
			none: 'No contact initiative was noted.',
			some: (n, received) =>
				`${n} ${n === 1 ? 'initiative' : 'initiatives'} noted; to ${received} of them you linked an answer.`
		},
		heard: {
			label: 'In turn',
			all: 'Everybody had the word.',
			some: (n, of) => `${n} of ${of} had the word.`
		},
		question: {
			label: 'For the next time',
			'see-first': 'What did you literally see, before you thought what it meant?',
			'tips-wait': 'What happens when tips wait for their round next time?',
			'look-for-initiatives': 'How might the child seek contact without anybody noticing at once?',
			'hear-everybody': 'Who begins next time, so that everybody has the word?',
			'who-was-quiet': 'How can somebody who rather does not write show what they saw, too?',
			spread: 'What helps everybody to bring in about as much?',
			'what-followed': 'What followed on what the child began? Look at such a moment once more.',
			'the-same-again': 'What do you want to do just the same next time?'
		}
	},
	leftOut: {
		byPresenter: (n) => (n === 1 ? '1 note left out by the presenter.' : `${n} notes left out by the presenter.`),
		byYou: (n) => (n === 1 ? 'You left out 1 note.' : `You left out ${n} notes.`),
		title: 'What you left out',
		hint: 'Nobody reads it any more, not even you. You can put it back.',
		out: 'Leave out',
		outOf: (part, at) => `Leave out of the report: ${part}${at ? `, ${at}` : ''}`,
		back: 'Put back',
		backOf: (part, at) => `Put back: ${part}${at ? `, ${at}` : ''}`,
		done: 'Left out, for everybody and from your plan too.',
		undone: 'It is there again.',
		undo: 'Undo',
		choose: 'Leave something out?',
		chooseHint:
			'It is about the child of your trajectory, so you decide what stays. What you leave out nobody reads any more. Others see only that something was left out.',
		stop: 'Done'
	},
	readers: {
		title: 'Who can read this',
		alone: 'Only you.',
		also: 'An expert reads along while helping with your question. Guests read no reports.'
	}
};
