// Longer than the house likes: the rounds of both protocols read as one text, in the order a group walks them.
import type { Lens, Party, Protocol, Round, Text } from '$lib/engine/pack';

/** Version 2. Order, speakers, minutes and questions follow the study; the wording is our own, a draft for an expert (Q5). */
const t = (nl: string, en: string): Text => ({ nl, en });

const listen = t('Jij luistert.', 'You listen.');
const tell = t('Neem de tijd.', 'Take your time.');
const onlyWatch = t('Kijk alleen. Jouw krabbels ziet niemand.', 'Only watch. Nobody sees your jottings.');
const noteWhatShows = t(
	'Noteer wat je letterlijk ziet, bij het moment zelf.',
	'Note what you literally see, at its very moment.'
);
const inTurn: Partial<Record<Party, Text>> = {
	presenter: t('Jij luistert. Straks ben jij aan het woord.', 'You listen. Your turn to speak comes later.'),
	colleagues: t('Om de beurt. Wie luistert, vraagt door met een kaartje.', 'In turn. Who listens asks on with a card.')
};

const askOn: Text[] = [
	t('Wat zie je precies?', 'What exactly do you see?'),
	t('Waar zag je dat aan?', 'What did you see that in?'),
	t('Wat gebeurde er vlak daarvoor?', 'What happened just before?'),
	t('En wat volgde er?', 'And what came after?')
];
const askPresenter: Text[] = [
	t('Wat deed dat met jou?', 'What did that do to you?'),
	t('Waar merkte je het aan?', 'How did you notice?'),
	t('Wat zag je toen niet, en nu wel?', 'What did you not see then, and do you see now?')
];

/** With words or without: each viewer may look for one of the two (R66). */
const contactLenses: Lens[] = [
	{
		id: 'with-words',
		title: t('met woorden', 'with words'),
		question: t(
			'Wanneer zoekt het kind contact met woorden? Hoor je ook een geluidje of een herhaling?',
			'When does the child seek contact with words? Do you hear a sound or a repetition too?'
		),
		codes: ['v1', 'v2', 'v3', 'v4']
	},
	{
		id: 'without-words',
		title: t('zonder woorden', 'without words'),
		question: t(
			'Wanneer zoekt het kind contact met blik, lach, houding, gebaar of afstand?',
			'When does the child seek contact with a look, a smile, posture, a gesture or distance?'
		),
		codes: ['n1', 'n2', 'n3', 'n4', 'n5', 'n6', 'n7', 'c1']
	}
];

const contactExamples: Text[] = [
	t(
		'Met woorden: vertelt iets, doet een voorstel, vraagt je erbij, herhaalt wat jij zegt.',
		'With words: tells something, proposes, asks you in, repeats what you say.'
	),
	t(
		'Zonder woorden: kijkt even op, lacht, komt dichterbij, laat iets zien, doet je na.',
		'Without words: glances up, smiles, comes closer, shows something, imitates you.'
	)
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
	tasks: { presenter: tell, colleagues: listen },
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
	tasks: { presenter: onlyWatch, colleagues: onlyWatch },
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
	tasks: {
		presenter: t(
			'Jij kiest. Speel af of sleep over de tijdlijn, en druk bij het goede beeld op Kies.',
			'You choose. Play, or drag along the timeline, and press Choose when the picture is right.'
		),
		colleagues: t('Jij luistert en wacht af.', 'You listen and wait.')
	},
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
	tasks: { presenter: noteWhatShows, colleagues: noteWhatShows },
	examples: contactExamples,
	cards: [],
	picture: { mode: 'loop-fragment', remote: 'leader', sound: 'choice' },
	write: { observations: 'everyone' },
	lenses: contactLenses,
	jottings: true,
	tips: false,
	guard: 'none',
	enter: ['to-closer']
};

const whatWeSee: Round = {
	id: 'what-we-see',
	title: t('Wat zien we?', 'What do we see?'),
	minutes: 8,
	speaks: 'in-turn',
	answers: 'nobody',
	prompt: t(
		'Noem eerst wat je letterlijk ziet. Wat doet de leerkracht en wat volgt er bij het kind? Pas daarna: wat zou het betekenen?',
		'First say literally what you see. What does the teacher do and what follows in the child? Only then: what might it mean?'
	),
	others: t('De inbrenger luistert.', 'The presenter listens.'),
	tasks: inTurn,
	cards: askOn,
	picture: { mode: 'marks', remote: 'speaker', sound: 'choice' },
	write: { observations: 'colleagues', meanings: 'colleagues', questions: 'colleagues' },
	jottings: true,
	tips: false,
	guard: 'none'
};

const experience: Round = {
	id: 'experience',
	title: t('Hoe was het voor jou?', 'How was it for you?'),
	minutes: 4,
	speaks: 'presenter',
	answers: 'presenter',
	prompt: t(
		'Hoe beleefde je dit toen, en wat zie je er nu in?',
		'How was this for you then, and what do you see in it now?'
	),
	others: t('De anderen luisteren en mogen doorvragen.', 'The others listen and may ask on.'),
	tasks: {
		presenter: tell,
		colleagues: t(
			'Jij luistert. Doorvragen mag, met een kaartje. Een vraag die kan wachten, schrijf je op.',
			'You listen. You may ask on, with a card. Write down a question that can wait.'
		)
	},
	cards: askPresenter,
	picture: { mode: 'marks', remote: 'speaker', sound: 'choice' },
	// a question can be put down without breaking in
	write: { experience: 'presenter', questions: 'colleagues' },
	jottings: true,
	tips: false,
	guard: 'none'
};

const needs: Round = {
	id: 'needs',
	title: t('Wat heeft dit kind nodig?', 'What does this child need?'),
	minutes: 5,
	speaks: 'everyone',
	answers: 'everyone',
	prompt: t(
		'Welke behoefte aan contact zie je? Is dat van het kind of vooral van onszelf?',
		'Which need for contact do you see? Is it the child’s, or mostly our own?'
	),
	others: t('Iedereen denkt mee.', 'Everybody thinks along.'),
	cards: [
		t('Waaraan zie je dat het kind dit nodig heeft?', 'What shows you that the child needs this?'),
		t('Is dit wat het kind vraagt, of wat wij graag geven?', 'Does the child ask for this, or do we like to give it?'),
		t('Wat doet het kind als het dit krijgt?', 'What does the child do when it gets this?')
	],
	picture: { mode: 'marks', remote: 'speaker', sound: 'choice' },
	write: { needs: 'everyone', meanings: 'everyone' },
	whose: true,
	jottings: true,
	tips: false,
	guard: 'none'
};

const strength: Round = {
	id: 'strength',
	title: t('Sterk punt', 'A strength'),
	minutes: 4,
	speaks: 'in-turn',
	answers: 'nobody',
	prompt: t(
		'Geef één ding terug dat werkte, met het moment erbij en wat het bij het kind opleverde.',
		'Give back one thing that worked, with its moment and what it brought about in the child.'
	),
	others: t('De inbrenger neemt het aan.', 'The presenter receives it.'),
	tasks: {
		presenter: t(
			'Jij neemt het aan. Je hoeft niets terug te zeggen.',
			'You receive it. You need not say anything back.'
		),
		colleagues: t('Om de beurt, één ding dat werkte.', 'In turn, one thing that worked.')
	},
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
	answers: 'colleagues',
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
	prompt: t(
		'Wat neem je mee? Schrijf het op: het komt vanzelf in je plan.',
		'What do you take along? Write it down: it goes into your plan by itself.'
	),
	others: t('De anderen luisteren.', 'The others listen.'),
	tasks: { presenter: tell, colleagues: listen },
	cards: [],
	picture: { mode: 'still', remote: 'nobody', sound: 'on' },
	write: { takeaway: 'presenter', intentions: 'presenter' },
	jottings: true,
	tips: true,
	guard: 'none'
};

const common: Pick<Protocol, 'prepare' | 'seats' | 'expert' | 'parking'> = {
	prepare: [
		{
			by: 'presenter',
			minutes: 10,
			prompt: t(
				'Kies een stukje dat je wilt delen. Waar speelt het en wat hoop je dat wij zien? Welke vaardigheid probeerde je?',
				'Choose a piece you want to share. Where does it take place and what do you hope we see? Which skill did you try?'
			),
			write: {}
		}
	],
	seats: {
		presenter: t('inbrenger', 'presenter'),
		colleagues: t('meekijkende collega', 'co-viewer')
	},
	expert: 'last',
	parking: true
};

/** Ten rounds, about 43 minutes. The default: teachers found the long one too many questions (R62). */
export const shortProtocol2: Protocol = {
	id: 'short',
	title: t('korte werkwijze', 'short protocol'),
	...common,
	rounds: [introduce, firstViewing, choose, rewatch, whatWeSee, experience, needs, strength, ahead, takeAlong]
};

const skillLens = (code: string, nl: string, en: string, question: Text): Lens => ({
	id: code,
	title: t(nl, en),
	question,
	codes: [code]
});

/** For a first time or for training: more viewings, one question each. Two rounds wait until somebody asks for them. */
export const longProtocol2: Protocol = {
	id: 'long',
	title: t('lange werkwijze', 'long protocol'),
	...common,
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
			),
			enter: []
		},
		{
			...rewatch,
			id: 'rewatch-skills',
			title: t('Kijken naar vaardigheden', 'Watching skills'),
			minutes: 6,
			prompt: t(
				'Volg nu de leerkracht: welke vaardigheden zie je, één voor één?',
				'Now follow the teacher: which skills do you see, one by one?'
			),
			others: t(
				'Ieder noteert voor zichzelf. Straks leggen we het naast elkaar.',
				'Everybody notes alone. Afterwards we put it side by side.'
			),
			tasks: {
				presenter: t(
					'Noteer wat je jezelf ziet doen, zonder oordeel.',
					'Note what you see yourself do, without judging.'
				),
				colleagues: t('Kies één vaardigheid en noteer waar je die ziet.', 'Choose one skill and note where you see it.')
			},
			examples: [],
			notes: 'sealed',
			lenses: [
				skillLens(
					's1',
					'observeren',
					'observing',
					t('Waar wacht de leerkracht, en kijkt ze eerst?', 'Where does the teacher wait and look first?')
				),
				skillLens(
					's2',
					'spiegelen',
					'mirroring',
					t('Waar doet ze hetzelfde, in hetzelfde tempo?', 'Where does she do the same thing, at the same pace?')
				),
				skillLens(
					's3',
					'verwoorden',
					'putting into words',
					t(
						'Waar zegt ze wat het kind doet, of herhaalt ze zijn woorden?',
						'Where does she say what the child does, or repeat its words?'
					)
				),
				skillLens(
					's4',
					'emoties benoemen',
					'naming emotions',
					t('Waar noemt ze wat het kind lijkt te voelen?', 'Where does she name what the child seems to feel?')
				),
				skillLens(
					's5',
					'inspelen op behoeften',
					'responding to needs',
					t(
						'Waar geeft ze nabijheid, ruimte, tijd of duidelijkheid?',
						'Where does she give closeness, room, time or clarity?'
					)
				)
			],
			enter: []
		},
		{
			...whatWeSee,
			id: 'what-teacher-did',
			title: t('Wat deed de leerkracht?', 'What did the teacher do?'),
			minutes: 6,
			prompt: t(
				'Noem per vaardigheid wat je letterlijk zag. Ook wat er niet bij hielp, gewoon als feit.',
				'For each skill, say literally what you saw. Also what did not help, simply as a fact.'
			),
			enter: ['reveal']
		},
		{
			...whatWeSee,
			id: 'how-child-reacted',
			title: t('Hoe reageerde het kind?', 'How did the child react?'),
			minutes: 6,
			prompt: t('Wat deed of zei het kind direct daarna?', 'What did the child do or say right after?')
		},
		{
			...whatWeSee,
			id: 'where-warmth',
			title: t('Waar zie je warmte?', 'Where do you see warmth?'),
			minutes: 5,
			prompt: t(
				'Waar worden ze samen, in plaats van naast elkaar?',
				'Where do they become together instead of side by side?'
			),
			examples: [
				t(
					'Allebei een beurt, samen lachen, een eigen idee van het kind, een kantelpunt.',
					'Both take a turn, laughing together, the child’s own idea, a turning point.'
				)
			]
		},
		{
			...rewatch,
			id: 'third-viewing',
			title: t('Derde keer kijken', 'Third viewing'),
			minutes: 4,
			prompt: t(
				'Nog één keer: wat zie je nu, dat je eerst miste?',
				'Once more: what do you see now that you missed before?'
			),
			picture: { ...rewatch.picture, freeze: 'initiatives' },
			enter: ['to-closer', 'slow'],
			optional: 'presenter'
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
				'Spelen regels en structuur, spelbegeleiding of de groep mee?',
				'Do rules and structure, play guidance or the group play a part?'
			),
			optional: 'anyone'
		},
		takeAlong
	]
};
