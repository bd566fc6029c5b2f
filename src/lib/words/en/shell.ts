import type { nl } from '../nl';

export const shell: (typeof nl)['shell'] = {
	app: 'Kijkkring',
	tagline: 'Watching together, with attention.',
	skip: 'To the content',
	menu: 'Menu',
	nav: {
		today: 'This week',
		child: 'My child',
		clips: 'Clips',
		meetings: 'Meetings',
		team: 'Our team',
		help: 'Watching along',
		texts: 'Texts',
		account: 'My details'
	},
	/** [A22] On the tab, and so in the history of a browser that others use too: of no child, and nothing anybody typed. */
	tabs: {
		clip: 'Clip',
		newClip: 'Add a clip',
		plan: 'Plan',
		session: 'Watching together',
		record: 'Record',
		consent: 'Consent',
		kept: 'What is kept',
		interview: 'Interview'
	},
	navShort: {
		today: 'Week',
		child: 'Child',
		clips: 'Clips',
		meetings: 'Agenda',
		team: 'Team',
		help: 'Expert',
		texts: 'Texts'
	},
	news: (n) => (n === 0 ? 'What happened' : `What happened, ${n} new`),
	search: 'Search what you wrote',
	signOut: 'Sign out',
	save: 'Save',
	cancel: 'Cancel',
	back: 'Back',
	close: 'Close',
	remove: 'Delete',
	change: 'Change',
	add: 'Add',
	undo: 'Undo',
	more: 'More',
	saved: 'Saved',
	saving: 'Saving…',
	loading: 'Loading…',
	offline: 'Not connected. What you type is safe on this device.',
	optional: 'may stay empty',
	onlyYou: 'only you can see this',
	errorTitle: 'This did not go well',
	errorBody: (number: string) => `Something went wrong. Tell your administrator this number: ${number}.`,
	lostTitle: 'Nothing to see here',
	lostBody: 'This page does not exist, or is not meant for you.',
	toToday: 'To this week',
	language: 'Language',
	languages: { nl: 'Nederlands', en: 'English' },
	demo: { enter: 'Come in', label: 'Demo school', as: 'Watch as', hint: 'Opens a new window as somebody else.' },
	proved: 'Done. Press the button once more.',
	grace: {
		text: (days: number) =>
			days === 0
				? 'Your account has only a password. The next time you sign in we ask for a passkey or an app.'
				: `Your account has only a password. Set up a passkey or an app within ${days === 1 ? 'a day' : `${days} days`}.`,
		link: 'Set it up now'
	},
	connectionLost: 'The connection is gone. We are trying again.'
};
