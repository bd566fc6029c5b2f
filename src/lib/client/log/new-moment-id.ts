/** 128 random bits as text; also where a page is not on https. */
export const newMomentId = (): string =>
	Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
