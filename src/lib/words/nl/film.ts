/** Texts of filming in the page, of what was left on the device, and of wiping a clip from a phone. */
export const film = {
	intro:
		'Je filmt hier in de pagina. De opname komt niet tussen je foto’s, en niets wordt verstuurd voordat jij dat zegt.',
	place: 'Zo zet je je toestel neer',
	placeHints: [
		'Zet je telefoon of laptop stevig neer, op tafelhoogte. Een telefoon het liefst dwars.',
		'Neem jullie allebei in beeld: gezichten en handen.',
		'Zorg dat het licht van achter het toestel komt, niet uit het raam achter jullie.'
	],
	open: 'Zet de camera aan',
	asking: 'Je browser vraagt of de camera en de microfoon aan mogen. Kies "Toestaan".',
	turn: 'Draai je telefoon dwars, dan passen jullie er samen op.',
	picture: 'Wat de camera ziet',
	camera: 'Camera',
	cameraNumber: (number: number) => `Camera ${number}`,
	front: 'Voorkant',
	back: 'Achterkant',
	bell: 'Belletje na',
	bellFor: (minutes: number) => `${minutes} min`,
	less: 'Een minuut eerder',
	more: 'Een minuut later',
	bellHint: 'Je hoort zacht drie tonen. De opname loopt gewoon door.',
	begin: 'Begin met filmen',
	pause: 'Pauze',
	resume: 'Film verder',
	stop: 'Klaar',
	filming: 'Je filmt',
	paused: 'Gepauzeerd',
	elapsed: (time: string) => `${time} gefilmd`,
	rung: (minutes: number) =>
		(minutes === 1 ? 'De minuut is om.' : `De ${minutes} minuten zijn om.`) + ' Je kunt gewoon verder filmen.',
	again: 'Opnieuw filmen',
	againSure: 'Wat je net filmde gaat dan weg.',
	againYes: 'Ja, opnieuw filmen',
	againNo: 'Nee, houd deze',
	toFile: 'Kies liever een opname',
	silent: 'Dit toestel heeft geen microfoon. Je filmt zonder geluid.',
	low: 'Er is weinig ruimte op dit toestel. Film kort, of maak eerst wat ruimte.',
	onlyHere: 'Deze opname staat alleen in dit tabblad. Laat het open tot je klaar bent.',
	safe: 'Wat je filmt wordt versleuteld op dit toestel bewaard tot het verstuurd is.',
	interrupted: 'De camera staat even stil, misschien door een telefoontje. Zodra dat voorbij is gaan we verder.',
	cutOff: 'De camera is gestopt. Wat je tot nu toe filmde, is er nog.',
	use: 'Gebruik deze opname',
	finishing: 'We ronden je opname af…',
	nothing: 'Er is nog niets gefilmd. Probeer het nog een keer.',
	trouble: {
		denied: {
			title: 'De camera mag niet aan',
			body: 'Deze site mag je camera of microfoon nog niet gebruiken.',
			steps: [
				'Tik op het slotje of de instellingen naast het adres bovenin.',
				'Zet Camera en Microfoon op "Toestaan".',
				'Kom hier terug en probeer het opnieuw.'
			]
		},
		'no-camera': {
			title: 'We vinden geen camera',
			body: 'Sluit een camera aan, of open deze pagina op je telefoon.',
			steps: []
		},
		'in-use': {
			title: 'De camera is bezet',
			body: 'Een ander programma gebruikt je camera. Sluit het, bijvoorbeeld een videogesprek, en probeer het opnieuw.',
			steps: []
		},
		'not-here': {
			title: 'Filmen lukt niet in deze browser',
			body: 'Film met de camera van je telefoon en kies daarna die opname.',
			steps: []
		}
	},
	retry: 'Probeer opnieuw',
	found: {
		title: (time: string) => `Er staat nog een opname van ${time} klaar`,
		body: (length: string) => `Je filmde ${length}. Niemand anders kan haar zien.`,
		use: 'Ga hiermee verder',
		throwAway: 'Gooi weg',
		sure: 'Deze opname gaat dan voorgoed weg.',
		yes: 'Ja, gooi weg',
		no: 'Nee, bewaar',
		notNow: 'We kunnen de opname nu niet openen. Kijk je verbinding na en probeer het nog eens.',
		waits: (time: string) => `Er staat nog een opname van ${time} klaar op dit toestel.`,
		toIt: 'Verder met deze opname'
	},
	phone: {
		title: 'Staat de opname nog op je telefoon?',
		body: 'Daar zien anderen haar misschien, en vaak gaat ze vanzelf naar een online fotomap. Hier is ze veilig aangekomen. Wis haar daarom daar.',
		iphone: 'iPhone of iPad',
		iphoneSteps: [
			'Open Foto’s en zoek de opname.',
			'Tik op de prullenbak en kies "Verwijder video".',
			'Ga naar "Recent verwijderd" en verwijder haar daar ook.'
		],
		android: 'Android',
		androidSteps: [
			'Open Foto’s of Galerij en zoek de opname.',
			'Tik op de prullenbak.',
			'Open de prullenbak van de app en leeg die.'
		],
		elsewhere: 'Heb je haar via mail, een chat of een usb-stick gestuurd? Wis haar daar ook.',
		done: 'Gedaan',
		later: 'Later',
		thanks: 'Fijn. De opname staat nu alleen nog hier.'
	}
};
