import { no, yes, type Outcome } from '$lib/domain/outcome';
import { leaderAway, partyOf, waitsForOthers } from './parties';
import { rights } from './rights';
import {
	roundOf,
	type EventBody,
	type Moment,
	type Participant,
	type SessionFacts,
	type SessionState
} from './session';
import { roundAfter } from './walk';

/** What somebody asks of a session. `seen` is `state.movedAt` of the screen the asker looked at. */
export type Command =
	| { do: 'start'; seen: number }
	| { do: 'next'; seen: number; reason?: string }
	| { do: 'back'; seen: number; round: number; reason: string }
	| { do: 'close'; seen: number }
	| { do: 'take-lead'; seen: number }
	| { do: 'release-lead'; seen: number }
	| { do: 'hand-lead'; seen: number; to: string }
	| { do: 'ask-lead'; asked: boolean }
	| { do: 'take-turn' }
	| { do: 'give-turn'; to: string }
	| { do: 'end-turn'; passed: boolean }
	| { do: 'ready'; ready: boolean }
	| { do: 'choose-moment'; which: Moment; atMs: number }
	| { do: 'ask-round'; round: string; asked: boolean }
	| { do: 'choose-lens'; lens: string | null }
	| { do: 'ask-look-in'; asked: boolean }
	| { do: 'extend'; minutes: number }
	| { do: 'open-tips' }
	| { do: 'stop-picture' }
	| { do: 'release-picture' };

/**
 * What follows from one command, or why not. Pure: the caller stores the events in one transaction under
 * (session, seq) and asks again when somebody was faster. Rules: docs/rules/session.md.
 * `table` is everybody who has a seat now, so that a lead or turn is only given to somebody who is there.
 */
export function decide(
	facts: SessionFacts,
	state: SessionState,
	who: Participant,
	command: Command,
	table: readonly Participant[]
): Outcome<EventBody[]> {
	// [S15] nothing moves after the end
	if (state.phase === 'closed') return no('session-closed');
	// [S1] a move made on an old screen does nothing: two leaders pressing at once move the group once
	if ('seen' in command && !hasSeen(state, who, command)) return no('stale');
	const may = rights(facts, state, who);
	switch (command.do) {
		case 'start':
			return starting(facts, state, who, may.move, table);
		case 'next':
			return may.move ? nextRound(facts, state, command.reason) : no('someone-leads');
		case 'back':
			return may.move ? earlierRound(state, command.round, command.reason) : no('someone-leads');
		case 'close':
			return may.move ? closing(facts, state) : no('someone-leads');
		case 'take-lead':
			// [S33] or from somebody who went away: whoever may ask for it need not wait for her
			return may.takeLead || (may.askLead && leaderAway(state, table))
				? yes([{ type: 'lead-taken', userId: who.userId }])
				: no('someone-leads');
		case 'release-lead':
			return state.leader === who.userId ? yes([{ type: 'lead-released' }]) : no('nobody-leads');
		case 'hand-lead':
			return handLead(state, who, command.to, table);
		case 'ask-lead':
			return may.askLead ? yes([{ type: 'lead-asked', userId: who.userId, asked: command.asked }]) : no('not-allowed');
		case 'take-turn':
			return may.takeTurn ? takeTurn(facts, state, who, table) : no('not-your-turn');
		case 'give-turn':
			return giveTurn(facts, state, who, may.giveTurn, command.to, table);
		case 'end-turn':
			return endTurn(facts, state, who, command.passed);
		case 'ready':
			return state.phase === 'running' && who.seat !== 'viewer'
				? yes([{ type: 'ready', userId: who.userId, ready: command.ready }])
				: no('session-not-open');
		case 'choose-moment':
			return chooseMoment(facts, may.chooseMoment, command.which, command.atMs);
		case 'ask-round':
			return may.askFor.includes(command.round)
				? yes([{ type: 'round-asked', round: command.round, asked: command.asked }])
				: no('not-in-this-round');
		case 'choose-lens':
			return chooseLens(facts, state, who, may.chooseLens, command.lens);
		case 'ask-look-in':
			return askLookIn(facts, state, who, command.asked);
		case 'extend':
			return may.move && state.phase === 'running' && command.minutes > 0 && command.minutes <= 15
				? yes([{ type: 'time-extended', minutes: command.minutes }])
				: no('not-allowed');
		case 'open-tips':
			return may.move && state.phase === 'running' ? yes([{ type: 'tips-opened' }]) : no('someone-leads');
		case 'stop-picture':
			return may.stopPicture ? yes([{ type: 'picture-stopped' }]) : no('not-allowed');
		case 'release-picture':
			return may.releasePicture ? yes([{ type: 'picture-released' }]) : no('not-allowed');
	}
}

/** Whether the asker's screen was up to date: of all moves, her own taking of the lead is the one she need not have seen. */
function hasSeen({ movedAt, took }: SessionState, who: Participant, command: Command & { seen: number }): boolean {
	if (command.seen === movedAt) return true;
	return command.do !== 'take-lead' && took?.userId === who.userId && took.after === command.seen;
}

/** [S17] A session begins with its presenter in the room: nobody opens her clip without her. Nor without a guide set apart. */
function starting(
	facts: SessionFacts,
	state: SessionState,
	who: Participant,
	mayMove: boolean,
	table: readonly Participant[]
): Outcome<EventBody[]> {
	if (state.phase !== 'waiting') return no('stale');
	if (!mayMove) return no('not-allowed');
	const presenterHere = who.userId === facts.presenter || table.some((p) => p.userId === facts.presenter && p.here);
	if (!presenterHere) return no('presenter-not-here');
	const guideHere = [who, ...table.filter((p) => p.here !== false)].some((p) => partyOf(facts, p) === 'guide');
	if (facts.protocol.guide === 'apart' && !guideHere) return no('guide-not-here');
	return yes([{ type: 'round-entered', round: 0, how: 'started' }]);
}

/** [S6] Forward one round. A guard that is not met can be passed only with a reason, which stays in the record. */
function nextRound(facts: SessionFacts, state: SessionState, reason?: string): Outcome<EventBody[]> {
	const round = roundOf(facts, state);
	if (!round) return no('session-not-open');
	const next = roundAfter(facts.protocol, state);
	if (next === null) return no('not-yet');
	const held = round.guard === 'moments-chosen' && (state.moments.glad === null || state.moments.closer === null);
	if (held && !reason?.trim()) return no('not-yet');
	const how = held ? ('ahead' as const) : ('next' as const);
	return yes([{ type: 'round-entered', round: next, how, ...(held && reason ? { reason: reason.trim() } : {}) }]);
}

/** [S7] Back to a round that was already there, with a reason for the record. */
function earlierRound(state: SessionState, round: number, reason: string): Outcome<EventBody[]> {
	if (state.phase !== 'running' || !Number.isInteger(round) || round < 0 || round >= state.round)
		return no('not-allowed');
	if (!reason.trim()) return no('bad-input');
	return yes([{ type: 'round-entered', round, how: 'back', reason: reason.trim() }]);
}

/** [S14] A session ends from its last round, or before it began. */
function closing(facts: SessionFacts, state: SessionState): Outcome<EventBody[]> {
	const last = state.round === facts.protocol.rounds.length - 1;
	return state.phase === 'waiting' || last ? yes([{ type: 'closed' }]) : no('not-yet');
}

/** [S4] Only whoever leads hands the lead on, and only to somebody at the table. */
function handLead(
	state: SessionState,
	who: Participant,
	to: string,
	table: readonly Participant[]
): Outcome<EventBody[]> {
	if (state.leader !== who.userId) return no('someone-leads');
	const heir = table.find((p) => p.userId === to && p.seat !== 'viewer');
	return heir && heir.userId !== who.userId ? yes([{ type: 'lead-taken', userId: heir.userId }]) : no('bad-input');
}

/** [S10] A free turn is for whoever takes it first, and [S24] for the expert after the others. */
function takeTurn(
	facts: SessionFacts,
	state: SessionState,
	who: Participant,
	table: readonly Participant[]
): Outcome<EventBody[]> {
	return waitsForOthers(facts, state, who, table)
		? no('expert-last')
		: yes([{ type: 'turn-taken', userId: who.userId }]);
}

/** [S10] In a round with turns one colleague has the word at a time; the presenter listens. */
function giveTurn(
	facts: SessionFacts,
	state: SessionState,
	who: Participant,
	may: boolean,
	to: string,
	table: readonly Participant[]
): Outcome<EventBody[]> {
	if (!may) return no('not-your-turn');
	const next = table.find((p) => p.userId === to && partyOf(facts, p) === 'colleagues');
	if (!next) return no('bad-input');
	// [S24] giving an expert the word is somebody else's choice; giving it to oneself is taking it
	if (next.userId === who.userId && waitsForOthers(facts, state, next, table)) return no('expert-last');
	const ended: EventBody[] = state.speaker ? [{ type: 'turn-ended', userId: state.speaker, passed: false }] : [];
	return yes([...ended, { type: 'turn-taken', userId: next.userId }]);
}

/** [S11] The speaker ends or passes her own turn; anybody may pass before it comes (R75). */
function endTurn(facts: SessionFacts, state: SessionState, who: Participant, passed: boolean): Outcome<EventBody[]> {
	const round = roundOf(facts, state);
	if (round?.speaks !== 'in-turn' || partyOf(facts, who) !== 'colleagues') return no('not-your-turn');
	if (!passed && state.speaker !== who.userId) return no('not-your-turn');
	return yes([{ type: 'turn-ended', userId: who.userId, passed }]);
}

/** [S8] Only the presenter chooses the two moments, inside what was brought (R65). */
function chooseMoment(facts: SessionFacts, may: boolean, which: Moment, atMs: number): Outcome<EventBody[]> {
	if (!may) return no('not-in-this-round');
	if (!Number.isFinite(atMs) || atMs < facts.shown.from || atMs > facts.shown.to) return no('moment-outside-clip');
	return yes([{ type: 'moment-chosen', which, atMs: Math.round(atMs) }]);
}

/** [S23] One looks through one lens at a time, or through none. */
function chooseLens(
	facts: SessionFacts,
	state: SessionState,
	who: Participant,
	may: boolean,
	lens: string | null
): Outcome<EventBody[]> {
	if (!may) return no('not-in-this-round');
	const known = lens === null || roundOf(facts, state)?.lenses?.some((it) => it.id === lens);
	return known ? yes([{ type: 'lens-chosen', userId: who.userId, lens }]) : no('bad-input');
}

/**
 * [S30] A group's table calls whoever goes round. Anybody at the table may call, take it back, or say that it was
 * answered; it moves nothing. Calling twice is one call, which keeps its moment.
 */
function askLookIn(facts: SessionFacts, state: SessionState, who: Participant, asked: boolean): Outcome<EventBody[]> {
	if (!facts.inGroup || who.seat === 'viewer') return no('not-allowed');
	if (asked === (state.lookIn !== null)) return no('stale');
	return yes([{ type: 'look-in-asked', userId: who.userId, asked }]);
}
