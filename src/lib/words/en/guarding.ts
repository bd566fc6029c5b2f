import type { nl } from '../nl';

export const guarding: (typeof nl)['guarding'] = {
	school: 'Oversight',
	whoLooked: 'Who looked',
	notice: {
		'alarm-many-clips': (who) => `A great many clips were opened within ten minutes with ${who}’s account.`,
		'alarm-help-over': (who) => `${who} tried to open a clip after looking along was over.`,
		'alarm-denied': (who) => `${who}’s account was refused many times in a row.`,
		'glass-asked': (who) => `${who} asks whether one clip may be opened in an emergency.`,
		'glass-opened': (who) => `One clip is open to ${who} for an hour, in an emergency.`,
		'left-child-erased': (who) =>
			`An administrator erased everything about a child ${who} worked with. ${who}’s account is closed.`
	},
	letter: {
		subject: 'Kijkkring: something to know about clips',
		hello: (name) => `Dear ${name},`,
		open: 'Read more here:'
	}
};
