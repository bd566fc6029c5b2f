import type { nl } from '../nl';

export const account: (typeof nl)['account'] = {
	email: 'E-mail address',
	password: 'Password',
	newPassword: 'New password',
	currentPassword: 'Your current password',
	passwordHint: 'At least 12 characters. A few ordinary words in a row is fine.',
	showPassword: 'Show what I type',
	name: 'Your name',
	nameHint: 'This is how colleagues see you. Your first name is enough.',
	about: 'Your class or job',
	aboutHint: 'For example: year 3, or SEN coordinator.',
	login: {
		title: 'Sign in',
		welcome: 'Looking together, with attention.',
		intro: 'A quiet place to watch a short clip with your team. First look, then talk.',
		submit: 'Sign in',
		forgot: 'Forgot your password?',
		noAccount: 'No account yet? Your team lead sends you an invitation.',
		back: 'After signing in you go on where you were.',
		passwordIsNew: 'Your new password is saved. Sign in with it.'
	},
	forgot: {
		title: 'A new password',
		intro: 'Fill in your e-mail address. If it belongs to an account, we send a link to choose a new password.',
		submit: 'Send the link',
		sent: 'If this address belongs to an account, a letter is on its way. The link works for half an hour, once.',
		newTitle: 'Choose a new password',
		newIntro: (email: string) => `For ${email}. After this you sign in again everywhere.`,
		letter: {
			subject: 'Choosing a new password for Kijkkring',
			text: (link: string) =>
				`With this link you choose a new password. It works for half an hour, once.\n\n${link}\n\nDid you not ask for this? Then you need not do anything.\n`
		}
	},
	setup: {
		title: 'Your school begins here',
		intro:
			'This page works once. You make the first account, the admin’s. After that you open a team and invite its lead.',
		school: 'Name of the school',
		adminNote: 'As an admin you can open teams and invite people. You see no clips and no plans of others.',
		submit: 'Make the school'
	},
	invite: {
		title: (team: string) => `Welcome to ${team}`,
		by: (from: string, school: string) => `${from} of ${school} invites you.`,
		intro: 'In this team you watch short clips of yourselves with a child, together. You decide what you show.',
		yourRoles: 'You take part as',
		newTitle: 'Make your account',
		submit: 'Join',
		haveAccount: 'Do you have an account already?',
		signInFirst: 'Sign in and join',
		asYou: (name: string) => `You are signed in as ${name}.`,
		joinAsYou: 'Join with this account',
		notYou: 'Are you somebody else? Sign out first.',
		gone: 'This invitation no longer works'
	},
	page: {
		title: 'My details',
		profile: 'How colleagues see you',
		emailFixed: 'You sign in with this address.',
		saved: 'Saved.',
		password: 'Password',
		passwordNote: 'After the change you are signed out on your other devices.',
		changePassword: 'Change password',
		passwordChanged: 'Your password is changed. You are signed out on other devices.',
		wrongCurrent: 'Your current password is not right.',
		signIns: 'Where you are signed in',
		signInsNote: 'After an hour without use, and after twelve hours at the latest, you are signed out by itself.',
		thisOne: 'here, now',
		unknownDevice: 'Unknown device',
		until: (when: string) => `until ${when} at the latest`,
		end: 'Sign out',
		endThere: (device: string) => `Sign out on ${device}`,
		endAll: 'Sign out everywhere',
		language: 'Language of pages and letters'
	},
	outbox: {
		title: 'Letters',
		intro: 'No mail server is set here, so letters end up on this page.',
		empty: 'No letter has been written yet.',
		to: (address: string) => `to ${address}`
	}
};
