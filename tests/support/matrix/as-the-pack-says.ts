import type { PlaybackCommand } from '$lib/domain/timeline';
import type { Party, Who } from '$lib/engine/pack';
import { everybodyAt, shown, type Action, type Situation, type Unseen } from './cells';

/**
 * What the pack says about one question, read from its data alone: a second reading of docs/rules/session.md that shares
 * no line with the engine, so that the two can disagree. Only the vocabulary's types are the same.
 */
export function asThePackSays(situation: Situation, action: Action): boolean {
	const s = readingOf(situation);
	switch (action.kind) {
		case 'command':
			return action.seen !== 'old' && mayAsk(s, action.command);
		case 'playback':
			return holdsRemote(s) && remoteTakes(s, action.command);
		case 'write':
			return writes(s, action.unit);
		case 'seal':
			// [S21] in preparing, and in a round whose notes are sealed
			if (s.before) return (s.protocol.prepare ?? []).some((it) => names(it.write[action.unit], s.party));
			return s.round?.notes === 'sealed' && names(s.round.write[action.unit], s.party);
		case 'jot':
			return s.running && s.sits; // [S16] in every running round, whatever else it opens [PC8] for who sits there
		case 'point':
			return s.sits && s.running && !s.stopped && !s.onlyLooks; // [S29]
	}
}

type Reading = ReturnType<typeof readingOf>;

/** The situation in the words of the rules. */
function readingOf(s: Situation) {
	const { rounds, guide } = s.protocol;
	const running = s.at >= 0 && s.at < rounds.length;
	const over = s.at >= rounds.length;
	const round = running ? rounds[s.at] : undefined;
	const coach: Party = guide === 'apart' ? 'guide' : 'colleagues';
	const partyOfSeat = {
		presenter: 'presenter',
		colleague: 'colleagues',
		facilitator: coach,
		expert: coach,
		viewer: null
	};
	const party = partyOfSeat[s.who.seat] as Party | null;
	const sits = party !== null;
	return {
		...s,
		rounds,
		running,
		over,
		before: s.at < 0,
		round,
		party,
		/** [S19] the party of somebody else; undefined for who is not there at all. */
		partyOf: (id: string) => {
			const one = everybodyAt(s).find(({ userId }) => userId === id);
			return one && (partyOfSeat[one.seat] as Party | null);
		},
		sits,
		moves: sits && !over && s.lead !== 'another', // [S2]
		guides: s.who.seat === 'facilitator' || s.who.seat === 'expert',
		turns: round?.speaks === 'in-turn',
		onlyLooks: round?.picture.mode === 'through-once',
		// [S24] the expert's own hand comes after the others
		waits: s.protocol.expert === 'last' && s.who.seat === 'expert' && !s.heard
	};
}

const names = (who: Who | undefined, party: Party | null): boolean =>
	party !== null && who !== undefined && (who === 'everyone' || who === party);

// Longer than the house likes: one line for each command.
function mayAsk(s: Reading, command: Unseen): boolean {
	if (s.over) return false; // [S15]
	const me = s.who.userId;
	switch (command.do) {
		case 'start': // [S17]
			return s.moves && s.before && (s.presenterHere || s.party === 'presenter');
		case 'next': {
			// [S20] to a round that is held anyway, [S6] and past a guard only with a reason
			const held = s.rounds.some((it, i) => i > s.at && it.optional === undefined);
			const waits = s.round?.guard === 'moments-chosen' && !s.chosen;
			return s.moves && s.running && held && (!waits || (command.reason ?? '') !== '');
		}
		case 'back': // [S7]
			return (
				s.moves && s.running && s.rounds.slice(0, s.at).some((_, i) => i === command.round) && command.reason !== ' '
			);
		case 'close': // [S14]
			return s.moves && (s.before || s.at === s.rounds.length - 1);
		case 'take-lead': // [S3]
			return s.sits && (s.lead === 'nobody' || (s.lead === 'another' && s.guides));
		case 'release-lead':
			return s.lead === 'she';
		case 'hand-lead': {
			const heir = s.partyOf(command.to);
			return s.lead === 'she' && command.to !== me && heir !== undefined && heir !== null; // [S4]
		}
		case 'ask-lead': // [S26]
			return s.sits && s.lead === 'another' && !s.guides;
		case 'take-turn': // [S10]
			return s.turns && s.party === 'colleagues' && s.word === 'free' && !s.waits;
		case 'give-turn':
			return s.moves && s.turns && s.partyOf(command.to) === 'colleagues' && !(command.to === me && s.waits);
		case 'end-turn': // [S11]
			return s.turns && s.party === 'colleagues' && (command.passed || s.word === 'hers');
		case 'ready':
			return s.sits && s.running;
		case 'choose-moment': // [S8]
			return (
				s.party === 'presenter' &&
				s.round?.picture.mode === 'moments' &&
				command.atMs >= shown.from &&
				command.atMs <= shown.to
			);
		case 'ask-round': {
			// [S20] only what comes right after this round, before the next that is held anyway
			const ahead = s.rounds.slice(s.at + 1);
			const which = ahead.findIndex(({ id }) => id === command.round);
			if (!s.running || which < 0 || ahead.slice(0, which + 1).some((it) => it.optional === undefined)) return false;
			return ahead[which]?.optional === 'anyone' ? s.sits : s.party === 'presenter';
		}
		case 'choose-lens': {
			const lenses = (s.round?.lenses ?? []).map(({ id }) => id);
			return s.sits && lenses.length > 0 && (command.lens === null || lenses.includes(command.lens)); // [S23]
		}
		case 'ask-look-in':
			return s.inGroup === true && s.sits && command.asked; // [S30] nobody asked yet
		case 'extend':
			return s.moves && s.running && command.minutes > 0 && command.minutes <= 15;
		case 'open-tips': // [S9]
			return s.moves && s.running;
		case 'stop-picture': // [S12]
			return s.party === 'presenter' && s.running && !s.stopped;
		case 'release-picture':
			return s.party === 'presenter' && s.running && s.stopped;
	}
}

function writes(s: Reading, unit: Extract<Action, { kind: 'write' }>['unit']): boolean {
	if (!s.round || !s.sits) return false;
	if (unit === 'tips' && (s.tips || s.round.tips)) return true; // [S9]
	if (unit === 'parking' && s.protocol.parking && !s.onlyLooks) return true; // [S22]
	return s.round.notes !== 'sealed' && names(s.round.write[unit], s.party);
}

function holdsRemote(s: Reading): boolean {
	if (!s.round || s.stopped || !s.sits) return false; // [S12]
	switch (s.round.picture.remote) {
		case 'nobody':
			return false;
		case 'everyone':
			return true;
		case 'presenter':
		case 'guide':
			return s.party === s.round.picture.remote;
		case 'leader':
			return s.moves;
		case 'speaker':
			return s.moves || speaks(s);
	}
}

function speaks({ round, party, word }: Reading): boolean {
	switch (round?.speaks) {
		case undefined:
		case 'nobody':
			return false;
		case 'in-turn':
			return word === 'hers';
		case 'presenter':
		case 'guide':
			return party === round.speaks || names(round.answers, party);
		case 'everyone':
		case 'presenter-first':
		case 'guide-first':
			return true;
	}
}

function remoteTakes({ round }: Reading, command: PlaybackCommand): boolean {
	const mode = round?.picture.mode;
	if (!mode || mode === 'still') return false;
	const inside = (ms: number) => ms >= shown.from && ms <= shown.to;
	switch (command.do) {
		case 'play':
			return true;
		case 'wait': // [L22]
			return command.ms === 10_000 || command.ms === 30_000;
		case 'pause':
			return mode !== 'through-once'; // [S5]
		case 'seek':
			return mode !== 'through-once' && inside(command.position);
		case 'rate':
			return mode !== 'through-once' && command.rate >= 0.25 && command.rate <= 2;
		case 'loop':
			if (mode !== 'loop-fragment') return false;
			return (
				command.loop === null ||
				(inside(command.loop.from) && inside(command.loop.to) && command.loop.to - command.loop.from >= 200)
			);
		case 'mute':
			return mode !== 'through-once' && round?.picture.sound === 'choice';
	}
}
