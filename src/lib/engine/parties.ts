import type { Party, Who } from './pack';
import type { Participant, SessionFacts, SessionState } from './session';

/**
 * [S19] Who somebody is in this protocol; null for a viewer. A facilitator and an expert are colleagues among the
 * others (R75), unless the protocol sets its guide apart.
 */
export function partyOf(facts: SessionFacts, who: Participant): Party | null {
	if (who.seat === 'viewer') return null;
	if (who.userId === facts.presenter) return 'presenter';
	const guides = who.seat === 'facilitator' || who.seat === 'expert';
	return guides && facts.protocol.guide === 'apart' ? 'guide' : 'colleagues';
}

/** Whether a word of the vocabulary means this party. */
export const means = (who: Who | undefined, party: Party | null): boolean =>
	party !== null && (who === 'everyone' || who === party);

/**
 * [S24] Who can still take a turn in this round: at the table, in the room, not the presenter, and not heard yet.
 * Passing is being heard.
 */
export const unheard = (facts: SessionFacts, state: SessionState, table: readonly Participant[]): Participant[] =>
	table.filter((one) => partyOf(facts, one) === 'colleagues' && one.here !== false && !wasHeard(state, one));

/** [S24] Where the expert speaks last, she waits for every colleague in the room who was not heard yet (R115). */
export const waitsForOthers = (
	facts: SessionFacts,
	state: SessionState,
	who: Participant,
	table: readonly Participant[]
): boolean =>
	facts.protocol.expert === 'last' &&
	who.seat === 'expert' &&
	unheard(facts, state, table).some((one) => one.seat !== 'expert');

/**
 * [S33] Whether somebody leads who is not in the room: she closed her laptop, or lost her line, or has no seat any more.
 * Whose presence nobody told is taken to be there.
 */
export const leaderAway = ({ leader }: SessionState, table: readonly Participant[]): boolean =>
	leader !== null && !table.some((one) => one.userId === leader && one.here !== false);

const wasHeard = (state: SessionState, { userId }: Participant): boolean =>
	state.heard.some((heard) => heard.userId === userId);
