import { describe, expect, it } from 'vitest';
import { caretAfter } from './caret';

const place = (marked: string) => ({ text: marked.replace('|', ''), at: marked.indexOf('|') });
const moved = (before: string, after: string) => {
	const from = place(before);
	const to = caretAfter(from.text, after, from.at);
	return `${after.slice(0, to)}|${after.slice(to)}`;
};

describe('the caret while a colleague types in the same note', () => {
	it('moves along with what is put in or taken out before it', () => {
		expect(moved('hij kijkt|', 'En hij kijkt')).toBe('En hij kijkt|');
		expect(moved('hij kijkt op|', 'kijkt op')).toBe('kijkt op|');
	});
	it('stays where it is when something changes behind it', () => {
		expect(moved('hij| kijkt', 'hij kijkt terug')).toBe('hij| kijkt terug');
		expect(moved('hij| kijkt terug', 'hij kijkt')).toBe('hij| kijkt');
	});
	it('goes to the beginning of what was replaced around it', () => {
		expect(moved('hij ki|jkt op', 'hij lacht op')).toBe('hij |lacht op');
	});
	it('stays inside the text', () => {
		expect(moved('abc|', '')).toBe('|');
	});
});
