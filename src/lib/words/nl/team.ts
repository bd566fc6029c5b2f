import type { TeamRole } from '$lib/domain/roles';

interface LetterFacts {
	from: string;
	team: string;
	school: string;
	link: string;
}

export const team = {
	roles: {
		teacher: 'leerkracht',
		assistant: 'onderwijsassistent',
		lead: 'kartrekker',
		facilitator: 'procesbegeleider',
		expert: 'expert op afroep',
		guest: 'gast'
	} satisfies Record<TeamRole, string> as Record<TeamRole, string>,
	roleMeans: {
		teacher: 'werkt met een kind en brengt opnames in',
		assistant: 'werkt met een kind en brengt opnames in',
		lead: 'plant de bijeenkomsten en nodigt mensen uit',
		facilitator: 'begeleidt het gesprek aan tafel',
		expert: 'kijkt alleen mee als iemand erom vraagt',
		guest: 'kijkt en luistert mee bij een bijeenkomst'
	} satisfies Record<TeamRole, string> as Record<TeamRole, string>,
	rolesLabel: 'Wat doet deze persoon?',
	rolesHint: 'Meer dan één mag.',
	list: {
		title: 'Teams',
		none: 'Je zit nog niet in een team',
		noneBody: 'Zodra een kartrekker je uitnodigt, zie je hier met wie je samen kijkt.',
		noneAdmin: 'Er is nog geen team',
		noneAdminBody: 'Open een team en nodig daarna een kartrekker uit. Die regelt de rest.',
		open: 'Open een team',
		name: 'Naam van het team',
		nameHint: 'Bijvoorbeeld: Onderbouw.',
		submit: 'Open dit team',
		empty: 'nog niemand',
		notMine: 'je bent hier beheerder'
	},
	page: {
		members: 'Wie doen er mee',
		you: 'jij',
		none: 'Er doet nog niemand mee. Nodig eerst een kartrekker uit.',
		small:
			'Met minder dan vier mensen is een team kwetsbaar: valt er iemand uit, dan blijft er weinig over. Je kunt gewoon beginnen. Misschien wil iemand van een andere groep aanhaken.',
		change: 'Rollen wijzigen',
		changeOf: (name: string) => `Rollen van ${name} wijzigen`,
		save: 'Bewaar rollen',
		remove: 'Uit het team halen',
		removeOf: (name: string) => `Uit het team halen: ${name}`,
		removeMeans: (name: string) =>
			`${name} ziet meteen niets meer van dit team. Een lopend traject wordt afgesloten, niet gewist. Wat nog op tafel lag, gaat eraf.`,
		onlyLead: 'De enige kartrekker. Maak eerst iemand anders kartrekker.',
		cycles: 'Cyclussen',
		cycle: (number: number) => `Cyclus ${number}`,
		running: 'loopt nu',
		closed: (when: string) => `afgesloten op ${when}`,
		startCycle: 'Plan een cyclus',
		noCycle: 'Er loopt nog geen cyclus.',
		rename: 'Naam wijzigen',
		name: 'Naam van het team'
	},
	invite: {
		title: 'Iemand uitnodigen',
		firstLead: 'Nodig de kartrekker uit',
		intro: 'Je krijgt een link die veertien dagen werkt, één keer. Geef hem zelf door, of laat hem mailen.',
		email: 'E-mailadres',
		emailHint: 'Laat leeg als je de link zelf doorgeeft.',
		submit: 'Maak de link',
		ready: 'De link is klaar',
		once: 'Je ziet hem alleen nu. Kopieer hem voordat je verdergaat.',
		sent: (email: string) => `Hij is ook gemaild naar ${email}.`,
		copy: 'Kopieer de link',
		copied: 'Gekopieerd',
		link: 'Uitnodigingslink',
		open: 'Open uitnodigingen',
		nobody: 'zonder adres',
		until: (when: string) => `werkt tot ${when}`,
		ranOut: 'verlopen',
		renew: 'Nieuwe link',
		withdraw: 'Intrekken',
		renewOf: (who: string) => `Nieuwe link voor ${who}`,
		withdrawOf: (who: string) => `Intrekken: uitnodiging voor ${who}`
	},
	letter: {
		subject: (it: LetterFacts) => `${it.from} nodigt je uit voor ${it.team}`,
		text: (it: LetterFacts) =>
			`Hallo,\n\n${it.from} van ${it.school} nodigt je uit voor het team ${it.team} in Kijkkring.\nMet deze link doe je mee. Hij werkt veertien dagen en één keer.\n\n${it.link}\n`
	}
};
