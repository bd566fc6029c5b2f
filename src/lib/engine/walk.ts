import type { Protocol, Round, Unit, Who } from './pack';
import type { SessionState } from './session';

/** [S20] Where the next step leads: past rounds that nobody asked for. Null after the last one. */
export function roundAfter(
	{ rounds }: Protocol,
	{ round, asked }: Pick<SessionState, 'round' | 'asked'>
): number | null {
	const next = rounds.findIndex((it, index) => index > round && (!it.optional || asked.includes(it.id)));
	return next < 0 ? null : next;
}

/** [S20] Rounds between this one and the next that are passed by unless somebody asks for them. */
export function onRequest(protocol: Protocol, state: Pick<SessionState, 'round' | 'asked'>): Round[] {
	const next = protocol.rounds.findIndex((it, index) => index > state.round && !it.optional);
	return protocol.rounds.slice(state.round + 1, next < 0 ? undefined : next);
}

/** How many rounds a session has, and minutes, when nobody asks for more. */
export function usualLength({ rounds }: Protocol): { rounds: number; minutes: number } {
	const held = rounds.filter((round) => !round.optional);
	return { rounds: held.length, minutes: held.reduce((sum, round) => sum + round.minutes, 0) };
}

const isViewing = ({ picture }: Round): boolean => picture.mode === 'through-once' || picture.mode === 'loop-fragment';

/** [S20] The how-manieth viewing this round is, and of how many; null when it is none. Those nobody asked for do not count. */
export function viewingOf(
	{ rounds }: Protocol,
	{ round, asked }: Pick<SessionState, 'round' | 'asked'>
): { nth: number; of: number } | null {
	const here = rounds[round];
	if (!here || !isViewing(here)) return null;
	const held = rounds.filter(
		(it, index) => isViewing(it) && (!it.optional || asked.includes(it.id) || index === round)
	);
	return { nth: held.indexOf(here) + 1, of: held.length };
}

/** Who may write in which part; several, when several people prepare or several rounds were sealed. */
type Openings = Partial<Record<Unit, Who>>[];

/** [S21] What is written sealed now, and by whom: in preparing before the beginning (round -1), or in a sealed round. */
export function sealedIn({ prepare, rounds }: Protocol, round: number): Openings {
	if (round < 0) return (prepare ?? []).map((it) => it.write);
	const here = rounds[round];
	return here?.notes === 'sealed' ? [here.write] : [];
}

/**
 * [S21] What has been opened, in the round the group is in: everything that may have been written sealed before the last
 * `reveal` up to here. Nothing while the group is in a sealed round, or went back before the reveal.
 */
export function revealedIn(protocol: Protocol, round: number): Openings {
	const { rounds } = protocol;
	const reveal = rounds.slice(0, round + 1).findLastIndex((it) => it.enter?.includes('reveal'));
	if (reveal < 0 || rounds.slice(reveal, round + 1).some((it) => it.notes === 'sealed')) return [];
	const sealed = rounds.slice(0, reveal).flatMap((it) => (it.notes === 'sealed' ? [it.write] : []));
	return [...sealedIn(protocol, -1), ...sealed];
}
