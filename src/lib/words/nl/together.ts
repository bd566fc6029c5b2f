/** Being in one room, or not: how a meeting comes together, the talk, the sound, and the big screen. */
export const together = {
	mode: {
		label: 'Hoe kom je bijeen?',
		'in-person': 'In één kamer',
		online: 'Online',
		mixed: 'Deels in één kamer'
	},
	link: {
		label: 'Link om te praten',
		hint: 'Van het vergaderprogramma van je school. De link begint met https://.',
		go: 'Praat mee',
		opens: (place: string) => `Opent ${place} in een nieuw tabblad.`,
		none: 'Er is nog geen link om te praten. Je kartrekker zet die bij de bijeenkomst.'
	},
	guide: {
		online: [
			'Zet in het vergaderprogramma je microfoon uit zolang de opname speelt.',
			'Het geluid van de opname komt uit Kijkkring, op je eigen apparaat.',
			'Deel geen scherm en geen geluid: iedereen ziet hier hetzelfde beeld.'
		],
		mixed: [
			'In de kamer geeft één apparaat geluid: het grote scherm. Zet je telefoon daar op stil.',
			'Kijk je op afstand mee? Dan hoor je de opname op je eigen apparaat.',
			'Zet overal in het vergaderprogramma de microfoon uit zolang de opname speelt.'
		],
		'in-person': ['In de kamer geeft één apparaat geluid: het grote scherm.']
	},
	change: {
		title: 'Hoe komen we bijeen?',
		body: 'Je kunt dit op de dag zelf nog wijzigen. Wie al in de kamer is, ziet het meteen.',
		save: 'Bewaar',
		saved: 'Bewaard.'
	},
	panel: { open: 'Samen kijken', title: 'Samen kijken' },
	sound: {
		title: 'Geluid op dit apparaat',
		on: 'Geluid staat aan op dit apparaat',
		off: 'Geluid staat uit op dit apparaat',
		turnOn: 'Zet aan',
		turnOff: 'Zet uit',
		note: 'Dit verandert niets voor de anderen.',
		forAll: 'Het geluid is nu voor iedereen uit.',
		byScreen: 'Het grote scherm geeft het geluid. Daarom is het hier uit, tot je het aanzet.'
	},
	big: {
		title: 'Groot scherm',
		how: 'Open op het bord in de browser:',
		why: 'Het bord laat dan een code zien. Niemand hoeft op het bord in te loggen.',
		code: 'Code op het bord',
		show: 'Toon op het grote scherm',
		open: (device: string) => `Aan op ${device}`,
		board: 'een bord',
		since: (time: string) => `sinds ${time}`,
		off: 'Scherm uit',
		theirs: 'Het grote scherm is aan.',
		none: 'Wie inbrengt of leidt, kan het grote scherm aanzetten.',
		mine: 'Of toon het op dit apparaat'
	},
	board: {
		title: 'Groot scherm',
		lead: 'Kijk samen op dit scherm. Hier hoeft niemand in te loggen.',
		ask: 'Toon een code',
		again: 'Toon een nieuwe code',
		code: 'Code',
		steps: [
			'Open de bespreking op je telefoon of laptop.',
			'Kies bovenaan “Samen kijken” of “Praat mee”, en dan “Groot scherm”.',
			'Vul de code in.'
		],
		who: 'Alleen wie inbrengt, leidt of begeleidt kan dit scherm aanzetten.',
		lasts: 'De code werkt tien minuten en één keer.',
		waiting: 'Dit scherm wacht op de code.',
		soon: (name: string) => `De bespreking van ${name} begint zo.`,
		soonBody: 'Het beeld komt zodra de groep begint.',
		over: 'Dit scherm is uit',
		overBody: 'Er staat hier niets meer van de bespreking. Wil je weer kijken? Vraag dan een nieuwe code.',
		offline: 'Er is even geen verbinding. Het beeld komt vanzelf terug.',
		starting: 'Het beeld komt eraan.',
		tap: 'Tik één keer voor beeld en geluid',
		off: 'Scherm uit',
		keys: 'Toetsen',
		rows: {
			full: 'Heel het scherm',
			captions: 'Ondertiteling aan of uit',
			sound: 'Geluid van dit scherm aan of uit',
			leave: 'Heel het scherm verlaten, en daarna: scherm uit',
			help: 'Deze toetsen'
		}
	}
};
