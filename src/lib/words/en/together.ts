import type { nl } from '../nl';

export const together: (typeof nl)['together'] = {
	mode: {
		label: 'How do you come together?',
		'in-person': 'In one room',
		online: 'Online',
		mixed: 'Partly in one room'
	},
	link: {
		label: 'Link to talk',
		hint: 'Of your school’s own meeting tool. The link begins with https://.',
		go: 'Join the talk',
		opens: (place) => `Opens ${place} in a new tab.`,
		none: 'There is no link to talk yet. Your lead puts it with the meeting.'
	},
	guide: {
		online: [
			'In the meeting tool, switch your microphone off while the clip plays.',
			'The sound of the clip comes from Kijkkring, on your own device.',
			'Share no screen and no sound: everybody sees the same picture here.'
		],
		mixed: [
			'In the room one device gives sound: the big screen. Switch the sound of your phone off there.',
			'Are you watching from elsewhere? Then you hear the clip on your own device.',
			'Everywhere in the meeting tool, switch the microphone off while the clip plays.'
		],
		'in-person': ['In the room one device gives sound: the big screen.']
	},
	change: {
		title: 'How do we come together?',
		body: 'You can still change this on the day itself. Whoever is in the room sees it at once.',
		save: 'Save',
		saved: 'Saved.'
	},
	panel: { open: 'Watching together', title: 'Watching together' },
	sound: {
		title: 'Sound on this device',
		on: 'Sound is on on this device',
		off: 'Sound is off on this device',
		turnOn: 'Switch on',
		turnOff: 'Switch off',
		note: 'This changes nothing for the others.',
		forAll: 'The sound is off for everybody now.',
		byScreen: 'The big screen gives the sound. That is why it is off here, until you switch it on.'
	},
	big: {
		title: 'Big screen',
		how: 'Open in the browser of the board:',
		why: 'The board then shows a code. Nobody has to sign in on the board.',
		code: 'Code on the board',
		show: 'Show on the big screen',
		open: (device) => `On at ${device}`,
		board: 'a board',
		since: (time) => `since ${time}`,
		off: 'Screen off',
		theirs: 'The big screen is on.',
		none: 'Whoever presents or leads can switch the big screen on.',
		mine: 'Or show it on this device'
	},
	board: {
		title: 'Big screen',
		lead: 'Watch together on this screen. Nobody has to sign in here.',
		ask: 'Show a code',
		again: 'Show a new code',
		code: 'Code',
		steps: [
			'Open the session on your phone or laptop.',
			'Choose “Watching together” or “Join the talk” at the top, and then “Big screen”.',
			'Enter the code.'
		],
		who: 'Only who presents, leads or facilitates can switch this screen on.',
		lasts: 'The code works for ten minutes, and once.',
		waiting: 'This screen waits for the code.',
		soon: (name) => `The session of ${name} begins in a moment.`,
		soonBody: 'The picture comes as soon as the group begins.',
		over: 'This screen is off',
		overBody: 'Nothing of the session is here any more. To watch again, ask for a new code.',
		offline: 'There is no connection for a moment. The picture comes back by itself.',
		starting: 'The picture is on its way.',
		tap: 'Tap once for picture and sound',
		off: 'Screen off',
		keys: 'Keys',
		rows: {
			full: 'Whole screen',
			captions: 'Captions on or off',
			sound: 'Sound of this screen on or off',
			leave: 'Leave the whole screen, and after that: screen off',
			help: 'These keys'
		}
	}
};
