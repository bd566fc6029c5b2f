import type { Code, CodeGroup } from '$lib/engine/pack';
import { code, t } from './wording';

/** What teachers said they saw in their own recordings, with a coach or with a colleague. */
export const codeGroups: CodeGroup[] = [
	{ id: 'insight', label: t('nieuw inzicht', 'new insight') },
	{ id: 'situation', label: t('situatie', 'situation') },
	{ id: 'contact', label: t('contact', 'contact'), kind: 'closing' }
];

export const codes: Code[] = [
	code('about-child', 'insight', 'child', t('over het kind', 'about the child')),
	code('about-me', 'insight', 'teacher', t('over mijn aanpak', 'about my approach')),
	code('pattern', 'insight', 'together', t('patroon', 'pattern'), 'neutral'),
	code('went-well', 'insight', 'together', t('dit ging goed samen', 'this went well together')),
	code('surprise', 'insight', 'together', t('verrassing', 'surprise'), 'neutral'),
	code('environment', 'situation', 'together', t('plek, groep, anderen', 'place, group, others'), 'neutral'),
	code('possible-step', 'situation', 'teacher', t('mogelijke stap', 'possible step'), 'neutral'),
	code('closes-contact', 'contact', 'together', t('contact sluit', 'contact closes'), 'neutral')
];
