import type { PushAddress } from '$lib/domain/push';

/** `home-screen`: an iPhone or iPad lets only an app from the home screen tell things. */
export type DeviceState = 'impossible' | 'home-screen' | 'blocked' | 'off' | 'on';

/** What this browser can be asked about reminders on this device. */
export interface ThisBrowser {
	/** Where it stands; `mine`: the devices that are hers, by id. Asks nobody for anything. */
	state(mine: readonly string[]): Promise<DeviceState>;
	/** Which of the devices it is; null when it is turned on for nobody. */
	id(): Promise<string | null>;
	/** Asks whether it may, so only after a press. `blocked`: no; `failed`: its push service does not answer. */
	turnOn(publicKey: string): Promise<PushAddress | 'blocked' | 'failed'>;
	turnOff(): Promise<void>;
}

export const thisBrowser: ThisBrowser = {
	state: async (mine) => {
		if (!canPush()) return onApple() && !onHomeScreen() ? 'home-screen' : 'impossible';
		if (Notification.permission === 'denied') return 'blocked';
		const id = await thisBrowser.id();
		return Notification.permission === 'granted' && id !== null && mine.includes(id) ? 'on' : 'off';
	},
	id: async () => {
		const found = await subscription();
		return found && idOf(found.endpoint);
	},
	turnOn: async (publicKey) => {
		if ((await Notification.requestPermission()) !== 'granted') return 'blocked';
		try {
			const { pushManager } = await navigator.serviceWorker.ready;
			// one that was made for another key of the school, or for nobody any more, brings nothing
			await (await pushManager.getSubscription())?.unsubscribe();
			const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
			const { p256dh, auth } = made.toJSON().keys ?? {};
			return p256dh && auth ? { endpoint: made.endpoint, p256dh, auth } : 'failed';
		} catch {
			return 'failed';
		}
	},
	turnOff: async () => void (await (await subscription())?.unsubscribe().catch(() => false))
};

const canPush = (): boolean => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

const onApple = (): boolean =>
	/iPhone|iPad|iPod/.test(navigator.userAgent) ||
	(navigator.userAgent.includes('Macintosh') && navigator.maxTouchPoints > 1);

const onHomeScreen = (): boolean => matchMedia('(display-mode: standalone)').matches;

async function subscription(): Promise<PushSubscription | null> {
	if (!canPush()) return null;
	const registration = await navigator.serviceWorker.getRegistration();
	return (await registration?.pushManager.getSubscription()) ?? null;
}

/** As the server names a device: the SHA-256 of where its messages go. */
async function idOf(endpoint: string): Promise<string> {
	const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(endpoint)));
	return btoa(String.fromCharCode(...hash))
		.replaceAll('+', '-')
		.replaceAll('/', '_')
		.replaceAll('=', '');
}
