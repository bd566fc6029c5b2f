import type { nl } from '../nl';

export const second: (typeof nl)['second'] = {
	title: 'Second camera',
	entry: 'Another camera?',
	entryBody: 'Did another device film the same moment? Put that recording beside it.',
	add: 'Add a second recording',
	addTitle: (alias: string) => `Second recording with ${alias}`,
	addIntro: 'Choose or film what another device saw of the same moment.',
	intro:
		'A second recording of the same moment, closer to the child for instance. You see the two pictures together, in step.',
	same: 'Whoever may see your clip also sees the second picture of that same part. Nobody else. It is erased on the same day.',
	notNow: 'A second recording cannot be added now. It can while the trajectory is running and the parents agree.',
	states: {
		sending: 'The second recording is being sent.',
		checking: 'We are looking at the second recording.',
		failed: 'The second recording did not work out.',
		toAlign: 'The second recording is here. Put it in step; until then only you see it.',
		beside: 'The second recording is in step with this one.'
	},
	open: 'To the second camera',
	toAlign: 'Put the pictures in step',
	align: {
		title: 'Put the pictures in step',
		listening: 'We are listening whether the two sounds fit…',
		fits: 'The sounds fit. See whether it is right, and save it.',
		notSure: 'We are not sure. Set it yourself.',
		noSound: 'One of the recordings has no sound. Set it yourself.',
		cannotHear: 'This browser cannot listen to the sound. Set it yourself.',
		noLine: 'The connection falters, so we could not listen. Set it yourself, or try again.',
		listen: 'Listen again',
		byHandTitle: 'How to set it yourself',
		how: 'Rest the first picture on something you see in both, such as a clap of the hands. Then move the second picture until the same happens there. Play them together and see whether it is right.',
		move: 'Move the second picture',
		back: (step: string) => `${step} back`,
		forward: (step: string) => `${step} forward`,
		steps: { frame: '1 frame', tenth: '0.1 s', second: '1 s', ten: '10 s' },
		offset: (seconds: string) => `The second picture is moved by ${seconds} s.`,
		edge: 'It cannot be moved further: the two recordings would have no moment in common.',
		save: 'Save this',
		unsaved: 'This is not saved yet.',
		bySound: 'Put in step by the sound.',
		byHand: 'Put in step by hand.',
		saved: 'Saved. The two pictures are in step.'
	},
	onlyMine:
		'This second recording (WebM) can only be shown whole, and it begins earlier or ends later than your clip. So only you see it. Cut it shorter and add it again, and others will see it too.',
	remove: 'Remove the second recording',
	removeTitle: 'What goes',
	removeList: ['the second recording, at once and for good', 'how it was put beside your clip'],
	removeStays: 'Your first recording, your moments and the card stay as they are.',
	removeSure: 'Yes, erase the second recording',
	removed: 'The second recording is erased.',
	goesToo: 'the second camera, at the same time',
	view: 'second camera'
};
