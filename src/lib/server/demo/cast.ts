import type { TeamRole } from '$lib/domain/roles';

/** Everybody in the invented demo school. Children appear by initial only; no name here belongs to a real person. */
export interface CastMember {
	/** Also the name of her own address: `http://<key>.localhost`. */
	key: string;
	name: string;
	about: string;
	roles: TeamRole[];
	admin: boolean;
	locale: 'nl' | 'en';
	/** For the switcher and the start-up lines. */
	part: { nl: string; en: string };
}

export const cast: readonly CastMember[] = [
	{
		key: 'marit',
		name: 'Marit',
		about: 'groep 3',
		roles: ['teacher'],
		admin: false,
		locale: 'nl',
		part: { nl: 'leerkracht, brengt in', en: 'teacher, presenter' }
	},
	{
		key: 'noor',
		name: 'Noor',
		about: 'groep 2, kartrekker',
		roles: ['lead', 'teacher'],
		admin: false,
		locale: 'nl',
		part: { nl: 'kartrekker', en: 'lead' }
	},
	{
		key: 'kees',
		name: 'Kees',
		about: 'groep 1-2',
		roles: ['teacher'],
		admin: false,
		locale: 'nl',
		part: { nl: 'leerkracht', en: 'teacher' }
	},
	{
		key: 'sofie',
		name: 'Sofie',
		about: 'groep 4',
		roles: ['teacher'],
		admin: false,
		locale: 'en',
		part: { nl: 'leerkracht (Engels)', en: 'teacher (English)' }
	},
	{
		key: 'lieke',
		name: 'Lieke',
		about: 'onderwijsassistent',
		roles: ['assistant'],
		admin: false,
		locale: 'nl',
		part: { nl: 'onderwijsassistent', en: 'assistant' }
	},
	{
		key: 'anke',
		name: 'Anke',
		about: 'expert jonge kind',
		roles: ['expert'],
		admin: false,
		locale: 'nl',
		part: { nl: 'expert op afroep', en: 'expert on call' }
	},
	{
		key: 'gerda',
		name: 'Gerda',
		about: 'tweede ib’er',
		roles: ['guest'],
		admin: false,
		locale: 'nl',
		part: { nl: 'gast', en: 'guest' }
	},
	{
		key: 'els',
		name: 'Els',
		about: 'beheer',
		roles: [],
		admin: true,
		locale: 'nl',
		part: { nl: 'beheerder', en: 'administrator' }
	}
];
