/** A year planned and moved: rhythm, holidays, the year band, and what a team agrees between two cycles. */
export const planning = {
	rhythm: {
		title: 'Hoe vaak komen jullie bij elkaar?',
		intro: 'Kies een ritme en een eerste dag. De data zijn een voorstel: je kunt ze nu en later verschuiven.',
		count: 'Aantal bijeenkomsten',
		start: 'Eerste bijeenkomst',
		startHint: 'Kies een dag, dan rekenen we de rest uit.',
		compute: 'Bereken de data',
		meetings: (n: number) => (n === 1 ? '1 bijeenkomst' : `${n} bijeenkomsten`)
	},
	region: {
		label: 'Vakanties van regio',
		none: 'nog niet gekozen',
		names: { north: 'Noord', middle: 'Midden', south: 'Zuid' },
		save: 'Kies',
		own: 'Eigen vrije dagen van de school',
		unknown: 'Kies de regio van jullie school, dan houden we rekening met de vakanties.'
	},
	free: {
		autumn: 'herfstvakantie',
		christmas: 'kerstvakantie',
		spring: 'voorjaarsvakantie',
		may: 'meivakantie',
		summer: 'zomervakantie',
		easter: 'tweede paasdag',
		king: 'Koningsdag',
		ascension: 'Hemelvaart',
		whit: 'tweede pinksterdag',
		own: 'vrij'
	},
	short: {
		autumn: 'herfst',
		christmas: 'kerst',
		spring: 'voorjaar',
		may: 'mei',
		summer: 'zomer',
		own: 'vrij'
	},
	band: {
		title: 'Het jaar in één oogopslag',
		how: 'Sleep een bijeenkomst naar een andere week, of kies er een en gebruik de pijltjes. Page Up en Page Down gaan per week.',
		how360: 'Sleep een bijeenkomst, of typ hieronder de datum.',
		meeting: (n: number, title: string) => `Bijeenkomst ${n}: ${title}`,
		next: (n: number) => `Volgende cyclus, voorlopig: bijeenkomst ${n}`,
		over: 'geweest',
		legend: 'vrij van school',
		legendNext: 'volgende cyclus, voorlopig',
		moved: (n: number, day: string) => `Bijeenkomst ${n} staat nu op ${day}.`,
		movedNext: (n: number, day: string) => `Bijeenkomst ${n} van de volgende cyclus staat voorlopig op ${day}.`,
		along: (n: number) => (n === 1 ? 'De volgende schoof mee.' : `De volgende ${n} schoven mee.`),
		undo: 'Maak ongedaan',
		undone: 'De data staan weer zoals ze stonden.'
	},
	dates: {
		all: 'Geldt voor alle bijeenkomsten',
		allHint: 'Wat je hier kiest, komt bij elke bijeenkomst te staan.',
		differs: 'verschilt',
		details: 'Tijd, plek en vorm',
		summary: (time: string, minutes: number, place: string) =>
			`${time}, ${minutes} minuten${place ? `, ${place}` : ', nog geen plek'}`,
		inHoliday: (what: string) => `Deze dag valt in de vrije dagen: ${what}.`,
		weekend: 'Deze dag valt in het weekend.',
		take: (day: string) => `Neem ${day}`,
		takeAll: 'Zet alles op schooldagen',
		freeWeeks: (n: number) => (n === 1 ? 'waarvan 1 week vakantie' : `waarvan ${n} weken vakantie`),
		acrossSummer: 'Deze cyclus loopt door de zomervakantie heen. Na de zomer zitten de kinderen in een andere groep.',
		blocks: 'Zo gaat deze bijeenkomst'
	},
	next: {
		overtaken:
			'Er is nog niets bewaard. Een collega heeft intussen andere dagen klaargezet voor de volgende cyclus; die staan nu hierboven. Wat je voor deze cyclus invulde, staat er nog. Kijk het na en bewaar opnieuw.',
		overtakenNone:
			'Er is nog niets bewaard. Een collega heeft de dagen voor de volgende cyclus intussen weggehaald. Wat je voor deze cyclus invulde, staat er nog. Kijk het na en bewaar opnieuw.',
		title: 'De volgende cyclus',
		put: 'Zet de volgende cyclus alvast op de jaarband',
		body: 'Dit zijn voorlopige data. Alleen jij ziet ze. Je collega’s horen ervan als je de cyclus plant.',
		date: (n: number) => `Voorlopige datum van bijeenkomst ${n}`
	},
	start: {
		hear: (n: number) =>
			n === 0
				? 'Je collega’s zien de data meteen in de app.'
				: n === 1
					? 'Eén persoon krijgt per bijeenkomst een uitnodiging in de mail. Agenda’s die meelezen, vullen zichzelf.'
					: `${n} mensen krijgen per bijeenkomst een uitnodiging in de mail. Agenda’s die meelezen, vullen zichzelf.`,
		lookBack: 'Kijk eerst samen terug op de vorige cyclus',
		lookBackBody: 'Dan spreken jullie af hoe de volgende gaat, en staan die afspraken hier al ingevuld.',
		asAgreed: 'Zo hebben jullie het afgesproken'
	},
	confirm: {
		title: 'Dit verandert er',
		line: (n: number, title: string) => `Bijeenkomst ${n}: ${title}`,
		fromTo: (from: string, to: string) => `van ${from} naar ${to}`,
		also: {
			minutes: 'een andere duur',
			place: 'een andere plek',
			mode: 'een andere vorm',
			talkLink: 'een andere link om te praten'
		},
		clips: (n: number) =>
			n === 1 ? 'De opname die klaarligt, gaat mee.' : `De ${n} opnames die klaarliggen, gaan mee.`,
		hear: (n: number) =>
			n === 1
				? 'Eén persoon krijgt een nieuwe uitnodiging in de mail.'
				: `${n} mensen krijgen een nieuwe uitnodiging in de mail.`,
		noLetters: 'Er gaat geen mail uit. Agenda’s die meelezen, veranderen vanzelf.',
		calendars: 'Agenda’s die meelezen, veranderen vanzelf.',
		past: 'Dit is al geweest. Niemand krijgt hier bericht van.',
		yes: 'Ja, verander dit',
		no: 'Nee, laat het staan',
		stale: 'Iemand anders heeft de data net veranderd. Dit is wat er nu verandert als je doorgaat.'
	},
	agreements: {
		title: 'Onze afspraken',
		forMeeting: 'Afgesproken voor deze cyclus',
		held: (rhythm: string, n: number, minutes: number) =>
			`${rhythm ? `${rhythm}: ` : ''}${n} bijeenkomsten, met opnames ${minutes} minuten`,
		number: 'Hoe vaak en hoe lang',
		rhythm: 'Ritme',
		meetings: 'Aantal bijeenkomsten',
		minutes: 'Minuten voor een bijeenkomst met opnames',
		form: 'Hoe kijken we?',
		forms: {
			together: 'Met z’n allen naar één opname',
			'together-then-groups': 'Eerst één opname samen, dan in groepjes',
			groups: 'Meteen in groepjes',
			pairs: 'In wisselende tweetallen'
		},
		order: 'In welke volgorde?',
		orders: {
			same: 'Elke keer op dezelfde manier',
			growing: 'De eerste keren beginnen we samen, daarna zoals afgesproken'
		},
		leads: 'Wie leidt de bijeenkomst?',
		leaders: {
			facilitator: 'De procesbegeleider',
			both: 'Kartrekker en procesbegeleider samen',
			lead: 'De kartrekker',
			'in-turn': 'Om de beurt'
		},
		expert: 'Wat doet de expert?',
		experts: {
			leads: 'Leidt de bijeenkomsten',
			'co-leads': 'Leidt mee',
			'on-call': 'Is er als we haar vragen',
			remote: 'Kijkt op afstand mee',
			none: 'Doet deze cyclus niet mee'
		},
		note: 'Wat spraken jullie nog meer af?',
		noteHint: 'Schrijf hier niets over een kind.',
		by: (who: string, when: string) => `Opgeschreven door ${who} op ${when}.`,
		save: 'Bewaar de afspraken',
		saved: 'De afspraken zijn bewaard.',
		none: 'Er is nog niets afgesproken.',
		noneMember: 'Er is nog niets afgesproken. Je kartrekker schrijft het op als jullie samen terugkijken.',
		change: 'Afspraken aanpassen',
		planned: 'De bijeenkomsten zijn al gepland. Die blijven staan zoals ze zijn.',
		frozen: 'Die cyclus is afgesloten. De afspraken kun je nog lezen.'
	},
	review: {
		title: (ordinal: string) => `Terugkijken op de ${ordinal} cyclus`,
		intro: 'Bekijk samen hoe deze cyclus ging, en spreek af hoe de volgende gaat. Hier staat niets over kinderen.',
		facts: 'Zo ging het',
		held: (held: number, planned: number) =>
			held === planned ? `${planned} bijeenkomsten gehouden` : `${held} van de ${planned} bijeenkomsten gehouden`,
		hours: (time: string) => `${time} samen`,
		clips: (n: number) => (n === 1 ? '1 opname samen bekeken' : `${n} opnames samen bekeken`),
		between: (n: number) => (n === 1 ? '1 opname tussendoor' : `${n} opnames tussendoor`),
		showed: (n: number, of: number) => `${n} van de ${of} mensen met een kind lieten een opname zien`,
		time: (hours: number, minutes: number) =>
			hours === 0 ? `${minutes} minuten` : minutes === 0 ? `${hours} uur` : `${hours} uur en ${minutes} minuten`,
		talk: 'Om over te praten',
		questions: [
			'Wat leerden we van elkaar, en wat deed dat met het spelen?',
			'Was de tijd goed verdeeld? Wat was te lang, wat te kort?',
			'Kwam iedereen aan het woord, en kwamen tips niet te vroeg?',
			'Wat kunnen we nu zelf, en waarvoor willen we de expert erbij?'
		],
		before: 'Wat jullie toen afspraken',
		next: (ordinal: string) => `Afspraken voor de ${ordinal} cyclus`,
		plan: (ordinal: string) => `Plan de ${ordinal} cyclus`,
		closeFirst: 'Een nieuwe cyclus plannen kan als deze is afgesloten.',
		toCycle: 'Naar de planning',
		open: 'Kijk samen terug en maak afspraken'
	},
	school: {
		title: 'Vrije dagen van de school',
		intro: 'Bij het plannen stellen we data voor op schooldagen. Het blijft een voorstel: je mag elke dag kiezen.',
		region: 'Regio',
		regionHint: 'De vakanties komen van de Rijksoverheid. Herfst en voorjaar zijn daar een advies.',
		holidays: 'Vakanties',
		noRegion: 'Kies een regio, dan staan de vakanties hier.',
		noRegionMember: 'De regio van jullie school is nog niet gekozen. Je kartrekker of beheerder kan dat doen.',
		known: (until: string) => `Verder dan ${until} zijn de vakanties nog niet bekend.`,
		own: 'Eigen vrije dagen',
		ownNone: 'Nog geen. Denk aan studiedagen, of een extra week in mei.',
		name: 'Wat is het?',
		nameHint: 'Bijvoorbeeld: studiedag',
		from: 'Eerste dag',
		to: 'Laatste dag',
		toHint: 'leeg voor één dag',
		add: 'Voeg toe',
		remove: (name: string) => `${name} weghalen`,
		removeShort: 'Weghalen',
		full: 'Er passen er niet meer bij. Haal eerst weg wat voorbij is.',
		saved: 'Bewaard.',
		span: (from: string, to: string) => (from === to ? from : `${from} tot en met ${to}`)
	}
};
