export const consent = {
	title: (alias: string) => `Toestemming voor ${alias}`,
	toPlan: 'Naar het plan',
	intro:
		'Je ziet hier of er toestemming is. Wie van de ouders nee zei, en waarom, zie je niet. Eén nee van één ouder is een nee.',
	closed: 'Dit traject is afgesloten. Een nee kan altijd nog.',
	saved: 'Opgeschreven.',
	sees: {
		given: 'gegeven',
		'no-consent': 'geen toestemming',
		waiting: 'wacht op antwoord',
		'not-asked': 'nog niet gevraagd'
	},
	door: 'De ouders willen het liever niet. Dat is goed zo, en hoeft niet te worden uitgelegd.',
	doorBody:
		'Je kiest een ander kind, en begint daar opnieuw met de eerste woorden. Wat je schreef blijft bewaard, voor jou alleen.',
	another: 'Kies een ander kind',
	stands: 'Waar de ouders ja op zeiden',
	scope: {
		team: 'Filmen en samen bekijken in het eigen team',
		expert: 'Een expert van buiten de school laten meekijken',
		guest: 'Een gast van één bijeenkomst laten meekijken',
		presentation: 'Een stukje laten zien bij de eindpresentatie',
		figures: 'Scores gebruiken om te zien of het werkt',
		photo: 'Een foto van een speelmoment voor de eigen ouders'
	},
	means: {
		team: 'Alleen de mensen in jullie team, en alleen bij een bespreking. Na de cyclus wordt de opname gewist.',
		expert: 'Zo vroegen jullie het eerder, zonder naam. Vraag het opnieuw met een naam erbij.',
		guest: 'Iemand die één keer aanschuift. Alleen tijdens die bijeenkomst, en alleen als jij het goed vindt.',
		presentation: 'Aan gasten zoals de directie: één keer, ter plekke, zonder de naam van het kind.',
		figures: 'Alleen cijfers, zonder naam en samen met die van anderen.',
		photo: 'Alleen voor de ouders van dit kind.'
	},
	expert: (name: string, organisation: string) => `${name} laten meekijken (${organisation})`,
	expertMeans: 'Alleen deze persoon, alleen als jij erom vraagt, en voor een paar dagen.',
	who: {
		title: 'Wie zegt ja of nee',
		first: 'Wie zegt ja of nee voor dit kind?',
		firstBody: 'Zet hier wie er om toestemming wordt gevraagd. Namen zijn niet nodig: "moeder" is genoeg.',
		kind: 'Wie',
		kinds: { mother: 'moeder', father: 'vader', parent: 'ouder', foster: 'pleegouder', legal: 'voogd' },
		together: 'de ouders samen',
		someone: 'een van de ouders',
		language: 'Leest het liefst',
		changeLanguage: 'Bewaar de taal',
		add: 'Voeg toe',
		letters: 'Brieven voor de ouders',
		more: 'Nog iemand toevoegen',
		waiting: 'nog geen ja of nee',
		answered: 'heeft geantwoord',
		before:
			'Voor dit kind antwoordden de ouders eerder samen. Dat blijft gelden. Zet hieronder wie je de volgende keer vraagt.',
		remove: 'Haal weg',
		asked: 'Ik heb het de ouders gevraagd'
	},
	paper: {
		open: 'Schrijf op wat er op het formulier staat',
		back: 'Deze ouder komt terug op het nee',
		day: 'Datum op het formulier',
		intro: 'Neem over wat de ouder aankruiste. Wat er niet op staat laat je leeg.',
		yes: 'Ja',
		no: 'Nee',
		empty: 'Niet gevraagd',
		photo: 'Foto van het formulier (mag)',
		photoHint: 'Alleen jij ziet hem. Bij een nee wordt hij gewist.',
		photoBusy: 'De foto wordt klein gemaakt…',
		noTakes: 'Een nee gaat meteen in en wist wat er nu is:',
		save: 'Schrijf op'
	},
	named: {
		title: 'Een expert erbij vragen',
		body: 'Toestemming geldt voor één persoon, bij naam. Daarna komt de vraag op de pagina van de ouders en op het formulier.',
		who: 'Wie',
		organisation: 'Van welke organisatie',
		submit: 'Zet erbij'
	},
	no: {
		title: 'Een ouder zegt nee',
		body: 'Zegt een ouder het tegen jou, dan schrijf je het hier op. Wie het was hoeft er niet bij.',
		what: 'Waar is het nee op?',
		goes: 'Dit gaat meteen in en kan niet terug:',
		clips: (n: number) => (n === 1 ? '1 opname wordt gewist' : `${n} opnames worden gewist`),
		noClips: 'er is geen opname om te wissen',
		notes: 'wat de groep bij de opnames schreef, wordt gewist',
		table: 'wat op tafel ligt, gaat van tafel, ook tijdens een bespreking',
		form: 'foto’s van formulieren worden gewist',
		stays: 'Je eigen plan blijft, en is alleen voor jou te lezen.',
		smaller: 'Bij een nee op iets anders blijft de opname, en kijkt die ene persoon of gast meteen niet meer mee.',
		submit: 'Schrijf het nee op'
	},
	written: {
		title: 'Wat jij opschreef',
		answer: { yes: 'ja', no: 'nee', asked: 'gevraagd' },
		form: (day: string) => `formulier van ${day}`,
		photo: 'foto'
	}
};
