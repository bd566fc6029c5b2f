import type { LeftReason } from '$lib/domain/left-child';

const one = (n: number, single: string, more: string) => (n === 1 ? `1 ${single}` : `${n} ${more}`);

/** What whoever runs the school does for parents: whom they can turn to, and children whose teacher is gone. */
export const families = {
	back: 'Toezicht',
	contact: {
		door: 'Bij wie ouders terechtkunnen',
		doorBody: 'Naam, telefoonnummer en e-mailadres op de pagina en in de brief van ouders.',
		missing: 'nog niet ingevuld',
		title: 'Bij wie ouders terechtkunnen',
		lead: 'Ouders lezen dit op hun eigen pagina, in de brief en in het bewijs van hun antwoord. Ook als de leerkracht er niet meer werkt, kunnen zij dan iemand bereiken.',
		none: 'Er staat nog niemand. Ouders lezen nu alleen dat zij de leerkracht of iemand van de school kunnen vragen.',
		who: 'Naam of functie',
		whoHint: 'Bijvoorbeeld: Els, intern begeleider',
		phone: 'Telefoonnummer',
		email: 'E-mailadres',
		either: 'Een telefoonnummer of een e-mailadres is genoeg.',
		privacy: 'E-mailadres van de functionaris gegevensbescherming (FG)',
		privacyHint: 'Mag leeg blijven.',
		save: 'Bewaar',
		saved: 'Bewaard. Ouders lezen dit vanaf nu. In brieven die al op papier staan, verandert niets.',
		removed: 'Weggehaald. Ouders lezen nu dat zij de leerkracht of iemand van de school kunnen vragen.',
		clear: 'Maak alle velden leeg en bewaar, dan staat er niemand meer.',
		wrong:
			'Vul een naam of functie in, en een telefoonnummer of een e-mailadres. In een telefoonnummer staan cijfers; een e-mailadres heeft een @.',
		preview: 'Zo lezen ouders het',
		teacher: 'de leerkracht'
	},
	left: {
		door: 'Kinderen van wie de leerkracht weg is',
		doorBody: 'Alles over een kind wissen, als de leerkracht dat zelf niet meer kan.',
		title: 'Kinderen van wie de leerkracht weg is',
		lead: 'Het account van de leerkracht is gesloten. Niemand anders kan hier nog bij. Vragen ouders of alles over hun kind weg mag, dan wis jij het.',
		unseen: 'Je ziet geen kind, geen opname en geen tekst. Vraag de ouders naar de leerkracht, het team en de periode.',
		none: 'Er is niets blijven liggen',
		noneBody: 'Van elk kind kan de leerkracht nog inloggen. Die wist het zelf, bij “Wat er bewaard is”.',
		stillHere:
			'Werkt een leerkracht hier niet meer, maar staat ze er niet bij? Dan is haar account nog open of het staat stil.',
		accounts: 'Naar de accounts',
		of: (teacher: string) => `Een kind van ${teacher}`,
		gone: (day: string) => `Account gesloten op ${day}`,
		beginning: (team: string, cycle: number, day: string) => `${team}, cyclus ${cycle}, begonnen op ${day}`,
		films: (n: number, until: string) => `${one(n, 'opname', 'opnames')}, bewaard tot uiterlijk ${until}`,
		noFilms: 'Geen opnames meer; wel wat er is opgeschreven',
		asked: (n: number) => `${one(n, 'ouder of verzorger', 'ouders of verzorgers')} om toestemming gevraagd`,
		letter: (day: string) => `Een brief aan de ouders werkt tot ${day}. Daarmee kunnen zij zelf nog nee zeggen.`,
		noLetter: 'Geen brief aan de ouders werkt nog. Hun nee komt dan via de school, en jij wist.',
		open: 'Wissen…',
		erase: {
			title: 'Alles over dit kind wissen',
			which: 'Om welk kind het gaat',
			goes: 'Wat er weggaat',
			list: [
				'de opnames, met alles wat erbij staat',
				'wat de groep opschreef, en de verslagen daarvan',
				'het plan, het logboek en de interviews van de leerkracht over dit kind',
				'wat de ouders antwoordden en wie er keek',
				'hetzelfde kind in eerdere cycli'
			],
			backups: 'In reservekopieën is het na hoogstens zeven dagen onleesbaar.',
			told: 'Wie het team leidt en de andere beheerders krijgen bericht. In het logboek staat dat jij het deed, en waarom.',
			why: 'Waarom',
			reasons: {
				'parents-ask': 'De ouders vragen het',
				'time-is-over': 'Het hoeft niet langer bewaard te worden'
			} satisfies Record<LeftReason, string>,
			sure: 'Ik weet om welk kind het gaat, en dat het weg blijft.',
			next: 'Verder',
			againTitle: 'Weet je het zeker?',
			again: (teacher: string, when: string) =>
				`Je wist alles over het kind waarmee ${teacher} op ${when} begon. Dit kan niet ongedaan worden gemaakt.`,
			press: 'Ja, wis alles van dit kind',
			stop: 'Nee, laat staan',
			done: 'Alles over dit kind is gewist.'
		}
	}
};
