/** Letters and figures that nobody mistakes for another, read from the back of a room, and that make no words. */
const letters = 'CDFHJKLMNPRTVWXY34679';
/** Twenty-one of these, six times: 85 million. */
const codeLength = 6;

/** A code from random bytes; those that would favour some letters are left out. Null when there were too few. */
export function codeFrom(bytes: Uint8Array): string | null {
	const fair = Math.floor(256 / letters.length) * letters.length;
	const drawn = [...bytes].filter((byte) => byte < fair).slice(0, codeLength);
	if (drawn.length < codeLength) return null;
	return drawn.map((byte) => letters[byte % letters.length]).join('');
}

/** What somebody typed as a code, or null when it cannot be one. Case, spaces and dashes do not matter. */
export function codeTyped(typed: string): string | null {
	const code = typed.replace(/[\s-]/g, '').toUpperCase();
	return code.length === codeLength && [...code].every((letter) => letters.includes(letter)) ? code : null;
}

/** As it is shown: two groups of three are read out more easily than six. */
export const codeShown = (code: string): string => `${code.slice(0, 3)}-${code.slice(3)}`;
