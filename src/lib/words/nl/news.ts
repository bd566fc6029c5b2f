export const news = {
	title: 'Wat er gebeurde',
	lead: 'Van de laatste weken, het nieuwste bovenaan. Alleen jij ziet dit lijstje.',
	fresh: 'nieuw',
	seen: 'Alles gezien',
	none: 'Er is niets nieuws',
	noneBody: 'Als een bijeenkomst verschuift, iemand je iets vraagt of een collega iets deelt, lees je dat hier.',
	item: {
		'meeting-moved': (who: string, number: number, when: string) =>
			`${who} heeft bijeenkomst ${number} verplaatst naar ${when}.`,
		'cycle-planned': (who: string) => `${who} heeft de bijeenkomsten gepland.`,
		'interview-asked': (who: string) => `${who} vraagt je voor een interview in tweetallen.`,
		'help-asked': (who: string) => `${who} vraagt of je wilt meekijken.`,
		'help-accepted': (who: string) => `${who} wil met je meekijken.`,
		'help-proposed': (who: string) => `${who} stelt een ander moment voor.`,
		'help-declined': (who: string) => `${who} kan nu niet meekijken.`,
		'part-shared': (who: string) => `${who} laat het team een deel van het plan lezen.`,
		'parents-answered': (who: string) => `Bij ${who} mag er gefilmd worden.`
	},
	ownAnswer: 'Er is een antwoord van de ouders.'
};
