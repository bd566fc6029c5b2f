export const proof = {
	login: {
		passkey: 'Use my passkey',
		passkeyHint: 'With your finger, your face, or the PIN of your device.',
		or: 'or with your password',
		waiting: 'Look at your device …',
		cancelled: 'That did not work. Try again, or use your password.'
	},
	second: {
		title: 'One more step',
		intro: (name: string) => `Hi ${name}, your password is right. Now show that it is you.`,
		passkey: 'Use your passkey',
		code: 'Code from your app',
		codeHint: 'Six digits. A recovery code from paper works too.',
		codeOnly: 'Recovery code',
		codeOnlyHint: 'One of the codes you kept.',
		submit: 'Continue',
		lost: 'Lost everything?',
		lostHelp:
			'Ask your lead. Together with the administrator she can give you a fresh start. Nobody can do that alone.',
		stop: 'Stop and sign out'
	},
	setUp: {
		title: 'First, an extra key',
		intro:
			'Recordings of children are kept here. That is why a password alone is not enough any more. Setting it up takes a minute.',
		passkeyTitle: 'A passkey',
		passkeyText:
			'The easiest way: from now on you use your finger, your face, or the PIN of your device. You will not need your password any more.',
		appTitle: 'Or an app with codes',
		done: 'Done. I have kept the codes.',
		next: 'Continue to Kijkkring'
	},
	page: {
		title: 'Signing in safely',
		intro: 'Here you decide how you show that it is you.',
		open: 'Passkeys, app and recovery codes',
		good: 'Well arranged: your account has more than a password.',
		none: 'Your account has only a password now. Make a passkey: it is safer and quicker.',
		fewCodes: 'You have hardly any recovery codes left. Make new ones.',
		noCodes: 'You have no recovery codes. Make them, and keep them on paper.',
		passkeys: 'Passkeys',
		passkeysNote: 'A passkey is on one device, or travels with your own password manager. Feel free to make two.',
		noPasskeys: 'You have no passkey yet.',
		madeOn: (when: string) => `made on ${when}`,
		usedOn: (when: string) => `last used on ${when}`,
		name: 'Name of this passkey',
		nameHint: 'So that you recognise it later. For example: iPad at home.',
		rename: 'Save name',
		renameThat: (name: string) => `Save name of ${name}`,
		remove: 'Remove',
		removeThat: (name: string) => `Remove ${name}`,
		make: 'Make a passkey',
		noSupport: 'This browser cannot make a passkey. Try it on your phone, or use an app with codes.',
		failed: 'No passkey was made. Try again.',
		made: 'Your passkey is ready. Try it the next time you sign in.',
		app: 'App with codes',
		appNote: 'An authenticator app on your phone shows a new code every half minute.',
		appOn: 'An app has been set up.',
		appBegin: 'Set up an app',
		appScan: 'Scan this with the app on your phone.',
		appQr: 'Code for your authenticator app',
		appType: 'Cannot scan? Type this key into the app:',
		appCode: 'Code the app shows now',
		appConfirm: 'Check and turn on',
		appRemove: 'Remove the app',
		codes: 'Recovery codes',
		codesNote: 'For when your phone and your passkeys are lost. Each code works once.',
		codesLeft: (n: number) => (n === 1 ? '1 code left.' : `${n} codes left.`),
		codesNew: 'Make new recovery codes',
		codesOnce: 'You see these codes once, now. Print them or copy them by hand, and do not keep them with your device.',
		codesOld: 'Codes from before no longer work.',
		print: 'Print',
		sheet: (email: string) => `Kijkkring recovery codes for ${email}`,
		resetAsked: (name: string) =>
			`${name} says that you lost your passkeys, app and codes, and asks to clear them. Not true? Stop it here, and tell your administrator.`,
		resetKeep: 'No, I still have them',
		back: 'Back to my details'
	},
	prove: {
		title: 'Is it you?',
		intro: 'This matters enough to ask once more. After that it goes on by itself.',
		passkey: 'Show it with your passkey',
		code: 'Code from your app, or a recovery code',
		password: 'Your password',
		submit: 'It is me',
		cancel: 'Not now',
		again: 'Done. Press the button once more.',
		demo: 'Nobody has a password in the demo school. Here a press on the button is enough.'
	},
	signIns: {
		since: (when: string) => `since ${when}`,
		others: 'Sign out everywhere else',
		othersDone: 'You are now signed in only here.'
	},
	letters: {
		subject: 'Something changed about your Kijkkring account',
		what: {
			'passkey-added': 'A passkey was added to your account.',
			'app-added': 'An app with codes was added to your account.',
			'factor-removed': 'A passkey or app was removed from your account.',
			'school-login-added': 'Your account was connected to your school’s sign-in.',
			'school-login-removed': 'Your account is no longer connected to your school’s sign-in.',
			'code-used': 'Somebody used one of your recovery codes to sign in.',
			'codes-new': 'New recovery codes were made. The old ones no longer work.',
			'password-new': 'Your password was changed.',
			'reset-asked':
				'Somebody at your school asks to clear your passkeys, app and recovery codes, because you are said to have lost them. A second person still has to confirm it.',
			'reset-agreed': 'Two people at your school confirmed that your passkeys, app and recovery codes will be cleared.',
			'reset-done':
				'Your passkeys, app and recovery codes were cleared. Sign in with your password and set up a new one.'
		},
		text: ({ name, what, link }: { name: string; what: string; link: string }) =>
			`Hi ${name},\n\n${what}\n\nWas it you? Then there is nothing to do. Was it not you? Tell your administrator at once, and look here:\n${link}\n`
	}
};
