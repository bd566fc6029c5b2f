import type { AskKey, KeyAnswer } from './kept-edits';

/** A server that does not answer is not waited for longer than this, ms. */
const longestAnswer = 8000;

/** Asks the server at this path for the key under which a browser keeps something; `pathOf` what it belongs to. */
export const askKeyAt =
	(pathOf: (what: string) => string): AskKey =>
	async (what, stamp): Promise<KeyAnswer> => {
		try {
			const query = stamp === undefined ? '' : `?stamp=${stamp}`;
			const signal = AbortSignal.timeout(longestAnswer);
			const answer = await fetch(`${pathOf(what)}${query}`, { cache: 'no-store', signal });
			if (!answer.ok) return [401, 403, 404, 410].includes(answer.status) ? 'refused' : 'unreachable';
			const given = (await answer.json()) as { stamp: number; key: string };
			const bytes = Uint8Array.from(atob(given.key), (letter) => letter.charCodeAt(0));
			// not extractable: from here on nobody can read the key, only use it
			const key = await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
			return { stamp: given.stamp, key };
		} catch {
			return 'unreachable';
		}
	};
