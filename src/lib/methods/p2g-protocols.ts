// Longer than the house likes: the rounds of both protocols read as one text, in the order a group walks them.
import type { Protocol, Round, Text } from '$lib/engine/pack';

const t = (nl: string, en: string): Text => ({ nl, en });

const askOn: Text[] = [
	t('Waar zag je dat aan?', 'What did you see that in?'),
	t('Wat gebeurde er vlak daarvoor?', 'What happened just before?'),
	t('En wat volgde er?', 'And what came after?')
];

const introduce: Round = {
	id: 'introduce',
	title: t('Inleiden', 'Introduce'),
	minutes: 3,
	speaks: 'presenter',
	prompt: t(
		'Schets kort de situatie en zeg waarom je juist dit laat zien.',
		'Sketch the situation and say why you chose this.'
	),
	others: t('De anderen luisteren.', 'The others listen.'),
	cards: [],
	picture: { mode: 'still', remote: 'nobody', sound: 'on' },
	write: {},
	jottings: false,
	tips: false,
	guard: 'none'
};

const firstViewing: Round = {
	id: 'first-viewing',
	title: t('Eerste keer kijken', 'First viewing'),
	minutes: 5,
	speaks: 'nobody',
	prompt: t('Kijk alleen. Praten komt straks.', 'Only watch. Talking comes later.'),
	others: t('Iedereen kijkt. Jouw krabbels ziet niemand.', 'Everybody watches. Nobody sees your jottings.'),
	cards: [],
	picture: { mode: 'through-once', remote: 'leader', sound: 'on' },
	write: {},
	jottings: true,
	tips: false,
	guard: 'none'
};

const choose: Round = {
	id: 'choose',
	title: t('Kiezen', 'Choose'),
	minutes: 3,
	speaks: 'presenter',
	prompt: t(
		'Wijs het moment aan waar je blij mee bent, en het moment dat je van dichterbij wilt zien.',
		'Point out the moment you are glad about, and the moment you want to see from closer by.'
	),
	others: t('De inbrenger kiest. De anderen wachten af.', 'The presenter chooses. The others wait.'),
	cards: [],
	picture: { mode: 'moments', remote: 'presenter', sound: 'on' },
	write: {},
	jottings: true,
	tips: false,
	guard: 'moments-chosen'
};

const rewatch: Round = {
	id: 'rewatch',
	title: t('Opnieuw kijken', 'Watch again'),
	minutes: 5,
	speaks: 'nobody',
	prompt: t(
		'Hoe zoekt het kind contact, met woorden of juist met blik, lach, houding of afstand?',
		'How does the child seek contact, with words or with a look, a smile, posture or distance?'
	),
	others: t('Iedereen noteert wat te zien is, op dezelfde lijst.', 'Everybody notes what can be seen, on one list.'),
	cards: [],
	picture: { mode: 'loop-fragment', remote: 'leader', sound: 'choice' },
	write: { observations: 'everyone' },
	jottings: true,
	tips: false,
	guard: 'none'
};

const whatWeSee: Round = {
	id: 'what-we-see',
	title: t('Wat zien we?', 'What do we see?'),
	minutes: 8,
	speaks: 'in-turn',
	prompt: t(
		'Noem eerst wat je letterlijk ziet. Wat doet de leerkracht en wat volgt er bij het kind? Pas daarna: wat zou het betekenen?',
		'First say literally what you see. What does the teacher do and what follows in the child? Only then: what might it mean?'
	),
	others: t('De inbrenger luistert.', 'The presenter listens.'),
	cards: askOn,
	picture: { mode: 'marks', remote: 'speaker', sound: 'choice' },
	write: { observations: 'colleagues', meanings: 'colleagues' },
	jottings: true,
	tips: false,
	guard: 'none'
};

const experience: Round = {
	id: 'experience',
	title: t('Hoe was het voor jou?', 'How was it for you?'),
	minutes: 4,
	speaks: 'presenter',
	prompt: t(
		'Hoe beleefde je dit toen, en wat zie je er nu in?',
		'How was this for you then, and what do you see in it now?'
	),
	others: t('De anderen luisteren en mogen doorvragen.', 'The others listen and may ask on.'),
	cards: [t('Wat deed dat met jou?', 'What did that do to you?'), t('Waar merkte je het aan?', 'How did you notice?')],
	picture: { mode: 'marks', remote: 'speaker', sound: 'choice' },
	write: { experience: 'presenter' },
	jottings: true,
	tips: false,
	guard: 'none'
};

const needs: Round = {
	id: 'needs',
	title: t('Wat heeft dit kind nodig?', 'What does this child need?'),
	minutes: 5,
	speaks: 'everyone',
	prompt: t(
		'Welke behoefte aan contact zie je? Is dat van het kind of vooral van onszelf?',
		'Which need for contact do you see? Is it the child’s, or mostly our own?'
	),
	others: t('Iedereen denkt mee.', 'Everybody thinks along.'),
	cards: [
		t('Waaraan zie je dat het kind dit nodig heeft?', 'What shows you that the child needs this?'),
		t('Is dit wat het kind vraagt, of wat wij graag geven?', 'Does the child ask for this, or do we like to give it?')
	],
	picture: { mode: 'marks', remote: 'speaker', sound: 'choice' },
	write: { needs: 'everyone', meanings: 'everyone' },
	jottings: true,
	tips: false,
	guard: 'none'
};

const strength: Round = {
	id: 'strength',
	title: t('Sterk punt', 'A strength'),
	minutes: 4,
	speaks: 'in-turn',
	prompt: t(
		'Geef één ding terug dat werkte, met het moment erbij en wat het bij het kind opleverde.',
		'Give back one thing that worked, with its moment and what it brought about in the child.'
	),
	others: t('De inbrenger neemt het aan.', 'The presenter receives it.'),
	cards: [],
	picture: { mode: 'marks', remote: 'speaker', sound: 'choice' },
	write: { strengths: 'colleagues' },
	jottings: true,
	tips: false,
	guard: 'none'
};

const ahead: Round = {
	id: 'ahead',
	title: t('Vooruitkijken', 'Looking ahead'),
	minutes: 4,
	speaks: 'presenter-first',
	prompt: t(
		'Wat wil je de volgende keer proberen? Vraag om tips als je die wilt.',
		'What do you want to try next time? Ask for tips if you want them.'
	),
	others: t('Eerst de inbrenger. Daarna mogen er tips komen.', 'The presenter first. Then tips are welcome.'),
	cards: [],
	picture: { mode: 'still', remote: 'nobody', sound: 'on' },
	write: { intentions: 'presenter', tips: 'everyone' },
	jottings: true,
	tips: true,
	guard: 'none'
};

const takeAlong: Round = {
	id: 'take-along',
	title: t('Afronden', 'Round off'),
	minutes: 2,
	speaks: 'presenter',
	prompt: t('Wat neem je mee? Zet het in je plan.', 'What do you take along? Put it in your plan.'),
	others: t('De anderen luisteren.', 'The others listen.'),
	cards: [],
	picture: { mode: 'still', remote: 'nobody', sound: 'on' },
	write: { takeaway: 'presenter', intentions: 'presenter' },
	jottings: true,
	tips: true,
	guard: 'none'
};

/** Ten rounds, about 43 minutes. The default: teachers found the long one too many questions (R62). */
export const shortProtocol: Protocol = {
	id: 'short',
	title: t('korte werkwijze', 'short protocol'),
	rounds: [introduce, firstViewing, choose, rewatch, whatWeSee, experience, needs, strength, ahead, takeAlong]
};

/** For a first time or for training: more viewings, one question each. */
export const longProtocol: Protocol = {
	id: 'long',
	title: t('lange werkwijze', 'long protocol'),
	rounds: [
		introduce,
		firstViewing,
		choose,
		{
			...rewatch,
			id: 'rewatch-contact',
			title: t('Kijken naar contact', 'Watching contact'),
			minutes: 6,
			prompt: t(
				'Volg alleen het kind: welke stapjes zet het naar de leerkracht toe?',
				'Follow the child only: which small moves does it make towards the teacher?'
			)
		},
		{
			...rewatch,
			id: 'rewatch-skills',
			title: t('Kijken naar vaardigheden', 'Watching skills'),
			minutes: 6,
			prompt: t(
				'Volg nu de leerkracht: welke vaardigheden zie je, één voor één?',
				'Now follow the teacher: which skills do you see, one by one?'
			)
		},
		{
			...whatWeSee,
			id: 'what-teacher-did',
			title: t('Wat deed de leerkracht?', 'What did the teacher do?'),
			minutes: 6,
			prompt: t(
				'Noem per vaardigheid wat je letterlijk zag. Ook wat er niet bij hielp, gewoon als feit.',
				'For each skill, say literally what you saw. Also what did not help, simply as a fact.'
			)
		},
		{
			...whatWeSee,
			id: 'how-child-reacted',
			title: t('Hoe reageerde het kind?', 'How did the child react?'),
			minutes: 6,
			prompt: t('Wat deed of zei het kind direct daarna?', 'What did the child do or say right after?')
		},
		{
			...rewatch,
			id: 'third-viewing',
			title: t('Derde keer kijken', 'Third viewing'),
			minutes: 4,
			prompt: t(
				'Alleen als de inbrenger het vraagt: nog één keer kijken.',
				'Only if the presenter asks: watch once more.'
			)
		},
		{
			...whatWeSee,
			id: 'where-warmth',
			title: t('Waar zie je warmte?', 'Where do you see warmth?'),
			minutes: 5,
			prompt: t(
				'Waar worden ze samen, in plaats van naast elkaar?',
				'Where do they become together instead of side by side?'
			)
		},
		experience,
		{
			...experience,
			id: 'values',
			title: t('Waarden en overtuigingen', 'Values and beliefs'),
			minutes: 5,
			prompt: t(
				'Wat vind ik belangrijk in contact, en geldt dat ook voor dit kind?',
				'What do I find important in contact, and does that hold for this child?'
			)
		},
		needs,
		strength,
		ahead,
		{
			...ahead,
			id: 'conditions',
			title: t('Voorwaarden', 'Conditions'),
			prompt: t(
				'Spelen structuur, spelbegeleiding of de groep mee? Alleen als het ertoe doet.',
				'Do structure, play guidance or the group play a part? Only if it matters.'
			)
		},
		takeAlong
	]
};
