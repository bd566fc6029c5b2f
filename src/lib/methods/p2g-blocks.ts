import type { Block } from '$lib/engine/pack';

/**
 * How each meeting of the default method goes, by its id; a proposal that a team may change (R3). In the first meetings
 * with clips everybody watches one together, later on smaller groups do. There is always a closing with everybody.
 */
export const p2gBlocks: Readonly<Record<string, Block[]>> = {
	m1: [
		{
			id: 'why',
			kind: 'input',
			minutes: 30,
			about: { nl: 'Waarom de relatie zoveel doet', en: 'Why the relationship matters so much' }
		},
		{
			id: 'a-good-bond',
			kind: 'interviews',
			minutes: 25,
			about: {
				nl: 'Vertel elkaar over een kind met wie het contact goed gaat',
				en: 'Tell each other about a child with whom contact goes well'
			}
		},
		{
			id: 'how',
			kind: 'input',
			minutes: 20,
			about: {
				nl: 'Samen spelen: hoe het gaat en hoe je het regelt',
				en: 'Playing together: how it goes, how to arrange it'
			}
		},
		{
			id: 'closing',
			kind: 'closing',
			minutes: 15,
			about: { nl: 'Wie kiest welk kind?', en: 'Who chooses which child?' }
		}
	],
	m2: [
		{
			id: 'listening',
			kind: 'input',
			minutes: 10,
			about: { nl: 'Luisteren zonder raad te geven', en: 'Listening without giving advice' }
		},
		{
			id: 'first-interview',
			kind: 'interviews',
			minutes: 45,
			about: { nl: 'Het eerste gesprek over jullie band, om de beurt', en: 'The first talk about your bond, in turns' }
		},
		{
			id: 'skills',
			kind: 'input',
			minutes: 20,
			about: { nl: 'Vaardigheden, en waar spelen past in jouw groep', en: 'Skills, and where play fits in your class' }
		},
		{
			id: 'closing',
			kind: 'closing',
			minutes: 15,
			about: { nl: 'Ieders eerste plan om samen te spelen', en: 'Everybody’s first plan to play together' }
		}
	],
	m3: [
		{
			id: 'look-first',
			kind: 'input',
			minutes: 5,
			about: { nl: 'Eerst kijken, dan pas duiden', en: 'Look first, then give it meaning' }
		},
		{
			id: 'together',
			kind: 'plenary',
			minutes: 45,
			about: { nl: 'Eén opname met z’n allen', en: 'One clip with everybody' }
		},
		{ id: 'closing', kind: 'closing', minutes: 10 }
	],
	m4: [
		{
			id: 'how-it-goes',
			kind: 'input',
			minutes: 5,
			about: { nl: 'Hoe gaat het spelen?', en: 'How is the playing going?' }
		},
		{
			id: 'in-groups',
			kind: 'groups',
			minutes: 45,
			about: { nl: 'Elke groep kijkt naar een eigen opname', en: 'Each group watches a clip of its own' }
		},
		{ id: 'closing', kind: 'closing', minutes: 10 }
	],
	m5: [
		{
			id: 'in-groups',
			kind: 'groups',
			minutes: 45,
			about: { nl: 'Nog één keer kijken in kleine groepen', en: 'Watching once more in small groups' }
		},
		{
			id: 'last-interview',
			kind: 'interviews',
			minutes: 25,
			about: { nl: 'Het laatste gesprek: wat is er veranderd?', en: 'The last talk: what has changed?' }
		},
		{
			id: 'closing',
			kind: 'closing',
			minutes: 20,
			about: { nl: 'Samen terugkijken op de cyclus', en: 'Looking back on the cycle together' }
		}
	]
};
