import { commonWords } from './guessed-words';

/** Figures and signs people put in place of letters. */
const standIns: Record<string, string> = {
	'0': 'o',
	'1': 'i',
	'3': 'e',
	'4': 'a',
	'5': 's',
	'7': 't',
	'@': 'a',
	$: 's',
	'!': 'i'
};
/** Rows of a keyboard and of counting, both ways: what runs along them is no chance. */
const rows = [
	'qwertyuiopasdfghjklzxcvbnm',
	'abcdefghijklmnopqrstuvwxyz',
	'01234567890123456789',
	'qazwsxedcrfvtgbyhnujm',
	'azertyuiopqsdfghjklmwxcvbn'
];
/** Of a password this much has to be something else than words and rows, characters. */
const chanceLeast = 4;

/**
 * Whether a password is one that is guessed early: one thing over and over, a row of keys, or at most two common words
 * with figures and signs around them, however its letters are dressed up. `personal`: her name, her school.
 */
export function guessable(password: string, personal: readonly string[] = []): boolean {
	const plain = password.normalize('NFKC').toLowerCase();
	if (repeats(plain)) return true;
	if (withoutRows(plain).length < chanceLeast) return true;
	const own = new Set(
		personal.flatMap((words) => words.toLowerCase().split(/[^\p{L}]+/u)).filter((it) => it.length > 2)
	);
	return [plain, undressed(plain)].some((text) => madeOf(text.replace(/[^\p{L}]/gu, ''), own));
}

/** "haaihaaihaai", "121212121212": what is left when one beginning of it is taken out is nothing, or a bit of it. */
function repeats(text: string): boolean {
	for (let length = 1; length <= text.length / 2; length++)
		if (
			text
				.slice(0, length)
				.repeat(Math.ceil(text.length / length))
				.startsWith(text)
		)
			return true;
	return false;
}

function withoutRows(text: string): string {
	let left = text;
	for (const row of rows.flatMap((one) => [one, [...one].reverse().join('')]))
		for (let length = Math.min(row.length, left.length); length >= 4; length--)
			for (let at = 0; at + length <= row.length; at++) left = left.split(row.slice(at, at + length)).join('');
	return left;
}

/** Figures at the ends stand for nothing: they were put there because somebody asked for a figure. */
const undressed = (text: string): string =>
	[...text.replace(/^[^\p{L}@$]+|[^\p{L}]+$/gu, '')].map((letter) => standIns[letter] ?? letter).join('');

/** At most two common words, whole; or nothing but fewer letters than chance needs. */
function madeOf(letters: string, own: ReadonlySet<string>): boolean {
	const known = (word: string): boolean => commonWords.has(word) || own.has(word);
	if (letters.length < chanceLeast) return true;
	if (known(letters)) return true;
	for (let at = 2; at <= letters.length - 2; at++) {
		const [first, rest] = [letters.slice(0, at), letters.slice(at)];
		if (known(first) && (known(rest) || rest.length < chanceLeast)) return true;
		if (first.length < chanceLeast && known(rest)) return true;
	}
	return false;
}
