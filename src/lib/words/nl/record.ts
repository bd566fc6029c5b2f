/** The report after a session, beside what the room says in the same words (`session.record`). */
export const record = {
	timeline: {
		title: 'Op de tijdlijn',
		legend: (from: string, to: string) => `Van ${from} tot ${to}. Elke stip is een waarneming.`
	},
	sideBySide: {
		title: 'Wat ieder zag',
		together: (n: number) => (n === 1 ? '1 moment zagen jullie samen.' : `${n} momenten zagen jullie samen.`),
		alone: (n: number) => (n === 1 ? '1 moment zag één van jullie.' : `${n} momenten zag één van jullie.`),
		people: (names: string) => `(${names})`
	},
	rounds: {
		title: 'De rondes',
		round: 'Ronde',
		used: 'Gebruikt',
		planned: 'Bedoeld',
		minutes: (n: number) => (n < 1 ? 'minder dan 1 min' : `${n} min`),
		plan: (n: number) => `${n} min`,
		again: (n: number) => (n === 1 ? 'jullie kwamen er 1 keer op terug' : `jullie kwamen er ${n} keer op terug`),
		notAsked: 'niemand vroeg erom',
		notReached: 'niet aan toegekomen',
		total: 'Samen'
	},
	mirror: {
		title: 'Hoe jullie samen keken',
		hint: 'Een spiegel voor de groep, zonder namen. Er is geen goed of fout in.',
		wrote: {
			label: 'Schrijven',
			all: 'Iedereen schreef iets.',
			some: (n: number, of: number) => `${n} van de ${of} schreven iets.`,
			none: 'Er is niets opgeschreven.',
			even: 'Wat er staat, is redelijk verdeeld.',
			uneven: 'Wat er staat, is ongelijk verdeeld.'
		},
		kinds: {
			label: 'Zien, denken, vragen, tips',
			see: (n: number) => `${n} keer gezien`,
			think: (n: number) => `${n} keer gedacht`,
			ask: (n: number) => `${n} keer gevraagd`,
			tip: (n: number) => `${n} ${n === 1 ? 'tip' : 'tips'}`
		},
		tips: {
			label: 'Tips',
			none: 'Er kwamen geen tips.',
			waited: (n: number) => (n === 1 ? 'De tip wachtte tot zijn ronde.' : `Alle ${n} tips wachtten tot hun ronde.`),
			earlier: 'Tips gingen open vóór hun ronde.'
		},
		initiatives: {
			label: 'Wat het kind begon',
			none: 'Er is geen contactinitiatief genoteerd.',
			some: (n: number, received: number) =>
				`${n} ${n === 1 ? 'initiatief' : 'initiatieven'} genoteerd, bij ${received} legden jullie er een antwoord naast.`
		},
		heard: {
			label: 'Om de beurt',
			all: 'Iedereen kreeg het woord.',
			some: (n: number, of: number) => `${n} van de ${of} kregen het woord.`
		},
		question: {
			label: 'Voor de volgende keer',
			'see-first': 'Wat zagen jullie letterlijk, voordat jullie dachten wat het betekende?',
			'tips-wait': 'Wat gebeurt er als tips de volgende keer wachten tot hun ronde?',
			'look-for-initiatives': 'Hoe zou het kind contact zoeken zonder dat iemand het meteen merkt?',
			'hear-everybody': 'Wie beginnen er de volgende keer, zodat ieder aan het woord komt?',
			'who-was-quiet': 'Hoe kan ook wie liever niet schrijft, laten zien wat die zag?',
			spread: 'Wat helpt om ieder ongeveer even veel te laten inbrengen?',
			'what-followed': 'Wat volgde er op wat het kind begon? Kijk nog eens naar zo’n moment.',
			'the-same-again': 'Wat willen jullie de volgende keer weer precies zo doen?'
		}
	},
	leftOut: {
		byPresenter: (n: number) =>
			n === 1 ? '1 notitie weggelaten door wie inbracht.' : `${n} notities weggelaten door wie inbracht.`,
		byYou: (n: number) => (n === 1 ? 'Je liet 1 notitie weg.' : `Je liet ${n} notities weg.`),
		title: 'Wat je wegliet',
		hint: 'Niemand leest het nog, ook jij niet. Je kunt het terugzetten.',
		out: 'Laat weg',
		outOf: (part: string, at: string) => `Laat weg uit het verslag: ${part}${at ? `, ${at}` : ''}`,
		back: 'Zet terug',
		backOf: (part: string, at: string) => `Zet terug: ${part}${at ? `, ${at}` : ''}`,
		done: 'Weggelaten, voor iedereen en ook uit je plan.',
		undone: 'Het staat er weer.',
		undo: 'Ongedaan maken',
		choose: 'Iets weglaten?',
		chooseHint:
			'Het gaat over het kind van jouw traject, dus jij bepaalt wat blijft. Laat je iets weg, dan leest niemand het nog. Anderen zien alleen dat er iets is weggelaten.',
		stop: 'Klaar met weglaten'
	},
	readers: {
		title: 'Wie dit kan lezen',
		alone: 'Alleen jij.',
		also: 'Een expert leest mee zolang die aan jouw hulpvraag meewerkt. Gasten lezen geen verslag.'
	}
};
