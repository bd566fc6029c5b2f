import { definePack, type Protocol } from '$lib/engine/pack';
import { codeGroups, codes } from './own-insight';
import { closedRound, coachAndTeacher, t, visit } from './wording';

/** Coach and teacher have both looked alone, with the same viewing frame; then five phases together (R137). */
const talk: Protocol = {
	id: 'talk',
	title: t('gesprek in vijf stappen', 'talk in five steps'),
	guide: 'apart',
	firstLook: 'guided',
	seats: coachAndTeacher,
	prepare: [
		{
			by: 'guide',
			minutes: 60,
			prompt: t('Ontleed de opname; zoek wat sterk is.', 'Analyse the recording; look for what is strong.'),
			write: { observations: 'guide', strengths: 'guide' }
		},
		{
			by: 'presenter',
			minutes: 30,
			prompt: t(
				'Kijk alleen. Wat valt je op bij het kind, en bij jezelf?',
				'Watch alone. What strikes you in the child, and in yourself?'
			),
			write: { observations: 'presenter', experience: 'presenter' }
		}
	],
	rounds: [
		{
			...closedRound,
			id: 'perceive',
			title: t('Waarnemen', 'Perceiving'),
			minutes: 10,
			speaks: 'presenter-first',
			prompt: t(
				'Wat zag je? Pas daarna leggen we het naast elkaar.',
				'What did you see? Only then do we put it side by side.'
			),
			others: t('De coach luistert eerst.', 'The coach listens first.'),
			picture: { mode: 'marks', remote: 'guide', sound: 'choice' },
			write: { observations: 'everyone' },
			enter: ['reveal']
		},
		{
			...closedRound,
			id: 'analyse',
			title: t('Ontleden', 'Analysing'),
			minutes: 10,
			speaks: 'guide-first',
			answers: 'presenter',
			prompt: t(
				'Wat gebeurt er beeldje voor beeldje, en welk patroon zie je?',
				'What happens frame by frame, and which pattern do you see?'
			),
			others: t('De coach vraagt, de leerkracht zoekt.', 'The coach asks, the teacher looks.'),
			picture: { mode: 'loop-fragment', remote: 'guide', sound: 'choice' },
			write: { observations: 'everyone', meanings: 'everyone' },
			enter: ['slow']
		},
		{
			...closedRound,
			id: 'reflect',
			title: t('Reflecteren', 'Reflecting'),
			minutes: 10,
			speaks: 'guide',
			answers: 'presenter',
			prompt: t('Wat deed dat met jou?', 'What did that do to you?'),
			others: t('De coach vraagt en geeft geen advies.', 'The coach asks and gives no advice.'),
			picture: { mode: 'marks', remote: 'guide', sound: 'choice' },
			write: { experience: 'presenter' }
		},
		{
			...closedRound,
			id: 'empathise',
			title: t('Inleven', 'Putting oneself in the child’s place'),
			minutes: 10,
			speaks: 'presenter-first',
			answers: 'guide',
			prompt: t('Wat zou het kind hier voelen en willen?', 'What might the child feel and want here?'),
			others: t('Het blijft een vermoeden.', 'It stays a guess.'),
			picture: { mode: 'marks', remote: 'guide', sound: 'choice' },
			write: { needs: 'everyone', meanings: 'everyone' },
			whose: true
		},
		{
			...closedRound,
			id: 'solve',
			title: t('Oplossingen bedenken', 'Thinking of solutions'),
			minutes: 10,
			speaks: 'presenter-first',
			answers: 'guide',
			prompt: t('Wat kun je anders doen of anders neerzetten?', 'What can you do or arrange differently?'),
			others: t('De leerkracht kiest.', 'The teacher chooses.'),
			write: { intentions: 'presenter', agreements: 'everyone', takeaway: 'presenter' }
		}
	]
};

export const beeldcoach = definePack({
	id: 'beeldcoach',
	version: 0,
	title: t('Beeldcoaching', 'Video coaching'),
	notice: t('Voor opgeleide beeldcoaches.', 'For trained video coaches.'),
	protocols: [talk],
	defaultProtocol: 'talk',
	codeGroups,
	codes,
	needs: [],
	meetings: [
		visit('intake', t('Kennismaken', 'Intake'), 0),
		visit('film', t('Filmen in de groep', 'Filming in class'), 1, { minutes: 30 }),
		visit('talk', t('Samen kijken', 'Watching together'), 1, { protocol: 'talk', watching: true })
	],
	contexts: [{ id: 'class', label: t('in de groep', 'in class') }],
	terms: []
});
