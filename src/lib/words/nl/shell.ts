export const shell = {
	app: 'Kijkkring',
	tagline: 'Samen kijken, met aandacht.',
	skip: 'Naar de inhoud',
	menu: 'Menu',
	nav: {
		today: 'Deze week',
		child: 'Mijn kind',
		clips: 'Opnames',
		meetings: 'Bijeenkomsten',
		team: 'Ons team',
		help: 'Meekijken',
		texts: 'Teksten',
		account: 'Mijn gegevens'
	},
	/** [A22] On the tab, and so in the history of a browser that others use too: of no child, and nothing anybody typed. */
	tabs: {
		clip: 'Opname',
		newClip: 'Opname toevoegen',
		plan: 'Plan',
		session: 'Samen kijken',
		record: 'Verslag',
		consent: 'Toestemming',
		kept: 'Wat er bewaard is',
		interview: 'Interview'
	},
	/** Under the icons on a phone. */
	navShort: {
		today: 'Week',
		child: 'Kind',
		clips: 'Opnames',
		meetings: 'Agenda',
		team: 'Team',
		help: 'Expert',
		texts: 'Teksten'
	},
	news: (n: number) => (n === 0 ? 'Wat er gebeurde' : `Wat er gebeurde, ${n} nieuw`),
	search: 'Zoeken in wat je schreef',
	signOut: 'Uitloggen',
	save: 'Bewaren',
	cancel: 'Annuleren',
	back: 'Terug',
	close: 'Sluiten',
	remove: 'Verwijderen',
	change: 'Wijzigen',
	add: 'Toevoegen',
	undo: 'Ongedaan maken',
	more: 'Meer',
	saved: 'Bewaard',
	saving: 'Wordt bewaard…',
	loading: 'Even laden…',
	offline: 'Niet verbonden. Wat je typt staat veilig op dit apparaat.',
	optional: 'mag leeg blijven',
	onlyYou: 'alleen jij ziet dit',
	errorTitle: 'Dit ging niet goed',
	errorBody: (number: string) => `Er is iets misgegaan. Vertel je beheerder dit nummer: ${number}.`,
	lostTitle: 'Hier is niets te zien',
	lostBody: 'Deze pagina bestaat niet, of is niet voor jou bedoeld.',
	toToday: 'Naar deze week',
	language: 'Taal',
	languages: { nl: 'Nederlands', en: 'English' },
	demo: {
		enter: 'Binnenkomen',
		label: 'Proefschool',
		as: 'Kijk mee als',
		hint: 'Opent in een nieuw venster als iemand anders.'
	},
	proved: 'Gelukt. Druk nog één keer op de knop.',
	grace: {
		text: (days: number) =>
			days === 0
				? 'Je account heeft alleen een wachtwoord. De volgende keer dat je inlogt, vragen we om een passkey of een app.'
				: `Je account heeft alleen een wachtwoord. Stel binnen ${days === 1 ? 'een dag' : `${days} dagen`} een passkey of een app in.`,
		link: 'Nu instellen'
	},
	connectionLost: 'De verbinding is weg. We proberen het opnieuw.'
};
