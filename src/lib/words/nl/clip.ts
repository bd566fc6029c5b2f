/** Texts of the clip pages: the overview, choosing and sending, and a clip's own page. */
export const clip = {
	list: {
		title: 'Opnames',
		intro: 'Alleen jij ziet je opnames, tot je er zelf een inbrengt.',
		add: 'Opname toevoegen',
		emptyTitle: 'Nog geen opname',
		emptyBody: 'Film een keer hoe je samen speelt. Vijf minuten is genoeg, en het hoeft geen mooi filmpje te zijn.',
		noChildTitle: 'Kies eerst een kind',
		noChildBody: 'Een opname hoort bij het kind met wie je dit traject doet.',
		toChild: 'Naar mijn kind',
		added: (day: string) => `toegevoegd op ${day}`,
		keptUntil: (day: string) => `blijft tot ${day}`,
		fragment: (length: string) => `fragment van ${length}`,
		noFragment: 'nog geen fragment gekozen',
		forMeeting: (number: number) => `klaar voor bijeenkomst ${number}`,
		forOwn: 'klaar voor een eigen intervisie',
		running: 'ligt nu op tafel',
		discussed: 'samen bekeken'
	},
	status: {
		sending: 'nog niet helemaal verstuurd',
		checking: 'wordt bekeken door de server',
		converting: 'wordt omgezet',
		ready: 'klaar',
		failed: 'niet gelukt',
		erased: 'gewist'
	},
	minutes: (minutes: number, seconds: number) =>
		[minutes ? `${minutes} min` : '', seconds || !minutes ? `${seconds} sec` : ''].filter(Boolean).join(' '),
	add: {
		title: 'Opname toevoegen',
		titleFor: (alias: string) => `Opname met ${alias}`,
		intro: 'Kort of lang, vol of rustig: elke opname is welkom. Eén tot vijf minuten is genoeg.',
		which: 'Bij welk kind hoort deze opname?',
		camera: 'Film nu',
		file: 'Kies een opname',
		fileHint: 'Tot 20 minuten en 2 GB. MP4, MOV of WebM.',
		others: 'Andere kinderen zijn niet herkenbaar in beeld, of hun ouders vinden het goed.',
		othersFirst: 'Kijk eerst of er andere kinderen herkenbaar in beeld zijn, en zet daarna het vinkje.',
		private: 'Alleen jij ziet de opname. Wat je inbrengt, kies je straks zelf.',
		looking: 'We kijken even of deze opname past…',
		noScript:
			'Een opname versturen gaat in stukken, en daarvoor is JavaScript nodig. Zet JavaScript aan en laad deze pagina opnieuw.',
		noConsentTitle: 'Eerst toestemming van de ouders',
		noConsentBody: (alias: string) =>
			`Voor ${alias} is er nog geen ja van de ouders. Zonder hun toestemming is er geen opname.`,
		toConsent: 'Naar de toestemming',
		whyHevc: 'Hoe zet ik mijn telefoon goed?',
		hevcSteps: [
			'Open op je iPhone of iPad Instellingen, dan Camera, dan Structuren.',
			'Kies "Meest compatibel". Nieuwe opnames kun je daarna gewoon versturen.',
			'Voor deze opname: stuur haar vanuit Foto’s naar jezelf en kies bij Opties voor "Meest compatibel".'
		],
		tryAgain: 'Kies een andere opname'
	},
	sending: {
		/** While it is sent: once enough has arrived to be shown. */
		already: 'Je kunt het filmpje al bekijken en inbrengen. Wat nog niet binnen is, komt vanzelf.',
		title: 'Je opname wordt verstuurd',
		progress: (sent: string, total: string, percent: number) => `${sent} van ${total} (${percent}%)`,
		left: (time: string) => `nog ongeveer ${time}`,
		soon: 'nog even',
		waiting: 'De verbinding is weg. We gaan vanzelf verder als ze terug is. Er gaat niets verloren.',
		paused: 'Het versturen staat stil. Je kunt later verdergaan.',
		pause: 'Even stoppen',
		resume: 'Verdergaan',
		stay: 'Laat dit tabblad open. Je kunt ondertussen gewoon verder op deze site.',
		chooseAgain:
			'Deze opname is nog niet helemaal aangekomen. Kies hetzelfde bestand nog een keer, dan gaan we verder waar we waren.',
		choose: 'Kies hetzelfde bestand',
		otherFile: 'Dit is een ander bestand. Kies dezelfde opname als de vorige keer, of begin opnieuw.',
		startOver: 'Opnieuw beginnen met een ander bestand',
		failed: 'Het versturen is niet gelukt.'
	},
	checking: {
		title: 'Even geduld, we bekijken je opname',
		body: 'We kijken of de opname compleet is. Dat duurt een paar tellen.',
		converting: 'We zetten je opname om, zodat iedereen haar kan bekijken.',
		part: (percent: number) => `${percent}% klaar`,
		leave: 'Je hoeft niet te wachten. Je kunt deze pagina sluiten en later terugkomen.',
		again: 'Probeer het nog een keer'
	},
	failed: {
		title: 'Deze opname lukt niet',
		gone: 'Van het bestand is niets bewaard.'
	},
	arrived: {
		phone: 'Staat de opname ook nog op je telefoon? Wis haar daar, en leeg ook de map met verwijderde foto’s.',
		done: 'Gedaan'
	},
	page: {
		eyebrow: (alias: string) => `Opname met ${alias}`,
		rename: 'Andere naam',
		name: 'Naam van de opname',
		onlyYou: 'alleen jij ziet dit',
		shared: (names: string) => `${names} kijkt mee`,
		erasedOn: (day: string) => `wordt gewist op ${day}`,
		next: {
			fragment:
				'Bekijk de opname rustig alleen. Kies dan het fragment dat jullie samen gaan bekijken, hoogstens drie minuten.',
			card: 'Schrijf kort op waarom je dit laat zien. Dan kun je de opname inbrengen.',
			bring: 'Alles staat klaar. Breng de opname in als je dat wilt.',
			brought: 'Deze opname ligt klaar. Je kunt haar altijd weer van tafel halen.',
			closed: 'Dit traject is afgesloten. Je kunt de opname nog bekijken tot ze gewist wordt.',
			noConsent: 'De ouders hebben geen toestemming (meer) gegeven. De opname is daarom niet te bekijken.'
		},
		player: 'Jouw opname'
	},
	fragment: {
		title: 'Fragment',
		intro: 'Het stukje dat de groep opnieuw bekijkt. Er wordt niets afgeknipt.',
		from: 'Begint op',
		to: 'Eindigt op',
		here: 'Begin hier',
		toHere: 'Eindig hier',
		save: 'Bewaar dit fragment',
		length: (length: string) => `duurt ${length}`,
		none: 'Nog niet gekozen.',
		badTime: 'Schrijf een tijd als 1:12 of 1:12,4.'
	},
	marks: {
		title: 'Jouw momenten',
		intro: 'Alleen voor jou, ook als je de opname inbrengt.',
		add: 'Markeer dit moment',
		addAt: (at: string) => `Markeer ${at}`,
		moment: 'Moment',
		note: 'Wat zie je?',
		noteFor: (at: string) => `Aantekening bij ${at}`,
		goTo: (at: string) => `Ga naar ${at}`,
		remove: (at: string) => `Moment op ${at} weghalen`,
		removed: 'Moment weggehaald.',
		empty: 'Zie je iets kleins gebeuren? Markeer het moment, dan vind je het zo terug.'
	},
	card: {
		title: 'Kaartje bij de opname',
		intro: 'Dit leest de groep als je de opname inbrengt. Een paar woorden is genoeg.',
		context: 'Wat waren jullie aan het doen?',
		contextHint: 'Waar, wanneer, wat ging eraan vooraf.',
		contexts: 'Bijvoorbeeld',
		reason: 'Waarom laat je juist dit zien?',
		goal: 'Wat oefende je?',
		skills: 'Vaardigheden die je probeerde',
		question: 'Heb je een vraag aan de groep?',
		saved: 'Bewaard',
		saving: 'Wordt bewaard…',
		notSaved: 'Niet bewaard. Kijk je verbinding na en probeer het nog eens.',
		save: 'Bewaar het kaartje'
	},
	bring: {
		title: 'Inbrengen',
		intro: 'Jij kiest of, wanneer en hoe. Je kunt je altijd bedenken, ook tijdens de bespreking.',
		where: 'Waar breng je de opname in?',
		meeting: (number: number, day: string) => `Bijeenkomst ${number}, ${day}`,
		own: 'Eigen intervisie, zonder bijeenkomst',
		how: 'Werkwijze',
		protocol: (title: string, minutes: number) => `${title}, ongeveer ${minutes} minuten`,
		show: 'Wat zien de anderen?',
		whole: 'de hele opname, daarna het fragment',
		onlyFragment: 'alleen het fragment',
		button: 'Breng de opname in',
		needsFragment: 'Kies eerst een fragment. Dan kun je de opname inbrengen.',
		tables: 'Deze opname ligt klaar voor',
		toRoom: 'Naar de bespreking',
		running: 'is bezig',
		takeOff: 'Haal van tafel',
		takeOffSure: 'De bespreking sluit dan meteen voor iedereen. Niemand ziet waarom.',
		takenOff: 'De opname ligt niet meer op tafel.',
		noneLeft: 'Er zijn geen bijeenkomsten meer in deze cyclus. Een eigen intervisie kan wel.',
		another: 'Nog ergens inbrengen'
	},
	who: {
		title: 'Wie kan dit zien?',
		onlyYou: 'Niemand behalve jij.',
		meeting: (number: number) => `De mensen van bijeenkomst ${number}, zolang de bespreking bezig is.`,
		own: 'Je teamgenoten, zolang jullie eigen intervisie bezig is.',
		onlyFragment: 'Zij zien alleen het fragment.',
		helper: (name: string, until: string) => `${name}, die op jouw vraag meekijkt, tot ${until}.`,
		never: 'Leidinggevenden en beheerders zien je opnames niet.',
		views: 'Wie heeft gekeken',
		noViews: 'Nog niemand anders.',
		view: (name: string, day: string, time: string) => `${name}, ${day} om ${time}`,
		moreViews: (n: number) => `en ${n} keer eerder`,
		askHelp: 'Vraag een expert om mee te kijken'
	},
	keep: {
		title: 'Bewaren en wissen',
		until: (day: string) => `De opname wordt vanzelf gewist op ${day}.`,
		longer: 'Langer bewaren',
		longerUntil: (day: string) => `Bewaar tot ${day}`,
		agree: 'Ik heb het de ouders opnieuw gevraagd en zij vinden het goed.',
		keptUntil: (day: string) => `De opname blijft tot ${day}.`,
		erase: 'Opname wissen',
		eraseTitle: 'Wat er weggaat',
		eraseList: [
			'de opname zelf, meteen en voorgoed',
			'je momenten en het kaartje',
			'haar plek op tafel, als ze is ingebracht'
		],
		stays: 'Wat de groep samen opschreef, blijft in het verslag staan.',
		eraseSure: 'Ja, wis de opname',
		erased: 'De opname is gewist.'
	}
};
