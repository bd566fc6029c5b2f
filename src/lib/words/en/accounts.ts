/** Who has an account, for whoever manages that. */
export const accounts = {
	title: 'Accounts',
	lead: 'Has somebody lost every way to sign in?',
	intro: 'Everybody with an account at your school. You see no recordings and no plans here.',
	introLead:
		'Has somebody lost her passkeys, app and recovery codes? Together with your administrator you give her a fresh start.',
	state: { open: 'open', 'on-hold': 'on hold', closed: 'closed' },
	admin: 'administrator',
	signedIn: 'signed in now',
	safe: 'extra key',
	unsafe: 'only a password',
	due: (days: number) => (days === 0 ? 'due the next time' : days === 1 ? '1 day left' : `${days} days left`),
	you: 'you',
	more: (name: string) => `Change ${name}`,
	change: 'Change',
	hold: 'Put on hold',
	holdNote: 'Cannot get in any more, at once and on every device. Nothing is erased.',
	restore: 'Let in again',
	close: 'Close for good',
	closeSure: 'Yes, close this account',
	closeNote: 'This cannot be undone. Recordings keep their own end date.',
	makeAdmin: 'Make administrator',
	noAdmin: 'No longer administrator',
	fresh: 'Ask for a fresh start',
	freshNote: 'Clears passkeys, app and recovery codes. The password stays. Somebody else has to confirm it.',
	freshAsked: (name: string) => `${name} asks for a fresh start.`,
	freshWaits: (when: string) => `Confirmed. Takes effect on ${when}.`,
	freshOther: 'Somebody else still has to confirm this.',
	agree: 'Confirm the fresh start',
	withdraw: 'Never mind',
	grace: {
		title: 'Only a password',
		text: 'How long may somebody still sign in with only a password? After that we first ask for a passkey or an app.',
		label: 'Time to set it up',
		days: (n: number) => (n === 0 ? 'none, at once' : `${n} days`),
		saved: 'Saved.'
	}
};
