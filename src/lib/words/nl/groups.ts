/** Blocks and groups of a meeting, going round, and the closing. */
export const groups = {
	kinds: {
		input: 'Uitleg',
		plenary: 'Samen kijken',
		groups: 'In groepen kijken',
		interviews: 'Gesprek in tweetallen',
		closing: 'Afsluiting'
	},
	agenda: {
		title: 'Zo gaat deze bijeenkomst',
		minutes: (n: number) => `${n} min`,
		none: 'De onderdelen staan nog niet vast.',
		noneLead: 'Voeg onderdelen toe, dan weet iedereen hoe de bijeenkomst gaat.',
		change: 'Aanpassen',
		up: (what: string) => `${what} naar voren`,
		down: (what: string) => `${what} naar achteren`,
		remove: (what: string) => `${what} weghalen`,
		length: (what: string) => `Minuten voor ${what}`,
		set: 'Bewaar',
		add: 'Voeg toe',
		what: 'Onderdeel',
		minutesLabel: 'Minuten',
		reset: 'Terug naar het voorstel van de werkwijze',
		over: (n: number) => `Samen is dit ${n} ${n === 1 ? 'minuut' : 'minuten'} langer dan de bijeenkomst duurt.`
	},
	title: 'Groepen',
	name: (n: number) => `Groep ${n}`,
	yours: 'jouw groep',
	make: {
		title: 'Groepen maken',
		intro: 'Elke groep krijgt een eigen opname. Wie vorige keer samen zat, zit nu zo veel mogelijk bij een ander.',
		introNoClips: 'Er ligt nog geen opname klaar. Groepen maken kan al wel, bijvoorbeeld voor de gesprekken.',
		who: 'Wie doet mee?',
		brings: 'brengt in',
		pairs: 'Verdeel in tweetallen',
		threes: 'Verdeel in drietallen',
		together: 'Wat kijken jullie met z’n allen?',
		togetherNone: 'Vink aan wat niet naar een groep gaat.',
		again: 'Anders verdelen',
		begun: 'Een groep die al bezig is, blijft zoals ze is.',
		fewClips: (n: number) =>
			n === 1
				? 'Er ligt één opname klaar, dus het wordt één groep. Leg de opname met z’n allen op tafel of wacht op een tweede.'
				: `Er liggen ${n} opnames klaar, dus het worden hooguit ${n} groepen.`,
		dissolve: 'Groepen opheffen'
	},
	move: {
		person: (name: string) => `${name} gaat naar`,
		clip: (title: string) => `${title} gaat naar`,
		none: 'geen groep',
		everybody: 'iedereen samen',
		fresh: 'een nieuwe groep',
		go: 'Verplaats',
		by: 'Zelf indelen',
		hint: 'Wie uit een groep gaat, ziet de opname en de aantekeningen van die groep niet meer.',
		people: 'Mensen',
		clips: 'Opnames'
	},
	waiting: 'begint zo',
	noClip: 'Hier ligt nog geen opname.',
	ofOthers: 'Wat hier op tafel ligt, is van deze groep.',
	round: (n: number, of: number) => `ronde ${n} van ${of}`,
	minutes: (n: number, planned: number) => `${n} van ${planned} min`,
	here: (names: string) => `in de kamer: ${names}`,
	nobodyHere: 'nog niemand in de kamer',
	join: 'Erbij komen',
	toRoom: 'Naar de kamer',
	record: 'Verslag',
	calls: (name: string) => `${name} vraagt: kom je even kijken?`,
	callsSomebody: 'Ze vragen: kom je even kijken?',
	fresh: 'Dit overzicht ververst zichzelf.',
	lost: 'Geen verbinding. Dit is wat we het laatst zagen.',
	room: {
		call: 'Kom je even kijken?',
		callHint: 'De kartrekker ziet dat jullie vragen om even mee te kijken.',
		called: 'Jullie vroegen om even mee te kijken',
		calledShort: 'Gevraagd',
		takeBack: 'Toch niet',
		answered: 'Is gelukt',
		group: (n: number) => `groep ${n}`,
		movedTo: 'Zit je nu in een andere groep? Bij de bijeenkomst zie je waar je verwacht wordt.',
		toMeeting: 'Naar de bijeenkomst'
	},
	closing: {
		title: 'Afsluiting met z’n allen',
		intro: 'Elke groep brengt één zin mee terug. Als de ouders hun toestemming intrekken, gaat die zin ook weg.',
		label: (n: number) => `Wat brengt groep ${n} mee terug?`,
		placeholder: 'In één zin',
		save: 'Bewaar',
		saved: 'Bewaard',
		none: 'nog niets',
		needsClip: 'Dit kan zodra de groep samen heeft gekeken.'
	},
	successes: {
		title: 'Waar ben je blij mee?',
		intro: 'Groot of klein, alles telt. Iedereen van het team kan dit lezen.',
		none: 'Nog niemand schreef iets op. Jij mag de eerste zijn.',
		label: 'Waar ben jij blij mee?',
		add: 'Deel het',
		remove: 'Haal weg'
	},
	turns: {
		title: 'Wie liet al een opname zien',
		intro: 'In deze cyclus. Inbrengen is vrijwillig.',
		meetings: (numbers: string) => `bijeenkomst ${numbers}`,
		between: 'tussendoor',
		notYet: 'nog niet'
	},
	own: {
		title: 'Zelf een intervisie beginnen',
		body: 'Jullie hoeven niet te wachten op de volgende bijeenkomst. Open een opname van jezelf en kies bij "inbrengen" voor een eigen intervisie.',
		button: 'Kies een opname'
	}
};
