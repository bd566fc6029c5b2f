// Longer than the house likes: a pack is one readable value.
import { definePack, type Party, type Protocol, type Text } from '$lib/engine/pack';
import { closedRound, code, t, visit } from './wording';

const seats: Partial<Record<Party, Text>> = {
	presenter: t('ouder', 'parent'),
	colleagues: t('andere ouder', 'other parent'),
	guide: t('video-hometrainer', 'video home trainer')
};

/** Looking back together: the picture stands still at the child's move, and the parents find an answer (R59, R133). */
const review: Protocol = {
	id: 'review',
	title: t('terugkijken', 'review'),
	guide: 'apart',
	firstLook: 'guided',
	seats,
	prepare: [
		{
			by: 'guide',
			minutes: 90,
			prompt: t(
				'Kies en merk: waar zoekt het kind contact, en wat volgde er?',
				'Choose and mark: where does the child seek contact, and what followed?'
			),
			write: { observations: 'guide' }
		}
	],
	rounds: [
		{
			...closedRound,
			id: 'seeking',
			title: t('Je kind zoekt jou', 'Your child seeks you'),
			minutes: 8,
			speaks: 'guide',
			answers: 'everyone',
			prompt: t('Waar zie je dat je kind jou zoekt?', 'Where do you see your child seeking you?'),
			others: t('Kijken en genieten.', 'Look and enjoy.'),
			picture: { mode: 'marks', remote: 'guide', sound: 'choice', freeze: 'initiatives' },
			enter: ['reveal']
		},
		{
			...closedRound,
			id: 'direction',
			title: t('Hier letten we op', 'What we look for'),
			minutes: 5,
			speaks: 'guide',
			prompt: t('Let straks op wat je kind wil.', 'Watch for what your child wants.'),
			others: t('De ouders krijgen een kijkrichting.', 'The parents are given a direction to look in.'),
			lenses: [
				{
					id: 'intentions',
					title: t('wat je kind wil', 'what your child wants'),
					question: t('Wat zou het hier bedoelen?', 'What might it mean here?'),
					codes: ['seeks-contact', 'sets-out']
				}
			],
			picture: { mode: 'loop-fragment', remote: 'guide', sound: 'choice' }
		},
		{
			...closedRound,
			id: 'freeze',
			title: t('Stilstaan', 'Standing still'),
			minutes: 15,
			speaks: 'guide',
			answers: 'everyone',
			prompt: t(
				'Wat heeft je kind hier nodig? Wat lukte hier al?',
				'What does your child need here? What already worked?'
			),
			others: t('Bij elke stilstand denken de ouders na.', 'At every pause the parents think.'),
			picture: { mode: 'marks', remote: 'guide', sound: 'choice', freeze: 'initiatives' },
			write: { meanings: 'everyone', strengths: 'everyone', answers: 'everyone' },
			enter: ['slow']
		},
		{
			...closedRound,
			id: 'hard-moment',
			title: t('Een lastig moment', 'A hard moment'),
			minutes: 8,
			speaks: 'guide',
			answers: 'everyone',
			prompt: t('Hoe zou je hier kunnen aansluiten?', 'How could you join in here?'),
			others: t('Alleen als de ouders het willen.', 'Only if the parents want it.'),
			picture: { mode: 'marks', remote: 'guide', sound: 'choice', freeze: 'initiatives' },
			write: { answers: 'everyone' },
			optional: 'anyone'
		},
		{
			...closedRound,
			id: 'information',
			title: t('Wat hierbij hoort', 'What belongs to this'),
			minutes: 8,
			speaks: 'guide',
			prompt: t('Uitleg die past bij de leeftijd en de vraag.', 'Information that fits the age and the request.'),
			others: t('De ouders vragen wat ze willen weten.', 'The parents ask what they want to know.')
		},
		{
			...closedRound,
			id: 'own-answer',
			title: t('Jullie eigen antwoord', 'Your own answer'),
			minutes: 8,
			speaks: 'presenter-first',
			prompt: t('Hoe zou je hierop kunnen ingaan?', 'How could you respond to this?'),
			others: t('De trainer luistert.', 'The trainer listens.'),
			write: { answers: 'everyone' }
		},
		{
			...closedRound,
			id: 'agree',
			title: t('Afspreken', 'Agree'),
			minutes: 8,
			speaks: 'everyone',
			prompt: t('Wat oefen je tot de volgende keer?', 'What will you practise until next time?'),
			others: t('Samen kiezen jullie één of twee dingen.', 'Together you choose one or two things.'),
			write: { agreements: 'everyone', takeaway: 'presenter' }
		}
	]
};

/** Goals come first; without them nobody films (R132). */
const record: Protocol = {
	id: 'record',
	title: t('opnemen', 'recording'),
	guide: 'apart',
	where: 'on-site',
	seats,
	rounds: [
		{
			...closedRound,
			id: 'goals',
			title: t('Waar werken we aan?', 'What do we work on?'),
			minutes: 25,
			speaks: 'guide-first',
			answers: 'everyone',
			prompt: t(
				'Wat is jullie vraag, en wat zou je graag zien lukken?',
				'What is your question, and what would you like to see work?'
			),
			others: t('De trainer legt uit hoe het gaat.', 'The trainer explains how it goes.'),
			write: { agreements: 'everyone' }
		},
		{
			...closedRound,
			id: 'film',
			title: t('Filmen', 'Filming'),
			minutes: 15,
			speaks: 'nobody',
			prompt: t('Doe wat jullie altijd doen.', 'Do what you always do.'),
			others: t('De trainer filmt drie of vier stukjes.', 'The trainer films three or four pieces.')
		}
	]
};

export const kVht = definePack({
	id: 'k-vht',
	version: 0,
	title: t('Kortdurende video-hometraining', 'Short video home training'),
	notice: t('Voor gecertificeerde video-hometrainers.', 'For certified video home trainers.'),
	locked: t(
		'De organisatie heeft het recht om met deze methode te werken.',
		'The organisation has the right to work with this method.'
	),
	protocols: [review, record],
	defaultProtocol: 'review',
	// the printed scheme is protected (Q19): codes of our own in the same structure
	codeGroups: [
		{ id: 'initiative', label: t('het kind begint', 'the child begins'), kind: 'initiative' },
		{ id: 'reception', label: t('de ouder antwoordt', 'the parent answers'), kind: 'reception' },
		{ id: 'turns', label: t('beurten', 'turns') }
	],
	codes: [
		code('seeks-contact', 'initiative', 'child', t('zoekt contact', 'seeks contact')),
		code('sets-out', 'initiative', 'child', t('gaat op onderzoek', 'sets out to explore')),
		code('notices', 'reception', 'teacher', t('merkt het op', 'notices')),
		code('agrees', 'reception', 'teacher', t('stemt in', 'agrees')),
		code('names', 'reception', 'teacher', t('benoemt', 'names')),
		code('misses', 'reception', 'teacher', t('nog niet gezien', 'not seen yet'), 'neutral'),
		code('take-turns', 'turns', 'together', t('om de beurt', 'taking turns'))
	],
	needs: [],
	meetings: [
		visit('v1', t('Kennismaken', 'Getting acquainted'), 0, { protocol: 'record' }),
		visit('v2', t('Terugkijken 1', 'Review 1'), 1, {
			protocol: 'review',
			watching: true,
			accent: t('initiatieven zien', 'seeing initiatives')
		}),
		visit('v3', t('Opname 2', 'Recording 2'), 1, { protocol: 'record', ifNeeded: true }),
		visit('v4', t('Terugkijken 2', 'Review 2'), 1, {
			protocol: 'review',
			watching: true,
			ifNeeded: true,
			accent: t('ontvangen, wat al lukt', 'receiving, what already works')
		}),
		visit('v5', t('Opname 3', 'Recording 3'), 1, { protocol: 'record', ifNeeded: true }),
		visit('v6', t('Terugkijken 3', 'Review 3'), 1, {
			protocol: 'review',
			watching: true,
			ifNeeded: true,
			accent: t('groei, lastiger momenten', 'growth, harder moments')
		}),
		visit('v7', t('Na een half jaar: opname', 'After half a year: recording'), 26, {
			protocol: 'record',
			ifNeeded: true
		}),
		visit('v8', t('Na een half jaar: terugkijken', 'After half a year: review'), 1, {
			protocol: 'review',
			watching: true,
			ifNeeded: true,
			accent: t('beklijven', 'consolidating')
		})
	],
	dose: { least: 1, usual: 3, most: 4 },
	contexts: [
		{ id: 'care', label: t('verzorgen', 'care') },
		{ id: 'play', label: t('spelen', 'play') },
		{ id: 'meal', label: t('eten', 'meal') }
	],
	terms: []
});
