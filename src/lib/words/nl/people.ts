import type { CyclePath } from '$lib/domain/cycle-path';

interface GuestLetter {
	from: string;
	team: string;
	when: string;
	place: string;
	link: string;
}

/** Wie er is, wie even niet, wie gaat en wie één keer aanschuift. */
export const people = {
	pause: {
		chip: 'even weg',
		title: 'Even niet meedoen',
		means:
			'Ziek, verlof of gewoon te vol? Zet jezelf op pauze. Niemand verwacht iets van je en je krijgt geen herinneringen. Waarom zeg je zelf, als je dat wilt.',
		stays: 'Je kind, je plan en je opnames blijven zoals ze zijn. Wat je inbracht, begint niet zonder jou.',
		yes: 'Zet mij op pauze',
		away: 'Je doet even niet mee',
		awayMeans: 'Er wordt niets van je verwacht. Alles ligt er nog, en je hoeft niets in te halen.',
		back: 'Ik ben er weer',
		other: (name: string) => `Op pauze zetten: ${name}`,
		otherMeans: (name: string) => `Voor als ${name} het zelf even niet kan. ${name} komt met één druk terug.`,
		otherYes: 'Op pauze zetten',
		otherBack: 'Doet weer mee',
		otherBackOf: (name: string) => `${name} doet weer mee`,
		leadAway: 'De kartrekker doet even niet mee. Wie iets wil overnemen, vindt het bij de bijeenkomst.'
	},
	path: {
		title: 'Hoe doe je mee in deze cyclus?',
		late: 'Je stapte halverwege in',
		lateMeans: 'Je hoeft niets in te halen. Dit is genoeg, in je eigen tempo.',
		advised: {
			shortened: 'Er is nog tijd om met een kind te beginnen.',
			'looks-along': 'De cyclus is bijna rond. Meekijken is nu een fijne manier, een kind kiezen kan de volgende keer.'
		} satisfies Record<CyclePath, string> as Record<CyclePath, string>,
		choose: {
			shortened: 'Ik werk met een kind',
			'looks-along': 'Ik kijk deze cyclus mee'
		} satisfies Record<CyclePath, string> as Record<CyclePath, string>,
		means: {
			shortened: 'Een kort pad: een kind, een vraag aan de ouders, samen spelen.',
			'looks-along': 'Je kijkt en denkt mee, zonder kind. Je hoort er helemaal bij.'
		} satisfies Record<CyclePath, string> as Record<CyclePath, string>,
		alongNow: 'Je kijkt deze cyclus mee, zonder kind. Je hoort er helemaal bij.',
		alongOffer: 'Werk je deze cyclus niet met een kind, dan kijk je mee. Er wordt dan niet naar gevraagd.',
		undo: 'Toch met een kind',
		steps: 'Jouw pad',
		step: {
			child: 'Kies een kind met wie je een warmer contact wilt',
			parents: 'Vraag de ouders of je mag filmen',
			'first-words': 'Schrijf in je plan drie woorden over jullie band',
			play: 'Speel een keer tien minuten samen, het kind leidt',
			clip: 'Film een keer, als het uitkomt'
		},
		done: 'gedaan',
		notYet: 'nog niet',
		toChild: 'Kies een kind',
		toPlan: 'Naar je plan'
	},
	leave: {
		link: 'Het team verlaten',
		title: (team: string) => `${team} verlaten`,
		intro: 'Dit gebeurt er als je gaat. Er is haast bij niets.',
		onlyLead: 'Je bent de enige kartrekker. Maak eerst iemand anders kartrekker, dan kun je gaan.',
		toTeam: 'Terug naar het team',
		access:
			'Je ziet meteen niets meer van dit team: geen bijeenkomsten, geen besprekingen, geen verslagen van anderen.',
		child: (alias: string) =>
			`Je traject met ${alias} wordt afgesloten, niet gewist. Je plan blijft van jou en is alleen voor jou te lezen.`,
		noChild: 'Je werkt nu niet met een kind, dus er wordt geen traject afgesloten.',
		clipsTitle: 'Je opnames',
		clips: 'Ze blijven van jou. Niemand van het team ziet ze nog, en ze worden gewist op de datum die erbij staat.',
		noClips: 'Er is geen opname van jou.',
		until: (when: string) => `tot ${when}`,
		erase: 'Wis mijn opnames meteen',
		eraseMeans: 'Dit kan niet terug.',
		onTable: (titles: string) => `Gaat van tafel: ${titles}`,
		help: 'Hulp die je vroeg, stopt. Wie met je meekeek, ziet niets meer.',
		duties: 'Wat je had overgenomen, gaat terug naar de kartrekker.',
		later: 'Wil je later terug, dan is een nieuwe uitnodiging genoeg.',
		yes: 'Ik verlaat het team',
		pauseInstead: 'Alleen even weg? Zet jezelf dan op pauze, dan blijft alles zoals het is.'
	},
	around: {
		link: 'Voorbereiden',
		title: 'Voorbereiden',
		of: (number: number, title: string) => `Bijeenkomst ${number}: ${title}`,
		facilitators: 'Wie begeleidt het gesprek',
		facilitatorsNone: 'Nog niemand in het bijzonder. De kartrekker leidt, of wie aan tafel begint.',
		facilitatorsChoose: 'Nog iemand laten begeleiden',
		facilitatorsMeans:
			'Meer dan één mag. Wie begeleidt, mag bij deze bijeenkomst groepen maken en bij elke groep binnenlopen, en ziet dus ook wat daar bekeken wordt. Alleen bij deze bijeenkomst.',
		save: 'Bewaar',
		saved: 'Bewaard.'
	},
	guests: {
		title: 'Gasten',
		none: 'Er komt geen gast.',
		means:
			'Iemand van de school of van daarbuiten, voor één bijeenkomst. Een gast ziet alleen wat die dag met iedereen wordt bekeken, als wie inbrengt en de ouders dat goedvinden. Na afloop ziet ze niets meer.',
		invite: 'Nodig een gast uit',
		submit: 'Maak de link',
		ready: 'De link is klaar',
		open: 'Nog niet gebruikt',
		nobody: 'zonder adres',
		withdraw: 'Intrekken',
		withdrawOf: (who: string) => `Intrekken: link voor ${who}`,
		home: 'Komt niet meer',
		homeOf: (name: string) => `Komt niet meer: ${name}`,
		yours: 'Jouw opname',
		look: (title: string) => `Gasten laten meekijken met ${title}`,
		stop: (title: string) => `Gasten niet meer laten meekijken met ${title}`,
		lookShort: 'Laat gasten meekijken',
		stopShort: 'Niet meer',
		looks: 'gasten kijken mee',
		looksNot: 'gasten kijken niet mee',
		askParents: 'Vraag eerst de ouders of een gast mag meekijken.',
		toConsent: 'Toestemming',
		letter: {
			subject: (it: GuestLetter) => `${it.from} nodigt je uit bij ${it.team}`,
			text: (it: GuestLetter) =>
				`Hallo,\n\n${it.from} nodigt je uit om één keer aan te schuiven bij ${it.team}.\n${it.when}${it.place ? `, ${it.place}` : ''}\n\nMet deze link doe je mee. Hij werkt één keer, tot de bijeenkomst voorbij is.\n\n${it.link}\n`
		}
	},
	come: {
		title: (team: string) => `Te gast bij ${team}`,
		by: (from: string, school: string) => `${from} van ${school} nodigt je uit`,
		intro:
			'Je schuift één keer aan en kijkt mee. Wat je ziet en hoort blijft daar. Je schrijft niets mee, en na afloop is er niets meer te zien.',
		asYou: (name: string) => `Je bent ingelogd als ${name}.`,
		join: 'Ik kom',
		newTitle: 'Maak een account',
		submit: 'Maak mijn account en kom',
		haveAccount: 'Heb je al een account?',
		signIn: 'Log dan eerst in'
	},
	visit: {
		tableOver: 'Deze bespreking is afgelopen',
		over: 'Deze bijeenkomst is afgelopen',
		thanks:
			'Dank je wel dat je meekeek. Wat je zag en hoorde, blijft onder jullie. Van de opname en de aantekeningen zie je niets meer.',
		today: 'Naar deze week',
		eyebrow: (team: string) => `te gast bij ${team}`,
		later: 'Op de dag zelf staat hier wat jullie samen bekijken.',
		nothing: 'Er staat nu geen opname voor gasten open.',
		nothingBody: 'Wie inbrengt, beslist of gasten meekijken. Deze pagina werkt zich bij als je hem opnieuw opent.',
		tables: 'Samen kijken',
		by: (name: string) => `ingebracht door ${name}`,
		running: 'nu bezig',
		waiting: 'ligt klaar',
		join: 'Kijk mee',
		after: 'Na de bijeenkomst zie je hier niets meer. Zo is het afgesproken met de ouders.'
	}
};
