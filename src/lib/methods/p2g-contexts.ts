import type { PackContext } from '$lib/engine/pack';

/** Where teacher and child play or do something together, with what to watch for (R43; 003 §3.1.7, in our own words). */
export const p2gContexts: PackContext[] = [
	{
		id: 'free-play',
		label: { nl: 'vrij spel of rollenspel', en: 'free play or role play' },
		help: {
			nl: 'Hier gaat het volgen het meest vanzelf.',
			en: 'Following comes most naturally here.'
		},
		years: 'lower'
	},
	{
		id: 'building',
		label: { nl: 'bouwen, tekenen, knutselen', en: 'building, drawing, crafts' },
		help: {
			nl: 'Doe hetzelfde als het kind, naast elkaar. In groep 3 en 4 is dit vaak het makkelijkste begin.',
			en: 'Do what the child does, side by side. In groups 3 and 4 this is often the easiest beginning.'
		}
	},
	{
		id: 'outdoors',
		label: { nl: 'buitenspelen', en: 'outdoor play' },
		help: {
			nl: 'Kijk eerst. Blijf dichtbij: op afstand raak je het contact kwijt.',
			en: 'Watch first. Stay close: at a distance contact is lost.'
		}
	},
	{
		id: 'doing-together',
		label: { nl: 'samen iets doen', en: 'doing something together' },
		help: {
			nl: 'Opruimen, de tuin, iets ophangen. Het werkt als jullie het echt samen doen.',
			en: 'Tidying, the garden, hanging something up. It works when you really do it together.'
		}
	},
	{
		id: 'chat',
		label: { nl: 'gesprekje waarin het kind leidt', en: 'a chat led by the child' },
		help: {
			nl: 'Bij de inloop, het eten, onderweg. Let op wie het meest praat.',
			en: 'On arrival, while eating, on the way. Mind who talks most.'
		},
		years: 'middle'
	},
	{
		id: 'reading',
		label: { nl: 'voorlezen', en: 'reading aloud' },
		help: {
			nl: 'Jij leidt, en toch ben je dichtbij en hebben jullie samen plezier.',
			en: 'You lead, and still you are close and enjoy it together.'
		}
	},
	{
		id: 'board-game',
		label: { nl: 'gezelschapsspel', en: 'board game' },
		help: {
			nl: 'Sommige kinderen zien dan alleen het spel. Kijk of er nog contact is.',
			en: 'Some children then see only the game. See whether there is contact.'
		}
	},
	{
		id: 'learning',
		label: { nl: 'het kind legt iets uit', en: 'the child explains something' },
		help: {
			nl: 'Lastig, want goed en fout spelen mee. Het lukt als het kind de kenner is.',
			en: 'Hard, because right and wrong play a part. It works when the child is the expert.'
		}
	}
];

/** Short contact: a complement to play moments, never one of them (R41). */
export const p2gBriefContexts = [
	{ id: 'round', label: { nl: 'rondje', en: 'on a round' } },
	{ id: 'after-instruction', label: { nl: 'na de instructie', en: 'after instruction' } },
	{ id: 'begin-or-end', label: { nl: 'begin of eind dag', en: 'start or end of day' } },
	{ id: 'on-the-way', label: { nl: 'onderweg', en: 'on the way' } },
	{ id: 'at-my-table', label: { nl: 'aan mijn tafel', en: 'at my table' } }
];
