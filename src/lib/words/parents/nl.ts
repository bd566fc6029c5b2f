import type { ParentTexts } from './texts';

export const texts: ParentTexts = {
	language: 'nl',
	name: 'Nederlands',
	dates: 'nl-NL',
	direction: 'ltr',
	version: 1,
	checked: null,
	unchecked: 'Deze tekst is nog niet nagekeken door een moedertaalspreker.',

	title: 'Toestemming voor filmen',
	chooseLanguage: 'Taal',
	listen: 'Laat voorlezen',
	stopListening: 'Stop met voorlezen',

	door: {
		intro: 'Deze pagina is voor ouders en verzorgers. U kreeg van school een brief. Daarin staat een lange code.',
		codeLabel: 'De lange code uit de brief',
		codeHint: '28 letters en cijfers. Hoofdletters en spaties maken niet uit.',
		open: 'Verder',
		opening: 'Even geduld. De pagina gaat open.',
		wrong:
			'Deze link of code werkt niet. Misschien is er iets verkeerd getypt, of is de brief te oud. Vraag op school om een nieuwe brief.',
		over: 'De pagina stond te lang open. Er is niets opgeschreven. Open de link uit de brief nog eens.',
		wait: 'Er is te vaak geprobeerd. Wacht een kwartier en probeer het dan weer.'
	},

	from: (teacher) => `Een vraag van ${teacher}`,
	question: 'Mag de leerkracht uw kind filmen?',
	what: {
		title: 'Wat we doen',
		body: 'De leerkracht speelt een paar minuten met uw kind. Daarvan maken we een korte film. De leerkracht leert ervan. Het is geen toets voor uw kind.'
	},
	who: {
		title: 'Wie kijkt',
		body: 'Alleen de mensen van de leergroep van de leerkracht. Zij kijken samen en praten erover. De film komt niet op internet.'
	},
	after: { title: 'Daarna', body: (date) => `We wissen de film. Uiterlijk op ${date}.` },
	always: {
		title: 'U mag altijd nee zeggen',
		body: 'Ook later, op deze pagina. Dan stopt het meteen en wissen we de film. U hoeft niet te zeggen waarom. Voor uw kind verandert er niets.'
	},
	ask: {
		title: 'Heeft u een vraag?',
		body: (teacher, school) => `Vraag het aan ${teacher}, of aan iemand van ${school}.`,
		contact: (contact) => `Contact: ${contact}`,
		privacy: (contact) => `Over privacy: ${contact}`
	},
	agree: 'Vindt u dit goed?',
	yes: 'Ja',
	no: 'Nee',

	scopes: {
		team: { title: 'Filmen en samen kijken', body: 'Alleen met de leergroep van de leerkracht.' },
		expert: {
			title: 'Een deskundige van buiten de school',
			body: (name, organisation) =>
				`${organisation ? `${name} van ${organisation}` : name} mag een film zien als de leerkracht om hulp vraagt. Een paar dagen, daarna niet meer.`
		},
		guest: {
			title: 'Een gast bij een bijeenkomst',
			body: 'Iemand die één keer meekijkt, bijvoorbeeld een leerkracht uit een andere groep. Alleen tijdens die bijeenkomst.'
		},
		presentation: {
			title: 'Laten zien aan gasten',
			body: 'Aan het eind laat de groep aan andere mensen zien wat zij leerde, bijvoorbeeld aan de directie. Daarbij mag een stukje film te zien zijn. Zonder naam.'
		},
		figures: {
			title: 'Cijfers',
			body: 'De leerkracht vult vragenlijsten in over het contact met uw kind. De school gebruikt alleen de cijfers, om te zien of dit werk helpt. Zonder naam en zonder film.'
		},
		photo: {
			title: 'Een foto voor u',
			body: 'De leerkracht mag een beeld uit de film aan u laten zien of geven. Alleen aan de ouders van uw kind.'
		}
	},
	more: {
		title: 'Mag er nog iets meer?',
		body: 'Dit hoeft niet. Alles hieronder is nee, tot u ja zegt.'
	},

	now: {
		may: 'Er mag nu gefilmd worden.',
		mayNot: 'Er mag nu niet gefilmd worden.',
		notYet: 'Er mag nu nog niet gefilmd worden.'
	},
	mine: {
		yes: (date) => `U zei ja op ${date}.`,
		no: (date) => `U zei nee op ${date}.`,
		none: 'U heeft nog geen antwoord gegeven.',
		again: 'Door een storing op school zijn antwoorden verloren. Daarom vragen we het u opnieuw.',
		change: 'Wilt u uw antwoord veranderen?'
	},
	thanks: {
		yes: 'Dank u wel. Uw ja is opgeschreven.',
		no: 'Uw nee is opgeschreven. Dit geldt meteen.'
	},

	code: {
		title: 'De code van school',
		body: 'Om ja te zeggen is een code nodig. Die kreeg u op school, op een apart briefje. Zo weten we dat u het zelf bent. Voor nee is geen code nodig.',
		label: 'Code van 6 tekens',
		wrong: (left) => `Deze code klopt niet. U kunt het nog ${left} keer proberen.`,
		spent: 'De code is te vaak verkeerd ingevuld. Vraag op school om een nieuwe brief. Nee zeggen kan wel.'
	},

	exists: {
		title: 'Wat er nu is',
		none: 'Er is nu geen film van uw kind.',
		films: (n) => `Aantal films: ${n}`,
		until: (date) => `Bewaard tot uiterlijk ${date}`,
		watched: 'Wie heeft gekeken',
		notWatched: 'Nog niemand heeft gekeken.',
		by: {
			teacher: 'de leerkracht zelf',
			team: 'iemand van de leergroep',
			leader: 'de begeleider van de leergroep',
			guest: 'een gast',
			expert: 'een deskundige van buiten de school'
		},
		erased: (n) => `Aantal gewiste films: ${n}`,
		erasedOn: (date) => `Gewist op ${date}`
	},

	receipt: {
		title: 'Uw antwoorden',
		intro: 'Dit is uw bewijs. U kunt het bewaren.',
		keep: 'Bewaar als bestand',
		mailLabel: 'Of ontvang het per e-mail',
		mailHint: 'We bewaren uw e-mailadres niet.',
		send: 'Stuur',
		sent: 'De e-mail is verstuurd.',
		notSent: 'De e-mail kon niet worden verstuurd. Uw antwoord is wel opgeschreven.',
		subject: 'Uw antwoord over filmen',
		yes: 'ja',
		no: 'nee',
		byTeacher: 'opgeschreven door de leerkracht',
		text: (language, version) => `Gelezen tekst: ${language}, versie ${version}`
	},
	leave: 'Sluit deze pagina',

	letter: {
		greeting: 'Beste ouder of verzorger,',
		how: 'Zo geeft u antwoord',
		scan: 'Maak met uw telefoon een foto van dit vierkant. De pagina gaat dan open.',
		typeInstead: (address) => `Of ga naar ${address} en typ deze code:`,
		choose: 'Lees de pagina of laat haar voorlezen. Kies ja of nee.',
		slipNeeded:
			'Voor ja heeft u ook een briefje met 6 tekens nodig. Dat krijgt u op school. Voor nee is deze brief genoeg.',
		onlyYou: 'Deze brief is alleen voor u. Geef hem niet door. Bewaar hem: u kunt later nog van mening veranderen.',
		until: (date) => `De link werkt tot ${date}.`,
		paper: 'Liever praten of op papier antwoorden? Dat kan ook. Zeg het op school.',
		slipTitle: 'Code om ja te zeggen',
		slipBody: 'Vul deze code in als u ja wilt zeggen. Voor nee is geen code nodig.'
	}
};
