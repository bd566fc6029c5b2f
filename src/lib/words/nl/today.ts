export const today = {
	greeting: { morning: 'Goedemorgen', afternoon: 'Goedemiddag', evening: 'Goedenavond' },
	headline: {
		now: (number: number) => `Bijeenkomst ${number} is bezig.`,
		late: (number: number) => `Vandaag is bijeenkomst ${number}.`,
		soon: (number: number) => `Straks is bijeenkomst ${number}.`,
		day: (day: string, number: number) => `${day} is bijeenkomst ${number}.`,
		quiet: 'Dit is jouw week.'
	},
	steps: 'Wat je nu kunt doen',
	people: 'Zo staan we ervoor',
	peopleNote: (meeting: string) => `wat er klaarligt voor ${meeting}`,
	peopleToday: 'wat er klaarligt voor vandaag',
	otherTeams: (n: number) => (n === 1 ? 'En nog één team' : `En nog ${n} teams`),
	noDate: 'geen bijeenkomst gepland',
	nothing: 'Er wacht nu niets op je',
	nothingBody: 'Geniet van een rustig moment met je kind. Wat komt, staat hieronder.',
	empty: {
		nobody: {
			title: 'Je zit nog niet in een team',
			body: 'Je kartrekker of beheerder stuurt je een uitnodiging. Daarna zie je hier wat er komt.'
		},
		'on-call': {
			title: 'Er wacht geen vraag op je',
			body: 'Als een team je hulp vraagt bij een opname, zie je dat hier en krijg je een brief.'
		},
		admin: {
			title: 'Er is niets te regelen',
			body: 'Elk team heeft een kartrekker. Mensen uitnodigen en rollen wijzigen kan altijd bij het team.'
		}
	},
	noCycle: 'Er loopt nog geen cyclus',
	noCycleBody: 'Zodra je kartrekker de bijeenkomsten plant, staat hier het pad voor de komende maanden.',
	you: 'Jij',
	and: 'en',
	step: {
		'join-session': {
			eyebrow: 'nu bezig',
			title: (who: string) => `Kijk mee met ${who}`,
			titleMine: 'Jullie kijken naar jouw opname',
			body: 'De kamer is open. Je kunt er zo bij.',
			button: 'Deelnemen'
		},
		'meeting-today': {
			title: (number: number, what: string) => `Bijeenkomst ${number}: ${what}`,
			bring: (who: string, many: boolean) => `${who} ${many ? 'brengen' : 'brengt'} een opname in.`,
			mine: (length: string) => `Die van jou staat klaar, het fragment duurt ${length}.`,
			nothing: 'Er is nog niets ingebracht. Dat kan nog.',
			talk: 'Vandaag kijken jullie nog niet naar opnames.',
			button: 'Deelnemen',
			open: 'Bekijk de bijeenkomst'
		},
		'meeting-ahead': {
			button: 'Bekijk',
			bring: (who: string, many: boolean) => `${who} ${many ? 'brengen' : 'brengt'} een opname in.`
		},
		'visit-meeting': {
			eyebrow: (team: string) => `te gast bij ${team}`,
			title: 'Je schuift een keer aan',
			button: 'Bekijk de bijeenkomst'
		},
		'choose-path': {
			eyebrow: (team: string) => team,
			title: 'Je stapt halverwege in',
			body: 'Je hoeft niets in te halen. Kies hoe je deze cyclus meedoet.',
			button: 'Kies hoe je meedoet'
		},
		'come-back': {
			eyebrow: (team: string) => team,
			title: 'Je doet even niet mee',
			body: 'Er wordt niets van je verwacht. Alles ligt er nog als je terugkomt.',
			button: 'Naar het team'
		},
		'answer-help': {
			eyebrow: (who: string) => `vraag van ${who}`,
			title: 'Wil je meekijken?',
			body: (who: string) => `${who} vraagt je hulp bij een opname. Lees eerst de vraag.`,
			button: 'Lees de vraag'
		},
		'confirm-help': {
			eyebrow: (who: string) => `antwoord van ${who}`,
			title: 'Een ander moment',
			body: (who: string) => `${who} wil meekijken en stelt een ander moment voor.`,
			button: 'Bekijk het voorstel'
		},
		'choose-child': {
			eyebrow: 'om te beginnen',
			title: 'Kies een kind',
			body: 'Met wie wil je dit keer een warmer contact?',
			button: 'Kies een kind'
		},
		'choose-another-child': {
			eyebrow: 'verder met iemand anders',
			title: 'Kies een ander kind',
			body: (alias: string) => `De ouders van ${alias} willen het liever niet. Dat is goed zo.`,
			button: 'Kies een ander kind'
		},
		'ask-parents': {
			eyebrow: 'voordat je filmt',
			title: 'Vraag de ouders',
			body: (alias: string) => `Vraag de ouders van ${alias} of je mag filmen om samen te bekijken.`,
			button: 'Toestemming'
		},
		'record-answer': {
			eyebrow: 'gevraagd',
			title: 'Al antwoord van de ouders?',
			body: (alias: string) => `Schrijf op wat de ouders van ${alias} zeiden. Tot die tijd film je niet.`,
			button: 'Schrijf het op'
		},
		'note-play-moment': {
			eyebrow: 'deze week',
			title: (alias: string) => `Hoe ging het met ${alias}?`,
			body: 'Je had een speelmoment gepland. Een paar woorden zijn genoeg.',
			button: 'Noteer hoe het ging'
		},
		'plan-play-moment': {
			eyebrow: 'deze week',
			title: (alias: string) => `Een speelmoment met ${alias}`,
			body: 'Tien minuten waarin het kind de leiding heeft. Kies een dag die past.',
			button: 'Plan een moment'
		},
		'add-clip': {
			eyebrow: 'als het uitkomt',
			title: 'Film een keer',
			body: (alias: string) => `Een paar minuten met ${alias} is genoeg. Ook een gewoon moment is welkom.`,
			button: 'Voeg een opname toe'
		},
		'choose-fragment': {
			eyebrow: 'je opname is klaar',
			title: 'Kies een fragment',
			body: 'Kijk eerst alleen. Kies dan één tot drie minuten om samen te bekijken.',
			button: 'Bekijk je opname'
		},
		'bring-clip': {
			eyebrow: 'je fragment is gekozen',
			title: 'Breng je opname in',
			body: (number: number, day: string) => `Als je wilt, voor bijeenkomst ${number} op ${day}.`,
			button: 'Naar je opname'
		},
		'invite-people': {
			eyebrow: (team: string) => team,
			title: 'Nodig je team uit',
			body: 'Met vier of meer mensen kijken jullie rijker, en kan er eens iemand ziek zijn.',
			button: 'Nodig iemand uit'
		},
		'start-cycle': {
			eyebrow: (team: string) => team,
			title: 'Plan een cyclus',
			body: 'Vijf bijeenkomsten in ongeveer vier maanden. De data kun je later verschuiven.',
			button: 'Plan de data'
		},
		'close-cycle': {
			eyebrow: (team: string) => team,
			title: 'De laatste bijeenkomst is geweest',
			body: 'Heeft iedereen zijn plan afgerond? Dan kun je de cyclus afsluiten.',
			button: 'Naar de cyclus'
		},
		'open-team': {
			eyebrow: 'de school is klaar',
			title: 'Open het eerste team',
			body: 'Daarna nodig je een kartrekker uit. Die plant en nodigt de anderen uit.',
			button: 'Open een team'
		},
		'name-contact': {
			eyebrow: 'voor ouders',
			title: 'Wie kunnen ouders op school vragen?',
			body: 'Op hun pagina staat nu alleen de leerkracht. Zet erbij bij wie zij ook terechtkunnen.',
			button: 'Vul het in'
		},
		'invite-lead': {
			eyebrow: (team: string) => team,
			title: 'Nodig een kartrekker uit',
			body: 'Een kartrekker plant de bijeenkomsten en nodigt de anderen uit.',
			button: 'Naar het team'
		}
	}
};
