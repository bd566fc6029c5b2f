import { isPushService, type Pushed } from '$lib/domain/push';
import { publicHalf, sealPush, vapidHeader } from './push-sealing';
import type { Push } from './use-cases/needs';

/** A push service that says nothing for this long is not waited for, ms. */
const patience = 10_000;

/**
 * Messages to devices, through the push services of the makers of browsers. These learn that this school tells this
 * browser something, and when; what it is only the browser can read.
 */
export function openPush(house: {
	/** An e-mail address under which whoever runs a push service can reach the school. */
	contact: string;
	/** 32 bytes: a private key on P-256. */
	privateKey: Uint8Array;
	clock: () => Date;
	/** Which addresses may be called at all; another one only in tests. */
	reaches?: (endpoint: string) => boolean;
}): Push {
	const { contact, privateKey, clock, reaches = isPushService } = house;
	return {
		publicKey: publicHalf(privateKey),
		reaches,
		send: async (address, message, seconds): Promise<Pushed> => {
			if (!reaches(address.endpoint)) return 'gone';
			try {
				const { status } = await fetch(address.endpoint, {
					method: 'POST',
					headers: {
						authorization: vapidHeader(privateKey, address.endpoint, contact, clock()),
						'content-type': 'application/octet-stream',
						'content-encoding': 'aes128gcm',
						ttl: String(seconds),
						// what waits at the push service is replaced by what comes after it
						topic: 'reminder'
					},
					body: new Uint8Array(sealPush(Buffer.from(JSON.stringify(message)), address)),
					redirect: 'manual',
					signal: AbortSignal.timeout(patience)
				});
				if (status === 404 || status === 410) return 'gone';
				return status >= 200 && status < 300 ? 'sent' : 'failed';
			} catch {
				return 'failed';
			}
		}
	};
}
