/** Texts from outside the pages: the page that is shown without a connection, and what a phone shows of the app. */
export const outside = {
	tagline: 'Samen een kort filmpje bekijken en goed kijken: video-intervisie voor teams.',
	addClip: 'Opname toevoegen',
	offlineTitle: 'Geen verbinding',
	offlineBody:
		'We kunnen Kijkkring nu niet bereiken. Kijk je verbinding na en probeer het nog eens. Wat je filmde of schreef en nog niet verstuurd is, staat nog op dit toestel.',
	again: 'Probeer opnieuw'
};
