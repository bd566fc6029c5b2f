import type { film as nl } from '../nl/film';

/** Texts of filming in the page, of what was left on the device, and of wiping a clip from a phone. */
export const film: typeof nl = {
	intro: 'You film here in the page. The recording stays out of your photos, and nothing is sent before you say so.',
	place: 'How to place your device',
	placeHints: [
		'Put your phone or laptop down firmly, at table height. A phone is best on its side.',
		'Have both of you in the picture: faces and hands.',
		'Let the light come from behind the device, not from a window behind you.'
	],
	open: 'Turn on the camera',
	asking: 'Your browser asks whether the camera and microphone may be used. Choose "Allow".',
	turn: 'Turn your phone on its side, so that you both fit in.',
	picture: 'What the camera sees',
	camera: 'Camera',
	cameraNumber: (number) => `Camera ${number}`,
	front: 'Front',
	back: 'Back',
	bell: 'Bell after',
	bellFor: (minutes) => `${minutes} min`,
	less: 'A minute earlier',
	more: 'A minute later',
	bellHint: 'You hear three soft notes. The recording simply goes on.',
	begin: 'Start filming',
	pause: 'Pause',
	resume: 'Film on',
	stop: 'Done',
	filming: 'Filming',
	paused: 'Paused',
	elapsed: (time) => `${time} filmed`,
	rung: (minutes) =>
		(minutes === 1 ? 'The minute is over.' : `The ${minutes} minutes are over.`) + ' You can simply film on.',
	again: 'Film again',
	againSure: 'What you just filmed will be gone.',
	againYes: 'Yes, film again',
	againNo: 'No, keep this one',
	toFile: 'Choose a recording instead',
	silent: 'This device has no microphone. You film without sound.',
	low: 'There is little room on this device. Film briefly, or make some room first.',
	onlyHere: 'This recording is only in this tab. Leave it open until you are done.',
	safe: 'What you film is kept encrypted on this device until it is sent.',
	interrupted: 'The camera stands still for a moment, perhaps because of a call. We go on as soon as that is over.',
	cutOff: 'The camera has stopped. What you filmed until now is still here.',
	use: 'Use this recording',
	finishing: 'We are finishing your recording…',
	nothing: 'Nothing has been filmed yet. Please try again.',
	trouble: {
		denied: {
			title: 'The camera may not be used',
			body: 'This site may not use your camera or microphone yet.',
			steps: [
				'Tap the lock or the settings beside the address at the top.',
				'Set Camera and Microphone to "Allow".',
				'Come back here and try again.'
			]
		},
		'no-camera': {
			title: 'We find no camera',
			body: 'Connect a camera, or open this page on your phone.',
			steps: []
		},
		'in-use': {
			title: 'The camera is busy',
			body: 'Another program uses your camera. Close it, a video call for example, and try again.',
			steps: []
		},
		'not-here': {
			title: 'This browser cannot film',
			body: 'Film with the camera of your phone and choose that recording afterwards.',
			steps: []
		}
	},
	retry: 'Try again',
	found: {
		title: (time) => `A recording of ${time} is still here`,
		body: (length) => `You filmed ${length}. Nobody else can see it.`,
		use: 'Go on with it',
		throwAway: 'Throw away',
		sure: 'This recording will be gone for good.',
		yes: 'Yes, throw away',
		no: 'No, keep it',
		notNow: 'We cannot open the recording now. Check your connection and try again.',
		waits: (time) => `A recording of ${time} is still on this device.`,
		toIt: 'Go on with this recording'
	},
	phone: {
		title: 'Is the recording still on your phone?',
		body: 'Others may see it there, and often it goes to an online photo folder by itself. Here it has arrived safely. So please delete it there.',
		iphone: 'iPhone or iPad',
		iphoneSteps: [
			'Open Photos and find the recording.',
			'Tap the bin and choose "Delete Video".',
			'Go to "Recently Deleted" and delete it there too.'
		],
		android: 'Android',
		androidSteps: [
			'Open Photos or Gallery and find the recording.',
			'Tap the bin.',
			'Open the bin of the app and empty it.'
		],
		elsewhere: 'Did you send it by mail, a chat or a USB stick? Delete it there too.',
		done: 'Done',
		later: 'Later',
		thanks: 'Good. The recording is only here now.'
	}
};
