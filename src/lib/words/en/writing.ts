import type { writing as nl } from '../nl/writing';

export const writing: typeof nl = {
	bar: {
		label: 'Formatting',
		bold: 'Bold',
		italic: 'Italic',
		bullet: 'List with bullets',
		number: 'List with numbers'
	},
	both: (one, other) => `${one} and ${other} together`,
	state: {
		connecting: 'We are getting the text. You can write in a moment.',
		saved: 'Saved',
		saving: 'Saving…',
		offline: 'No connection. Do write on: it is on this device and joins the rest as soon as there is a connection.',
		offlineHere:
			'No connection. Do write on and keep this window open: it joins the rest as soon as there is a connection.'
	},
	here: (name) => `${name} is here too`,
	notHere: (name) => `${name} is not here now`,
	signedOut: 'You are signed out. Sign in again to write on.',
	again: 'Load this page again to write on.',
	wait: 'That went wrong a few times. Wait a minute and load this page again.'
};
