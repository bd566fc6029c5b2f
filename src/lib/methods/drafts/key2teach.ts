// Longer than the house likes: a pack is one readable value.
import { definePack, type Protocol } from '$lib/engine/pack';
import { closedRound, coachAndTeacher, code, t, visit } from './wording';

const interview: Protocol = {
	id: 'interview',
	title: t('gesprek over de band', 'talk about the relationship'),
	guide: 'apart',
	where: 'on-site',
	seats: coachAndTeacher,
	rounds: [
		{
			...closedRound,
			id: 'three-words',
			title: t('Drie woorden', 'Three words'),
			minutes: 15,
			speaks: 'guide',
			answers: 'presenter',
			prompt: t(
				'Noem drie woorden voor jullie band en bij elk een voorval.',
				'Name three words for your relationship, each with one event.'
			),
			others: t('De coach luistert en vraagt door.', 'The coach listens and asks on.'),
			write: { experience: 'presenter' }
		},
		{
			...closedRound,
			id: 'clicked',
			title: t('Het klikte', 'It clicked'),
			minutes: 15,
			speaks: 'guide',
			answers: 'presenter',
			prompt: t(
				'Wanneer zat je op één lijn? Wat voelde jij, en wat denk je dat de leerling voelde?',
				'When were you on one line? What did you feel, and the pupil, do you think?'
			),
			others: t('De coach luistert en vraagt door.', 'The coach listens and asks on.'),
			write: { experience: 'presenter' }
		},
		{
			...closedRound,
			id: 'did-not-click',
			title: t('Het klikte niet', 'It did not click'),
			minutes: 15,
			speaks: 'guide',
			answers: 'presenter',
			prompt: t(
				'Wanneer liep het langs elkaar heen? Wat gebeurde er bij jullie allebei?',
				'When did you miss each other? What happened to you both?'
			),
			others: t('De coach luistert en vraagt door.', 'The coach listens and asks on.'),
			write: { experience: 'presenter' }
		}
	]
};

/** The six boxes of one event: first the facts from the image, then what both may have thought and felt (R84). */
const analysis: Protocol = {
	id: 'analysis',
	title: t('gebeurtenissen ontleden', 'taking events apart'),
	guide: 'apart',
	firstLook: 'guided',
	seats: coachAndTeacher,
	rounds: [
		{
			...closedRound,
			id: 'facts',
			title: t('Wat gebeurt er?', 'What happens?'),
			minutes: 15,
			speaks: 'guide-first',
			answers: 'presenter',
			prompt: t(
				'Wat doet de leerling, wat doe jij, wat volgt er, en wat gebeurde er omheen?',
				'What does the pupil do, what do you do, what follows, and what happened around it?'
			),
			others: t('Alleen wat te zien is.', 'Only what can be seen.'),
			picture: { mode: 'loop-fragment', remote: 'guide', sound: 'choice' },
			write: { observations: 'everyone' }
		},
		{
			...closedRound,
			id: 'teacher-inside',
			title: t('Wat dacht en voelde jij?', 'What did you think and feel?'),
			minutes: 8,
			speaks: 'presenter',
			prompt: t('Wat ging er door je heen?', 'What went through you?'),
			others: t('De coach luistert.', 'The coach listens.'),
			picture: { mode: 'marks', remote: 'everyone', sound: 'choice' },
			write: { experience: 'presenter' }
		},
		{
			...closedRound,
			id: 'pupil-inside',
			title: t('En de leerling?', 'And the pupil?'),
			minutes: 8,
			speaks: 'everyone',
			prompt: t(
				'Wat zou de leerling gedacht en gevoeld kunnen hebben? Het blijft een vermoeden.',
				'What might the pupil have thought and felt? It stays a guess.'
			),
			others: t('Allebei denken mee.', 'Both think along.'),
			picture: { mode: 'marks', remote: 'everyone', sound: 'choice' },
			write: { meanings: 'everyone' }
		},
		{
			...closedRound,
			id: 'plan-card',
			title: t('Werkvraag en woorden', 'Working question and keywords'),
			minutes: 14,
			speaks: 'presenter-first',
			answers: 'guide',
			prompt: t(
				'Wat is je werkvraag? Welke werkpunten, welk doelgedrag, welke woorden?',
				'What is your working question? Which work points, target behaviour, words?'
			),
			others: t('Samen maken jullie de kaart.', 'Together you make the card.'),
			write: { agreements: 'everyone', keywords: 'everyone' }
		}
	]
};

/** The coach says the agreed words while the lesson runs; each one is noted with its time (R136). */
const inClass: Protocol = {
	id: 'in-class',
	title: t('coachen in de klas', 'coaching in class'),
	guide: 'apart',
	where: 'on-site',
	seats: coachAndTeacher,
	rounds: [
		{
			...closedRound,
			id: 'lesson',
			title: t('De les', 'The lesson'),
			minutes: 45,
			speaks: 'guide',
			prompt: t('Zeg alleen de afgesproken woorden.', 'Only say the agreed words.'),
			others: t('De leerkracht geeft les.', 'The teacher teaches.'),
			write: { keywords: 'guide' },
			jottings: false
		}
	]
};

const debrief: Protocol = {
	id: 'debrief',
	title: t('nabespreken', 'debrief'),
	guide: 'apart',
	firstLook: 'guided',
	seats: coachAndTeacher,
	rounds: [
		{
			...closedRound,
			id: 'at-keywords',
			title: t('Bij elk woord', 'At each word'),
			minutes: 25,
			speaks: 'guide-first',
			answers: 'presenter',
			prompt: t(
				'Wat deed je na dit woord, en wat deed de leerling?',
				'What did you do after this word, and what did the pupil do?'
			),
			others: t('Het beeld staat stil bij elk woord.', 'The picture stands still at each word.'),
			picture: { mode: 'marks', remote: 'guide', sound: 'choice', freeze: 'keywords' },
			write: { observations: 'everyone', strengths: 'guide' }
		},
		{
			...closedRound,
			id: 'go-on',
			title: t('Verder', 'Going on'),
			minutes: 20,
			speaks: 'presenter-first',
			answers: 'guide',
			prompt: t('Wat lukt er nu, en wat houd je vast?', 'What works now, and what do you keep?'),
			others: t('De coach sluit aan.', 'The coach joins in.'),
			write: { agreements: 'everyone', takeaway: 'presenter' }
		}
	]
};

export const key2teach = definePack({
	id: 'key2teach',
	version: 0,
	title: t('Key2Teach', 'Key2Teach'),
	notice: t('Voor opgeleide Key2Teach-coaches.', 'For trained Key2Teach coaches.'),
	locked: t(
		'De coach is opgeleid en de school heeft toegang tot de vragenlijsten.',
		'The coach is trained and the school has access to the questionnaires.'
	),
	protocols: [interview, analysis, inClass, debrief],
	defaultProtocol: 'analysis',
	codeGroups: [{ id: 'box', label: t('zes vakken', 'six boxes') }],
	codes: [
		code('box-1', 'box', 'child', t('gedrag leerling', 'pupil behaviour'), 'neutral'),
		code('box-2', 'box', 'teacher', t('respons leerkracht', 'teacher response'), 'neutral'),
		code('box-3', 'box', 'child', t('reactie leerling', 'pupil reaction'), 'neutral'),
		code('box-4', 'box', 'together', t('gebeurtenis eromheen', 'event around it'), 'neutral'),
		code('box-5', 'box', 'teacher', t('gedachten en gevoel leerkracht', 'teacher’s thoughts and feeling'), 'neutral'),
		code('box-6', 'box', 'child', t('gedachten en gevoel leerling', 'pupil’s thoughts and feeling'), 'neutral')
	],
	needs: [],
	sheets: [
		{
			id: 'abc',
			title: t('Eén gebeurtenis', 'One event'),
			boxes: [
				{ code: 'box-1', unit: 'observations' },
				{ code: 'box-2', unit: 'observations' },
				{ code: 'box-3', unit: 'observations' },
				{ code: 'box-4', unit: 'observations' },
				{ code: 'box-5', unit: 'experience' },
				{ code: 'box-6', unit: 'meanings' }
			]
		}
	],
	phases: [
		{ id: 'insight', title: t('Inzicht', 'Insight') },
		{ id: 'skills', title: t('Vaardigheden', 'Skills') }
	],
	meetings: [
		visit('s1', t('Gesprek over de band', 'Talk about the relationship'), 0, {
			phase: 'insight',
			protocol: 'interview',
			minutes: 45
		}),
		visit('s2', t('Profiel', 'Profile'), 1, {
			phase: 'insight',
			protocol: 'interview',
			minutes: 45,
			accent: t('terugkoppelen', 'feeding back')
		}),
		visit('s3', t('Opnemen in de klas', 'Recording in class'), 1, {
			phase: 'insight',
			protocol: 'in-class',
			minutes: 45
		}),
		visit('s4', t('Gebeurtenissen ontleden', 'Taking events apart'), 1, {
			phase: 'insight',
			protocol: 'analysis',
			watching: true,
			minutes: 45
		}),
		visit('s5', t('Coachen in de klas', 'Coaching in class'), 2, {
			phase: 'skills',
			protocol: 'in-class',
			minutes: 45,
			carries: ['keywords']
		}),
		visit('s6', t('Nabespreken', 'Debrief'), 1, {
			phase: 'skills',
			protocol: 'debrief',
			watching: true,
			minutes: 45,
			carries: ['keywords']
		}),
		visit('s7', t('Coachen in de klas', 'Coaching in class'), 1, {
			phase: 'skills',
			protocol: 'in-class',
			minutes: 45,
			carries: ['keywords']
		}),
		visit('s8', t('Nabespreken en afronden', 'Debrief and closing'), 1, {
			phase: 'skills',
			protocol: 'debrief',
			watching: true,
			minutes: 45,
			carries: ['keywords']
		})
	],
	contexts: [{ id: 'lesson', label: t('les', 'lesson') }],
	terms: []
});
