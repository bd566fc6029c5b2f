import { definePack, type Protocol } from '$lib/engine/pack';
import { codeGroups, codes } from './own-insight';
import { closedRound, t, visit } from './wording';

/** Recorded by oneself, looked at with a colleague (R139). No coach: nobody is set apart. */
const together: Protocol = {
	id: 'with-colleague',
	title: t('met een collega', 'with a colleague'),
	seats: { presenter: t('wie filmde', 'who filmed'), colleagues: t('collega', 'colleague') },
	rounds: [
		{
			...closedRound,
			id: 'question',
			title: t('Met een vraag of open', 'With a question or open'),
			minutes: 3,
			speaks: 'presenter',
			prompt: t(
				'Kijk je met een vraag, of onbevangen? Allebei is goed.',
				'Do you look with a question, or openly? Both are fine.'
			),
			others: t('De collega luistert.', 'The colleague listens.')
		},
		{
			...closedRound,
			id: 'watch',
			title: t('Kijken', 'Watching'),
			minutes: 10,
			speaks: 'nobody',
			prompt: t('Kijk samen, zonder te stoppen.', 'Watch together, without stopping.'),
			others: t('Krabbelen mag.', 'Jotting is fine.'),
			picture: { mode: 'through-once', remote: 'everyone', sound: 'on' }
		},
		{
			...closedRound,
			id: 'moments',
			title: t('Op de momenten', 'At the moments'),
			minutes: 12,
			speaks: 'everyone',
			prompt: t('Zet bij het moment wat je ziet. Wat is nieuw?', 'Note at the moment what you see. What is new?'),
			others: t('Om en om.', 'Taking turns.'),
			picture: { mode: 'marks', remote: 'everyone', sound: 'choice' },
			write: { observations: 'everyone', meanings: 'everyone', experience: 'presenter' }
		},
		{
			...closedRound,
			id: 'went-well',
			title: t('Wat lukte er?', 'What worked?'),
			minutes: 5,
			speaks: 'everyone',
			prompt: t('Welk moment wil je vaker?', 'Which moment do you want more often?'),
			others: t('De collega begint.', 'The colleague begins.'),
			picture: { mode: 'marks', remote: 'everyone', sound: 'choice' },
			write: { strengths: 'everyone' }
		},
		{
			...closedRound,
			id: 'solve',
			title: t('Een stap', 'A step'),
			minutes: 5,
			speaks: 'presenter-first',
			prompt: t('Welke stap zie je?', 'Which step do you see?'),
			others: t('Daarna denkt de collega mee.', 'Then the colleague thinks along.'),
			write: { intentions: 'presenter', tips: 'everyone', takeaway: 'presenter' },
			tips: true
		}
	]
};

export const irisSelf = definePack({
	id: 'iris-self',
	version: 0,
	title: t('Zelf filmen, samen kijken', 'Film yourself, watch together'),
	notice: t(
		'Nodig een collega uit: samen kijken is prettiger dan alleen.',
		'Invite a colleague: watching together is nicer than alone.'
	),
	protocols: [together],
	defaultProtocol: 'with-colleague',
	codeGroups,
	codes,
	needs: [],
	meetings: [visit('watch', t('Samen kijken', 'Watching together'), 0, { watching: true, minutes: 45 })],
	contexts: [{ id: 'class', label: t('in de groep', 'in class') }],
	terms: []
});
