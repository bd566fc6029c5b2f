import { blockKinds, type BlockKind, type MeetingPlan, type Text } from './pack';

/** One block as it is kept for a meeting: of the method's own block, or one that whoever leads added. */
export interface StoredBlock {
	kind: BlockKind;
	minutes: number;
	/** Id of the block of the method whose words it keeps. */
	of: string | null;
}

/** One block as it is shown. */
export interface PlannedBlock extends StoredBlock {
	about: Text | null;
	/** Minutes after the beginning of the meeting. */
	from: number;
}

/** What whoever leads changes; `at` is the place in the list she looked at. */
export type AgendaChange =
	| { do: 'move'; at: number; by: 1 | -1 }
	| { do: 'minutes'; at: number; minutes: number }
	| { do: 'remove'; at: number }
	| { do: 'add'; kind: BlockKind; minutes: number };

/** More blocks than this is no meeting any more, and one longer than this neither (minutes). */
export const agendaLimits = { blocks: 12, minutes: 180 };

/** [G1] The blocks of a meeting: as they were laid out for it, or else as the method says; none where it says nothing. */
export const storedOr = (plan: MeetingPlan | undefined, stored: readonly StoredBlock[] | null): StoredBlock[] =>
	stored ? [...stored] : (plan?.blocks ?? []).map(({ id, kind, minutes }) => ({ kind, minutes, of: id }));

/** With their words, and when each begins. */
export function laidOut(plan: MeetingPlan | undefined, blocks: readonly StoredBlock[]): PlannedBlock[] {
	let from = 0;
	return blocks.map((block) => {
		const about = plan?.blocks?.find((it) => it.id === block.of)?.about ?? null;
		const planned = { ...block, about, from };
		from += block.minutes;
		return planned;
	});
}

/** [G2] The blocks after one change; null when it makes no sense, or when nothing would be left. */
export function changedAgenda(blocks: readonly StoredBlock[], change: AgendaChange): StoredBlock[] | null {
	if (change.do === 'add') {
		const known = blockKinds.includes(change.kind) && isLength(change.minutes);
		if (!known || blocks.length >= agendaLimits.blocks) return null;
		const added = { kind: change.kind, minutes: change.minutes, of: null };
		// what is added comes before the closing, which comes last
		const end = blocks.at(-1)?.kind === 'closing' ? blocks.length - 1 : blocks.length;
		return blocks.toSpliced(end, 0, added);
	}
	const block = blocks[change.at];
	if (!block) return null;
	switch (change.do) {
		case 'minutes':
			return isLength(change.minutes) ? blocks.with(change.at, { ...block, minutes: change.minutes }) : null;
		case 'remove':
			return blocks.length > 1 ? blocks.toSpliced(change.at, 1) : null;
		case 'move': {
			const other = blocks[change.at + change.by];
			return other ? blocks.with(change.at, other).with(change.at + change.by, block) : null;
		}
	}
}

const isLength = (minutes: number): boolean =>
	Number.isInteger(minutes) && minutes > 0 && minutes <= agendaLimits.minutes;
