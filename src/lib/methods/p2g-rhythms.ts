import type { MeetingPlan, Rhythm } from '$lib/engine/pack';
import { p2gGuide } from './p2g-guide';

/**
 * How the default method can be held (R14, R17). Standard is what the study describes: five meetings in about four
 * months, twice a year. One of its teams wanted to meet more often and shorter, about an hour with one clip each time.
 */
export const p2gRhythms: Rhythm[] = [
	{
		id: 'standard',
		title: { nl: 'Standaard', en: 'Standard' },
		about: {
			nl: 'Vijf bijeenkomsten in ongeveer vier maanden, met drie tot vijf weken om te oefenen.',
			en: 'Five meetings in about four months, with three to five weeks to practise.'
		},
		meetings: ['m1', 'm2', 'm3', 'm4', 'm5'],
		weeksToNext: 5
	},
	{
		id: 'short',
		title: { nl: 'Korter en vaker', en: 'Shorter and more often' },
		about: {
			nl: 'Zeven bijeenkomsten van een uur, met één opname per keer en twee of drie weken om te oefenen.',
			en: 'Seven meetings of an hour, with one clip each time and two or three weeks to practise.'
		},
		// each with the guide of the meeting it stands for; what is said of groups (m4) fits no hour with everybody
		meetings: [
			{
				id: 'k1',
				title: { nl: 'Waarom de relatie', en: 'Why the relationship' },
				after: { nl: 'kind kiezen, ouders vragen', en: 'choose a child, ask the parents' },
				minutes: 60,
				watching: false,
				weeksAfterPrevious: 0,
				...guidedAs('m1'),
				blocks: [
					{
						id: 'why',
						kind: 'input',
						minutes: 20,
						about: { nl: 'Waarom de relatie zoveel doet', en: 'Why the relationship matters so much' }
					},
					{
						id: 'how',
						kind: 'input',
						minutes: 25,
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
				]
			},
			{
				id: 'k2',
				title: { nl: 'Interview in tweetallen', en: 'Interviews in pairs' },
				after: { nl: 'samen spelen en één keer filmen', en: 'play together and film once' },
				minutes: 60,
				watching: false,
				weeksAfterPrevious: 3,
				...guidedAs('m2'),
				blocks: [
					{
						id: 'first-interview',
						kind: 'interviews',
						minutes: 45,
						about: {
							nl: 'Het eerste gesprek over jullie band, om de beurt',
							en: 'The first talk about your bond, in turns'
						}
					},
					{
						id: 'closing',
						kind: 'closing',
						minutes: 15,
						about: { nl: 'Ieders eerste plan om samen te spelen', en: 'Everybody’s first plan to play together' }
					}
				]
			},
			{ ...watching('k3', 3), ...guidedAs('m3') },
			watching('k4', 2),
			watching('k5', 2),
			watching('k6', 3),
			{
				id: 'k7',
				title: { nl: 'Terugkijken en verder', en: 'Looking back and on' },
				after: { nl: '', en: '' },
				minutes: 60,
				watching: false,
				weeksAfterPrevious: 3,
				...guidedAs('m5'),
				blocks: [
					{
						id: 'last-interview',
						kind: 'interviews',
						minutes: 30,
						about: { nl: 'Het laatste gesprek: wat is er veranderd?', en: 'The last talk: what has changed?' }
					},
					{
						id: 'closing',
						kind: 'closing',
						minutes: 30,
						about: { nl: 'Samen terugkijken op de cyclus', en: 'Looking back on the cycle together' }
					}
				]
			}
		],
		weeksToNext: 4
	}
];

/** From the second cycle on the why has been told: the team looks back, and says how it goes on (R24). */
export const p2gAgain: MeetingPlan = {
	id: 'again',
	title: { nl: 'Terugblik en afspraken', en: 'Looking back and agreeing' },
	after: { nl: 'kind kiezen, ouders vragen', en: 'choose a child, ask the parents' },
	minutes: 60,
	watching: false,
	weeksAfterPrevious: 0,
	blocks: [
		{
			id: 'looking-back',
			kind: 'input',
			minutes: 25,
			about: { nl: 'Wat de vorige cyclus heeft gebracht', en: 'What the previous cycle brought' }
		},
		{
			id: 'agreeing',
			kind: 'input',
			minutes: 20,
			about: { nl: 'Hoe we het deze cyclus doen', en: 'How we do it this cycle' }
		},
		{
			id: 'closing',
			kind: 'closing',
			minutes: 15,
			about: { nl: 'Wie kiest welk kind?', en: 'Who chooses which child?' }
		}
	]
};

/** One clip in an hour, with everybody. */
function watching(id: string, weeksAfterPrevious: number): MeetingPlan {
	return {
		id,
		title: { nl: 'Samen kijken', en: 'Watching together' },
		after: { nl: 'samen spelen en weer filmen', en: 'play together and film again' },
		minutes: 60,
		watching: true,
		weeksAfterPrevious,
		blocks: [
			{
				id: 'how-it-goes',
				kind: 'input',
				minutes: 5,
				about: { nl: 'Hoe gaat het spelen?', en: 'How is the playing going?' }
			},
			{
				id: 'together',
				kind: 'plenary',
				minutes: 45,
				about: { nl: 'Eén opname met z’n allen', en: 'One clip with everybody' }
			},
			{ id: 'closing', kind: 'closing', minutes: 10 }
		]
	};
}

/** What stands in the guide for this meeting of the method; nothing where it says nothing. */
function guidedAs(id: string): Pick<MeetingPlan, 'guide'> {
	const guide = p2gGuide[id];
	return guide ? { guide } : {};
}
