/** The living plan: what is still open, the parents, earlier versions, and the plan on paper. */
export const living = {
	add: 'Contact met de ouders',
	skillFirst: (skill: string) => `Hiermee begin ik: ${skill}.`,
	shifted: 'Wat er verschoof:',
	meet: 'De volgende keer dat ik het kind zie:',
	form: {
		shifted: 'Wat is er verschoven in je blik of je gevoel?',
		meet: 'Wat doe je bij de eerstvolgende ontmoeting?',
		skill: 'Met welke vaardigheid begin je?',
		how: 'Hoe spraken jullie elkaar?',
		howChoice: { door: 'Bij de deur', talk: 'In een gesprek', phone: 'Aan de telefoon', message: 'In een bericht' },
		said: 'Waar ging het over?',
		home: 'Wat merken de ouders thuis?',
		homeHint: 'Zo dicht mogelijk bij hoe zij het zeiden.',
		agreed: 'Wat spraken jullie af?'
	},
	parents: {
		how: { door: 'Bij de deur', talk: 'In een gesprek', phone: 'Aan de telefoon', message: 'In een bericht', '': '' },
		home: 'Wat ouders merken:',
		agreed: 'Afgesproken:'
	},
	open: {
		lead: 'Kan er nog bij:',
		words: 'drie woorden voor jullie band',
		relation: 'wat je weet over jullie band',
		needs: 'wat dit kind van jou nodig lijkt te hebben',
		meet: 'wat je bij de volgende ontmoeting doet',
		skill: 'welke vaardigheid je kiest',
		leftOut: 'wat je bewust weglaat',
		happened: 'wat het kind deed en wat jij deed',
		learned: 'wat je leerde over wat dit kind nodig heeft',
		next: 'wat je meeneemt naar de volgende keer',
		takeaway: 'wat jij meeneemt',
		home: 'wat de ouders thuis merken',
		changed: 'wat er verschoven is',
		goOn: 'of je afrondt of doorgaat',
		keep: 'wat je vasthoudt of uitbreidt',
		support: 'wie je daarbij kan helpen',
		write: 'Schrijf het erbij'
	},
	needs: {
		title: (alias: string) => `Wat ik leerde over wat ${alias} nodig heeft`,
		titleHers: (name: string, alias: string) => `Wat ${name} leerde over wat ${alias} nodig heeft`,
		from: {
			start: 'na het eerste interview',
			'play-moment': 'na een speelmoment',
			session: 'samen gezien',
			note: '',
			parents: '',
			end: ''
		}
	},
	parts: {
		title: 'Wat er in je plan staat',
		names: {
			start: 'Het begin',
			moments: 'Speelmomenten',
			needs: 'Wat je kind nodig heeft',
			clips: 'Opnames',
			group: 'Wat de groep gaf',
			parents: 'De ouders',
			end: 'De terugblik',
			onward: 'Hoe het verder gaat'
		},
		there: {
			start: () => 'Je drie woorden en je terugblik staan erin.',
			moments: (n: number, coming: number) =>
				[
					n === 1 ? 'Eén keer gespeeld.' : n ? `${n} keer gespeeld.` : '',
					coming === 1 ? 'Het volgende moment staat gepland.' : coming ? `${coming} momenten staan gepland.` : ''
				]
					.filter(Boolean)
					.join(' '),
			needs: (n: number) => (n === 1 ? 'Eén keer opgeschreven.' : `${n} keer opgeschreven.`),
			clips: (n: number) => (n === 1 ? 'Eén opname.' : `${n} opnames.`),
			group: (n: number) => (n === 1 ? 'Jullie keken één keer samen.' : `Jullie keken ${n} keer samen.`),
			parents: (n: number) => (n === 1 ? 'Eén keer gesproken.' : `${n} keer gesproken.`),
			end: () => 'Je terugblik staat erin.',
			onward: () => 'Je hebt gekozen.'
		},
		begun: 'Je bent begonnen. Er kan nog iets bij.',
		missing: {
			start: 'Nog leeg. Drie woorden is al een begin.',
			moments: 'Nog geen. Tien minuten is al genoeg.',
			needs: 'Komt vanzelf, uit wat je na een speelmoment schrijft.',
			clips: 'Nog geen. Filmen kan als de ouders het goed vinden.',
			group: 'Komt hier vanzelf, nadat jullie samen gekeken hebben.',
			parents: 'Nog niets. Vertellen zij iets, dan kan dat hier staan.',
			end: 'Die schrijf je aan het eind.',
			onward: 'Afronden of doorgaan kies je aan het eind.'
		},
		go: { write: 'Schrijven', more: 'Aanvullen', add: 'Toevoegen' },
		goTo: (what: string, name: string) => `${what}: ${name}`
	},
	save: {
		kept: 'Nog niet verstuurd. Je tekst staat veilig op dit apparaat.',
		broughtBack: 'Wat je laatst schreef en nog niet verstuurd was, staat er weer.',
		notSaved: 'Dit schreef je, maar het kon niet bewaard worden. Kopieer wat je wilt houden.',
		letGo: 'Weg ermee'
	},
	history: {
		open: 'Eerdere versies',
		title: 'Eerdere versies',
		of: (what: string, day: string) => `${what} van ${day}`,
		back: 'Terug naar het plan',
		intro: 'Wat je binnen tien minuten achter elkaar schrijft, is één versie. Alleen jij ziet deze bladzijde.',
		none: 'Er is nog maar één versie. Zodra je iets wijzigt, kun je hier teruglezen hoe het was.',
		now: 'Zo staat het er nu',
		by: (name: string, day: string, time: string) => `${name}, ${day} om ${time}`,
		between: (name: string, day: string, from: string, to: string) => `${name}, ${day} van ${from} tot ${to}`,
		first: 'Eerste versie',
		changed: 'Gewijzigd:',
		nothing: 'Hier verschilt niets.',
		empty: 'leeg',
		was: 'was:',
		gone: 'weggehaald',
		fresh: 'toegevoegd',
		look: 'Lees deze versie',
		restore: 'Zet deze versie terug',
		restoreWhat: 'Wat er nu staat blijft als versie bewaard.',
		restored: 'De eerdere versie staat er weer.',
		yes: 'ja',
		no: 'nee',
		fields: {
			words: 'Drie woorden',
			examples: 'Voorbeelden bij de woorden',
			relation: 'Wat je weet over jullie band',
			needs: 'Wat dit kind nodig lijkt te hebben',
			shifted: 'Wat er verschoven is in je blik',
			meet: 'De eerstvolgende ontmoeting',
			skill: 'Vaardigheid',
			context: 'Activiteit',
			leftOut: 'Wat je bewust weglaat',
			help: 'Wie of wat je nodig hebt',
			minutes: 'Minuten',
			filmed: 'Filmen',
			happened: 'Wat het kind deed en wat jij deed',
			learned: 'Wat je leerde over wat dit kind nodig heeft',
			next: 'Wat je meeneemt naar de volgende keer',
			done: 'Is geweest',
			text: 'Notitie',
			takeaway: 'Wat je meeneemt',
			note: 'Wat je er later bij schreef',
			how: 'Hoe jullie elkaar spraken',
			said: 'Waar het over ging',
			home: 'Wat ouders thuis merken',
			agreed: 'Wat jullie afspraken',
			changed: 'Wat er verschoven is sinds het begin',
			goOn: 'Afronden of doorgaan',
			keep: 'Wat je vasthoudt of uitbreidt',
			support: 'Wie je daarbij kan helpen'
		}
	},
	together: {
		link: 'Samen schrijven',
		title: 'Samen schrijven',
		chip: (names: string) => `je schrijft iets samen met ${names}`,
		with: (name: string) => `je schrijft dit samen met ${name}`,
		of: (name: string) => `In het plan van ${name}`,
		about: {
			mine: (name: string) => `Jij en ${name} schrijven hier allebei.`,
			theirs: (name: string) => `Jij en ${name} schrijven hier allebei. De rest van dit plan is van ${name} zelf.`
		},
		ask: 'Met wie wil je dit stukje schrijven?',
		askHint: 'Wie je vraagt, leest en schrijft alleen dit stukje mee, tot jij dat beëindigt.',
		askGo: 'Vraag om mee te schrijven',
		nobody: 'In je team is nog niemand met wie je kunt schrijven.',
		stop: (name: string) => `Niet meer samen met ${name}`,
		hint: 'Jullie zien elkaars woorden terwijl je typt. Je plan bewaart ze meteen.',
		alone: 'Zolang je niemand vraagt, schrijf je alleen.',
		over: (name: string) => `Dit stukje is weer alleen van ${name}.`,
		closed: 'Dit traject is afgesloten. Hier kan niet meer geschreven worden.',
		list: 'Je schrijft mee',
		listLine: (what: string, name: string, day: string) => `${what} van ${name}, ${day}`
	},
	paper: {
		link: 'Afdrukken of pdf',
		title: 'Je plan op papier',
		intro: 'Kies wat erop komt. Wat je niet aankruist, staat niet op het papier en niet in de pdf.',
		introColleague: (name: string) => `Op papier komt alleen wat ${name} met je deelt. Kies wat je nodig hebt.`,
		parts: 'Wat komt erop?',
		words: 'De drie woorden',
		needs: 'Wat je leerde over wat het kind nodig heeft',
		reason: 'Waarom je dit kind koos',
		clipsNote: 'Van een opname komen alleen de naam en de lengte op papier, nooit een beeld.',
		show: 'Toon wat ik koos',
		all: 'Alles aankruisen',
		print: 'Afdrukken',
		pdf: 'Een pdf maak je in hetzelfde venster: kies daar als printer "Opslaan als pdf".',
		careful: 'Op papier staat wat je schreef over een kind. Laat het niet liggen.',
		nothing: 'Je koos nog niets. Kruis hierboven aan wat je op papier wilt.',
		empty: 'Er staat nog niets in dit plan om af te drukken.',
		head: (alias: string) => `Plan voor ${alias}`,
		by: (name: string) => `van ${name}`,
		printedBy: (name: string, day: string) => `Afgedrukt door ${name} op ${day}`,
		chosen: (n: number, of: number) =>
			n === of ? 'Het hele plan.' : `Een keuze uit het plan: ${n} van de ${of} stukjes.`,
		story: 'Het verhaal'
	}
};
