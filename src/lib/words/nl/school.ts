/** Aanmelden met het account van de school. */
export const school = {
	button: (name: string) => `Aanmelden met ${name}`,
	first: (name: string) =>
		`Je komt van ${name}, en die kennen we hier nog niet. Heb je een account van Kijkkring? Meld je één keer aan zoals je gewend bent, dan koppel je het daarna. Heb je er geen? Vraag je kartrekker om een uitnodiging.`,
	connect: {
		title: 'Koppelen?',
		intro: (name: string) => `Je kwam hier met ${name}. Wil je je daar voortaan mee aanmelden?`,
		note: (name: string) =>
			`Wie bij ${name} jouw account kan openen, kan dan ook hier naar binnen. Je extra stap blijft bestaan.`,
		yes: (name: string) => `Koppel met ${name}`,
		no: 'Niet nu',
		over: 'Dat duurde te lang. Je kunt het koppelen bij “Veilig aanmelden”.',
		toSecurity: 'Naar veilig aanmelden'
	},
	out: {
		stillIn: (name: string) =>
			`Je bent hier uitgelogd. Bij ${name} ben je op dit apparaat nog ingelogd. Gebruikt iemand anders het ook? Log dan daar ook uit.`,
		button: (name: string) => `Log uit bij ${name}`,
		staysIn: (name: string) =>
			`Uitloggen bij ${name} lukt vanaf hier niet. Hier ben je wel uitgelogd. Log daar zelf uit, of sluit je browser.`
	},
	own: {
		title: 'Account van je school',
		off: (name: string) => `Je kunt je ook aanmelden met ${name}. Dan moet je adres daar hetzelfde zijn als hier.`,
		on: (name: string) => `Je kunt je aanmelden met ${name}.`,
		connect: (name: string) => `Koppel met ${name}`,
		goOn: (name: string) => `Verder naar ${name}`,
		remove: 'Maak los',
		done: 'Gekoppeld. Probeer het de volgende keer bij het aanmelden.'
	}
};
