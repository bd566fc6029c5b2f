/** The expert on call: asking, answering, looking along. */
export const help = {
	title: 'Meekijken',
	lead: 'Een expert van je team kijkt mee als jij dat vraagt, en alleen zolang jij dat wilt.',
	leadExpert: 'Collega’s kunnen je vragen om mee te kijken. Het beeld opent pas als je ja zegt.',
	ask: 'Vraag een expert',
	forMe: { waiting: 'Wacht op jouw antwoord', open: 'Hier kijk je mee', past: 'Eerder' },
	mine: { title: 'Mijn vragen', past: 'Eerdere vragen' },
	empty: {
		title: 'Nog geen vragen',
		asker: 'Heb je een opname waar je niet uitkomt? Vraag een expert om mee te kijken.',
		expert: 'Als een collega je om hulp vraagt, zie je dat hier.'
	},
	from: (name: string) => `Vraag van ${name}`,
	to: (name: string) => `Aan ${name}`,
	about: { clip: 'over een opname', session: 'over een bespreking' },
	state: {
		asked: 'wacht op antwoord',
		accepted: 'kijkt mee',
		proposed: 'ander moment voorgesteld',
		declined: 'kan nu niet',
		withdrawn: 'ingetrokken',
		ended: 'afgelopen'
	},
	stateForExpert: {
		asked: 'wacht op jou',
		accepted: 'je kijkt mee',
		proposed: 'je stelde een ander moment voor',
		declined: 'je kon niet',
		withdrawn: 'ingetrokken',
		ended: 'afgelopen'
	},
	until: (when: string) => `tot ${when}`,
	untilDay: (day: string) => `tot en met ${day}`,
	untilYou: (until: string) => `Je kijkt mee ${until}.`,
	dayAndTime: (day: string, time: string) => `${day} om ${time}`,
	watch: 'Kijk mee',
	toRoom: 'Naar de bespreking',
	new: {
		title: 'Vraag een expert',
		lead: 'De expert leest eerst je vraag. Pas na een ja ziet hij of zij het beeld.',
		about: 'Waarover gaat je vraag?',
		clip: (title: string, day: string) => `${title}, opname van ${day}`,
		session: (title: string, when: string) => `${title}, ${when}`,
		inMeeting: (n: number, day: string) => `in bijeenkomst ${n} op ${day}`,
		between: 'tussen de bijeenkomsten door',
		expert: 'Aan wie vraag je het?',
		question: 'Wat is je vraag?',
		questionHint: 'Gebruik een voorletter, geen naam. Vertel kort waar je niet uitkomt.',
		when: 'Wanneer zou je samen willen kijken of praten?',
		day: 'Dag',
		time: 'Tijd',
		until: 'Tot en met welke dag mag de expert meekijken?',
		untilHint: 'Laat leeg voor een week na jullie gesprek. Nooit langer dan dertig dagen.',
		send: 'Verstuur mijn vraag',
		noExpertConsent:
			'De ouders hebben voor geen van deze experts toestemming gegeven. Vraag het hun, met de naam erbij, op de pagina Toestemming van het kind.',
		notNamed: 'Over deze persoon zeiden de ouders (nog) geen ja.',
		noConsent: 'Zonder toestemming van de ouders kijkt niemand mee.',
		toChild: 'Naar mijn kind',
		noSubject: {
			title: 'Eerst een opname',
			body: 'Je vraagt hulp bij een eigen opname die klaarstaat, of bij een bespreking waarin jij iets inbrengt.',
			button: 'Naar mijn opnames'
		},
		noExpert: { title: 'Nog geen expert in je team', body: 'Vraag je kartrekker om een expert uit te nodigen.' }
	},
	card: {
		title: { mine: (name: string) => `Jouw vraag aan ${name}`, theirs: (name: string) => `Vraag van ${name}` },
		question: 'De vraag',
		context: 'Waar het over gaat',
		noContext: 'Er is nog niets over de opname geschreven.',
		situation: 'Situatie',
		reason: 'Waarom dit fragment',
		goal: 'Wat ik wilde proberen',
		ownQuestion: 'Vraag aan de groep',
		skills: 'Geoefend',
		length: (time: string) => `Fragment van ${time}`,
		moment: 'Voorgesteld moment',
		newMoment: 'Ander moment',
		toClip: 'Naar de opname',
		access: 'Meekijken kan',
		picture: { shut: 'Je ziet het beeld pas als je ja zegt.', meeting: (n: number) => `Bijeenkomst ${n}` },
		asker: {
			asked: (name: string) => `${name} heeft nog niet geantwoord. Je kunt je vraag altijd intrekken.`,
			accepted: (name: string) => `${name} kijkt mee.`,
			proposed: (name: string) => `${name} stelt een ander moment voor.`,
			declined: (name: string) => `${name} kan nu niet. Je kunt het iemand anders vragen, of later nog eens.`,
			withdrawn: 'Je hebt deze vraag ingetrokken. Niemand kijkt nog mee.',
			ended: 'Dit is afgelopen. Niemand kijkt nog mee.'
		},
		expert: {
			asked: (name: string) => `${name} vraagt je om mee te kijken.`,
			accepted: (name: string) => `Je kijkt mee met ${name}.`,
			proposed: (name: string) => `Je stelde een ander moment voor. ${name} is aan zet.`,
			declined: 'Je hebt laten weten dat het nu niet gaat.',
			withdrawn: 'Deze vraag is ingetrokken.',
			ended: 'Dit is afgelopen. Je ziet het beeld niet meer.'
		},
		notOpen: 'Het beeld is nu niet open voor je. De ouders of je collega hebben dat veranderd.'
	},
	answer: {
		accept: 'Ja, ik kijk mee',
		words: 'Wil je er iets bij zeggen?',
		otherMoment: 'Een ander moment voorstellen',
		propose: 'Stel dit moment voor',
		notNow: 'Het gaat nu niet',
		decline: 'Laat weten dat het niet gaat',
		agree: 'Dit moment is goed'
	},
	withdraw: {
		button: 'Trek mijn vraag in',
		stop: 'Stop het meekijken',
		body: 'De expert ziet dan niets meer, ook niet als het beeld nu openstaat.'
	},
	more: {
		title: 'Meer tijd geven',
		label: 'Meekijken tot en met',
		hint: 'Hooguit dertig dagen vanaf vandaag.',
		button: 'Geef meer tijd'
	},
	watchPage: {
		title: (name: string) => `Meekijken met ${name}`,
		back: 'Terug naar de vraag',
		privacy: 'Dit beeld is alleen voor jou. Kijk waar niemand over je schouder meekijkt.'
	},
	letters: {
		hello: (name: string) => `Dag ${name},`,
		open: 'Open de vraag hier:',
		asked: {
			subject: (from: string) => `${from} vraagt je om mee te kijken`,
			line: (from: string, _until: string) => `${from} heeft een vraag voor je in Kijkkring.`
		},
		accepted: {
			subject: (from: string) => `${from} kijkt mee`,
			line: (from: string, until: string) => `${from} zegt ja op je vraag. Meekijken kan tot en met ${until}.`
		},
		proposed: {
			subject: (from: string) => `${from} stelt een ander moment voor`,
			line: (from: string, _until: string) => `${from} stelt een ander moment voor. Wil je laten weten of dat goed is?`
		},
		confirmed: {
			subject: (from: string) => `${from} vindt het moment goed`,
			line: (from: string, until: string) => `${from} vindt het moment goed. Je kunt meekijken tot en met ${until}.`
		},
		declined: {
			subject: (from: string) => `${from} kan nu niet meekijken`,
			line: (from: string, _until: string) => `${from} heeft je vraag gelezen, maar kan nu niet meekijken.`
		},
		withdrawn: {
			subject: (from: string) => `${from} heeft een vraag ingetrokken`,
			line: (from: string, _until: string) => `${from} heeft een vraag aan jou ingetrokken. Je hoeft niets te doen.`
		},
		'more-time': {
			subject: (from: string) => `${from} geeft je meer tijd`,
			line: (from: string, until: string) => `${from} geeft je meer tijd. Je kunt meekijken tot en met ${until}.`
		}
	}
};
