interface LetterFacts {
	what: string;
	when: string;
	place: string;
	link: string;
	settings: string;
}

export const calendar = {
	title: 'In je eigen agenda',
	intro: 'Zet de bijeenkomsten in de agenda die je al gebruikt. Verschuift er een, dan verschuift hij daar mee.',
	privacy: 'In je agenda staan alleen het team, de bijeenkomst en de plek. Nooit iets over een kind of een opname.',
	open: 'Zet in je agenda',
	file: 'Zet deze bijeenkomst in je agenda',
	links: 'Met een link',
	all: 'Al je teams',
	none: 'Nog geen link gemaakt.',
	made: (day: string) => `Link gemaakt op ${day}.`,
	once: 'Bewaar deze link nu: hij is maar één keer te zien. Wie hem heeft, ziet je bijeenkomsten.',
	make: 'Maak een link',
	renew: 'Nieuwe link',
	renewNote: 'De oude link werkt daarna niet meer.',
	end: 'Stop deze link',
	ended: 'De link werkt niet meer.',
	subscribe: 'Open in je agenda',
	yourLink: 'Je link',
	how: 'Hoe zet ik hem erin?',
	hows: [
		'iPhone, iPad of Mac: druk op ‘Open in je agenda’.',
		'Outlook: Agenda, Agenda toevoegen, Abonneren via internet, en plak de link.',
		'Google Agenda (op een computer): Andere agenda’s, Via URL, en plak de link.'
	],
	noTeam: 'Je zit nog niet in een team met bijeenkomsten.',
	letters: 'Met een uitnodiging per mail',
	lettersBody: 'Bij elke bijeenkomst die gepland, verzet of afgezegd wordt, krijg je een mail met de afspraak erin.',
	lettersOn: 'Ik wil deze mails',
	saved: 'Opgeslagen.',
	when: (day: string, time: string) => `${day} om ${time}`,
	event: {
		calendar: (team: string | null) => (team === null ? 'Kijkkring' : `Kijkkring ${team}`),
		summary: (team: string, title: string) => `PLG ${team}: ${title}`,
		nth: (n: number) => `bijeenkomst ${n}`,
		about: (link: string) => `Wie wat inbrengt, zie je in Kijkkring: ${link}`
	},
	letter: {
		planned: (it: LetterFacts) => `${it.what}, ${it.when}`,
		moved: (it: LetterFacts) => `Verzet: ${it.what}, ${it.when}`,
		'called-off': (it: LetterFacts) => `Gaat niet door: ${it.what}, ${it.when}`,
		text: (it: LetterFacts, head: string) =>
			`${head}\n${it.place ? `Plek: ${it.place}\n` : ''}\n${it.link}\n\nDe afspraak zit bij deze mail. Liever geen mails hierover? ${it.settings}\n`
	}
};
