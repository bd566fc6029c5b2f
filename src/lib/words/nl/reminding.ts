import type { Duty } from '$lib/domain/duties';
import type { Reminding } from '$lib/domain/reminding';

/** Herinneringen, en wat er rond een bijeenkomst geregeld wordt. */
export const reminding = {
	account: {
		title: 'Herinneringen',
		means:
			'Hooguit één bericht per dag, op schooldagen tussen acht en vijf. Nooit in het weekend of de vakantie. Elk ding één keer, en er staat niets over een kind in.',
		choice: {
			mail: 'Per mail',
			none: 'Geen herinneringen'
		} satisfies Record<Exclude<Reminding, 'push'>, string> as Record<Exclude<Reminding, 'push'>, string>,
		choiceMeans: {
			mail: 'Een paar regels als er iets voor jou klaarstaat.',
			none: 'Je kijkt zelf wanneer het je uitkomt. Alles staat bij ‘Deze week’.'
		} satisfies Record<Exclude<Reminding, 'push'>, string> as Record<Exclude<Reminding, 'push'>, string>,
		label: 'Hoe wil je herinnerd worden?',
		noMail: 'Deze school verstuurt geen mail. Herinneringen per mail komen dus niet aan; alles staat bij ‘Deze week’.',
		saved: 'Bewaard.'
	},
	duties: {
		title: 'Wat er geregeld wordt',
		means: 'Van de kartrekker, tot iemand iets overneemt. Teruggeven kan altijd.',
		duty: {
			date: 'Dag, tijd en plek kloppen, en iedereen weet het',
			cover: 'Wie wil inbrengen, heeft tijd: iemand neemt zo nodig de klas over',
			room: 'De ruimte, het scherm en het geluid doen het',
			bringing: 'Gevraagd wie iets wil inbrengen. Niemand moet',
			agenda: 'Het programma past in de tijd',
			yields: 'De opbrengst is opgeschreven, voor wie erbij was',
			next: 'De volgende keer is afgesproken'
		} satisfies Record<Duty, string> as Record<Duty, string>,
		lead: 'kartrekker',
		you: 'jij',
		done: 'gedaan',
		notYet: 'nog niet',
		tick: (duty: string) => `Gedaan: ${duty}`,
		untick: (duty: string) => `Toch nog niet gedaan: ${duty}`,
		tickShort: 'Gedaan',
		untickShort: 'Toch niet',
		giveTo: 'Wie doet dit?',
		give: 'Bewaar',
		giveOf: (duty: string) => `Wie doet dit: ${duty}`,
		take: 'Ik doe dit',
		takeOf: (duty: string) => `Ik doe dit: ${duty}`
	},
	guide: {
		title: 'Leidraad voor deze keer',
		means: 'Voor wie leidt. Een geheugensteun, geen verplicht programma.',
		topics: 'Waar het om gaat',
		yield: 'Zo wordt zichtbaar wat het oplevert',
		none: 'De werkwijze zegt hier niets bijzonders over.'
	},
	letter: {
		subject: (team: string, one: boolean) => (one ? `Een herinnering van ${team}` : 'Je herinneringen'),
		hello: (name: string) => `Hallo ${name},`,
		intro: 'Dit staat voor je klaar. Het is een geheugensteun, meer niet.',
		meeting: (team: string, when: string, place: string) =>
			`- ${team} komt bij elkaar op ${when}${place ? `, ${place}` : ''}.`,
		bring: (team: string) => `- Wil je iets inbrengen bij ${team}? Dat kan nog, en het hoeft niet.`,
		duties: (team: string, what: readonly string[]) =>
			`- Voor de bijeenkomst van ${team} doe jij: ${what.join('; ').toLowerCase()}.`,
		visit: (team: string, when: string, place: string) =>
			`- Je bent te gast bij ${team} op ${when}${place ? `, ${place}` : ''}.`,
		end: (today: string, settings: string) =>
			`Bekijk het hier: ${today}\n\nLiever geen herinneringen? Dat kies je hier: ${settings}`
	}
};
