import { parcelAbout, type LogBox, type LoggedMoment, type LogParcel } from '$lib/domain/practice';

/** Seals a moment so that only the server can open it [PR5]: under a key that is made for this once and then forgotten. */
export async function sealMoment(box: LogBox, moment: LoggedMoment): Promise<LogParcel> {
	const curve = { name: 'ECDH', namedCurve: 'P-256' };
	const theirs = await crypto.subtle.importKey('raw', fromBase64(box.publicKey), curve, false, []);
	const mine = await crypto.subtle.generateKey(curve, false, ['deriveBits']);
	const point = new Uint8Array(await crypto.subtle.exportKey('raw', mine.publicKey));
	const secret = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, mine.privateKey, 256);
	const about = { trajectory: box.trajectory, id: moment.id, stamp: box.stamp };
	const text = new TextEncoder().encode(parcelAbout(about));
	const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: text };
	const shared = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
	const key = await crypto.subtle.deriveKey(how, shared, { name: 'AES-GCM', length: 256 }, false, ['encrypt']);
	const nonce = crypto.getRandomValues(new Uint8Array(12));
	const words = new TextEncoder().encode(JSON.stringify(moment));
	const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData: text }, key, words);
	return { ...about, sealed: toBase64(point, nonce, new Uint8Array(sealed)) };
}

const fromBase64 = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const toBase64 = (...parts: Uint8Array[]): string => btoa(parts.map((part) => String.fromCharCode(...part)).join(''));
