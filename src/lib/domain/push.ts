/** Where a browser's own push service takes in messages for it, and the keys they are sealed with (base64url, RFC 8291). */
export interface PushAddress {
	endpoint: string;
	/** The browser's public key: a point on P-256, 65 bytes. */
	p256dh: string;
	/** 16 random bytes that the browser made. */
	auth: string;
}

/** What a device shows: no child, no colleague [RD12]. */
export interface PushMessage {
	title: string;
	body: string;
	lang: string;
}

/** `gone`: the push service knows this device no more. `failed`: it may work later. */
export type Pushed = 'sent' | 'gone' | 'failed';

/**
 * The push services of the browsers that are used in schools. A browser names its own, and the server then calls it: an
 * address that is not of this list is refused, or anybody with an account could make the server call any machine.
 */
const services = ['fcm.googleapis.com', 'push.services.mozilla.com', 'notify.windows.com', 'push.apple.com'];

export function isPushService(endpoint: string): boolean {
	if (!URL.canParse(endpoint)) return false;
	const { protocol, hostname, port, username, password } = new URL(endpoint);
	if (protocol !== 'https:' || port || username || password) return false;
	return services.some((it) => hostname === it || hostname.endsWith(`.${it}`));
}
