// Longer than the house likes: a pack is one readable value, and its protocols and codes stand in their own files.
import { definePack } from '$lib/engine/pack';
import { codeGroups, codes, needs } from './p2g-codes';
import { longProtocol, shortProtocol } from './p2g-protocols';

/** Playing-2-gether in a professional learning community: the default method. Wording is our own, a draft for an expert (Q5). */
export const p2gPlg = definePack({
	id: 'p2g-plg',
	version: 1,
	title: { nl: 'Playing-2-gether in een PLG', en: 'Playing-2-gether in a PLG' },
	notice: {
		nl: 'Eigen formulering op basis van onderzoek naar Playing-2-gether in leergemeenschappen. Werk bij voorkeur met een expert in de eerste cyclus.',
		en: 'Our own wording, based on research into Playing-2-gether in learning communities. Preferably work with an expert in the first cycle.'
	},
	protocols: [shortProtocol, longProtocol],
	defaultProtocol: 'short',
	codeGroups,
	codes,
	needs,
	meetings: [
		{
			id: 'm1',
			title: { nl: 'Waarom de relatie', en: 'Why the relationship' },
			after: { nl: 'kind kiezen, ouders vragen', en: 'choose a child, ask the parents' },
			minutes: 90,
			watching: false,
			weeksAfterPrevious: 0
		},
		{
			id: 'm2',
			title: { nl: 'Interview in tweetallen', en: 'Interviews in pairs' },
			after: { nl: 'samen spelen en één keer filmen', en: 'play together and film once' },
			minutes: 90,
			watching: false,
			weeksAfterPrevious: 3
		},
		{
			id: 'm3',
			title: { nl: 'Samen kijken', en: 'Watching together' },
			after: { nl: 'samen spelen en weer filmen', en: 'play together and film again' },
			minutes: 60,
			watching: true,
			weeksAfterPrevious: 4
		},
		{
			id: 'm4',
			title: { nl: 'Samen kijken', en: 'Watching together' },
			after: { nl: 'samen spelen en weer filmen', en: 'play together and film again' },
			minutes: 60,
			watching: true,
			weeksAfterPrevious: 4
		},
		{
			id: 'm5',
			title: { nl: 'Terugkijken en verder', en: 'Looking back and on' },
			after: { nl: '', en: '' },
			minutes: 90,
			watching: true,
			weeksAfterPrevious: 5
		}
	],
	contexts: [
		{ id: 'free-play', label: { nl: 'vrij spel of rollenspel', en: 'free play or role play' } },
		{ id: 'building', label: { nl: 'bouwen, tekenen, knutselen', en: 'building, drawing, crafts' } },
		{ id: 'outdoors', label: { nl: 'buitenspelen', en: 'outdoor play' } },
		{ id: 'doing-together', label: { nl: 'samen iets doen', en: 'doing something together' } },
		{ id: 'chat', label: { nl: 'gesprekje waarin het kind leidt', en: 'a chat led by the child' } },
		{ id: 'reading', label: { nl: 'voorlezen', en: 'reading aloud' } },
		{ id: 'board-game', label: { nl: 'gezelschapsspel', en: 'board game' } },
		{ id: 'learning', label: { nl: 'het kind legt iets uit', en: 'the child explains something' } }
	],
	terms: [
		{
			id: 'mirroring',
			word: { nl: 'spiegelen', en: 'mirroring' },
			meaning: {
				nl: 'Hetzelfde doen als het kind, in hetzelfde tempo, zonder er iets van te maken.',
				en: 'Doing what the child does, at the same pace, without adding to it.'
			}
		},
		{
			id: 'relational-need',
			word: { nl: 'relationele behoefte', en: 'relational need' },
			meaning: {
				nl: 'Wat dit kind op dit moment van jou nodig heeft in het contact.',
				en: 'What this child needs from you in the contact at this moment.'
			}
		},
		{
			id: 'initiative',
			word: { nl: 'contactinitiatief', en: 'contact initiative' },
			meaning: {
				nl: 'Elke beweging van het kind naar jou toe, met of zonder woorden. Kleine mis je makkelijk.',
				en: 'Any move of the child towards you, with or without words. Small ones are easily missed.'
			}
		},
		{
			id: 'fragment',
			word: { nl: 'fragment', en: 'fragment' },
			meaning: {
				nl: 'Het stukje van één tot drie minuten dat jullie samen opnieuw bekijken.',
				en: 'The one to three minutes you look at again together.'
			}
		},
		{
			id: 'skill',
			word: { nl: 'vaardigheid', en: 'skill' },
			meaning: {
				nl: 'Iets wat je bewust oefent in het samen spelen, zoals afwachten of verwoorden.',
				en: 'Something you practise on purpose while playing, such as waiting or putting into words.'
			}
		}
	]
});
