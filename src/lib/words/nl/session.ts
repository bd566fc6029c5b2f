// Longer than the house likes: the words of one room belong together, for whoever translates or corrects them.
/** Why a control rests, as the sentence beside it. */
const resting = {
	'not-started': 'De bespreking is nog niet begonnen.',
	closed: 'Deze bespreking is afgerond.',
	watching: 'Nu kijken we alleen. Praten komt straks.',
	'presenter-speaks': 'Nu vertelt de inbrenger. Jij luistert.',
	'guide-speaks': 'Nu spreekt de coach. Jij luistert.',
	'presenter-chooses': 'De inbrenger kiest nu.',
	'colleagues-speak': 'Nu spreken de collega’s. Jij luistert.',
	'leader-holds-remote': 'Wie leidt, houdt de afspeelknop vast.',
	'guide-holds-remote': 'De coach houdt de afspeelknop vast.',
	'speaker-holds-remote': 'Wie aan het woord is, houdt de afspeelknop vast.',
	'picture-rests': 'Het beeld rust in deze ronde.',
	'picture-stopped': 'De inbrenger heeft het beeld stilgezet.',
	viewer: 'Je kijkt mee. Schrijven en sturen doet de groep.',
	'someone-leads': 'Wie leidt, gaat naar de volgende ronde.',
	'not-in-this-round': 'Dat hoort niet bij deze ronde.'
};

/** The session room. Titles and prompts of rounds stand in the method's pack; names and time codes come in as they are shown. */
export const session = {
	resting,
	broughtBy: (name: string) => `Ingebracht door ${name}`,
	broughtByYou: 'Ingebracht door jou',
	meeting: (n: number) => `bijeenkomst ${n}`,
	leave: 'Weg uit de kamer',
	room: 'Sessiekamer',
	stage: 'Het beeld',
	table: 'De tafel',
	rounds: {
		to: (name: string) => `Aan ${name}:`,
		toYou: 'Aan jou:',
		viewing: (nth: number, of: number) => `Keer ${nth} van ${of} dat jullie kijken`,
		onRequest: 'alleen op verzoek',
		label: 'Rondes',
		open: 'Alle rondes',
		of: (n: number, of: number) => `Ronde ${n} van ${of}`,
		done: 'geweest',
		now: 'nu',
		later: 'straks',
		minutes: (n: number) => `${n} min`,
		back: 'Even terug naar deze ronde',
		backWhy: 'Waarom gaan jullie terug?',
		go: 'Ga terug',
		tipsIn: (n: number) => `Tips komen in ronde ${n}`,
		tipsOpen: 'Tips mogen nu',
		began: (n: number, title: string) => `Ronde ${n}: ${title}`,
		name: (n: number, title: string, when: string) => `Ronde ${n}, ${title}, ${when}`
	},
	timer: {
		left: (minutes: number) => (minutes > 0 ? `nog ${minutes} min` : 'laatste minuut'),
		over: 'rond rustig af',
		label: 'Tijd in deze ronde',
		hint: 'De tijd helpt alleen. Niemand wordt afgekapt.',
		extend: (minutes: number) => `${minutes} minuten erbij`
	},
	who: {
		label: 'Wie is er',
		tab: (n: number) => `Wie is er · ${n}`,
		here: 'is er',
		away: 'nog niet binnen',
		you: 'jij',
		more: (n: number) => `+${n}`,
		seat: {
			presenter: 'brengt in',
			colleague: 'kijkt mee',
			facilitator: 'kijkt mee',
			expert: 'expert',
			viewer: 'gast, luistert'
		},
		leads: 'leidt',
		expertHere: (name: string) => `${name} (expert) kijkt mee`,
		until: (time: string) => `Je kijkt mee tot ${time}.`,
		ready: 'klaar',
		speaks: 'aan het woord',
		heard: 'is geweest',
		passed: 'slaat over',
		buffering: 'beeld laadt nog',
		tapNeeded: 'moet nog tikken',
		broken: 'beeld doet het niet',
		elsewhere: 'heeft een ander venster voor'
	},
	lead: {
		ask: 'Ik wil leiden',
		asked: 'Je vroeg om te leiden. Wie leidt, ziet dat.',
		rather: 'Toch niet',
		asks: (name: string) => `${name} wil graag leiden`,
		nobody: 'Niemand leidt',
		someone: (name: string) => `${name} leidt`,
		you: 'Jij leidt',
		take: 'Ik leid',
		takeOver: 'Ik neem het over',
		away: (name: string) => `${name} is uit de kamer`,
		hint: 'Wie leidt, brengt iedereen naar de volgende ronde en houdt de tijd in de gaten.',
		releaseHint: 'Dan leidt niemand, en mag iedereen naar de volgende ronde.',
		release: 'Ik leid niet meer',
		hand: 'Geef de leiding aan',
		handGo: 'Geef',
		menu: 'Leiden'
	},
	turn: {
		unheard: (names: string) => `Nog niet aan het woord: ${names}`,
		afterOthers: 'Jij komt na je collega’s.',
		speaks: (name: string) => `${name} is aan het woord.`,
		youSpeak: 'Jij bent aan het woord.',
		listens: (name: string) => `${name} luistert.`,
		youListen: 'Jij luistert.',
		nobody: 'Wie begint?',
		take: 'Ik neem het woord',
		done: 'Ik ben uitgesproken',
		pass: 'Sla mij over',
		passed: 'Je slaat over. Je mag altijd nog iets zeggen.',
		give: 'Geef het woord aan',
		giveGo: 'Geef',
		presenterFirst: (name: string) => `Eerst ${name}. Daarna iedereen.`,
		presenterFirstYou: 'Jij eerst. Daarna iedereen.'
	},
	move: {
		start: 'Beginnen',
		next: 'Volgende ronde',
		nextAll: 'Iedereen gaat tegelijk naar de volgende ronde.',
		ready: 'Ik ben klaar',
		unready: 'Toch nog even',
		readyCount: (n: number, of: number) => `${n} van ${of} ${n === 1 ? 'is' : 'zijn'} klaar`,
		ahead: 'Toch verder?',
		aheadWhy: (name: string) =>
			`${name} heeft nog geen twee momenten gekozen. Waarom gaan jullie verder? Dit komt in het verslag.`,
		aheadGo: 'Ga toch verder',
		reason: 'Reden',
		close: 'Bespreking afronden',
		closeAsk: 'Bespreking afronden?',
		closeBody: (name: string) =>
			`Wat er geschreven is, staat straks in het verslag. Wat ${name} meeneemt, staat ook in het eigen plan.`,
		closeGo: 'Afronden',
		openTips: 'Zet tips nu al open',
		openTipsHint: 'Tips gaan vanzelf open als jullie vooruitkijken. Nu al open geldt voor de rest van deze bespreking.'
	},
	picture: {
		freezes: {
			initiatives: 'Het beeld staat vanzelf stil waar jullie een contactinitiatief noteerden. Afspelen gaat verder.',
			script: 'Het beeld staat vanzelf stil bij elke stap van het script. Afspelen gaat verder.',
			keywords: 'Het beeld staat vanzelf stil bij elk afgesproken woord. Afspelen gaat verder.'
		},
		stop: 'Stop beeld',
		stopHint: 'Het beeld stopt bij iedereen. Je hoeft niet te zeggen waarom.',
		release: 'Beeld weer tonen',
		stopped: 'Het beeld staat stil.',
		same: 'Iedereen ziet hetzelfde beeld',
		sameAt: (at: string) => `Het beeld staat bij iedereen op ${at}.`,
		tap: 'Tik om mee te kijken',
		behind: (names: string) => `Nog niet op dit beeld: ${names}`,
		waitsFor: (names: string) => `Het beeld laadt nog bij ${names}`,
		wait: (seconds: number) => `Wacht ${seconds} s`,
		waitHint: 'Het beeld staat stil tot iedereen het heeft. Duurt het langer, dan gaat het vanzelf verder.',
		waiting: (names: string, seconds: number) =>
			names
				? `We wachten op ${names} · nog ${seconds} s`
				: `We wachten tot iedereen het beeld heeft · nog ${seconds} s`,
		goOn: 'Ga door',
		gone: 'Deze opname is niet meer beschikbaar.',
		onlyWatch: 'Alleen kijken',
		holds: (name: string) => `${name} houdt de afspeelknop vast.`,
		holdsYou: 'Jij houdt de afspeelknop vast.'
	},
	saved: {
		connecting: 'Verbinding maken…',
		saved: 'Bewaard',
		saving: 'Bewaren…',
		savingCount: (n: number) => `Bewaren… (${n})`,
		stalled: 'De server heeft het druk. Je tekst staat nog op dit apparaat.',
		offline: 'Geen verbinding',
		offlineNone: 'Geen verbinding · wat je schreef, is bewaard',
		offlineCount: (n: number) => `Geen verbinding · ${n} ${n === 1 ? 'aanpassing' : 'aanpassingen'} op dit apparaat`,
		resent: (n: number) =>
			n === 1 ? '1 aanpassing van net is alsnog bewaard' : `${n} aanpassingen van net zijn alsnog bewaard`,
		again: 'Weer verbonden. Alles is bewaard.',
		leave: 'Er is nog tekst die niet bewaard is.'
	},
	undo: {
		label: 'Jouw eigen aanpassingen',
		undo: 'Ongedaan maken',
		redo: 'Opnieuw doen',
		nothing: 'Er is niets van jou om ongedaan te maken.',
		nothingBack: 'Er is niets om opnieuw te doen.',
		undone: 'Ongedaan gemaakt',
		redone: 'Opnieuw gedaan'
	},
	tabs: { label: 'Onderdelen', round: 'Ronde', notes: 'Aantekeningen' },
	cards: { label: 'Om door te vragen', ask: 'Begin hiermee een vraag' },
	moments: {
		title: 'De twee momenten',
		glad: 'Hier ben ik blij mee',
		closer: 'Dit wil ik van dichterbij zien',
		gladShort: 'blij mee',
		closerShort: 'van dichterbij',
		choose: (at: string) => `Kies ${at}`,
		change: (at: string) => `Verzet naar ${at}`,
		notYet: 'nog niet gekozen',
		goTo: (at: string) => `Ga naar ${at}`
	},
	notes: {
		label: 'Aantekeningen van deze ronde',
		empty: 'Nog niets opgeschreven.',
		earlier: 'Wat er al staat',
		earlierCount: (n: number) => `Wat er al staat · ${n}`,
		at: (at: string) => `op ${at}`,
		goTo: (at: string) => `Ga naar ${at}`,
		by: (name: string) => `van ${name}`,
		types: (names: string, n: number) => `${names} ${n === 1 ? 'typt' : 'typen'} hier`,
		edit: 'Tekst van deze aantekening',
		remove: 'Weghalen',
		removed: 'Verwijderd',
		removedSaid: 'Verwijderd. Je kunt het nog ongedaan maken.',
		restored: 'Het staat er weer.',
		codes: 'Woorden van de methode',
		write: 'Zet erbij',
		cancel: 'Laat maar',
		done: 'Klaar',
		tooLong: (max: number) => `Houd het korter dan ${max} tekens.`
	},
	units: {
		observations: {
			title: 'Wat we zien',
			one: 'Waarneming',
			kind: 'Zie',
			placeholder: (at: string) => `Ik zie op ${at} …`,
			add: 'Zet erbij'
		},
		meanings: {
			title: 'Wat het kan betekenen',
			one: 'Denk',
			placeholder: () => 'Het zou kunnen dat …',
			add: 'Zet erbij'
		},
		experience: { title: 'Hoe het was', one: 'Beleving', placeholder: () => 'Toen voelde ik …', add: 'Zet erbij' },
		questions: { title: 'Vragen', one: 'Vraag', placeholder: () => 'Ik zou willen vragen …', add: 'Zet erbij' },
		needs: {
			title: 'Wat dit kind nodig heeft',
			one: 'Behoefte',
			placeholder: () => 'Waaraan zie je dat?',
			add: 'Zet erbij'
		},
		strengths: {
			title: 'Sterke punten',
			one: 'Sterk punt',
			placeholder: (at: string) => `Wat werkte op ${at}, en wat leverde het op?`,
			add: 'Geef terug'
		},
		intentions: {
			title: 'Voornemens',
			one: 'Voornemen',
			placeholder: () => 'De volgende keer wil ik …',
			add: 'Zet erbij'
		},
		tips: { title: 'Tips', one: 'Tip', placeholder: () => 'Je zou kunnen …', add: 'Zet bij de tips' },
		takeaway: { title: 'Wat meegaat', one: 'Meenemen', placeholder: () => 'Ik neem mee dat …', add: 'Zet erbij' },
		script: { title: 'Script van de coach', one: 'Stap', placeholder: () => 'Op dit moment …', add: 'Zet erbij' },
		keywords: { title: 'Afgesproken woorden', one: 'Woord', placeholder: () => 'Kijk, lach, knik …', add: 'Zet erbij' },
		answers: {
			title: 'Hoe zou je kunnen reageren?',
			one: 'Antwoord',
			placeholder: () => 'Ik zou kunnen …',
			add: 'Zet erbij'
		},
		agreements: {
			title: 'Wat we afspreken',
			one: 'Afspraak',
			placeholder: () => 'We spreken af dat …',
			add: 'Zet erbij'
		},
		parking: {
			title: 'Voor een andere keer',
			one: 'Parkeren',
			placeholder: () => 'Dit past niet bij het fragment, wel …',
			add: 'Zet erbij'
		}
	},
	observe: {
		judges: (word: string) => `‘${word}’ klinkt als een oordeel. Wat zie je precies?`,
		actor: 'Wie zie je?',
		actors: { child: 'kind', teacher: 'leerkracht', together: 'samen' },
		pick: 'Kies woorden',
		picked: (n: number) => `Woorden · ${n}`,
		moment: (at: string) => `Moment ${at}`,
		useNow: (at: string) => `Neem ${at}`,
		noMoment: 'zonder moment',
		means: 'Denk',
		addMeaning: 'Wat zou het betekenen?',
		fromHere: 'Geef terug als sterk punt'
	},
	pointing: {
		label: 'Aanwijzen in het beeld',
		hint: 'Tik of houd vast op het beeld: iedereen ziet het. Met de pijltjes kan het ook.',
		keys: 'Pijltjes verplaatsen, enter wijst aan, escape stopt.',
		at: (x: number, y: number) => `${x}% van links, ${y}% van boven`,
		points: (names: string) => `${names} wijst iets aan`,
		done: 'Klaar met aanwijzen'
	},
	drawing: {
		add: 'Teken erbij',
		more: 'Teken verder',
		waits: 'Zet het beeld stil om erop te tekenen.',
		label: 'Tekenen op dit beeld',
		board: 'Tekenvel',
		keys: 'Kies Ring om zonder muis te tekenen. Pijltjes verplaatsen de ring, plus en min maken hem groter of kleiner.',
		pen: 'Pen',
		ring: 'Ring',
		inks: ['Licht', 'Geel'],
		bigger: 'Groter',
		smaller: 'Kleiner',
		undo: 'Stap terug',
		clear: 'Alles weg',
		done: 'Klaar',
		full: 'Het vel is vol. Haal iets weg om verder te tekenen.',
		ringAt: (x: number, y: number) => `Ring op ${x}% van links en ${y}% van boven`,
		draft: (at: string) => `Tekening bij ${at}`,
		drop: 'Tekening weghalen',
		show: 'Tekening tonen',
		hide: 'Tekening verbergen',
		of: (name: string, at: string) => `Tekening van ${name} bij ${at}`
	},
	needs: {
		whoseShort: 'Van wie?',
		whose: 'Van wie is deze behoefte?',
		of: { child: 'van het kind', teacher: 'van onszelf' },
		pick: 'Kies één of meer woorden',
		askOn: 'Aandacht is een groot woord. Welke aandacht precies, en waaraan zie je dat?'
	},
	lens: { label: 'Waar let jij op?' },
	request: {
		mayBe: 'Hierna kan ook nog:',
		ask: (title: string) => `Vraag om ‘${title}’`,
		comes: (title: string) => `Hierna komt ‘${title}’.`,
		rather: 'Toch niet',
		onlyIf: (name: string, title: string) => `‘${title}’ komt alleen als ${name} erom vraagt.`
	},
	sealed: {
		title: 'Eerst voor jezelf',
		until: (round: number | null) =>
			round === null
				? 'Alleen jij ziet dit.'
				: `Alleen jij ziet dit. In ronde ${round} leggen jullie het naast elkaar.`,
		stays: 'Dit bleef bij jou. Alleen jij ziet het.'
	},
	parking: {
		open: 'Iets voor een andere keer?',
		count: (n: number) => `Voor een andere keer · ${n}`,
		hint: 'Wel belangrijk, maar het gaat niet over dit fragment. Iedereen aan tafel ziet het.'
	},
	jottings: {
		title: 'Jouw krabbels',
		private: 'Alleen jij ziet dit.',
		placeholder: 'Krabbel mee …',
		set: (at: string) => `Zet moment ${at}`,
		add: 'Krabbel',
		empty: 'Nog geen krabbels.',
		toTable: 'Zet op tafel',
		toLater: 'Bewaar als tip voor straks',
		count: (n: number) => `Jouw krabbels · ${n}`
	},
	later: {
		title: 'Jouw tips voor straks',
		hint: (n: number) => `Ze blijven bij jou tot ronde ${n}.`,
		now: 'Wil je ze nu geven?',
		add: 'Zet bij de tips',
		write: 'Bewaar voor straks',
		placeholder: 'Een tip voor straks …',
		open: 'Denk je aan een tip?'
	},
	removals: {
		title: 'Weggehaald',
		open: (n: number) => (n > 0 ? `Weggehaald · ${n}` : 'Weggehaald'),
		intro: 'Woorden die een ander weghaalde, zoals ze er stonden. Je kunt ze weer op tafel zetten.',
		introMine: 'Woorden van jou die een ander weghaalde, zoals ze er stonden. Wie leidt, kan ze terugzetten.',
		none: 'Er is niets weggehaald.',
		of: (names: string) => `van ${names}`,
		by: (name: string, time: string, whole: boolean) =>
			whole ? `in zijn geheel weggehaald door ${name} om ${time}` : `woorden weggehaald door ${name} om ${time}`,
		you: 'jou',
		bringBack: 'Zet terug',
		isBack: 'teruggezet',
		note: 'teruggezet',
		came: {
			whole: 'Teruggezet, op de eigen plek.',
			'in-place': 'Teruggezet in de tekst.',
			beside: 'Teruggezet naast de tekst, want daar schreef iemand al verder.'
		}
	},
	rescued: {
		title: 'Je tekst is bewaard bij jou',
		body: 'De ronde ging verder terwijl je typte. Er is niets weg.',
		jot: 'Maak er een krabbel van',
		table: 'Zet alsnog op tafel',
		drop: 'Laat maar'
	},
	draft: {
		said: 'Wat je nog niet had gezet, is bewaard en wacht op jou.',
		kept: 'Dit had je nog niet gezet:',
		jot: 'Maak er een krabbel van'
	},
	waiting: {
		title: 'Zo gaan we beginnen',
		body: 'Lees vast waar het over gaat. Het beeld komt zodra iemand begint.',
		bodyMine: 'Je collega’s lezen vast je kaart. Het beeld komt zodra iemand begint.',
		bodyGuest: 'De groep begint zo. Je kijkt en luistert mee.',
		card: 'Waar gaat het over?',
		context: 'De situatie',
		reason: 'Waarom dit filmpje',
		goal: 'Doel',
		question: 'Vraag aan de groep',
		skills: 'Vaardigheden',
		noCard: (name: string) => `${name} vertelt het zelf in de eerste ronde.`,
		here: 'Wie er al is',
		alone: 'Je bent de eerste. Je collega’s komen vanzelf in beeld.',
		plan: (rounds: number, minutes: number) => `${rounds} rondes, ongeveer ${minutes} minuten`
	},
	closed: {
		title: 'Dank je wel voor het samen kijken',
		body: (name: string) => `Dit was de bespreking van wat ${name} inbracht.`,
		mine: 'Dank je wel dat je dit liet zien. Wat je meeneemt, staat in je plan.',
		record: 'Lees het verslag',
		plan: 'Naar mijn plan',
		today: 'Naar deze week'
	},
	ended: {
		title: 'De kamer is dicht',
		body: 'Dit beeld ligt niet meer op tafel. Wat je schreef is bewaard.',
		signedOut: 'Je bent uitgelogd. Log opnieuw in om verder te gaan.',
		signIn: 'Inloggen'
	},
	wait: {
		title: 'Even wachten',
		body: 'Vanaf dit apparaat kwam een paar keer iets binnen dat niet op tafel mag. Wat bewaard was, is er nog. Open de kamer over een minuut opnieuw.',
		again: 'Kamer opnieuw openen'
	},
	stale: 'Iemand was je net voor. Dit is hoe het nu staat.',
	screen: {
		open: 'Groot scherm',
		leave: 'Terug naar de kamer',
		hint: 'Beeld en vraag groot, zonder aantekeningen van mensen.'
	},
	keys: {
		open: 'Toetsen',
		title: 'Met het toetsenbord',
		intro: 'Deze toetsen werken overal in de kamer, behalve waar je typt.',
		on: 'Losse toetsen gebruiken',
		rows: {
			play: 'afspelen of pauze, als jij de knop hebt',
			frame: 'één beeldje terug of vooruit',
			second: 'één seconde terug of vooruit',
			loop: 'fragment herhalen, aan of uit',
			mute: 'geluid uit of aan',
			speed: 'snelheid, van 0,25× tot 1,5×',
			borders: 'het herhalen begint of eindigt hier',
			marks: 'naar het vorige of volgende moment',
			captions: 'ondertiteling aan of uit',
			point: 'aanwijzen, aan of uit',
			note: 'nieuwe aantekening bij dit moment',
			undo: 'je eigen laatste aanpassing ongedaan maken, ook terwijl je typt',
			redo: 'opnieuw doen',
			help: 'dit overzicht'
		}
	},
	record: {
		title: (clip: string) => `Verslag: ${clip}`,
		eyebrow: 'Verslag van het samen kijken',
		running: 'Deze bespreking loopt nog. Dit is wat er tot nu toe staat.',
		toRoom: 'Terug naar de kamer',
		print: 'Afdrukken',
		people: 'Wie er waren',
		on: (day: string, from: string, to: string) => (to ? `${day}, ${from} tot ${to}` : `${day}, ${from}`),
		moments: 'De twee momenten',
		empty: 'Er is niets opgeschreven.',
		back: (reason: string) => `teruggegaan: ${reason}`,
		ahead: (reason: string) => `verder zonder twee momenten: ${reason}`,
		means: 'Denk',
		plan: 'Naar mijn plan',
		privacy: 'Dit verslag is van jullie team. Deel het niet buiten het team.'
	}
};
