import type { PlaybackCommand } from '$lib/domain/timeline';
import { rates, waits } from '$lib/domain/timeline';
import { units, type Party, type Round, type Unit, type Who } from './pack';
import { means, partyOf } from './parties';
import { roundOf, type Participant, type SessionFacts, type SessionState } from './session';
import { onRequest, sealedIn } from './walk';

/** Why a control rests, as a word the screen turns into a sentence ("Nu kijken we alleen. Praten komt straks."). */
export type Resting =
	| 'not-started'
	| 'closed'
	| 'watching'
	| 'presenter-speaks'
	| 'guide-speaks'
	| 'presenter-chooses'
	| 'colleagues-speak'
	| 'leader-holds-remote'
	| 'guide-holds-remote'
	| 'speaker-holds-remote'
	| 'picture-rests'
	| 'picture-stopped'
	| 'viewer'
	| 'someone-leads'
	| 'not-in-this-round';

export interface Rights {
	write: Record<Unit, boolean>;
	/** Parts one writes in one's own pages now, sealed until a round reveals them. */
	seal: Record<Unit, boolean>;
	/** Private jottings, in the writer's own sealed document. */
	jot: boolean;
	tipsOpen: boolean;
	playback: { play: boolean; pause: boolean; seek: boolean; rate: boolean; loop: boolean; mute: boolean };
	/** Point at a place in the picture for everybody to see. */
	point: boolean;
	/** Start, next round, back, skip a guard, extend, open tips, end. */
	move: boolean;
	takeLead: boolean;
	/** Ask whoever leads for the lead; who may take it need not ask. */
	askLead: boolean;
	giveTurn: boolean;
	takeTurn: boolean;
	chooseMoment: boolean;
	/** Ids of the rounds one may ask for now, or no longer ask for. */
	askFor: string[];
	chooseLens: boolean;
	stopPicture: boolean;
	releasePicture: boolean;
	/** Read what was taken away on the table, and put it back. */
	bringBack: boolean;
	/** Switch a big screen on for this session, and off again. */
	screen: boolean;
	speak: 'now' | 'listen' | 'silent';
	/** For each resting group of controls, the reason. Absent when it does not rest. */
	resting: { write?: Resting; playback?: Resting; move?: Resting };
}

/**
 * What one participant may do now. The live table, the pages and the media gateway all ask this; nothing else decides.
 * Numbered rules: docs/rules/session.md.
 */
export function rights(facts: SessionFacts, state: SessionState, who: Participant): Rights {
	const round = roundOf(facts, state);
	const party = partyOf(facts, who);
	const atTable = party !== null;
	const presenter = party === 'presenter';
	const tipsOpen = state.phase === 'running' && (state.tipsOpened || (round?.tips ?? false));
	const move = mayMove(state, who);
	const playback = playbackRights(facts, state, who);
	const write = eachUnit((unit) => mayWrite(unit, openIn(facts, state, unit), party, tipsOpen));
	const sealed = state.phase === 'closed' ? [] : sealedIn(facts.protocol, state.round);
	const seal = eachUnit((unit) => sealed.some((open) => means(open[unit], party)));
	const anyWrite = units.some((unit) => unit !== 'parking' && (write[unit] || seal[unit]));
	const anyPlayback = Object.values(playback).some(Boolean);
	const resting: Rights['resting'] = {};
	if (!anyWrite) resting.write = restingWrite(facts, state, who);
	if (!anyPlayback) resting.playback = restingPlayback(facts, state);
	if (!move) resting.move = state.phase === 'closed' ? 'closed' : atTable ? 'someone-leads' : 'viewer';
	return {
		write,
		seal,
		jot: state.phase === 'running',
		tipsOpen,
		playback,
		point: atTable && mayPoint(round, state),
		move,
		takeLead: atTable && state.phase !== 'closed' && state.leader !== who.userId && mayTakeLead(state, who),
		askLead: atTable && state.phase !== 'closed' && state.leader !== who.userId && !mayTakeLead(state, who),
		giveTurn: move && round?.speaks === 'in-turn',
		takeTurn: round?.speaks === 'in-turn' && party === 'colleagues' && state.speaker === null,
		chooseMoment: presenter && round?.picture.mode === 'moments',
		askFor: round ? onRequest(facts.protocol, state).flatMap((it) => (mayAskFor(it, party) ? it.id : [])) : [],
		chooseLens: atTable && (round?.lenses?.length ?? 0) > 0,
		stopPicture: presenter && state.phase === 'running' && !state.pictureStopped,
		releasePicture: presenter && state.phase === 'running' && state.pictureStopped,
		bringBack: atTable && state.phase !== 'closed' && (who.seat === 'facilitator' || state.leader === who.userId),
		screen: atTable && state.phase !== 'closed' && mayScreen(presenter, state, who),
		speak: speaking(facts, state, who),
		resting
	};
}

/**
 * [PC8] What the table gives out: the same, and whoever only looks along writes nothing, no jottings either. What is judged
 * within a protocol stays apart from it, as it was when sessions of version 1 began.
 */
export function rightsAtTable(facts: SessionFacts, state: SessionState, who: Participant): Rights {
	const may = rights(facts, state, who);
	return { ...may, jot: may.jot && who.seat !== 'viewer' };
}

/** [S2] Whoever leads moves the group; with nobody leading, anybody at the table does (R76). */
function mayMove(state: SessionState, who: Participant): boolean {
	if (who.seat === 'viewer' || state.phase === 'closed') return false;
	return state.leader === null || state.leader === who.userId;
}

/** [S3] The lead is free to take when nobody has it; a facilitator or expert may also take it over. */
const mayTakeLead = (state: SessionState, who: Participant): boolean =>
	state.leader === null || who.seat === 'facilitator' || who.seat === 'expert';

/** [S32] Whose clip it is, and who leads the group or guides it: a screen that nobody holds is theirs to answer for. */
const mayScreen = (presenter: boolean, state: SessionState, who: Participant): boolean =>
	presenter || state.leader === who.userId || who.seat === 'facilitator';

/** [S20] A round on request is the presenter's to ask for, or anybody's at the table. */
const mayAskFor = (round: Round, party: Party | null): boolean =>
	party !== null && (round.optional === 'anyone' || party === 'presenter');

const eachUnit = (is: (unit: Unit) => boolean) =>
	Object.fromEntries(units.map((unit) => [unit, is(unit)])) as Record<Unit, boolean>;

/** Who may write in this part at the table now. What is sealed [S21] is not written there, and [S22] what drifts away always is. */
function openIn(facts: SessionFacts, state: SessionState, unit: Unit): Who | undefined {
	const round = roundOf(facts, state);
	if (!round) return undefined;
	if (unit === 'parking' && facts.protocol.parking && mayPark(round)) return 'everyone';
	return round.notes === 'sealed' ? undefined : round.write[unit];
}

/** [S22] Not while the group only looks (R64). */
const mayPark = (round: Round): boolean => round.picture.mode !== 'through-once';

function mayWrite(unit: Unit, open: Who | undefined, party: Party | null, tipsOpen: boolean): boolean {
	// [S9] once opened, tips stay open to all, also in rounds that do not name them
	if (unit === 'tips' && tipsOpen) return party !== null;
	return means(open, party);
}

/** [S29] Where the picture rests or is looked at together; never while everybody looks for the first time (R64). */
const mayPoint = (round: Round | null, state: SessionState): boolean =>
	round !== null && !state.pictureStopped && round.picture.mode !== 'through-once';

const noPlayback = { play: false, pause: false, seek: false, rate: false, loop: false, mute: false };

function playbackRights(facts: SessionFacts, state: SessionState, who: Participant): Rights['playback'] {
	const round = roundOf(facts, state);
	// [S12] a stopped picture moves for nobody until the presenter releases it (R140)
	if (!round || state.pictureStopped || !holdsRemote(facts, state, who)) return noPlayback;
	const mute = round.picture.sound === 'choice';
	switch (round.picture.mode) {
		case 'still':
			return noPlayback;
		case 'through-once': // [S5] play through, no pause, no scrubbing
			return { ...noPlayback, play: true };
		case 'moments':
		case 'marks':
			return { play: true, pause: true, seek: true, rate: true, loop: false, mute };
		case 'loop-fragment':
			return { play: true, pause: true, seek: true, rate: true, loop: true, mute };
	}
}

function holdsRemote(facts: SessionFacts, state: SessionState, who: Participant): boolean {
	const remote = roundOf(facts, state)?.picture.remote;
	if (who.seat === 'viewer' || !remote || remote === 'nobody') return false;
	if (remote === 'everyone') return true;
	if (remote === 'presenter' || remote === 'guide') return partyOf(facts, who) === remote;
	if (remote === 'speaker' && speaking(facts, state, who) === 'now') return true;
	return mayMove(state, who);
}

function speaking(facts: SessionFacts, state: SessionState, who: Participant): Rights['speak'] {
	const round = roundOf(facts, state);
	const party = partyOf(facts, who);
	if (!round || round.speaks === 'nobody') return 'silent';
	if (!party) return 'listen';
	switch (round.speaks) {
		case 'everyone':
		case 'presenter-first':
		case 'guide-first':
			return 'now';
		case 'presenter':
		case 'guide':
			return party === round.speaks || means(round.answers, party) ? 'now' : 'listen';
		case 'in-turn':
			return state.speaker === who.userId ? 'now' : 'listen';
	}
}

function restingWrite(facts: SessionFacts, state: SessionState, who: Participant): Resting {
	const round = roundOf(facts, state);
	if (state.phase === 'closed') return 'closed';
	if (!round) return 'not-started';
	if (who.seat === 'viewer') return 'viewer';
	if (round.picture.mode === 'through-once') return 'watching';
	if (round.picture.mode === 'moments') return 'presenter-chooses';
	if (round.speaks === 'presenter') return 'presenter-speaks';
	if (round.speaks === 'guide') return 'guide-speaks';
	if (round.speaks === 'in-turn') return 'colleagues-speak';
	return 'not-in-this-round';
}

function restingPlayback(facts: SessionFacts, state: SessionState): Resting {
	const round = roundOf(facts, state);
	if (state.phase === 'closed') return 'closed';
	if (!round) return 'not-started';
	if (state.pictureStopped) return 'picture-stopped';
	if (round.picture.mode === 'still') return 'picture-rests';
	if (round.picture.remote === 'presenter') return 'presenter-chooses';
	if (round.picture.remote === 'guide') return 'guide-holds-remote';
	return round.picture.remote === 'speaker' ? 'speaker-holds-remote' : 'leader-holds-remote';
}

/** Whether these rights cover one playback command, including its bounds. */
export function mayPlayback(facts: SessionFacts, may: Rights, command: PlaybackCommand): boolean {
	switch (command.do) {
		case 'play':
			return may.playback.play;
		case 'pause':
			return may.playback.pause;
		// [L22] waiting for a colleague is no pause of the protocol's: whoever may let it play may let it wait
		case 'wait':
			return may.playback.play && waits.some((ms) => ms === command.ms);
		case 'mute':
			return may.playback.mute;
		case 'rate':
			return may.playback.rate && rates.some((r) => r === command.rate);
		case 'seek':
			return may.playback.seek && within(facts.shown, command.position);
		case 'loop':
			return (
				may.playback.loop &&
				(command.loop === null ||
					(within(facts.shown, command.loop.from) &&
						within(facts.shown, command.loop.to) &&
						command.loop.to - command.loop.from >= 200))
			);
	}
}

const within = (bounds: { from: number; to: number }, ms: number): boolean =>
	Number.isFinite(ms) && ms >= bounds.from && ms <= bounds.to;
