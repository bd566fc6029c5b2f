/** Reminders on a device: how they are turned on and off, and what stands there then. */
export const push = {
	message: {
		title: 'Kijkkring',
		body: (count: number, day: string) =>
			count === 1 ? `Something is ready for you for ${day}.` : `${count} things are ready for you for ${day}.`
	},
	choice: 'On my devices',
	choiceMeans: 'A message that says how much is ready, and for which day. If that does not work, by mail.',
	choiceMeansNoMail: 'A message that says how much is ready, and for which day.',
	none: 'No device is turned on yet. Until then you get a letter by mail.',
	noneNoMail: 'No device is turned on yet, so nothing arrives so far.',
	here: {
		title: 'This device',
		means:
			'The message goes encrypted by way of the maker of your browser, who sees only that something comes. On a computer you share it is better left off.',
		on: 'Messages are on on this device.',
		off: 'Messages are off on this device.',
		blocked:
			'Your browser holds back messages of Kijkkring. Allow them in the settings of this site: tap the lock or the slider beside the address.',
		impossible: 'This browser cannot show messages. Try a newer browser, or choose mail.',
		homeScreen:
			'On an iPhone or iPad it works only from your home screen. In Safari tap Share, choose ‘Add to Home Screen’ and open Kijkkring from there.',
		failed: 'Messages could not be turned on. Try again later.',
		asking: 'One moment …',
		turnOn: 'Turn messages on here',
		turnOff: 'Turn messages off here',
		noScript: 'This needs scripts to be on in your browser.'
	},
	devices: {
		title: 'Your other devices with messages',
		remove: 'Turn off',
		removeOf: (device: string) => `Turn messages off on ${device}`,
		unknown: 'Unknown device'
	}
};
