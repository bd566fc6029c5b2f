import type { nl } from '../nl';

export const texts: (typeof nl)['texts'] = {
	title: 'Texts of the method',
	lead: 'This is how the questions and tasks read now. Say something in the words of your school where that fits better. Everybody reads it that way from then on, also in a session that is under way.',
	leadReader: 'This is how the questions and tasks read now. The school’s administrator can change them.',
	draft: 'We wrote these texts ourselves. An expert still has to look at them: take them as a draft.',
	draftChip: 'draft',
	method: 'Method',
	version: (title, version) => `${title}, version ${version}`,
	versionNote: 'Own words belong to one version. A new version begins with its own texts.',
	part: 'Part',
	interview: 'Interview in pairs',
	ownCount: (n) => `${n} in own words`,
	before: 'Beforehand',
	language: 'Language of the texts',
	ownChip: 'own words',
	original: 'As the method says it',
	own: 'In your own words',
	change: 'Change',
	limit: (n) => `At most ${n} characters, plain text.`,
	save: 'Save',
	reset: 'Back to the method',
	saved: 'Saved',
	kind: {
		prompt: 'what everybody reads',
		others: 'what the others do',
		presenter: 'what the presenter does',
		colleagues: 'what colleagues do',
		guide: 'what the guide does',
		example: 'example',
		card: 'card',
		prepare: 'preparation',
		question: 'question',
		tip: 'asking on',
		'warm-up': 'to begin with'
	}
};
