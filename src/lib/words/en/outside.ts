import type { outside as nl } from '../nl/outside';

/** Texts from outside the pages: the page that is shown without a connection, and what a phone shows of the app. */
export const outside: typeof nl = {
	tagline: 'Watch a short clip together and look closely: video intervision for teams.',
	addClip: 'Add a recording',
	logMoment: 'Log a moment',
	log: {
		title: 'Log a moment',
		noLine: 'There is no connection now. What you save here stays sealed on this device and is sent by itself.',
		whose: (name) => `This goes to the log of ${name}.`,
		brief: 'Short contact',
		play: 'Play moment',
		one: 'There was a moment of contact',
		context: 'Doing what?',
		length: 'How long?',
		minutes: (n) => `${n} min`,
		how: 'Planned or spontaneous?',
		planned: 'planned',
		spontaneous: 'spontaneous',
		line: 'One sentence, if you like',
		save: 'Save on this device',
		kept: 'Saved on this device.',
		waiting: (n) => (n === 1 ? '1 moment waits for a connection.' : `${n} moments wait for a connection.`),
		notKept: 'Not saved',
		notKeptBody: 'This device could not keep it. Go back and try again, or write it on paper for now.'
	},
	pushed: 'Something is ready for you.',
	offlineTitle: 'No connection',
	offlineBody:
		'We cannot reach Kijkkring now. Check your connection and try again. What you filmed or wrote and have not sent yet is still on this device.',
	again: 'Try again'
};
