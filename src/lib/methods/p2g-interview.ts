import type { Interview, InterviewQuestion, Text } from '$lib/engine/pack';

const t = (nl: string, en: string): Text => ({ nl, en });
const contact: Text[] = [
	t('Wanneer was dat precies? Neem de laatste keer.', 'When exactly was that? Take the last time.'),
	t('Wat voelde jij toen?', 'What did you feel then?'),
	t('Waaraan zag je wat het met het kind deed?', 'What told you what it did to the child?')
];

/**
 * The reflection interview of Playing-2-gether: six topics of the study in our own words, with the needs that its second
 * cycle added; two questions when there is time, two for looking back. It is no diagnosis: that asks for somebody trained.
 */
const questions: InterviewQuestion[] = [
	{
		id: 'words',
		words: true,
		text: t(
			'Kies drie woorden voor jullie band. Vertel bij elk woord een voorval waarin dat zichtbaar was.',
			'Choose three words for your relationship with this child. With each word, tell of a moment in which it showed.'
		),
		tips: [
			t(
				'Gaat dit woord over jullie samen, of over het kind?',
				'Is this word about the two of you, or about the child?'
			),
			t('Wanneer was dat de laatste keer zo?', 'When was it like that the last time?'),
			t('Wat doet dat tussen jullie?', 'What does that do between you?')
		]
	},
	{
		id: 'contact',
		text: t(
			'Beschrijf één keer dat je echt verbinding had. Wat deed dat met jou? En met het kind, en waaraan zag je dat?',
			'Describe one time when there was real contact. What did it do to you? And to the child, and what told you so?'
		),
		tips: contact
	},
	{
		id: 'no-contact',
		text: t(
			'Beschrijf één keer dat het juist niet lukte elkaar te bereiken. Wat gebeurde er bij jou, en bij het kind?',
			'Describe one time when you could not reach each other. What happened in you, and in the child?'
		),
		tips: contact
	},
	{
		id: 'hard-moments',
		text: t(
			'Op welke momenten van de schooldag heeft dit kind het zwaar? Hoe reageer jij dan?',
			'Which moments of the school day are hard for this child? What do you do then?'
		),
		tips: [
			t('Wat gaat er vlak aan vooraf?', 'What comes just before it?'),
			t('Wat probeert het kind jou dan te laten merken?', 'What is the child trying to let you know?')
		]
	},
	{
		id: 'home',
		text: t('Hoe verloopt het contact tussen jou en thuis?', 'How is the contact between you and home?'),
		tips: [
			t('Waar zijn jullie het over eens?', 'What do you agree on?'),
			t('Wat zou je hun willen vragen?', 'What would you like to ask them?')
		]
	},
	{
		id: 'needs',
		text: t(
			'Wat lijkt dit kind van jou te vragen in het contact, en wat bied je nu al?',
			'What does this child seem to ask of you in the contact, and what do you give already?'
		),
		tips: [
			t('Waaraan merk je dat?', 'What tells you?'),
			t('Is dat wat het kind nodig heeft, of wat jij nodig hebt?', 'Is that what the child needs, or what you need?')
		]
	},
	{
		id: 'changed',
		endOnly: true,
		text: t(
			'Wat is er sinds het begin anders geworden tussen jullie, en waardoor denk je?',
			'What has become different between you since the beginning, and why do you think so?'
		),
		tips: [t('Waar merkte je het voor het eerst aan?', 'What was the first sign of it?')]
	},
	{
		id: 'who-changed',
		endOnly: true,
		text: t(
			'Wat zie je veranderd bij het kind, en wat bij jezelf?',
			'What do you see changed in the child, and in yourself?'
		),
		tips: [t('Wat doe jij nu anders?', 'What do you do differently now?')]
	},
	{
		id: 'child-about-you',
		optional: true,
		text: t(
			'Wat zou het kind over jou vertellen als het daar de woorden voor had?',
			'What would the child say about you if it had the words?'
		),
		tips: [t('En wat zou je hopen dat het zei?', 'And what would you hope it said?')]
	},
	{
		id: 'pattern',
		optional: true,
		text: t(
			'Welk vast patroon herken je tussen jullie tweeën?',
			'Which pattern between the two of you do you recognise?'
		),
		tips: [t('Hoe begint het meestal, en hoe loopt het af?', 'How does it usually begin, and how does it end?')]
	}
];

export const p2gInterview: Interview = {
	minutes: 25,
	warmUp: t(
		'Begin met een ander kind uit je groep, een met wie het goed gaat. Vertel één moment van jullie samen. Zo oefen je het vertellen.',
		'Begin with another child in your group, one with whom it goes well. Tell of one moment of the two of you. It is practice in telling.'
	),
	card: [
		t('Luister. Laat het stil zijn.', 'Listen. Let there be silence.'),
		t('Vraag naar één moment: de laatste keer.', 'Ask for one moment: the last time.'),
		t('Vraag naar gevoel, en naar wat er te zien was.', 'Ask for feelings, and for what could be seen.'),
		t('Herhaal en vat samen, en vraag of het klopt.', 'Repeat and sum up, and ask whether it is right.'),
		t('Bewaar je eigen verhaal en je adviezen.', 'Keep your own story and your advice for later.')
	],
	questions,
	last: {
		id: 'glad',
		text: t(
			'Wat maakt dat je het fijn vindt dat juist dit kind bij jou in de groep zit?',
			'What makes you glad that this very child is in your group?'
		),
		tips: [t('Welk beeld zie je dan voor je?', 'Which picture comes to your mind?')]
	}
};
