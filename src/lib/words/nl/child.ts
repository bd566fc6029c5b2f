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
	state: {
		'not-asked': 'nog niet gevraagd',
		asked: 'gevraagd, nog geen antwoord',
		granted: 'ja',
		refused: 'nee',
		withdrawn: 'ingetrokken'
	},
	short: {
		'not-asked': 'ouders nog niet gevraagd',
		asked: 'wacht op de ouders',
		granted: 'ouders zeiden ja',
		refused: 'geen toestemming',
		withdrawn: 'geen toestemming'
	},
	consent: {
		title: (alias: string) => `Toestemming voor ${alias}`,
		intro: 'Vraag het de ouders zelf en schrijf hier op wat ze antwoordden. Eén nee van een ouder is een nee.',
		scope: {
			team: 'Filmen en samen bekijken in het eigen team',
			expert: 'Een expert van buiten de school laten meekijken',
			guest: 'Een gast van één bijeenkomst laten meekijken'
		},
		scopeMeans: {
			team: 'Alleen de mensen in jullie team zien de opname, en alleen bij een bespreking. Na de cyclus wordt hij gewist.',
			expert: 'Alleen als jij erom vraagt, één opname tegelijk, en voor een paar dagen. Kan ook later nog.',
			guest:
				'Iemand die één keer aanschuift, zoals een collega van een andere groep. Alleen tijdens die bijeenkomst, en alleen als jij het goed vindt.'
		},
		answer: { asked: 'Gevraagd', granted: 'Ja', refused: 'Nee' },
		whatNow: 'Wat antwoordden de ouders?',
		history: 'Wat is opgeschreven',
		door: 'De ouders willen het liever niet. Dat is goed zo, en hoeft niet te worden uitgelegd.',
		doorBody: 'Je kiest een ander kind. Wat je al schreef blijft bewaard, voor jou alleen.',
		another: 'Kies een ander kind',
		afterAll: 'De ouders zeggen toch ja',
		withdraw: 'De ouders trekken hun ja in',
		withdrawTeamMeans: 'Dit gaat meteen in en kan niet terug:',
		withdrawGoesClips: (n: number) => (n === 1 ? '1 opname wordt gewist' : `${n} opnames worden gewist`),
		withdrawNoClips: 'er is geen opname om te wissen',
		withdrawGoesNotes: 'wat de groep bij de opnames schreef, wordt gewist',
		withdrawGoesTable: 'wat op tafel ligt, gaat van tafel, ook tijdens een bespreking',
		withdrawStays: 'Je eigen plan blijft, en is alleen voor jou te lezen.',
		withdrawExpertMeans: 'Een expert die nu meekijkt, ziet de opname meteen niet meer.',
		withdrawGuestMeans: 'Een gast die nu meekijkt, ziet de opname meteen niet meer.',
		withdrawYes: 'Trek de toestemming in en wis',
		withdrawExpertYes: 'Trek deze toestemming in',
		closed: 'Dit traject is afgesloten. Intrekken kan altijd nog.',
		toPlan: 'Naar het plan',
		saved: 'Opgeschreven.'
	}
};
