import type { nl } from '../nl';

export const player: (typeof nl)['player'] = {
	loading: 'The picture is coming…',
	arriving: 'The clip is still coming in…',
	senderStopped: 'Sending this clip has stopped. Whoever sends it has to go on there.',
	outOfReach: 'The clip cannot be reached for a moment. We are trying again.',
	network: 'The connection falters. We are trying again.',
	gone: 'This clip is no longer available.',
	stopped: 'The picture is stopped.',
	unplayable: 'This browser cannot play the clip. Try a newer browser.',
	/** What another device filmed of the same moment. */
	two: {
		name: 'Second camera',
		choose: 'Two pictures',
		beside: 'Side by side',
		under: 'One above the other',
		corner: 'Small one in the corner',
		one: 'One picture',
		swap: 'Swap',
		otherCorner: 'Another corner',
		noneHere: 'There is no second picture of this moment.',
		gone: 'The second picture is no longer there.'
	},
	controls: 'Controls',
	play: 'Play',
	pause: 'Pause',
	frameBack: 'One frame back',
	frameForward: 'One frame forward',
	speed: 'Speed',
	speedOption: (rate) => `${rate}×`,
	loop: 'fragment',
	loopLong: 'Repeat the fragment',
	mute: 'Sound off',
	fullScreen: 'Full screen',
	leaveFullScreen: 'Leave full screen',
	time: (at, of) => `${at} of ${of}`,
	decimal: '.',
	timeline: 'Timeline',
	position: 'Place in the clip',
	fragmentStart: 'Start of the fragment',
	fragmentEnd: 'End of the fragment',
	lanes: { child: 'Child', teacher: 'Teacher', together: 'Together', own: 'Mine' },
	markAt: (at, label) => (label ? `${at}: ${label}` : at),
	keys: {
		open: 'Keys',
		title: 'With the keyboard',
		intro: 'These keys work while you are in the player. Click the picture, or go there with Tab.',
		space: 'space',
		arrows: '← →',
		shiftArrows: 'shift + ← →',
		rows: {
			play: 'play or pause',
			frame: 'one frame back or forward',
			second: 'one second back or forward',
			loop: 'repeat the fragment, on or off',
			mute: 'sound off or on',
			speed: 'speed, from 0.25× to 1.5×',
			mark: 'mark this moment',
			help: 'this list'
		}
	}
};
