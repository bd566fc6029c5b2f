import type { Draft, Here, Room } from '../../src/lib/components/session/room';
import { yes } from '../../src/lib/domain/outcome';
import type { RefusalCode } from '../../src/lib/domain/refusals';
import { rights } from '../../src/lib/engine/rights';
import type { Participant, SessionState } from '../../src/lib/engine/session';
import type { SessionView } from '../../src/lib/engine/session-view';
import { packOf } from '../../src/lib/methods';
import type { Entry } from '../../src/lib/notebook/table';
import { everybody, protocolNamed, tableFor } from './table';

const nameOf = (id: string) => id[0]?.toUpperCase() + id.slice(1);
const seated = (p: Participant) => ({ id: p.userId, name: nameOf(p.userId), seat: p.seat });

/** The room as one of the cast sees it in one round, in the short protocol of version 1 unless said otherwise. */
export function viewOf(
	who: Participant,
	round: string,
	more: Partial<SessionState> = {},
	{ version, protocol }: { version: number; protocol: string } = { version: 1, protocol: 'short' }
): SessionView {
	const pack = packOf('p2g-plg', version);
	const { facts, inRound } = tableFor(protocolNamed(protocol, version));
	const state = inRound(round, { enteredAt: 0, ...more });
	return {
		id: 'toren-1',
		title: 'Toren bouwen met J.',
		now: 0,
		me: seated(who),
		presenter: { id: facts.presenter, name: nameOf(facts.presenter) },
		meeting: null,
		wayOut: '/today',
		group: null,
		hops: false,
		screens: { open: false, which: [] },
		protocol: facts.protocol,
		state,
		may: rights(facts, state, who),
		people: everybody.map(seated),
		looked: {},
		scheme: { codes: pack.codes, groups: pack.codeGroups, needs: pack.needs, judging: pack.judging ?? [] },
		clip: null,
		captions: null,
		second: null,
		shown: facts.shown,
		fragment: facts.fragment,
		card: { context: '', reason: '', goal: '', question: '', skills: [] },
		until: null,
		planId: null,
		mayReadRecord: true,
		removals: 0
	};
}

/** An entry on the table; Sofie wrote it unless said otherwise. */
export const entry = (id: string, unit: Entry['unit'], more: Partial<Entry> = {}): Entry => ({
	id,
	unit,
	author: 'sofie',
	t: null,
	text: id,
	actor: null,
	codes: [],
	of: null,
	...more
});

/** A room that stands still and writes down what it is asked. */
export function stillRoom(view: SessionView, more: Partial<Room> = {}) {
	const did: unknown[] = [];
	const here: Here[] = view.people
		.filter((p) => p.seat !== 'viewer')
		.map((p, colour) => ({ ...p, colour, typing: null, player: null }));
	const room: Room = {
		view,
		now: 0,
		here,
		entries: [],
		jottings: [],
		later: [],
		sealed: [],
		rescued: [],
		saved: 'saved',
		unsaved: 0,
		resent: 0,
		canUndo: false,
		lastStep: null,
		canRedo: false,
		removed: null,
		picture: {
			playing: false,
			rate: 1,
			loop: null,
			muted: false,
			tapNeeded: false,
			same: false,
			behind: [],
			waitsFor: [],
			waitingUntil: null
		},
		position: 72_000,
		pointed: [],
		refusal: null,
		hears: true,
		hearHere: (on) => void did.push({ hearHere: on }),
		showDrawing: (shown) => void did.push({ showDrawing: shown }),
		add: (unit, draft: Draft) => (did.push({ add: unit, ...draft }), 'new'),
		retype: (unit, id, text) => void did.push({ retype: id, unit, text }),
		change: (unit, id, to) => void did.push({ change: id, unit, ...to }),
		remove: (unit, id) => void did.push({ remove: id, unit }),
		throwAway: ({ id, unit }) => void did.push({ throwAway: id, unit }),
		putBack: () => void did.push('putBack'),
		letGo: () => void did.push('letGo'),
		undo: () => void did.push('undo'),
		redo: () => void did.push('redo'),
		typesAt: () => {},
		dropRescued: (id) => void did.push({ drop: id }),
		ask: (command) => void did.push({ ask: command }),
		point: (at) => void did.push({ point: at }),
		attach: () => {},
		tap: () => {},
		removals: () => Promise.resolve(yes([])),
		bringBack: (id) => (did.push({ bringBack: id }), Promise.resolve(yes('whole' as const))),
		answered: (refusal: RefusalCode | null) => Promise.resolve(void did.push({ answered: refusal })),
		...more
	};
	return { room, did };
}
