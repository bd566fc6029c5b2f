/** Texts of the second source: adding it, laying it beside the clip, taking it away. */
export const second = {
	title: 'Tweede camera',
	entry: 'Nog een camera?',
	entryBody: 'Filmde een ander apparaat hetzelfde moment? Zet die opname ernaast.',
	add: 'Voeg een tweede opname toe',
	addTitle: (alias: string) => `Tweede opname met ${alias}`,
	addIntro: 'Kies of film wat een ander apparaat van hetzelfde moment zag.',
	intro:
		'Een tweede opname van hetzelfde moment, bijvoorbeeld dichter bij het kind. Jullie zien de twee beelden samen, en ze lopen gelijk.',
	same: 'Wie je opname mag zien, ziet van hetzelfde stuk ook het tweede beeld. Niemand anders. Het wordt op dezelfde dag gewist.',
	notNow: 'Nu kan er geen tweede opname bij. Dat kan zolang het traject loopt en de ouders het goed vinden.',
	states: {
		sending: 'De tweede opname wordt verstuurd.',
		checking: 'We kijken de tweede opname na.',
		failed: 'De tweede opname is niet gelukt.',
		toAlign: 'De tweede opname is er. Zet haar nog gelijk; tot dan zie alleen jij haar.',
		beside: 'De tweede opname loopt gelijk met deze.'
	},
	open: 'Naar de tweede camera',
	toAlign: 'Zet de beelden gelijk',
	align: {
		title: 'Zet de beelden gelijk',
		listening: 'We luisteren of de twee geluiden op elkaar passen…',
		fits: 'De geluiden passen op elkaar. Kijk of het klopt, en bewaar het.',
		notSure: 'We zijn niet zeker. Stel het zelf in.',
		noSound: 'Een van de opnames heeft geen geluid. Stel het zelf in.',
		cannotHear: 'Deze browser kan het geluid niet beluisteren. Stel het zelf in.',
		noLine: 'De verbinding hapert, dus we konden niet luisteren. Stel het zelf in, of probeer het opnieuw.',
		listen: 'Luister opnieuw',
		byHandTitle: 'Zo stel je het zelf in',
		how: 'Zet het eerste beeld stil op iets wat je in beide beelden ziet, zoals een klap in de handen. Schuif dan het tweede beeld tot daar hetzelfde gebeurt. Speel ze samen af en kijk of het klopt.',
		move: 'Schuif het tweede beeld',
		back: (step: string) => `${step} terug`,
		forward: (step: string) => `${step} verder`,
		steps: { frame: '1 beeldje', tenth: '0,1 s', second: '1 s', ten: '10 s' },
		offset: (seconds: string) => `Het tweede beeld staat ${seconds} s verschoven.`,
		edge: 'Verder schuiven kan niet: dan hebben de twee opnames geen moment meer samen.',
		save: 'Bewaar zo',
		unsaved: 'Dit is nog niet bewaard.',
		bySound: 'Gelijkgezet op het geluid.',
		byHand: 'Met de hand gelijkgezet.',
		saved: 'Bewaard. De twee beelden lopen gelijk.'
	},
	onlyMine:
		'Deze tweede opname (WebM) kan alleen in haar geheel getoond worden, en ze begint eerder of eindigt later dan je opname. Daarom zie alleen jij haar. Knip haar korter en voeg haar opnieuw toe, dan zien anderen haar ook.',
	remove: 'Haal de tweede opname weg',
	removeTitle: 'Wat er weggaat',
	removeList: ['de tweede opname, meteen en voorgoed', 'hoe ze naast je opname was gezet'],
	removeStays: 'Je eerste opname, je momenten en het kaartje blijven zoals ze zijn.',
	removeSure: 'Ja, wis de tweede opname',
	removed: 'De tweede opname is gewist.',
	/** A line of what goes when the clip itself is erased. */
	goesToo: 'de tweede camera, tegelijk',
	/** Behind a name in the list of who looked. */
	view: 'tweede camera'
};
