import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { editsBetween, readRich } from '$lib/domain/rich-text';
import { applyEdits, flatOf, follow, isPlanText, richIn } from './plan-text';

const [B, L] = ['\u2061', '\u2063'];

function begun(rich: string): Y.Doc {
	const doc = new Y.Doc();
	doc.getText('said');
	follow(doc, 'said', rich);
	return doc;
}
function copyOf(doc: Y.Doc): Y.Doc {
	const copy = new Y.Doc();
	copy.getText('said');
	Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
	return copy;
}
const write = (doc: Y.Doc, rich: string) =>
	applyEdits(doc.getText('said'), editsBetween(flatOf(doc.getText('said')), readRich(rich)));
const meet = (one: Y.Doc, other: Y.Doc) => {
	Y.applyUpdate(one, Y.encodeStateAsUpdate(other));
	Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
	expect(richIn(one.getText('said'))).toBe(richIn(other.getText('said')));
	return richIn(one.getText('said'));
};

describe('[LP11] a text two people write in', () => {
	it.each(['', 'Wat is er gezegd?', 'een\n\ntwee', `Zo ${B}vet ${B}en\n${L}een\n${L}twee`])(
		'holds %j as it is kept',
		(rich) => {
			const doc = begun(rich);
			expect(richIn(doc.getText('said'))).toBe(rich);
			expect(isPlanText(doc, ['said'], 100)).toBe(true);
			follow(doc, 'said', 'iets anders');
			expect(richIn(doc.getText('said'))).toBe('iets anders');
		}
	);

	it('keeps what both typed apart, and the form both gave', () => {
		const one = begun('Hij lachte.');
		const other = copyOf(one);
		write(one, `Hij ${B}lachte luid.`);
		write(other, 'Vanmorgen: Hij lachte.');
		write(other, 'Vanmorgen: Hij lachte.\nZij ook.');
		expect(meet(one, other)).toBe(`Vanmorgen: Hij ${B}lachte luid.\nZij ook.`);
	});

	it('takes in what was written elsewhere, and leaves what is typed meanwhile', () => {
		const one = begun('een twee drie vier');
		const other = copyOf(one);
		write(one, 'een twee, en dan drie vier');
		follow(other, 'said', 'nul een twee drie vijf');
		expect(meet(one, other)).toBe('nul een twee, en dan drie vijf');
	});

	it('loses no letter when one makes a list of the line, or splits it, in which the other types', () => {
		const one = begun('brood en kaas');
		const other = copyOf(one);
		write(one, `${L}brood\n${L}en kaas`);
		write(other, 'brood, melk en kaas');
		const both = meet(one, other);
		for (const word of ['brood', 'melk', 'kaas']) expect(both).toContain(word);
		expect(both).toContain(L);
	});
});

describe('[LP12] what is no text of ours', () => {
	const wrong: Record<string, (doc: Y.Doc) => void> = {
		'another part': (doc) => doc.getText('other').insert(0, 'x\n'),
		'a map': (doc) => doc.getMap('other').set('a', 1),
		'another form': (doc) => doc.getText('said').format(0, 1, { color: 'red' }),
		'form with a value': (doc) => doc.getText('said').format(0, 1, { bold: { href: 'x' } }),
		'something embedded': (doc) => doc.getText('said').insertEmbed(0, { image: 'x' }),
		'a text in the text': (doc) => doc.getText('said').insertEmbed(0, new Y.Text('x')),
		'an attribute of the text': (doc) => doc.getText('said').setAttribute('a', 'b' as never),
		'no last line end': (doc) => doc.getText('said').delete(0, doc.getText('said').length),
		'too long': (doc) => doc.getText('said').insert(0, 'x'.repeat(101)),
		'signs of form typed': (doc) => doc.getText('said').insert(0, B),
		'a NUL': (doc) => doc.getText('said').insert(0, '\0')
	};
	it.each(Object.keys(wrong))('%s', (name) => {
		const doc = begun('goed');
		expect(isPlanText(doc, ['said'], 100)).toBe(true);
		wrong[name]?.(doc);
		expect(isPlanText(doc, ['said'], 100)).toBe(false);
	});
});
