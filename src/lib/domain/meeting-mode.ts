/** How people come together: in one room, each at home, or some of both (R16). */
export const meetingModes = ['in-person', 'online', 'mixed'] as const;
export type MeetingMode = (typeof meetingModes)[number];

/** Longest address of a talk, in characters. */
export const longestTalkLink = 500;

/**
 * The address of a talk in the school's own tool, as it is kept; '' for none, null for what is no such address. Only
 * https, with a name and no sign-in written into it: it is opened in a tab of its own and never loaded by us.
 */
export function talkLinkOf(typed: string): string | null {
	const text = typed.trim();
	if (text === '') return '';
	// a line break or a space inside is silently dropped by the parser: what is shown must be what is opened
	if (text.length > longestTalkLink || /[\s\p{Cc}]/u.test(text)) return null;
	const url = read(text);
	if (!url || url.protocol !== 'https:' || url.username || url.password || !url.hostname.includes('.')) return null;
	return url.href.length > longestTalkLink ? null : url.href;
}

/** The name a reader recognises the tool by, such as `meet.school.example`. */
export const talkPlace = (link: string): string => read(link)?.hostname ?? '';

function read(text: string): URL | null {
	try {
		return new URL(text);
	} catch {
		return null;
	}
}
