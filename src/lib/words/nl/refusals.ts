import type { RefusalCode } from '$lib/domain/refusals';

/** What a reader sees for each expected "no". */
export const refusals: Record<RefusalCode | 'broken', string> = {
	'sign-in-first': 'Log eerst in.',
	'wrong-email-or-password': 'Dit e-mailadres en wachtwoord horen niet bij elkaar. Probeer het nog eens.',
	'too-many-tries': 'Er is te vaak geprobeerd in te loggen. Wacht een kwartier en probeer het dan weer.',
	'account-closed': 'Dit account is gesloten. Vraag je kartrekker of beheerder.',
	'link-expired': 'Deze link is verlopen. Vraag om een nieuwe.',
	'link-used': 'Deze link is al gebruikt. Je kunt gewoon inloggen.',
	'password-too-short': 'Kies een wachtwoord van minstens 12 tekens. Een paar gewone woorden achter elkaar is prima.',
	'password-too-common':
		'Dit wachtwoord is makkelijk te raden. Kies een paar woorden die niets met elkaar te maken hebben.',
	'email-taken': 'Er is al een account met dit e-mailadres. Log daarmee in en open de link dan opnieuw.',
	'not-found': 'Dit bestaat niet, of is niet voor jou bedoeld.',
	'not-allowed': 'Dat mag je hier niet doen.',
	'bad-input': 'Dit kunnen we zo niet bewaren. Kijk na wat je hebt ingevuld.',
	'last-lead': 'Een team heeft minstens één kartrekker nodig. Maak eerst iemand anders kartrekker.',
	'already-member': 'Deze persoon zit al in het team.',
	'cycle-running': 'Er loopt al een cyclus. Sluit die eerst af.',
	'dates-out-of-order': 'De data staan niet op volgorde. Elke bijeenkomst komt na de vorige.',
	'alias-looks-like-a-name': 'Gebruik een voorletter of een verzonnen naam, geen voor- en achternaam.',
	'trajectory-exists': 'Je hebt in deze cyclus al een kind gekozen.',
	'trajectory-closed': 'Dit traject is afgesloten. Lezen kan nog wel.',
	'no-consent': 'De ouders hebben (nog) geen toestemming gegeven. Zonder toestemming is er geen opname.',
	'no-expert-consent': 'De ouders hebben geen toestemming gegeven om iemand van buiten de school te laten meekijken.',
	'too-large':
		'Deze opname is te groot. De grens is 2 GB. Knip haar korter op je telefoon, of kies een lagere kwaliteit.',
	'too-long': 'Deze opname is langer dan 20 minuten. Kies een kortere, één tot tien minuten is ruim genoeg.',
	'too-many-pictures':
		'Deze opname heeft meer dan 250 beelden per seconde. Zet haar op je telefoon op gewone snelheid, of kies een andere.',
	'not-a-video': 'Dit bestand is geen video. Kies de opname zelf.',
	truncated: 'Deze opname is niet compleet. Waarschijnlijk is het kopiëren afgebroken. Kies het originele bestand.',
	'no-picture': 'Er zit geen beeld in deze opname, alleen geluid.',
	'unsupported-codec':
		'Dit soort video kunnen we niet tonen. Zet de camera op "meest compatibel" (H.264) en neem opnieuw op, of zet de opname om.',
	'hevc-not-here':
		'Je telefoon nam op in HEVC en dat kan deze school niet omzetten. Kies op een iPhone bij Instellingen › Camera › Structuren voor "Meest compatibel". Of verstuur de opname via Foto’s met de optie "Meest compatibel".',
	'conversion-failed':
		'Het omzetten van deze opname is niet gelukt. Het origineel is gewist. Probeer een andere opname.',
	'clip-not-ready': 'De opname is nog niet klaar om te bekijken.',
	'clip-arriving': 'De opname komt nog binnen. Dit stuk is er zo.',
	'clip-out-of-reach': 'De opname is even niet te bereiken. Er is niets verloren. Het gaat vanzelf verder.',
	'clip-gone': 'Deze opname is niet meer beschikbaar.',
	'no-fragment': 'Kies eerst het fragment dat jullie samen gaan bekijken.',
	'fragment-too-short': 'Kies een fragment van minstens één seconde.',
	'fragment-too-long': 'Een fragment duurt hoogstens drie minuten. Korter levert vaak meer op.',
	'disk-full': 'Er is op de server geen ruimte meer. Er is niets verloren. Vertel het je beheerder.',
	'team-space-full':
		'De ruimte voor opnames van je team is vol. Wis opnames die je niet meer nodig hebt, of vraag je beheerder om meer ruimte.',
	'school-space-full':
		'De ruimte voor opnames van de school is vol. Wis opnames die je niet meer nodig hebt, of vraag je beheerder om meer ruimte.',
	'too-many-under-way':
		'Er zijn nog vijf opnames van jou onderweg. Wacht tot er één is aangekomen, of wis er één bij Opnames.',
	'school-year-ends': 'Langer dan tot het einde van dit schooljaar kan een opname niet blijven.',
	stale: 'Iemand was je net voor. Dit is hoe het nu staat.',
	'not-your-turn': 'Je bent nu niet aan de beurt.',
	'not-in-this-round': 'Dat kan niet in deze ronde.',
	'not-yet': 'Dat kan nog niet.',
	'someone-leads': 'Iemand anders leidt nu de bijeenkomst.',
	'nobody-leads': 'Je leidt de bijeenkomst nu niet.',
	'session-closed': 'Deze bespreking is afgerond. Je kunt het verslag lezen.',
	'session-not-open': 'Deze bespreking is nog niet begonnen.',
	'already-brought': 'Deze opname ligt al op tafel voor deze bijeenkomst.',
	'already-there': 'Deze woorden staan er al weer.',
	'presenter-not-here': 'Wacht even op de inbrenger. Zonder haar of hem begint de bespreking niet.',
	'picture-stopped': 'De inbrenger heeft het beeld stilgezet.',
	'moment-outside-clip': 'Dat moment ligt buiten wat je hebt ingebracht.',
	'already-asked': 'Je hebt dit al gevraagd. Trek die vraag eerst in, of wacht op het antwoord.',
	'request-answered': 'Deze vraag is al beantwoord.',
	'access-ended': 'Je toegang tot deze opname is afgelopen.',
	'not-an-expert': 'Kies iemand die in dit team expert is.',
	elsewhere: 'Deze bespreking loopt op een andere server. Je wordt doorverbonden.',
	'too-busy': 'Het is even te druk. Probeer het zo nog eens.',
	broken: 'Er is iets misgegaan. Probeer het nog eens.'
};
