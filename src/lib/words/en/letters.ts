import type { letters as nl } from '../nl/letters';

export const letters: typeof nl = {
	title: (alias: string) => `Letters to the parents of ${alias}`,
	tab: 'Letter to parents',
	back: 'Consent',
	intro:
		'Every parent gets a letter of their own, with a link to the page where they say yes or no. Without an account, in their own language.',
	twoThings: 'Give two things: the letter goes home, the slip with the code you hand over yourself at school.',
	closed: 'This trajectory is closed. You make no new letter any more; what there is you can revoke.',
	nobody: 'First put down on the page Consent who is asked.',
	none: 'no letter yet',
	works: (made: string, until: string) => `letter of ${made}, works until ${until}`,
	language: 'Language of the letter',
	make: 'Make the letter',
	renew: 'Make a new letter',
	renewMeans: 'The old letter and the old slip stop working then.',
	revoke: 'Revoke the letter',
	revokeMeans: 'The link stops working at once. An answer that was given stays.',
	revoked: 'The letter is revoked.',
	ready: (who: string) => `The letter for ${who} is ready`,
	once: 'Link and code are on the screen only now. We do not keep them. Lost? Make a new letter.',
	print: 'Print letter and slip',
	open: 'Look at the parent’s page',
	done: 'Done, hide the letter',
	slipFor: 'Hand this slip over yourself, at school',
	slipWhy:
		'Do not send it along with the letter. Only who has both can say yes. Saying no is always possible with the letter alone.',
	sheet: 'The letter',
	slip: 'The slip',
	qr: 'QR code with the link to the page'
};
