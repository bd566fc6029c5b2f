import { packOf } from '../../src/lib/methods';
import { decide, type Command } from '../../src/lib/engine/decide';
import { protocolOf, type Protocol } from '../../src/lib/engine/pack';
import { evolve, waiting, type Participant, type SessionFacts, type SessionState } from '../../src/lib/engine/session';

/** The cast at one table: Marit brought the clip, Noor is the lead, Sofie and Kees are colleagues, Gerda watches. */
export const marit: Participant = { userId: 'marit', seat: 'presenter', here: true };
export const noor: Participant = { userId: 'noor', seat: 'facilitator' };
export const sofie: Participant = { userId: 'sofie', seat: 'colleague' };
export const kees: Participant = { userId: 'kees', seat: 'colleague' };
export const anke: Participant = { userId: 'anke', seat: 'expert' };
export const gerda: Participant = { userId: 'gerda', seat: 'viewer' };
export const everybody = [marit, noor, sofie, kees, anke, gerda];

export type Ask = Command extends infer C
	? C extends { seen: number }
		? Omit<C, 'seen'> & { seen?: number }
		: C
	: never;
const moves = new Set(['start', 'next', 'back', 'close', 'take-lead', 'release-lead', 'hand-lead']);

/** The cast around Marit's clip, in any protocol. */
export function tableFor(protocol: Protocol) {
	const facts: SessionFacts = {
		protocol,
		presenter: 'marit',
		shown: { from: 0, to: 80_000 },
		fragment: { from: 20_000, to: 70_000 }
	};
	const roundIndex = (id: string): number => facts.protocol.rounds.findIndex((r) => r.id === id);
	/** A session as it stands when its group is in this round, without having walked there. */
	const inRound = (id: string, more: Partial<SessionState> = {}): SessionState => ({
		...waiting,
		seq: 10,
		movedAt: 10,
		phase: 'running',
		round: roundIndex(id),
		...more
	});
	/** Asks with the screen up to date unless `seen` is given. */
	function ask(state: SessionState, who: Participant, command: Ask, table: readonly Participant[] = everybody) {
		const full = (
			'seen' in command || !moves.has(command.do) ? command : { ...command, seen: state.movedAt }
		) as Command;
		return decide(facts, state, who, full, table);
	}
	/** The state after what was asked; throws when it was refused. */
	function after(state: SessionState, who: Participant, command: Ask, table?: readonly Participant[]): SessionState {
		const decided = ask(state, who, command, table);
		if (!decided.ok) throw new Error(`refused: ${decided.code}`);
		return decided.value.reduce(
			(s, body) => evolve(s, { ...body, seq: s.seq + 1, at: 1_000, actor: who.userId }),
			state
		);
	}
	return { facts, roundIndex, inRound, ask, after };
}

/** A protocol of the default method. */
export function protocolNamed(id: string, version: number): Protocol {
	const protocol = protocolOf(packOf('p2g-plg', version), id);
	if (!protocol) throw new Error(`protocol ${id} of version ${version} is gone`);
	return protocol;
}

/** Most rules are told at the short protocol, as it has been from the first version on. */
export const { facts, roundIndex, inRound, ask, after } = tableFor(protocolNamed('short', 1));
