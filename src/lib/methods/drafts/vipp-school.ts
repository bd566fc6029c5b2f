import { definePack, type Protocol } from '$lib/engine/pack';
import { closedRound, coachAndTeacher, code, t, visit } from './wording';

/** The coach's script: written between two visits, played with pauses at the next one (R128). */
const talk: Protocol = {
	id: 'visit',
	title: t('bezoek', 'visit'),
	guide: 'apart',
	firstLook: 'guided',
	seats: coachAndTeacher,
	prepare: [
		{
			by: 'guide',
			minutes: 60,
			prompt: t('Schrijf per moment wat je straks zegt of vraagt.', 'For each moment, write what you will say or ask.'),
			write: { script: 'guide' }
		}
	],
	rounds: [
		{
			...closedRound,
			id: 'film',
			title: t('Eerst filmen', 'First film'),
			minutes: 15,
			speaks: 'guide',
			prompt: t(
				'Doe samen deze taken; vrij en met een doel wisselen af.',
				'Do these tasks together; free and set tasks alternate.'
			),
			others: t('De coach filmt.', 'The coach films.')
		},
		{
			...closedRound,
			id: 'script',
			title: t('Terugkijken', 'Looking back'),
			minutes: 25,
			speaks: 'guide',
			answers: 'presenter',
			prompt: t(
				'We kijken naar de vorige keer. Het beeld staat vanzelf stil.',
				'We look at last time. The picture stands still by itself.'
			),
			others: t('De leerkracht reageert bij elke stilstand.', 'The teacher responds at every pause.'),
			tasks: { presenter: t('Vertel wat je ziet en herkent.', 'Tell what you see and recognise.') },
			picture: { mode: 'marks', remote: 'guide', sound: 'choice', freeze: 'script' },
			write: { answers: 'presenter' },
			enter: ['reveal']
		},
		{
			...closedRound,
			id: 'theme',
			title: t('Het thema van dit bezoek', 'The theme of this visit'),
			minutes: 15,
			speaks: 'guide-first',
			answers: 'presenter',
			prompt: t(
				'Wat hoort bij dit thema, en waar past het in de klas?',
				'What belongs to this theme, and where does it fit in class?'
			),
			others: t('Samen zoeken jullie een moment om te oefenen.', 'Together you look for a moment to practise.'),
			write: { agreements: 'everyone' }
		}
	]
};

/** The first visit only films. */
const onlyFilming: Protocol = {
	id: 'filming',
	title: t('alleen filmen', 'only filming'),
	guide: 'apart',
	where: 'on-site',
	seats: coachAndTeacher,
	rounds: talk.rounds.slice(0, 1)
};

const theme = (n: number, nl: string, en: string, groups: string[], weeks = 3) =>
	visit(`v${n}`, t(`Bezoek ${n}`, `Visit ${n}`), weeks, {
		protocol: 'visit',
		watching: true,
		accent: t(nl, en),
		groups
	});

export const vippSchool = definePack({
	id: 'vipp-school',
	version: 0,
	title: t('VIPP-School', 'VIPP-School'),
	notice: t('Voor getrainde VIPP-coaches.', 'For trained VIPP coaches.'),
	locked: t('De coach is getraind in deze methode.', 'The coach is trained in this method.'),
	protocols: [talk, onlyFilming],
	defaultProtocol: 'visit',
	codeGroups: [
		{ id: 'explore', label: t('gehechtheid en exploratie', 'attachment and exploration'), kind: 'initiative' },
		{ id: 'speak', label: t('praten voor het kind', 'speaking for the child') },
		{ id: 'chain', label: t('sensitiviteitsketen', 'sensitivity chain'), kind: 'reception' },
		{ id: 'share', label: t('gevoelens delen', 'sharing feelings') },
		{ id: 'discipline', label: t('begrenzen met begrip', 'sensitive discipline') }
	],
	codes: [
		code('explores', 'explore', 'child', t('onderzoekt', 'explores')),
		code('seeks', 'explore', 'child', t('zoekt de volwassene', 'seeks the adult')),
		code('childs-voice', 'speak', 'teacher', t('stem van het kind', 'the child’s voice')),
		code('signal', 'chain', 'child', t('signaal', 'signal')),
		code('response', 'chain', 'teacher', t('antwoord', 'response')),
		code('reaction', 'chain', 'child', t('reactie', 'reaction')),
		code('shared-feeling', 'share', 'together', t('gedeeld gevoel', 'shared feeling')),
		code('distraction', 'discipline', 'teacher', t('afleiding aangeboden', 'distraction offered')),
		code('understanding', 'discipline', 'teacher', t('begrip getoond', 'understanding shown')),
		code('reinforced', 'discipline', 'teacher', t('gewenst gedrag versterkt', 'wanted behaviour reinforced')),
		code('time-out', 'discipline', 'teacher', t('korte, rustige time-out', 'short, calm time-out')),
		code('empathy', 'discipline', 'teacher', t('inleven in het kind', 'empathy for the child'))
	],
	needs: [],
	meetings: [
		visit('start', t('Startbijeenkomst', 'Start meeting'), 0),
		visit('v1', t('Bezoek 1', 'Visit 1'), 2, { protocol: 'filming' }),
		theme(
			2,
			'gehechtheid en exploratie; afleiding en begrip',
			'attachment and exploration; distraction and understanding',
			['explore', 'discipline']
		),
		theme(3, 'praten voor het kind; positieve bekrachtiging', 'speaking for the child; positive reinforcement', [
			'speak',
			'discipline'
		]),
		theme(4, 'sensitiviteitsketen; sensitieve time-out', 'sensitivity chain; sensitive time-out', [
			'chain',
			'discipline'
		]),
		theme(5, 'gevoelens delen; inleven, in de klas', 'sharing feelings; empathy, in class', ['share', 'discipline']),
		{ ...theme(6, 'herhaling', 'booster', ['explore', 'speak', 'chain', 'share', 'discipline'], 6), ifNeeded: true },
		visit('end', t('Evaluatie', 'Evaluation'), 2)
	],
	contexts: [
		{ id: 'set-task', label: t('taak met een doel', 'set task') },
		{ id: 'free-task', label: t('vrije taak', 'free task') }
	],
	terms: []
});
