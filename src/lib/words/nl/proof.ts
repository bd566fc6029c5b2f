export const proof = {
	login: {
		passkey: 'Aanmelden met passkey',
		passkeyHint: 'Met je vinger, je gezicht of de pincode van je apparaat.',
		or: 'of met je wachtwoord',
		waiting: 'Kijk op je apparaat …',
		cancelled: 'Dat is niet gelukt. Probeer het nog eens, of gebruik je wachtwoord.'
	},
	second: {
		title: 'Nog één stap',
		intro: (name: string) => `Hoi ${name}, je wachtwoord klopt. Laat nu zien dat jij het bent.`,
		passkey: 'Gebruik je passkey',
		code: 'Code uit je app',
		codeHint: 'Zes cijfers. Een herstelcode van papier kan ook.',
		codeOnly: 'Herstelcode',
		codeOnlyHint: 'Een van de codes die je hebt bewaard.',
		submit: 'Verder',
		lost: 'Alles kwijt?',
		lostHelp:
			'Vraag je kartrekker. Die vraagt samen met de beheerder een nieuwe start voor je aan. Niemand kan dat in zijn eentje.',
		stop: 'Stop en log uit'
	},
	setUp: {
		title: 'Eerst een extra sleutel',
		intro:
			'Op deze plek staan opnames van kinderen. Daarom is een wachtwoord alleen niet meer genoeg. Het instellen duurt een minuut.',
		passkeyTitle: 'Een passkey',
		passkeyText:
			'Het makkelijkst: je meldt je voortaan aan met je vinger, je gezicht of de pincode van je apparaat. Je wachtwoord heb je dan niet meer nodig.',
		appTitle: 'Of een app met codes',
		done: 'Klaar. Ik heb de codes bewaard.',
		next: 'Verder naar Kijkkring'
	},
	page: {
		title: 'Veilig aanmelden',
		intro: 'Hier regel je waarmee je laat zien dat jij het bent.',
		open: 'Passkeys, app en herstelcodes',
		good: 'Goed geregeld: je account heeft meer dan alleen een wachtwoord.',
		none: 'Je account heeft nu alleen een wachtwoord. Maak een passkey, dat is veiliger en sneller.',
		fewCodes: 'Je hebt bijna geen herstelcodes meer. Maak nieuwe.',
		noCodes: 'Je hebt geen herstelcodes. Maak ze, en bewaar ze op papier.',
		passkeys: 'Passkeys',
		passkeysNote: 'Een passkey zit op één apparaat, of gaat mee met je eigen wachtwoordkluis. Maak er gerust twee.',
		noPasskeys: 'Je hebt nog geen passkey.',
		madeOn: (when: string) => `gemaakt op ${when}`,
		usedOn: (when: string) => `laatst gebruikt op ${when}`,
		name: 'Naam van deze passkey',
		nameHint: 'Zodat je hem later herkent. Bijvoorbeeld: iPad van thuis.',
		rename: 'Bewaar naam',
		renameThat: (name: string) => `Bewaar naam van ${name}`,
		remove: 'Weghalen',
		removeThat: (name: string) => `${name} weghalen`,
		make: 'Maak een passkey',
		noSupport: 'Deze browser kan geen passkey maken. Probeer het op je telefoon, of gebruik een app met codes.',
		failed: 'Er is geen passkey gemaakt. Probeer het nog eens.',
		made: 'Je passkey is klaar. Probeer hem de volgende keer bij het aanmelden.',
		app: 'App met codes',
		appNote: 'Een authenticator-app op je telefoon laat elke halve minuut een nieuwe code zien.',
		appOn: 'Er is een app ingesteld.',
		appBegin: 'Stel een app in',
		appScan: 'Scan dit met de app op je telefoon.',
		appQr: 'Code voor je authenticator-app',
		appType: 'Lukt scannen niet? Typ deze sleutel in de app:',
		appCode: 'Code die de app nu laat zien',
		appConfirm: 'Controleer en zet aan',
		appRemove: 'Haal de app weg',
		codes: 'Herstelcodes',
		codesNote: 'Voor als je telefoon en je passkeys kwijt zijn. Elke code werkt één keer.',
		codesLeft: (n: number) => (n === 1 ? 'Nog 1 code over.' : `Nog ${n} codes over.`),
		codesNew: 'Maak nieuwe herstelcodes',
		codesOnce: 'Je ziet deze codes nu één keer. Druk ze af of schrijf ze over, en bewaar ze niet bij je apparaat.',
		codesOld: 'Codes van eerder werken niet meer.',
		print: 'Druk af',
		sheet: (email: string) => `Herstelcodes van Kijkkring voor ${email}`,
		resetAsked: (name: string) =>
			`${name} zegt dat je je passkeys, app en codes kwijt bent, en vraagt om ze te wissen. Klopt dat niet? Stop het dan hier, en vertel het je beheerder.`,
		resetKeep: 'Nee, ik heb ze nog',
		back: 'Terug naar mijn gegevens'
	},
	prove: {
		title: 'Ben jij het?',
		intro: 'Dit is belangrijk genoeg om het nog even te vragen. Daarna gaat het vanzelf verder.',
		passkey: 'Laat het zien met je passkey',
		code: 'Code uit je app, of een herstelcode',
		password: 'Je wachtwoord',
		submit: 'Ik ben het',
		cancel: 'Niet nu',
		again: 'Gelukt. Druk nog één keer op de knop.',
		demo: 'In de demoschool heeft niemand een wachtwoord. Hier is een druk op de knop genoeg.'
	},
	signIns: {
		since: (when: string) => `sinds ${when}`,
		others: 'Overal anders uitloggen',
		othersDone: 'Je bent nu alleen nog hier ingelogd.'
	},
	letters: {
		subject: 'Er is iets veranderd aan je account van Kijkkring',
		what: {
			'passkey-added': 'Er is een passkey bij je account gekomen.',
			'app-added': 'Er is een app met codes bij je account gekomen.',
			'factor-removed': 'Er is een passkey of app van je account weggehaald.',
			'school-login-added': 'Je account is gekoppeld aan het aanmelden van je school.',
			'school-login-removed': 'Je account is niet meer gekoppeld aan het aanmelden van je school.',
			'code-used': 'Iemand heeft een van je herstelcodes gebruikt om zich aan te melden.',
			'codes-new': 'Er zijn nieuwe herstelcodes gemaakt. De oude werken niet meer.',
			'password-new': 'Je wachtwoord is gewijzigd.',
			'reset-asked':
				'Iemand van je school vraagt om je passkeys, app en herstelcodes te wissen, omdat je die kwijt zou zijn. Een tweede persoon moet dat nog bevestigen.',
			'reset-agreed': 'Twee mensen van je school hebben bevestigd dat je passkeys, app en herstelcodes worden gewist.',
			'reset-done': 'Je passkeys, app en herstelcodes zijn gewist. Meld je aan met je wachtwoord en stel een nieuwe in.'
		},
		text: ({ name, what, link }: { name: string; what: string; link: string }) =>
			`Hoi ${name},\n\n${what}\n\nWas jij dit? Dan hoef je niets te doen. Was jij het niet? Zeg het meteen tegen je beheerder, en kijk hier:\n${link}\n`
	}
};
