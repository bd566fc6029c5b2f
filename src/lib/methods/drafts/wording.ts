import type { Code, CodeGroup, MeetingPlan, Round, Text } from '$lib/engine/pack';

/** How the drafts are written: short, because their texts are still to be judged by somebody who knows the method. */
export const t = (nl: string, en: string): Text => ({ nl, en });

/** A round with everything closed; a draft names what it opens. */
export const closedRound: Omit<Round, 'id' | 'title' | 'minutes' | 'speaks' | 'prompt' | 'others'> = {
	cards: [],
	picture: { mode: 'still', remote: 'nobody', sound: 'on' },
	write: {},
	jottings: true,
	tips: false,
	guard: 'none'
};

export const coachAndTeacher = { presenter: t('leerkracht', 'teacher'), guide: t('coach', 'coach') };

export const code = (
	id: string,
	group: CodeGroup['id'],
	actor: Code['actor'],
	label: Text,
	polarity: Code['polarity'] = 'plus'
): Code => ({ id, group, actor, polarity, channel: 'none', label, help: t('', '') });

export const visit = (
	id: string,
	title: Text,
	weeksAfterPrevious: number,
	more: Partial<MeetingPlan> = {}
): MeetingPlan => ({
	id,
	title,
	after: t('', ''),
	minutes: 60,
	watching: false,
	weeksAfterPrevious,
	...more
});
