export const account = {
	email: 'E-mailadres',
	password: 'Wachtwoord',
	newPassword: 'Nieuw wachtwoord',
	currentPassword: 'Je huidige wachtwoord',
	passwordHint: 'Minstens 12 tekens. Een paar gewone woorden achter elkaar is prima.',
	showPassword: 'Laat zien wat ik typ',
	name: 'Je naam',
	nameHint: 'Zo zien je collega’s je. Alleen je voornaam is genoeg.',
	about: 'Je groep of functie',
	aboutHint: 'Bijvoorbeeld: groep 3, of ib’er.',
	login: {
		title: 'Inloggen',
		welcome: 'Samen kijken, met aandacht.',
		intro: 'Een rustige plek om met je team naar een korte opname te kijken. Eerst kijken, dan pas praten.',
		submit: 'Inloggen',
		forgot: 'Wachtwoord vergeten?',
		noAccount: 'Nog geen account? Je kartrekker stuurt je een uitnodiging.',
		back: 'Na het inloggen ga je verder waar je was.',
		passwordIsNew: 'Je nieuwe wachtwoord is bewaard. Log ermee in.'
	},
	forgot: {
		title: 'Een nieuw wachtwoord',
		intro:
			'Vul je e-mailadres in. Als het bij een account hoort, sturen we een link waarmee je een nieuw wachtwoord kiest.',
		submit: 'Stuur de link',
		sent: 'Als dit adres bij een account hoort, is er nu een brief onderweg. De link werkt een half uur en één keer.',
		newTitle: 'Kies een nieuw wachtwoord',
		newIntro: (email: string) => `Voor ${email}. Daarna log je overal opnieuw in.`,
		letter: {
			subject: 'Een nieuw wachtwoord kiezen voor Kijkkring',
			text: (link: string) =>
				`Met deze link kies je een nieuw wachtwoord. Hij werkt een half uur en één keer.\n\n${link}\n\nHeb je hier niet om gevraagd? Dan hoef je niets te doen.\n`
		}
	},
	setup: {
		title: 'Jullie school begint hier',
		intro:
			'Deze pagina werkt één keer. Je maakt het eerste account, dat van de beheerder. Daarna open je een team en nodig je de kartrekker uit.',
		school: 'Naam van de school',
		adminNote:
			'Als beheerder kun je teams openen en mensen uitnodigen. Je ziet geen opnames en geen plannen van anderen.',
		submit: 'Maak de school'
	},
	invite: {
		title: (team: string) => `Welkom bij ${team}`,
		by: (from: string, school: string) => `${from} van ${school} nodigt je uit.`,
		intro:
			'In dit team kijken jullie samen naar korte opnames van jezelf met een kind. Jij bepaalt zelf wat je laat zien.',
		yourRoles: 'Je doet mee als',
		newTitle: 'Maak je account',
		submit: 'Doe mee',
		haveAccount: 'Heb je al een account?',
		signInFirst: 'Log in en doe mee',
		asYou: (name: string) => `Je bent ingelogd als ${name}.`,
		joinAsYou: 'Doe mee met dit account',
		notYou: 'Ben je iemand anders? Log dan eerst uit.',
		gone: 'Deze uitnodiging werkt niet meer'
	},
	page: {
		title: 'Mijn gegevens',
		profile: 'Zo zien je collega’s je',
		emailFixed: 'Met dit adres log je in.',
		saved: 'Bewaard.',
		password: 'Wachtwoord',
		passwordNote: 'Na het wijzigen ben je op je andere apparaten uitgelogd.',
		changePassword: 'Wijzig wachtwoord',
		passwordChanged: 'Je wachtwoord is gewijzigd. Op andere apparaten ben je uitgelogd.',
		wrongCurrent: 'Je huidige wachtwoord klopt niet.',
		signIns: 'Waar je bent ingelogd',
		signInsNote: 'Na een uur zonder gebruik, en uiterlijk na twaalf uur, word je vanzelf uitgelogd.',
		thisOne: 'hier, nu',
		unknownDevice: 'Onbekend apparaat',
		until: (when: string) => `uiterlijk tot ${when}`,
		end: 'Uitloggen',
		endThere: (device: string) => `Uitloggen op ${device}`,
		endAll: 'Overal uitloggen',
		language: 'Taal van de pagina’s en brieven'
	},
	outbox: {
		title: 'Brieven',
		intro: 'Hier is geen mailserver ingesteld. Brieven komen daarom op deze pagina terecht.',
		empty: 'Er is nog geen brief geschreven.',
		to: (address: string) => `aan ${address}`
	}
};
