import type { Agreements, WatchingForm } from '$lib/domain/agreements';
import type { StoredBlock } from './agenda';
import type { BlockKind, MeetingPlan } from './pack';
import type { ShownRhythm } from './rhythms';

/** What a team begins its agreements from: [PL8] the expert leads at first, and stands back from the second cycle on (R111). */
export const usualAgreements = (rhythm: ShownRhythm, cycle: number): Agreements => ({
	rhythm: rhythm.id,
	meetings: rhythm.meetings.length,
	minutes: rhythm.meetings.find((it) => it.watching)?.minutes ?? 60,
	form: cycle > 1 ? 'groups' : 'together',
	order: 'growing',
	leads: cycle > 1 ? 'lead' : 'facilitator',
	expert: cycle > 1 ? 'on-call' : 'leads',
	note: ''
});

/** Shorter than this, a clip is not worth beginning (minutes). */
const shortest = 20;

/**
 * [PL9] The meetings of a cycle laid out as the team agreed: how long those with clips take, and how they watch. What is
 * not about watching stays as the method says, and so does a meeting that the method does not lay out (`blocks` null).
 */
export function laidOutAsAgreed(
	meetings: readonly MeetingPlan[],
	agreed: Agreements
): { minutes: number; blocks: StoredBlock[] | null }[] {
	const watching = meetings.filter((it) => it.watching);
	return meetings.map((plan, i) => {
		if (!plan.watching) return { minutes: plan.minutes, blocks: null };
		const at = meetings.slice(0, i).filter((it) => it.watching).length;
		const early = agreed.order === 'growing' && at < Math.floor(watching.length / 2);
		// looking back takes its time, whatever was agreed about watching
		const minutes = i === meetings.length - 1 ? plan.minutes : agreed.minutes;
		return { minutes, blocks: watchedAs(plan, minutes, early ? earlier(agreed.form) : agreed.form) };
	});
}

/** Who is to go on in groups begins with one clip together. */
const earlier = (form: WatchingForm): WatchingForm => (form === 'together' ? form : 'together-then-groups');

function watchedAs(plan: MeetingPlan, minutes: number, form: WatchingForm): StoredBlock[] | null {
	const blocks = plan.blocks ?? [];
	const isWatched = ({ kind }: { kind: BlockKind }) => kind === 'plenary' || kind === 'groups';
	const first = blocks.findIndex(isWatched);
	if (first < 0) return null;
	const others = blocks.filter((it) => !isWatched(it)).reduce((sum, it) => sum + it.minutes, 0);
	const time = Math.max(minutes - others, shortest);
	const kept = blocks.map(({ id, kind, minutes: of }) => ({ kind, minutes: of, of: id as string | null }));
	const laid = [
		...kept.slice(0, first),
		...watch(form, time).map((it) => ({ ...it, of: blocks.find((block) => block.kind === it.kind)?.id ?? null })),
		...kept.slice(first).filter((it) => !isWatched(it))
	];
	return JSON.stringify(laid) === JSON.stringify(kept) ? null : laid;
}

function watch(form: WatchingForm, minutes: number): { kind: BlockKind; minutes: number }[] {
	if (form === 'together') return [{ kind: 'plenary', minutes }];
	if (form !== 'together-then-groups' || minutes < 2 * shortest) return [{ kind: 'groups', minutes }];
	const together = Math.round(minutes / 10) * 5;
	return [
		{ kind: 'plenary', minutes: together },
		{ kind: 'groups', minutes: minutes - together }
	];
}
