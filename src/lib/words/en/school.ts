/** Signing in with the school's account. */
export const school = {
	button: (name: string) => `Sign in with ${name}`,
	first: (name: string) =>
		`You come from ${name}, which we do not know yet here. Do you have an account of Kijkkring? Sign in once the way you are used to, and connect it after that. Do you have none? Ask your lead for an invitation.`,
	connect: {
		title: 'Connect?',
		intro: (name: string) => `You came here with ${name}. Do you want to sign in with it from now on?`,
		note: (name: string) =>
			`Whoever can open your account at ${name} can then come in here too. Your extra step stays.`,
		yes: (name: string) => `Connect with ${name}`,
		no: 'Not now',
		over: 'That took too long. You can connect it under “Signing in safely”.',
		toSecurity: 'To signing in safely'
	},
	out: {
		stillIn: (name: string) =>
			`You are signed out here. At ${name} you are still signed in on this device. Does somebody else use it too? Then sign out there as well.`,
		button: (name: string) => `Sign out at ${name}`,
		staysIn: (name: string) =>
			`Signing out at ${name} does not work from here. You are signed out here. Sign out there yourself, or close your browser.`
	},
	own: {
		title: 'Your school’s account',
		off: (name: string) => `You can sign in with ${name} too. Your address there has to be the same as here.`,
		on: (name: string) => `You can sign in with ${name}.`,
		connect: (name: string) => `Connect with ${name}`,
		goOn: (name: string) => `On to ${name}`,
		remove: 'Disconnect',
		done: 'Connected. Try it the next time you sign in.'
	}
};
