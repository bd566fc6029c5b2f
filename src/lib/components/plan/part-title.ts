import type { StoryItem } from '$lib/domain/plan-story';
import type { Words } from '$lib/words';

/** The heading of one part of the story. */
export function titleOfPart(item: StoryItem, t: Words): string {
	if (item.kind === 'session' && item.meetingNumber !== null) return t.plan.session.inMeeting(item.meetingNumber);
	if (item.kind === 'play-moment' && item.fields.minutes !== null) return t.plan.moment.lasted(item.fields.minutes);
	return t.plan.kinds[item.kind];
}
