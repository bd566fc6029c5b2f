import type { FileRole } from '$lib/domain/child-file';

const one = (n: number, single: string, more: string) => (n === 1 ? `1 ${single}` : `${n} ${more}`);

/** Everything kept about one child: for its parents, and to erase. */
export const kept = {
	toIt: 'Wat er bewaard is',
	title: (alias: string) => `Wat er over ${alias} bewaard is`,
	intro:
		'Ouders mogen weten wat de school over hun kind bewaart. Hier maak je dat overzicht, en hier wis je alles als zij dat vragen of als het traject klaar is.',
	has: 'Dit staat er nu',
	count: {
		answers: (n: number) => one(n, 'antwoord van de ouders', 'antwoorden van de ouders'),
		clips: (n: number) => one(n, 'opname', 'opnames'),
		views: (n: number) => one(n, 'keer dat er gekeken is', 'keren dat er gekeken is'),
		sessions: (n: number) => one(n, 'keer samen bekeken', 'keren samen bekeken'),
		notes: (n: number) => one(n, 'notitie van de groep', 'notities van de groep'),
		help: (n: number) => one(n, 'vraag aan een deskundige', 'vragen aan een deskundige'),
		plan: (n: number) => one(n, 'gedeeld deel van je plan', 'gedeelde delen van je plan'),
		own: (n: number) => one(n, 'deel van je plan dat alleen van jou is', 'delen van je plan die alleen van jou zijn'),
		interviews: (n: number) => one(n, 'interview', 'interviews'),
		marks: (n: number) => one(n, 'eigen moment bij een opname', 'eigen momenten bij opnames')
	},
	file: {
		title: 'Overzicht voor de ouders',
		body: 'Geef dit aan de ouders als zij ernaar vragen. Er staan rollen in, geen namen van collega’s. Opnames staan er niet in: die bekijken ouders op school. Wat je alleen voor jezelf opschreef staat er ook niet in; er staat wel hoeveel dat is.',
		page: 'Overzicht om te lezen en te printen',
		data: 'Hetzelfde als gegevens (JSON)',
		care: 'Het bestand staat daarna op dit apparaat. Wis het als je het hebt gegeven.'
	},
	erase: {
		title: 'Alles wissen',
		intro: 'Dit kan niet ongedaan worden gemaakt. Wat er weggaat:',
		list: [
			'de opnames, met alles wat erbij staat',
			'wat de groep opschreef, en de verslagen daarvan',
			'je plan, je logboek en je interviews over dit kind',
			'wat de ouders antwoordden en wie er keek',
			'hetzelfde kind in eerdere cycli'
		],
		backups: 'In reservekopieën is het na hoogstens zeven dagen onleesbaar.',
		sure: 'Ik weet wat er weggaat, en dat het weg blijft.',
		press: 'Wis alles van dit kind',
		done: 'Alles over dit kind is gewist.'
	},
	role: {
		'teacher-of-child': 'de leerkracht van het kind',
		teacher: 'een leerkracht uit het team',
		assistant: 'een onderwijsassistent uit het team',
		lead: 'wie het team leidt',
		facilitator: 'wie het gesprek begeleidt',
		expert: 'een deskundige',
		guest: 'een gast van een bijeenkomst',
		school: 'iemand van de school'
	} as Record<FileRole, string>,
	/** Headings and lines of the file itself. */
	inFile: {
		title: (alias: string, school: string) => `Wat ${school} over ${alias} bewaart`,
		made: (day: string) => `Gemaakt op ${day}.`,
		rights:
			'U mag vragen om iets te verbeteren of te wissen, en uw toestemming op elk moment terugnemen. Opnames kunt u op school bekijken. Bent u het ergens niet mee eens, dan kunt u een klacht indienen bij de Autoriteit Persoonsgegevens.',
		beginnings: 'Waarom',
		answers: 'Uw antwoorden',
		clips: 'Opnames',
		views: 'Wie een opname heeft bekeken',
		sessions: 'Samen bekeken',
		notes: 'Wat er over uw kind is opgeschreven',
		help: 'Hulp van een deskundige',
		practice: 'Contactmomenten',
		plan: 'Wat de leerkracht uit haar plan heeft gedeeld',
		withheld: 'Wat hier niet in staat',
		withheldBody:
			'Werkaantekeningen van de leerkracht over haar eigen handelen, die zij met niemand heeft gedeeld, staan hier niet in.',
		erased: 'gewist',
		until: (day: string) => `blijft tot ${day}`,
		people: (n: number) => one(n, 'persoon', 'personen'),
		moments: (n: number) => one(n, 'moment', 'momenten'),
		nothing: 'Niets.'
	},
	/** How long clips stay. */
	days: (n: number) => (n <= 0 ? 'vandaag' : n === 1 ? 'nog 1 dag' : `nog ${n} dagen`),
	soon: (days: string) =>
		`Deze opname wordt binnenkort gewist (${days}). Wil je haar langer bewaren, vraag het dan opnieuw aan de ouders.`,
	weeks: {
		title: 'Hoe lang opnames blijven',
		body: 'Weken na de laatste bijeenkomst van een cyclus. Nooit langer dan tot het eind van het schooljaar. Het geldt voor opnames die nog komen.',
		label: 'Weken',
		saved: 'Bewaard.'
	},
	letter: {
		subject: 'Een opname van jou wordt over een week gewist',
		body: (day: string, link: string) =>
			`Op ${day} wordt een van je opnames vanzelf gewist.\n\nJe hoeft niets te doen. Heb je haar langer nodig, vraag het dan opnieuw aan de ouders en leg dat vast bij de opname:\n${link}\n`
	}
};
