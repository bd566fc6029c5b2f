import type { TextKind } from '$lib/engine/pack-texts';

export const texts = {
	title: 'Teksten van de methode',
	lead: 'Zo staan de vragen en opdrachten er nu. Zeg iets in de woorden van jullie school als dat beter past. Iedereen leest het vanaf dat moment zo, ook in een bespreking die al loopt.',
	leadReader: 'Zo staan de vragen en opdrachten er nu. De beheerder van de school kan ze wijzigen.',
	draft: 'Deze teksten zijn door ons geschreven. Een expert moet er nog naar kijken: zie ze als een concept.',
	draftChip: 'concept',
	method: 'Methode',
	version: (title: string, version: number) => `${title}, versie ${version}`,
	versionNote: 'Eigen woorden horen bij één versie. Een nieuwe versie begint met haar eigen teksten.',
	part: 'Onderdeel',
	interview: 'Interview in tweetallen',
	ownCount: (n: number) => (n === 1 ? '1 in eigen woorden' : `${n} in eigen woorden`),
	before: 'Vooraf',
	language: 'Taal van de teksten',
	ownChip: 'eigen woorden',
	original: 'Zo staat het in de methode',
	own: 'In eigen woorden',
	change: 'Wijzigen',
	limit: (n: number) => `Hoogstens ${n} tekens, gewone tekst.`,
	save: 'Bewaren',
	reset: 'Terug naar de methode',
	saved: 'Bewaard',
	kind: {
		prompt: 'wat iedereen leest',
		others: 'wat de anderen doen',
		presenter: 'wat de inbrenger doet',
		colleagues: 'wat collega’s doen',
		guide: 'wat de begeleider doet',
		example: 'voorbeeld',
		card: 'kaartje',
		prepare: 'voorbereiding',
		question: 'vraag',
		tip: 'doorvraag',
		'warm-up': 'om te beginnen'
	} satisfies Record<TextKind, string>
};
