import type { nl } from '../nl';

export const news: (typeof nl)['news'] = {
	title: 'What happened',
	lead: 'Of the last weeks, the newest first. Only you see this list.',
	fresh: 'new',
	seen: 'Seen it all',
	none: 'Nothing new',
	noneBody: 'When a meeting moves, somebody asks you something or a colleague shares something, you read it here.',
	item: {
		'meeting-moved': (who, number, when) => `${who} moved meeting ${number} to ${when}.`,
		'cycle-planned': (who) => `${who} planned the meetings.`,
		'interview-asked': (who) => `${who} asks you for an interview in pairs.`,
		'help-asked': (who) => `${who} asks whether you will look along.`,
		'help-accepted': (who) => `${who} will look along with you.`,
		'help-proposed': (who) => `${who} suggests another moment.`,
		'help-declined': (who) => `${who} cannot look along now.`,
		'part-shared': (who) => `${who} lets the team read a part of the plan.`,
		'parents-answered': (who) => `${who} may film now.`
	},
	ownAnswer: 'The parents have answered.'
};
