export const practice = {
	parts: { arrival: 'bij de inloop', morning: 'in de ochtend', midday: 'rond het eten', afternoon: 'in de middag' },
	partsShort: { arrival: 'inloop', morning: 'ochtend', midday: 'eten', afternoon: 'middag' },
	days: { 1: 'maandag', 2: 'dinsdag', 3: 'woensdag', 4: 'donderdag', 5: 'vrijdag' },
	daysShort: { 1: 'ma', 2: 'di', 3: 'wo', 4: 'do', 5: 'vr' },
	years: { lower: 'onderbouw (groep 1-2)', middle: 'middenbouw (groep 3-4)' },
	feelings: { warm: 'warm', ordinary: 'gewoon', searching: 'zoekend' },
	minutes: (n: number) => `${n} min`,
	log: {
		title: 'Log een moment',
		with: (alias: string) => `met ${alias}`,
		child: 'Met welk kind?',
		brief: 'Kort contact',
		briefHint: 'Eén tik is genoeg.',
		briefOne: 'Er was even contact',
		other: 'ander kind, alleen geteld',
		play: 'Speelmoment',
		context: 'Waarbij?',
		ownContext: 'iets anders',
		ownLabel: 'Waarbij, in je eigen woorden',
		length: 'Hoe lang?',
		lengthOther: 'Aantal minuten',
		how: 'Gepland of spontaan?',
		hows: { planned: 'gepland', spontaneous: 'spontaan' },
		feeling: 'Hoe voelde het contact?',
		line: 'Eén zin, als je wilt',
		lineHint: 'Wat deed het kind, wat deed jij?',
		more: 'Meer: vaardigheid, gefilmd, ander tijdstip',
		skill: 'Wat probeerde je?',
		leftOut: 'Wat liet je bewust weg?',
		filmed: 'Ik heb gefilmd',
		date: 'Dag',
		time: 'Tijd',
		done: 'Klaar',
		save: 'Bewaar',
		first: 'Kies eerst waarbij, of hoe lang. Dan is het meteen bewaard.',
		timer: {
			start: (n: number) => `Start wekker van ${n} min`,
			running: (left: string) => `Nog ${left}`,
			over: 'De tijd is om. Rond rustig af.',
			stop: 'Stop de wekker',
			took: (n: number) => `Duurde ${n} min, ingevuld.`
		},
		state: {
			saved: 'Bewaard',
			saving: 'Bewaren…',
			waiting: 'Staat op dit toestel, wacht op verbinding',
			'sign-in': 'Staat op dit toestel, wacht tot je weer inlogt',
			'not-kept': 'Niet bewaard: er is geen verbinding en dit toestel kan niets veilig bewaren. Laat deze pagina open.',
			refused: 'Niet bewaard:'
		},
		refusedWords: 'Dit schreef je:',
		refused: {
			title: 'Niet in je logboek gekomen',
			body: 'Dit staat alleen nog op dit toestel, verzegeld. Schrijf over wat je wilt houden en haal het daarna weg.',
			unread: 'een moment van eerder',
			forget: 'Haal weg van dit toestel'
		},
		undo: 'Ongedaan maken',
		undone: 'Weggehaald',
		undoing: 'Wordt weggehaald zodra er verbinding is',
		today: 'Vandaag gelogd',
		kinds: { play: 'speelmoment', brief: 'kort contact', 'other-child': 'ander kind' },
		waiting: (n: number) =>
			n === 1
				? 'Eén moment staat nog op dit toestel en wordt vanzelf verstuurd.'
				: `${n} momenten staan nog op dit toestel en worden vanzelf verstuurd.`,
		due: 'Volgens je weekplan is er vandaag een speelmoment:',
		planned: (time: string) => `Om ${time} had je een speelmoment gepland.`,
		tell: 'Schrijf hoe het ging',
		none: 'Je hebt nu geen kind om bij te loggen',
		noneBody: 'Kies een kind. Daarna log je hier met een paar tikken hoe vaak jullie samen zijn.',
		choose: 'Naar mijn kind',
		plan: 'Naar het plan',
		quiet: 'Er is geen goed aantal. Ook een paar momenten hielpen.'
	},
	week: {
		title: 'Wanneer speel je samen?',
		intro: (alias: string) =>
			`Kies vaste momenten om met ${alias} te spelen. Twee of drie keer per week, vijf tot tien minuten, is mooi.`,
		saved: 'Bewaard',
		save: 'Bewaar de week',
		line: 'Vast in de week',
		none: 'Nog geen vaste momenten',
		change: 'Week plannen',
		closed: 'Dit traject is afgesloten.',
		private: 'Alleen jij ziet dit.',
		back: 'Naar het plan'
	},
	cover: {
		title: 'Mijn groep even overnemen',
		intro: 'Vraag een collega om tien minuten je groep over te nemen, zodat jij kunt spelen.',
		who: 'Wie vraag je?',
		date: 'Welke dag?',
		time: 'Hoe laat?',
		minutes: 'Hoeveel minuten?',
		ask: 'Vraag het',
		asked: 'Gevraagd.',
		ofMe: 'Aan mij gevraagd',
		mine: 'Door mij gevraagd',
		question: (name: string) => `${name} vraagt: wil jij mijn groep even overnemen?`,
		when: (day: string, time: string, minutes: number) => `${day} om ${time}, ${minutes} minuten`,
		yes: 'Ja, doe ik',
		no: 'Nee, het lukt niet',
		changeToNo: 'Toch niet',
		changeToYes: 'Toch wel',
		withdraw: 'Trek in',
		status: { asked: 'nog geen antwoord', yes: 'ja', no: 'lukt niet', withdrawn: 'ingetrokken' },
		past: 'geweest',
		promised: (name: string) => `Je neemt de groep van ${name} over`,
		youAsked: (name: string) => `Je vroeg het aan ${name}`,
		none: 'Er is nog niets gevraagd',
		noneBody: 'Een vraag van een collega zie je hier en bij Deze week.',
		nobody: 'Er is nog niemand in je team om te vragen.'
	},
	tips: {
		title: 'Tips voor elkaar',
		intro:
			'Wat werkt bij samen spelen? Onderbouw en middenbouw helpen elkaar hier. Schrijf zonder kind: het hele team leest mee.',
		text: 'Jouw tip',
		for: 'Voor wie?',
		add: 'Zet op het bord',
		remove: 'Haal weg',
		removed: 'Weggehaald.',
		added: 'Je tip staat op het bord.',
		by: (name: string, day: string) => `${name}, ${day}`,
		forShort: { lower: 'voor groep 1-2', middle: 'voor groep 3-4' },
		all: 'alles',
		none: 'Het bord is nog leeg',
		noneBody: 'De eerste tip mag klein zijn. Bijvoorbeeld: bij het opruimen gaat volgen vanzelf.',
		noBoard: 'Je hebt geen tipbord',
		noBoardBody: 'Het bord hoort bij een team waarvan je de bijeenkomsten bijwoont.'
	},
	today: {
		title: 'Samen spelen',
		log: 'Log een moment',
		due: (alias: string, when: string) => `Vandaag ${when} met ${alias}`,
		at: (time: string) => `om ${time}`,
		nothing: 'Vandaag staat er niets vast. Een kort moment kan altijd.',
		week: 'Week plannen',
		cover: 'Vraag overname',
		tips: 'Tips'
	},
	child: {
		years: 'In welke groep zit het kind?',
		yearsHint: 'Dan staan de momenten die daar passen bovenaan.',
		who: 'Met wie ga je verder?',
		newChild: 'een nieuw kind',
		same: (alias: string) => `opnieuw ${alias}`,
		sameHint:
			'Je begint helemaal opnieuw: eerste woorden, toestemming en plan. Niets komt mee dan de voorletter. Het oude traject lees alleen jij.',
		goes: 'Dit verandert meteen:',
		closes: (alias: string) =>
			`Het traject met ${alias} wordt afgesloten. Je kunt het nog lezen, niet meer veranderen.`,
		unshared: (n: number) =>
			n === 1
				? 'Eén deel dat je deelde, is weer van jou alleen.'
				: `${n} delen die je deelde, zijn weer van jou alleen.`,
		clips: (n: number) =>
			n === 1 ? 'Eén opname wordt gewist en kan niet terug.' : `${n} opnames worden gewist en kunnen niet terug.`,
		noClips: 'Er zijn geen opnames om te wissen.',
		week: 'De vaste momenten in je week vervallen.',
		baseline: 'De eerste woorden horen bij het vorige kind en tellen niet voor het nieuwe.',
		count: {
			title: 'Trajecten van ons team',
			line: (ordinal: string, n: number) => `${ordinal} cyclus: ${n === 1 ? '1 traject' : `${n} trajecten`}`,
			again: (n: number) => `${n} met hetzelfde kind als eerder`,
			swapped: (n: number) => `${n} gestopt omdat de ouders nee zeiden`,
			finished: (n: number) => `${n} afgerond`,
			note: 'Zonder namen, voor de evaluatie. Een traject is één leerkracht met één kind in één cyclus.'
		}
	}
};
