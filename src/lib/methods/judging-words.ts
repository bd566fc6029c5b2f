import type { Pack } from '$lib/engine/pack';

/**
 * Words that usually judge or explain rather than describe, for a gentle question at a literal observation. Few on
 * purpose: a hint that comes too often is not read. Whole words, small letters.
 */
export const judgingWords: NonNullable<Pack['judging']> = [
	{
		locale: 'nl',
		words: [
			'goed',
			'fout',
			'slecht',
			'mooi',
			'prima',
			'netjes',
			'knap',
			'jammer',
			'vervelend',
			'druk',
			'lui',
			'stout',
			'brutaal',
			'lastig',
			'moeilijk',
			'onrustig',
			'ongeïnteresseerd',
			'dwars',
			'koppig',
			'verlegen',
			'onzeker',
			'dominant',
			'zielig',
			'expres',
			'altijd',
			'nooit',
			'alweer',
			'moet',
			'had moeten'
		]
	},
	{
		locale: 'en',
		words: [
			'good',
			'bad',
			'wrong',
			'nice',
			'great',
			'neat',
			'clever',
			'annoying',
			'lazy',
			'naughty',
			'rude',
			'difficult',
			'restless',
			'uninterested',
			'stubborn',
			'shy',
			'insecure',
			'dominant',
			'pitiful',
			'on purpose',
			'always',
			'never',
			'should'
		]
	}
];
