export const child = {
	list: {
		title: 'Mijn kind',
		none: 'Je hebt nog geen kind gekozen',
		noneBody:
			'Kies een kind met wie het contact nog niet vanzelf gaat. Je noemt het kind met een voorletter of een verzonnen naam.',
		noCycle: 'Zodra er een cyclus loopt, kies je hier een kind om mee te werken.',
		notYours: 'In dit team werk je zelf niet met een kind.',
		choose: 'Kies een kind',
		open: 'Open het plan',
		consent: 'Toestemming van de ouders',
		before: 'Eerder',
		in: (ordinal: string, team: string) => `${ordinal} cyclus, ${team}`,
		since: (when: string) => `sinds ${when}`,
		closed: { 'another-child': 'ander kind gekozen', finished: 'afgerond', left: 'afgesloten' }
	},
	choose: {
		title: 'Kies een kind',
		intro:
			'Met welk kind wil je dit keer een warmer contact? Het gaat om jullie samen, niet om het gedrag van het kind.',
		alias: 'Voorletter of verzonnen naam',
		aliasHint: 'Bijvoorbeeld J. of Vosje. Nooit de echte voor- en achternaam.',
		reason: 'Waarom dit kind?',
		reasonHint: 'Denk aan het contact: wanneer lukt het, wanneer niet? Alleen jij leest dit.',
		team: 'Voor welk team?',
		submit: 'Kies dit kind',
		next: 'Daarna vraag je de ouders om toestemming. Zonder hun ja maak je geen opname.',
		anotherTitle: 'Kies een ander kind',
		anotherIntro: (alias: string) =>
			`Het traject met ${alias} wordt afgesloten. Wat je schreef blijft voor jou alleen te lezen.`,
		nowhere: 'Je kunt nu geen kind kiezen',
		nowhereBody: 'Je hebt er al een gekozen, of er loopt geen cyclus waarin je met een kind werkt.'
	},
	short: {
		'not-asked': 'ouders nog niet gevraagd',
		asked: 'wacht op de ouders',
		granted: 'ouders zeiden ja',
		refused: 'geen toestemming',
		withdrawn: 'geen toestemming'
	},
	consent: {
		door: 'De ouders willen het liever niet. Dat is goed zo, en hoeft niet te worden uitgelegd.',
		another: 'Kies een ander kind'
	}
};
