/** Texts from outside the pages: the page that is shown without a connection, and what a phone shows of the app. */
export const outside = {
	tagline: 'Samen een kort filmpje bekijken en goed kijken: video-intervisie voor teams.',
	addClip: 'Opname toevoegen',
	logMoment: 'Log een moment',
	log: {
		title: 'Log een moment',
		noLine:
			'Er is nu geen verbinding. Wat je hier bewaart, blijft verzegeld op dit toestel en wordt vanzelf verstuurd.',
		whose: (name: string) => `Dit gaat naar het logboek van ${name}.`,
		brief: 'Kort contact',
		play: 'Speelmoment',
		one: 'Er was even contact',
		context: 'Waarbij?',
		length: 'Hoe lang?',
		minutes: (n: number) => `${n} min`,
		how: 'Gepland of spontaan?',
		planned: 'gepland',
		spontaneous: 'spontaan',
		line: 'Eén zin, als je wilt',
		save: 'Bewaar op dit toestel',
		kept: 'Bewaard op dit toestel.',
		waiting: (n: number) => (n === 1 ? 'Er wacht 1 moment op verbinding.' : `Er wachten ${n} momenten op verbinding.`),
		notKept: 'Niet bewaard',
		notKeptBody: 'Dit toestel kon het niet bewaren. Ga terug en probeer het nog eens, of schrijf het even op papier.'
	},
	pushed: 'Er staat iets voor je klaar.',
	offlineTitle: 'Geen verbinding',
	offlineBody:
		'We kunnen Kijkkring nu niet bereiken. Kijk je verbinding na en probeer het nog eens. Wat je filmde of schreef en nog niet verstuurd is, staat nog op dit toestel.',
	again: 'Probeer opnieuw'
};
