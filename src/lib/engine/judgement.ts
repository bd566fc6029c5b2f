/**
 * The first word in a text that usually judges rather than describes, as it was typed; null when there is none. Whole
 * words, whatever their capitals. A hint for whoever types, never a reason to refuse.
 */
export function judgementIn(text: string, words: readonly string[]): string | null {
	const plain = ` ${text.toLowerCase().replaceAll(/[^\p{L}\p{M}]+/gu, ' ')} `;
	const found = words
		.map((word) => ({ word, at: plain.indexOf(` ${word} `) }))
		.filter(({ at }) => at >= 0)
		.sort((a, b) => a.at - b.at || b.word.length - a.word.length);
	return found[0]?.word ?? null;
}
