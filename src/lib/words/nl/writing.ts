/** Writing with a little form, alone or with somebody. */
export const writing = {
	bar: {
		label: 'Opmaak',
		bold: 'Vet',
		italic: 'Schuin',
		bullet: 'Lijst met bolletjes',
		number: 'Lijst met nummers'
	},
	both: (one: string, other: string) => `${one} en ${other} samen`,
	state: {
		connecting: 'We halen de tekst op. Je kunt zo schrijven.',
		saved: 'Bewaard',
		saving: 'Wordt bewaard…',
		offline: 'Geen verbinding. Schrijf gerust door: het staat op dit apparaat en komt erbij zodra er verbinding is.',
		offlineHere: 'Geen verbinding. Schrijf gerust door en laat dit venster open: het komt erbij zodra er verbinding is.'
	},
	here: (name: string) => `${name} is er ook`,
	notHere: (name: string) => `${name} is er nu niet`,
	signedOut: 'Je bent uitgelogd. Log opnieuw in om verder te schrijven.',
	again: 'Laad deze pagina opnieuw om verder te schrijven.',
	wait: 'Dat ging een paar keer mis. Wacht een minuut en laad deze pagina opnieuw.'
};
