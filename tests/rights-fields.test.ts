import { expect, it } from 'vitest';
import { differences, fieldsOf, type Shown } from './support/rights-matrix/shapes';

/** A page's data as SvelteKit sends it: a flat list in which numbers are places. */
const sent = (...flat: unknown[]) => JSON.stringify({ type: 'data', nodes: [null, { type: 'data', data: flat }] });
const page = '/(member)/tips';
const shown = (...fields: [string, ('the owner' | 'the lead')[]][]): Shown =>
	new Map([
		[
			page,
			{
				openers: new Set(['the owner', 'the lead']),
				fields: new Map(fields.map(([name, who]) => [name, new Set(who)]))
			}
		]
	]);

it('reads which fields a page has, and whether something stands in them', () => {
	const body = sent({ list: 1, id: 5, nothing: -1 }, [2], { title: 3, 'g-1': 4 }, 'Kijk', '', 7);
	const { fields, numbered } = fieldsOf(body);
	expect([...fields]).toEqual([
		['list[]', true],
		['list[].title', true],
		['list[].*', false],
		['id', true],
		['nothing', false]
	]);
	expect(numbered).toEqual(['id']);
});

it('[RG16] a field nobody wrote down, another reader, and a field that is gone are each said', () => {
	const kept = { [page]: { 'everybody who opens it': 'tips[]{text}', 'the owner': 'draft' } };
	const as = shown(
		['tips[]', ['the owner', 'the lead']],
		['tips[].text', ['the owner', 'the lead']],
		['draft', ['the owner']]
	);
	expect(differences(as, kept)).toEqual([]);
	const more = shown(['tips[].text', ['the owner', 'the lead']], ['draft', ['the owner']], ['secret', ['the lead']]);
	expect(differences(more, kept)).toMatchObject([expect.stringContaining(`'the lead': 'secret'`)]);
	const wider = shown(['tips[].text', ['the owner', 'the lead']], ['draft', ['the owner', 'the lead']]);
	expect(differences(wider, kept)).toMatchObject([
		expect.stringContaining('"draft" is shown to everybody who opens it')
	]);
	expect(differences(shown(['tips[].text', ['the owner', 'the lead']]), kept)).toMatchObject([
		expect.stringContaining('"draft" (the owner) is no longer there')
	]);
});
