import { describe, expect, it } from 'vitest';
import { findIn, termsOf } from './search';

const find = (text: string, query: string) => findIn(text, termsOf(query));

describe('[TD6] looking for words', () => {
	it('takes no notice of capitals and accents, and shows the text as it was written', () => {
		expect(find('Hij zei: één blok', 'EEN BLOK')?.hit).toBe('één');
		expect(find('een caf\u0065\u0301', 'café')).toEqual({ before: 'een ', hit: 'café', after: '' });
	});
	it('wants every word, in any order, and finds nothing where one is missing', () => {
		expect(find('het gele blok', 'blok geel')).toBeNull();
		expect(find('het gele blok', 'blok gele')).toEqual({ before: 'het ', hit: 'gele', after: ' blok' });
	});
	it('one letter is nothing to look for', () => {
		expect(termsOf(' j ')).toEqual([]);
		expect(find('J. bouwt', 'j')).toBeNull();
		expect(find('J. bouwt', 'j.')?.hit).toBe('J.');
	});
	it('cuts around it at whole words', () => {
		const long = `${'vooraf '.repeat(30)}blok${' daarna'.repeat(30)}`;
		const found = find(long, 'blok');
		expect(found?.before).toMatch(/^…( vooraf)+ $/);
		expect(found?.after).toMatch(/^( daarna)+ …$/);
	});
});
