/** Letters to the guardians of a child: making, printing, handing over. What stands in them is in words/parents. */
export const letters = {
	title: (alias: string) => `Brieven voor de ouders van ${alias}`,
	tab: 'Brief voor ouders',
	back: 'Toestemming',
	intro:
		'Iedere ouder krijgt een eigen brief, met een link naar de pagina waarop ja of nee kan worden gezegd. Zonder account, in de eigen taal.',
	twoThings: 'Geef twee dingen: de brief gaat mee naar huis, het briefje met de code overhandig je zelf op school.',
	closed: 'Dit traject is afgesloten. Je maakt geen nieuwe brief meer; wat er is kun je intrekken.',
	nobody: 'Zet eerst op de pagina Toestemming wie er om toestemming wordt gevraagd.',
	none: 'nog geen brief',
	works: (made: string, until: string) => `brief van ${made}, werkt tot ${until}`,
	language: 'Taal van de brief',
	make: 'Maak de brief',
	renew: 'Maak een nieuwe brief',
	renewMeans: 'De oude brief en het oude briefje werken dan niet meer.',
	revoke: 'Trek de brief in',
	revokeMeans: 'De link werkt dan meteen niet meer. Een antwoord dat al is gegeven, blijft staan.',
	revoked: 'De brief is ingetrokken.',
	ready: (who: string) => `De brief voor ${who} is klaar`,
	once: 'Link en code staan alleen nu op het scherm. Wij bewaren ze niet. Kwijt? Maak een nieuwe brief.',
	print: 'Druk brief en briefje af',
	open: 'Bekijk de pagina van de ouder',
	done: 'Klaar, verberg de brief',
	slipFor: 'Overhandig dit briefje zelf, op school',
	slipWhy:
		'Niet met de brief meesturen. Alleen wie allebei heeft, kan ja zeggen. Nee zeggen kan altijd met de brief alleen.',
	sheet: 'De brief',
	slip: 'Het briefje',
	qr: 'QR-code met de link naar de pagina'
};
