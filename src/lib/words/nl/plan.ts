/** Small numbers read as words in a story. */
const inWords = (n: number): string =>
	['nul', 'één', 'twee', 'drie', 'vier', 'vijf', 'zes', 'zeven', 'acht', 'negen', 'tien'][n] ?? `${n}`;

/** The page of one child. Texts of the method itself stand in its pack. */
export const plan = {
	eyebrow: { mine: 'Mijn kind', of: (name: string) => `Het kind van ${name}` },
	cycles: ['eerste cyclus', 'tweede cyclus', 'derde cyclus', 'vierde cyclus'],
	cycle: (n: number) => `cyclus ${n}`,
	reading: {
		onlyYou: 'alleen jij ziet deze pagina',
		sharing: (parts: string) => `je deelt ${parts} met je team`,
		part: ['1 stukje', 'stukjes'],
		colleague: (name: string) => `je leest wat ${name} deelt`
	},
	consent: {
		until: (text: string, day: string) => `${text}, tot ${day}`,
		team: 'toestemming: eigen team',
		expert: 'toestemming: eigen team en expert',
		asked: 'toestemming is gevraagd',
		'not-asked': 'toestemming nog niet gevraagd',
		refused: 'geen toestemming',
		withdrawn: 'geen toestemming'
	},
	played: { none: 'nog geen speelmoment', one: 'speelmoment', many: 'speelmomenten' },
	closed: {
		chip: (day: string) => `afgesloten op ${day}`,
		finished: 'Dit traject is afgerond. Je kunt alles blijven lezen.',
		'another-child': 'Je koos een ander kind. Wat je hier schreef blijft van jou.',
		left: 'Dit traject is gesloten toen je het team verliet. Wat je hier schreef blijft van jou.'
	},
	othersRest: (name: string) => `De rest van dit plan is van ${name} zelf.`,
	nothingShared: {
		title: 'Nog niets gedeeld',
		body: (name: string) => `Dit plan is van ${name}. Wat hier komt te staan, kiest ${name} zelf.`
	},
	words: {
		mine: (month: string) => `Mijn drie woorden in ${month}`,
		theirs: (name: string, month: string) => `De drie woorden van ${name} in ${month}`,
		now: 'Nu',
		later: (month: string) => `kies je in ${month}, na het tweede interview`,
		atTheEnd: 'kies je aan het eind',
		becomes: 'wordt'
	},
	step: {
		'choose-words': {
			line: (alias: string) => `Begin met drie woorden voor de band tussen jou en ${alias}`,
			button: 'Kies mijn drie woorden'
		},
		'tell-how-it-went': {
			line: (when: string) => `Je speelmoment van ${when} is geweest`,
			button: 'Noteer hoe het ging'
		},
		'look-back': {
			line: 'De laatste bijeenkomst is geweest. Kijk terug en kies opnieuw drie woorden',
			button: 'Kijk terug'
		},
		finish: { line: 'Je koos ervoor om dit traject af te ronden', button: 'Rond af' },
		'wait-for': { line: (when: string) => `Je volgende speelmoment is ${when}`, button: 'Bekijk mijn plan' },
		'plan-moment': {
			line: (alias: string) => `Wanneer sluit je weer aan bij ${alias}?`,
			button: 'Plan een speelmoment'
		}
	},
	story: 'Het verhaal tot nu toe',
	empty: 'Hier komt jullie verhaal te staan: wat je plant, wat er gebeurde en wat de groep teruggaf.',
	kinds: {
		start: 'Na het eerste interview',
		'play-moment': 'Speelmoment',
		clip: 'Opname gemaakt',
		session: 'Samen gekeken',
		note: 'Notitie',
		parents: 'Contact met de ouders',
		end: 'Terugblik aan het eind'
	},
	moment: {
		next: 'Volgend speelmoment',
		lasted: (n: number) => `Speelmoment van ${n === 1 ? '1 minuut' : `${n} minuten`}`,
		practise: (skill: string) => `Ik oefen: ${skill}.`,
		leave: (what: string) => `Ik laat weg: ${what}.`,
		practised: (skill: string) => `Geoefend: ${skill}.`,
		left: (what: string) => `Weggelaten: ${what}.`,
		need: 'Daarvoor nodig:',
		film: 'Ik film dit moment.',
		learned: 'Wat ik leerde:',
		nextTime: 'Volgende keer:',
		tell: 'Noteer hoe het ging',
		empty: 'Nog niets ingevuld.'
	},
	clip: {
		fragment: (length: string) => `Fragment van ${length}.`,
		whole: (length: string) => `Opname van ${length}.`,
		length: (minutes: number, seconds: number) => (minutes ? `${minutes} min ${seconds}` : `${seconds} seconden`),
		kept: (day: string) => `Wordt gewist op ${day}, tenzij je het langer bewaart.`,
		notReady: 'Wordt nog klaargezet.',
		stopped: 'Het versturen is gestopt. Bij de opname kun je ermee verder.',
		failed: 'Deze opname is niet gelukt.',
		watch: 'Bekijk de opname',
		expert: 'Vraag een expert'
	},
	session: {
		inMeeting: (n: number) => `Samen gekeken in bijeenkomst ${n}`,
		saw: (text: string) => `Wat de groep zag: ${text}`,
		sought: (times: number, wordless: number) => {
			const how =
				wordless === 0 ? '' : wordless === times ? ', zonder woorden' : `, ${inWords(wordless)} keer zonder woorden`;
			return `${inWords(times)} keer zocht het kind contact${how}.`;
		},
		wrote: (n: number) => (n === 1 ? 'één waarneming.' : `${n} waarnemingen.`),
		all: (n: number) => (n === 1 ? 'Lees de waarneming' : `Lees alle ${n} waarnemingen`),
		at: (time: string) => `bij ${time}`,
		needs: 'Wat het kind nodig lijkt te hebben:',
		tips: 'Tips waar ik om vroeg',
		intentions: 'Wat ik wilde proberen:',
		takeaway: 'Wat ik meeneem:',
		takeawayHers: 'Wat ze meeneemt:',
		record: 'Naar het verslag'
	},
	end: {
		goOn: { finish: 'Ik rond af met dit kind.', 'go-on': 'Ik ga door met dit kind.', undecided: '' },
		keep: 'Wat ik vasthoud:',
		support: 'Wie mij kan helpen:'
	},
	menu: {
		open: (what: string) => `Meer over: ${what}`,
		edit: 'Wijzigen',
		add: 'Aanvullen',
		share: 'Delen met mijn team',
		unshare: 'Niet meer delen',
		shared: 'gedeeld met je team',
		remove: 'Verwijderen',
		removeWhat: 'Wat je hier schreef verdwijnt. Meteen daarna kun je het nog ongedaan maken.'
	},
	removed: 'Dit stukje is uit je plan verwijderd.',
	restored: 'Het staat er weer.',
	add: {
		title: 'Iets toevoegen',
		moment: 'Speelmoment',
		note: 'Notitie',
		end: 'Terugblik',
		start: 'Drie woorden'
	},
	form: {
		title: {
			start: 'Terugblik op het eerste interview',
			'play-moment': 'Een speelmoment',
			note: 'Een notitie',
			parents: 'Contact met de ouders',
			session: 'Wat jij eraan toevoegt',
			end: 'Terugblik aan het eind'
		},
		private: 'Alleen jij leest dit, tot je het deelt.',
		done: 'Bewaren en sluiten',
		ownWords: 'in eigen woorden',
		ownLabel: 'In eigen woorden',
		when: 'Dag',
		time: 'Tijd',
		before: 'Vooraf: mijn plan',
		after: 'Daarna: hoe het ging',
		afterSoon: 'Is het al geweest? Noteer hoe het ging',
		context: 'Bij welke activiteit sluit je aan?',
		skill: 'Welke vaardigheid oefen je?',
		leftOut: 'Wat laat je bewust weg?',
		help: 'Wie of wat heb je daarvoor nodig?',
		helpHint: 'Bijvoorbeeld iemand die tien minuten je groep overneemt.',
		filmed: 'Ik film dit moment',
		minutes: 'Hoeveel minuten duurde het?',
		doneTick: 'Dit moment is geweest',
		happened: 'Wat deed het kind, en wat deed jij?',
		happenedHint: 'Schrijf op wat je letterlijk zag.',
		learned: 'Wat leerde je over wat dit kind in het contact nodig heeft?',
		next: 'Wat neem je mee naar de volgende keer?',
		note: 'Wat wil je onthouden?',
		takeaway: 'Wat neem je mee?',
		sessionNote: 'Wil je er later nog iets bij schrijven?',
		relation: 'Wat weet je nu over jullie band?',
		needs: 'Wat lijkt dit kind van jou nodig te hebben?',
		changed: 'Wat is er verschoven sinds het begin?',
		changedHint: 'Bij het kind, bij jou, tussen jullie. En waardoor, denk je?',
		goOn: 'Rond je af met dit kind of ga je door?',
		goOnChoice: { finish: 'Ik rond af', 'go-on': 'Ik ga door', undecided: 'Weet ik nog niet' },
		keep: 'Wat houd je vast of breid je uit?',
		support: 'Wie kan je daarbij helpen?'
	},
	picker: {
		legend: 'Drie woorden voor jullie band',
		hint: 'Kies woorden voor wat er tussen jullie is. Een eigen woord mag altijd.',
		slot: (n: number) => ['Eerste woord', 'Tweede woord', 'Derde woord'][n] ?? '',
		example: 'Een voorbeeld ervan',
		aboutTheChild: (word: string) => `"${word}" zegt iets over het kind. Welk woord past bij wat er tussen jullie is?`,
		list: (n: number) => `Kies uit ${n} woorden`,
		search: 'Zoek een woord',
		none: 'Dit woord staat er niet bij. Je kunt het zelf invullen.',
		found: (n: number) => (n === 1 ? '1 woord' : `${n} woorden`)
	},
	save: {
		saved: 'Bewaard',
		saving: 'Wordt bewaard…',
		waiting: 'Nog niet bewaard. Je tekst staat veilig in dit venster, we proberen het opnieuw.',
		refused: 'Dit kunnen we zo niet bewaren. Kijk na wat je hebt ingevuld.',
		leave: 'Je laatste woorden zijn nog niet bewaard. Toch weggaan?'
	},
	finish: {
		title: 'Dit traject afronden',
		body: (alias: string) => `Je plan voor ${alias} blijft leesbaar voor jou. Schrijven kan daarna niet meer.`,
		button: 'Rond het traject af'
	}
};
