import { describe, expect, it } from 'vitest';
import { asThePackSays } from '../../../tests/support/matrix/as-the-pack-says';
import {
	actionsIn,
	eventsOf,
	everybodyAt,
	fragment,
	given,
	groupSituationsOf,
	shown,
	situationsOf,
	wordOf,
	type Action,
	type Situation
} from '../../../tests/support/matrix/cells';
import { packs } from '$lib/methods';
import { drafts } from '$lib/methods/drafts';
import { decide } from './decide';
import { mayPlayback, rightsAtTable, type Rights } from './rights';
import { replay, type SessionFacts, type SessionState } from './session';

/**
 * [S1] [S2] [S3] [S4] [S5] [S6] [S7] [S8] [S9] [S10] [S11] [S12] [S14] [S15] [S16] [S17] [S19] [S20] [S21] [S22] [S23]
 * [S24] [S26] [S29] [S30] for every question there is: what the engine answers is what the pack says. The same in the house
 * and on the live table: tests/integration/session/matrix.test.ts and tests/integration/live/matrix.test.ts.
 */
const protocols = [...packs, ...drafts].flatMap((pack) =>
	pack.protocols.map((protocol) => [`${pack.id} ${pack.version} ${protocol.id}`, pack, protocol] as const)
);

/** Which answers the pack gave to each action: a matrix that only ever says no proves nothing. */
const heard: Record<string, Set<boolean>> = {};
const sealedSomewhere = new Set(
	protocols.flatMap(([, , { prepare = [], rounds }]) =>
		[...prepare, ...rounds.filter((it) => it.notes === 'sealed')].flatMap(({ write }) => Object.keys(write))
	)
);

const factsOf = ({ protocol, inGroup }: Situation): SessionFacts => ({
	protocol,
	presenter: 'marit',
	shown,
	fragment,
	inGroup: inGroup === true
});

function allows(facts: SessionFacts, state: SessionState, may: Rights, s: Situation, action: Action): boolean {
	switch (action.kind) {
		case 'command':
			return decide(facts, state, s.who, given(action, state.movedAt), everybodyAt(s)).ok;
		case 'playback':
			return mayPlayback(facts, may, action.command);
		case 'write':
			return may.write[action.unit];
		case 'seal':
			return may.seal[action.unit];
		case 'jot':
			return may.jot;
		case 'point':
			return may.point;
	}
}

describe('every round, every seat, every action', () => {
	it.each(protocols)('%s: the engine answers what the pack says', (_, pack, protocol) => {
		const wrong: string[] = [];
		for (const s of [...situationsOf(pack, protocol), ...groupSituationsOf(pack, protocol)]) {
			const state = replay(eventsOf(s));
			const may = rightsAtTable(factsOf(s), state, s.who);
			for (const action of actionsIn(protocol, s.at)) {
				const [is, says] = [allows(factsOf(s), state, may, s, action), asThePackSays(s, action)];
				(heard[wordOf(action)] ??= new Set()).add(says);
				if (is !== says) wrong.push(`${told(s)}: ${JSON.stringify(action)} is ${is ? 'allowed' : 'refused'}`);
			}
		}
		expect(wrong.slice(0, 20), `${wrong.length} answers are not what the pack says`).toEqual([]);
	});

	it('every action is allowed somewhere and refused somewhere, and a part of the table where a pack opens it', () => {
		const opened = new Set(protocols.flatMap(([, , { rounds }]) => rounds.flatMap(({ write }) => Object.keys(write))));
		const one = Object.entries(heard).filter(([, answers]) => answers.size < 2);
		const neverSealed = (word: string) => word.startsWith('seal ') && !sealedSomewhere.has(word.slice(5));
		const neverOpened = (word: string) => word.startsWith('write ') && !opened.has(word.slice(6));
		expect(one.map(([word]) => word).filter((word) => !neverSealed(word) && !neverOpened(word))).toEqual([]);
		expect(Object.keys(heard).length).toBeGreaterThan(50);
	});
});

const told = ({ name, who, pack: _pack, protocol: _protocol, ...rest }: Situation): string =>
	`${name}, ${who.seat} ${JSON.stringify(rest)}`;
