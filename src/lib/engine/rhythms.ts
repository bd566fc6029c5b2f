import type { MeetingPlan, Pack, Rhythm, Text } from './pack';

/** A way to hold a cycle, with its meetings written out. */
export interface ShownRhythm {
	id: string;
	title: Text;
	about: Text;
	meetings: MeetingPlan[];
	weeksToNext: number;
	/** With how few and how many meetings it can be held. */
	least: number;
	most: number;
}

/** More meetings than this in one cycle nobody holds. */
const mostMeetings = 10;

const asTheMethod: Rhythm = {
	id: 'standard',
	title: { nl: 'Standaard', en: 'Standard' },
	about: { nl: 'Zoals de werkwijze het voorstelt.', en: 'As the method proposes.' },
	meetings: [],
	weeksToNext: 5
};

/** [PL1] The ways in which a pack can be held, its usual one first. A pack that names none has one: its own meetings. */
export const rhythmsOf = (pack: Pack): ShownRhythm[] =>
	(pack.rhythms ?? [asTheMethod]).map((rhythm) => {
		const meetings =
			rhythm.meetings.length === 0
				? pack.meetings
				: rhythm.meetings.flatMap((it) =>
						typeof it === 'string' ? (pack.meetings.find((m) => m.id === it) ?? []) : it
					);
		const repeated = middle(meetings).length;
		return {
			...rhythm,
			meetings,
			least: repeated > 0 ? meetings.length - repeated + 1 : meetings.length,
			most: repeated > 0 ? mostMeetings : meetings.length
		};
	});

/** A meeting of a pack by the id that was kept with it, in whichever way it was held. */
export const planOf = (pack: Pack, planId: string): MeetingPlan | undefined =>
	[...pack.meetings, ...(pack.again ? [pack.again] : []), ...rhythmsOf(pack).flatMap((it) => it.meetings)].find(
		(it) => it.id === planId
	);

/**
 * [PL1] The meetings of one cycle: those of the rhythm, with as many meetings with clips in the middle as make up the
 * number; from the second cycle on it begins with looking back. A number out of reach becomes the nearest one in reach.
 */
export function meetingsFor(pack: Pack, rhythm: ShownRhythm, of: { count: number; cycle: number }): MeetingPlan[] {
	const meetings = sized(rhythm, Math.min(Math.max(of.count, rhythm.least), rhythm.most));
	const [first, ...rest] = meetings;
	return first && pack.again && of.cycle > 1 ? [pack.again, ...rest] : meetings;
}

function sized({ meetings }: ShownRhythm, count: number): MeetingPlan[] {
	const between = middle(meetings);
	const last = between.at(-1);
	if (!last) return meetings;
	const at = meetings.indexOf(last);
	const more = count - meetings.length;
	if (more >= 0) return meetings.toSpliced(at + 1, 0, ...Array.from({ length: more }, () => last));
	const out = new Set(between.slice(more));
	return meetings.filter((it) => !out.has(it));
}

/** The meetings with clips that are neither the first nor the last: there can be more of them, or fewer. */
const middle = (meetings: readonly MeetingPlan[]): MeetingPlan[] =>
	meetings.slice(1, -1).filter((meeting) => meeting.watching);
