import type { nl } from '../nl';

export const team: (typeof nl)['team'] = {
	roles: {
		teacher: 'teacher',
		assistant: 'teaching assistant',
		lead: 'team lead',
		facilitator: 'facilitator',
		expert: 'expert on call',
		guest: 'guest'
	},
	roleMeans: {
		teacher: 'works with a child and brings clips',
		assistant: 'works with a child and brings clips',
		lead: 'plans the meetings and invites people',
		facilitator: 'guides the conversation at the table',
		expert: 'looks along only when somebody asks',
		guest: 'watches and listens at a meeting'
	},
	rolesLabel: 'What does this person do?',
	rolesHint: 'More than one is fine.',
	list: {
		title: 'Teams',
		none: 'You are not in a team yet',
		noneBody: 'As soon as a team lead invites you, you see here with whom you watch.',
		noneAdmin: 'There is no team yet',
		noneAdminBody: 'Open a team, then invite a team lead, who takes care of the rest.',
		open: 'Open a team',
		name: 'Name of the team',
		nameHint: 'For example: Early years.',
		submit: 'Open this team',
		empty: 'nobody yet',
		notMine: 'you are an admin here'
	},
	page: {
		members: 'Who takes part',
		you: 'you',
		none: 'Nobody takes part yet. First invite a team lead.',
		small:
			'With fewer than four people a team is fragile: when somebody drops out, little is left. You can simply begin. Perhaps somebody from another class would like to join.',
		change: 'Change roles',
		changeOf: (name: string) => `Change the roles of ${name}`,
		save: 'Save roles',
		remove: 'Take out of the team',
		removeOf: (name: string) => `Take out of the team: ${name}`,
		removeMeans: (name: string) =>
			`${name} sees nothing of this team from now on. A running trajectory is closed, not erased. What still lay on the table is taken off.`,
		onlyLead: 'The only team lead. First make somebody else lead.',
		cycles: 'Cycles',
		cycle: (number: number) => `Cycle ${number}`,
		running: 'running now',
		closed: (when: string) => `closed on ${when}`,
		startCycle: 'Plan a cycle',
		noCycle: 'No cycle is running yet.',
		rename: 'Change the name',
		name: 'Name of the team'
	},
	invite: {
		title: 'Invite somebody',
		firstLead: 'Invite the team lead',
		intro: 'You get a link that works for fourteen days, once. Pass it on yourself, or have it mailed.',
		email: 'E-mail address',
		emailHint: 'Leave empty when you pass the link on yourself.',
		submit: 'Make the link',
		ready: 'The link is ready',
		once: 'You see it only now. Copy it before you go on.',
		sent: (email: string) => `It was also mailed to ${email}.`,
		copy: 'Copy the link',
		copied: 'Copied',
		link: 'Invitation link',
		open: 'Open invitations',
		nobody: 'without address',
		until: (when: string) => `works until ${when}`,
		ranOut: 'run out',
		renew: 'New link',
		withdraw: 'Withdraw',
		renewOf: (who: string) => `New link for ${who}`,
		withdrawOf: (who: string) => `Withdraw the invitation for ${who}`
	},
	letter: {
		subject: (it) => `${it.from} invites you to ${it.team}`,
		text: (it) =>
			`Hello,\n\n${it.from} of ${it.school} invites you to the team ${it.team} in Kijkkring.\nWith this link you join. It works for fourteen days, once.\n\n${it.link}\n`
	}
};
