/** What it is about in the contact, in one word; for the team alone. */
export const nature = {
	legend: 'What fits best?',
	hint: 'For you and your team alone. It is on no paper and in no overview. You can always change it or leave it out.',
	choice: {
		inward: 'withdraws (internalising)',
		outward: 'acts out (externalising)',
		other: 'something else'
	},
	none: 'rather not',
	short: { inward: 'internalising', outward: 'externalising', other: 'something else' },
	shown: (word: string) => `for the team: ${word}`,
	reading: 'only you; your team reads the one word',
	add: 'Say it in one word, for the team',
	change: 'Change',
	save: 'Save'
};
