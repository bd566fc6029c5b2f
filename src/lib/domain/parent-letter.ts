import type { ParentsContact } from './parents-contact';

/**
 * The secret of a letter to a guardian, as it can be typed: 28 characters of which none is taken for another, five bits
 * each (140 bits). Letters and figures as Crockford chose them: no I, L, O or U.
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const secretLength = 28;
const day = 24 * 3_600_000;

/** Wrong codes after which only a new letter can say yes (SECURITY C5). */
export const codeTries = 5;
/** How long somebody stays in after her letter opened the page, ms. */
export const visitLasts = 30 * 60_000;

/** A secret from random bytes, at least as many as it is long. */
export function secretFrom(bytes: Uint8Array): string {
	if (bytes.length < secretLength) throw new Error('too few random bytes for a letter');
	return [...bytes.subarray(0, secretLength)].map((byte) => alphabet[byte & 31]).join('');
}

/** As it is printed: seven groups of four. */
export const secretShown = (secret: string): string => secret.match(/.{1,4}/g)?.join(' ') ?? '';

/** Letters of other keyboards that look the same on paper, and what was meant. */
const alike = new Map([...'АВСЕНІКМОРТХУЈЅ'].map((letter, i) => [letter, 'ABCEHIKMOPTXYJS'[i] ?? letter]));

/**
 * What somebody typed, with case, spaces and dashes gone, figures of Arabic and Persian keyboards as the ones printed, and
 * Cyrillic letters as the Latin ones that look the same.
 */
export function plainTyping(typed: string): string {
	return [...typed.normalize('NFKC').toUpperCase()]
		.map((letter) => alike.get(letter) ?? figureOf(letter) ?? letter)
		.filter((letter) => !/[\s\p{Pd}\p{Cf}]/u.test(letter))
		.join('');
}

function figureOf(letter: string): string | null {
	const code = letter.codePointAt(0) ?? 0;
	for (const zero of [0x0660, 0x06f0]) if (code >= zero && code <= zero + 9) return String(code - zero);
	return null;
}

/** A secret as it was typed, or null when it cannot be one. */
export function secretTyped(typed: string): string | null {
	if (typed.length > 200) return null;
	const plain = plainTyping(typed).replaceAll('O', '0').replaceAll(/[IL]/g, '1');
	return plain.length === secretLength && [...plain].every((letter) => alphabet.includes(letter)) ? plain : null;
}

/** Until when a letter made now opens the page: sixty days, or as long as a film of this cycle can be kept (E8). */
export const letterEnds = (now: Date, filmsUntil: Date): Date =>
	new Date(Math.max(now.getTime() + 60 * day, filmsUntil.getTime()));

/** A letter as it is printed. Its secret and its code are shown this once and kept nowhere. */
export interface ParentLetter {
	language: string;
	/** Where the page is, without the secret, for who types. */
	address: string;
	/** With the secret behind the `#`, where no server, proxy or log ever reads it. */
	link: string;
	typed: string;
	code: string;
	until: Date;
	teacher: string;
	school: string;
	filmsUntil: Date;
	contact: ParentsContact | null;
}
