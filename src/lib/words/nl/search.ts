import type { FoundOn } from '$lib/domain/search';

export const search = {
	title: 'Zoeken',
	label: 'Waar zoek je naar?',
	hint: 'In alles wat je over je eigen kinderen schreef of kreeg. Niemand anders ziet wat je zoekt, en het wordt nergens bewaard.',
	button: 'Zoek',
	keys: 'Met / of Ctrl+K kom je hier vanaf elke pagina.',
	short: 'Typ minstens twee letters.',
	none: 'Niets gevonden',
	noneBody: 'Probeer een ander woord, of minder woorden. Alle woorden moeten bij elkaar staan.',
	found: (n: number) => (n === 1 ? 'Op één plek gevonden' : `Op ${n} plekken gevonden`),
	more: 'Er is meer. Voeg een woord toe om preciezer te zoeken.',
	on: {
		child: 'over het kind',
		start: 'eerste woorden',
		'play-moment': 'speelmoment',
		session: 'wat de groep gaf',
		parents: 'contact met de ouders',
		note: 'notitie',
		end: 'terugblik',
		interview: 'interview',
		clip: 'opname',
		record: 'verslag'
	} satisfies Record<FoundOn, string>
};
