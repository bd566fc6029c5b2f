import { describe, expect, it } from 'vitest';
import { packOf, packs } from '$lib/methods';
import { textLimits } from '$lib/domain/method-text';
import { inOwnWords, isName, textsOf } from './pack-texts';

const two = packOf('p2g-plg', 2);

describe('[TD7] texts of a method in own words', () => {
	it('every text has one name, and is named once', () => {
		const places = textsOf(two).map((text) => text.place);
		expect(new Set(places).size).toBe(places.length);
		expect(places).toEqual(
			expect.arrayContaining(['short/introduce/prompt', 'short/introduce/tasks/presenter', 'interview/home/tips/0'])
		);
	});

	it('changes that text in that language, and nothing else of the method', () => {
		const own = inOwnWords(two, new Map([['short/introduce/prompt', { nl: 'Vertel kort.' }]]));
		const [before, after] = [two, own].map((pack) => pack.protocols[0]!.rounds[0]!);
		expect(after!.prompt).toEqual({ nl: 'Vertel kort.', en: before!.prompt.en });
		expect({ ...after!, prompt: null }).toEqual({ ...before!, prompt: null });
		expect(own.protocols.slice(1)).toEqual(two.protocols.slice(1));
		expect({ ...own, protocols: null }).toEqual({ ...two, protocols: null });
	});

	it('[TD10] no name of the method is longer than a school may make its own', () => {
		for (const pack of packs)
			for (const { kind, text, place } of textsOf(pack))
				for (const words of Object.values(text))
					expect(words.length, place).toBeLessThanOrEqual(isName(kind) ? textLimits.name : textLimits.longest);
	});

	it('without own words the method is the very same, and a name that is not there changes nothing', () => {
		expect(inOwnWords(two, new Map())).toBe(two);
		expect(inOwnWords(two, new Map([['short/nowhere/prompt', { nl: 'x' }]]))).toEqual(two);
	});

	it('a method that lacks optional words keeps lacking them', () => {
		const one = packOf('p2g-plg', 1);
		expect(inOwnWords(one, new Map([['x', { nl: 'x' }]]))).toEqual(one);
	});
});
