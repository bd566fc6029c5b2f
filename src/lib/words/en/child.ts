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
	short: {
		'not-asked': 'parents not asked yet',
		asked: 'waiting for the parents',
		granted: 'parents said yes',
		refused: 'no consent',
		withdrawn: 'no consent'
	},
	consent: {
		door: 'The parents would rather not. That is fine, and needs no explanation.',
		another: 'Choose another child'
	}
};
