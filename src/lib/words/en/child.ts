import type { nl } from '../nl';

export const child: (typeof nl)['child'] = {
	list: {
		title: 'My child',
		none: 'You have not chosen a child yet',
		noneBody:
			'Choose a child with whom contact does not come by itself yet. You name the child by an initial or an invented name.',
		noCycle: 'As soon as a cycle runs, you choose a child to work with here.',
		notYours: 'In this team you do not work with a child yourself.',
		choose: 'Choose a child',
		open: 'Open the plan',
		consent: 'The parents’ consent',
		before: 'Before',
		in: (ordinal: string, team: string) => `${ordinal} cycle, ${team}`,
		since: (when: string) => `since ${when}`,
		closed: { 'another-child': 'another child was chosen', finished: 'finished', left: 'closed' }
	},
	choose: {
		title: 'Choose a child',
		intro:
			'With which child would you like a warmer contact this time? It is about the two of you, not about the child’s behaviour.',
		alias: 'Initial or invented name',
		aliasHint: 'For example J. or Foxy. Never the real first and last name.',
		reason: 'Why this child?',
		reasonHint: 'Think of the contact: when does it work, when does it not? Only you read this.',
		team: 'For which team?',
		submit: 'Choose this child',
		next: 'Next you ask the parents for consent. Without their yes you make no clip.',
		anotherTitle: 'Choose another child',
		anotherIntro: (alias: string) =>
			`The trajectory with ${alias} is closed. What you wrote stays for you alone to read.`,
		nowhere: 'You cannot choose a child now',
		nowhereBody: 'You have chosen one already, or no cycle is running in which you work with a child.'
	},
	state: {
		'not-asked': 'not asked yet',
		asked: 'asked, no answer yet',
		granted: 'yes',
		refused: 'no',
		withdrawn: 'withdrawn'
	},
	short: {
		'not-asked': 'parents not asked yet',
		asked: 'waiting for the parents',
		granted: 'parents said yes',
		refused: 'no consent',
		withdrawn: 'no consent'
	},
	consent: {
		title: (alias: string) => `Consent for ${alias}`,
		intro: 'Ask the parents yourself and write down here what they answered. One no from one parent is a no.',
		scope: {
			team: 'Filming and watching together in the own team',
			expert: 'Having an expert from outside the school look along',
			guest: 'Having a guest of one meeting look along'
		},
		scopeMeans: {
			team: 'Only the people in your team see the clip, and only in a session. After the cycle it is erased.',
			expert: 'Only when you ask, one clip at a time, for a few days. This can also come later.',
			guest:
				'Somebody who joins once, such as a colleague from another class. Only during that meeting, and only if you agree.'
		},
		answer: { asked: 'Asked', granted: 'Yes', refused: 'No' },
		whatNow: 'What did the parents answer?',
		history: 'What was written down',
		door: 'The parents would rather not. That is fine, and needs no explanation.',
		doorBody: 'You choose another child. What you wrote is kept, for you alone.',
		another: 'Choose another child',
		afterAll: 'The parents say yes after all',
		withdraw: 'The parents take back their yes',
		withdrawTeamMeans: 'This works at once and cannot be undone:',
		withdrawGoesClips: (n: number) => (n === 1 ? '1 clip is erased' : `${n} clips are erased`),
		withdrawNoClips: 'there is no clip to erase',
		withdrawGoesNotes: 'what the group wrote with the clips is erased',
		withdrawGoesTable: 'what lies on the table is taken off, also during a session',
		withdrawStays: 'Your own plan stays, and only you can read it.',
		withdrawExpertMeans: 'An expert who is looking along now no longer sees the clip.',
		withdrawGuestMeans: 'A guest who is looking along now no longer sees the clip.',
		withdrawYes: 'Withdraw the consent and erase',
		withdrawExpertYes: 'Withdraw this consent',
		closed: 'This trajectory is closed. Consent can still be withdrawn.',
		toPlan: 'To the plan',
		saved: 'Written down.'
	}
};
