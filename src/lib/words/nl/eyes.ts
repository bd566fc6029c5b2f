/** What several people saw, laid side by side, and what answered what; in the room and in the report. */
export const eyes = {
	title: 'Naast elkaar',
	count: (n: number) => `Naast elkaar · ${n}`,
	hint: 'Wat ieder zag, op één tijdlijn. Zagen meer mensen het, of één: allebei is het de moeite waard.',
	none: 'Nog niemand noteerde iets bij een moment.',
	as: 'Zo bekijken',
	lanes: 'Tijdlijn',
	list: 'Lijst',
	together: 'samen gezien',
	alone: 'één zag dit',
	togetherBy: (names: string) => `samen gezien door ${names}`,
	aloneBy: (name: string) => `${name} zag dit`,
	lensOf: (names: string) => `door ${names}`,
	at: (at: string, who: string) => `${at}, ${who}`,
	choose: 'Kies een stip om te lezen wat er staat.',
	goTo: (at: string) => `Ga naar ${at}`,
	legend: 'Wat de tekens betekenen',
	drawing: 'Tijdlijn met banen',
	contact: {
		title: 'Initiatief en antwoord',
		hint: 'Wat het kind begon, en wat erop volgde voor zover jullie dat aan elkaar legden.',
		received: 'initiatief en antwoord',
		open: 'initiatief, nog geen antwoord bij gelegd',
		span: (from: string, to: string) => (from === to ? from : `${from} tot ${to}`),
		yes: (n: number) => `${n} keer achter elkaar een initiatief dat antwoord kreeg`,
		no: (n: number) => `${n} initiatieven achter elkaar om nog eens naar te kijken`
	},
	answer: {
		add: 'Waarop is dit een antwoord?',
		pick: 'Kies wat het kind begon',
		none: 'Er staat nog geen moment van het kind vlak hiervoor.',
		is: (at: string) => `antwoord op ${at}`,
		drop: 'Maak los',
		cancel: 'Laat maar'
	}
};
