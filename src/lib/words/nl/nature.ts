import type { ChildNature } from '$lib/domain/child-nature';

/** Waar het in het contact om gaat, in één woord; alleen voor het team. */
export const nature = {
	legend: 'Wat past het best?',
	hint: 'Alleen voor jou en je team. Het komt op geen papier en in geen overzicht. Je kunt het altijd wijzigen of weglaten.',
	choice: {
		inward: 'trekt zich terug (internaliserend)',
		outward: 'uit het naar buiten (externaliserend)',
		other: 'anders'
	} satisfies Record<ChildNature, string> as Record<ChildNature, string>,
	none: 'liever niet',
	short: {
		inward: 'internaliserend',
		outward: 'externaliserend',
		other: 'anders'
	} satisfies Record<ChildNature, string> as Record<ChildNature, string>,
	shown: (word: string) => `voor het team: ${word}`,
	reading: 'alleen jij; je team leest het ene woord',
	add: 'Zeg het in één woord, voor het team',
	change: 'Wijzig',
	save: 'Bewaar'
};
