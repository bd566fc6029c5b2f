import { describe, expect, it } from 'vitest';
import {
	anke,
	everybody,
	gerda,
	kees,
	marit,
	noor,
	protocolNamed,
	sofie,
	tableFor
} from '../../../tests/support/table';
import { units, type Protocol } from './pack';
import { unheard } from './parties';
import { firstPicture, pictureOnEntering } from './picture';
import { rights } from './rights';
import { waiting, type Participant, type SessionState } from './session';
import { onRequest, revealedIn, sealedIn, usualLength, viewingOf } from './walk';

const refused = (code: string) => expect.objectContaining({ ok: false, code });
const short = tableFor(protocolNamed('short', 2));
const long = tableFor(protocolNamed('long', 2));
const coached = (protocol: Protocol = protocolNamed('short', 2), more: Partial<Protocol> = {}) =>
	tableFor({ ...protocol, guide: 'apart', ...more });

const may = (table: ReturnType<typeof tableFor>, state: SessionState, who: Participant) =>
	rights(table.facts, state, who);
const writes = (table: ReturnType<typeof tableFor>, state: SessionState, who: Participant) =>
	units.filter((u) => u !== 'parking' && may(table, state, who).write[u]);
const seals = (table: ReturnType<typeof tableFor>, state: SessionState, who: Participant) =>
	units.filter((u) => may(table, state, who).seal[u]);

describe('[S19] who is who', () => {
	it('a facilitator and an expert are colleagues among the others', () => {
		const state = short.inRound('what-we-see');
		for (const who of [noor, anke, kees])
			expect(writes(short, state, who)).toEqual(['observations', 'meanings', 'questions']);
		expect(short.after(state, noor, { do: 'take-turn' }).speaker).toBe('noor');
	});
	it('set apart, the guide is no colleague: she takes no turn and writes what is hers', () => {
		const protocol = protocolNamed('short', 2);
		const rounds = protocol.rounds.map((r) =>
			r.id === 'strength' ? { ...r, write: { script: 'guide' as const } } : r
		);
		const table = coached({ ...protocol, rounds });
		const state = table.inRound('strength');
		expect(writes(table, state, noor)).toEqual(['script']);
		expect(writes(table, state, kees)).toEqual([]);
		expect(table.ask(state, noor, { do: 'take-turn' })).toEqual(refused('not-your-turn'));
		expect(table.ask(state, kees, { do: 'give-turn', to: 'noor' })).toEqual(refused('bad-input'));
		expect(table.ask(state, noor, { do: 'end-turn', passed: true })).toEqual(refused('not-your-turn'));
		expect(table.after(state, kees, { do: 'take-turn' }).speaker).toBe('kees');
	});
	it('where she speaks, whoever is asked speaks with her, and the others listen', () => {
		const protocol = protocolNamed('short', 2);
		const rounds = protocol.rounds.map((r) =>
			r.id === 'experience'
				? { ...r, speaks: 'guide' as const, picture: { ...r.picture, remote: 'guide' as const } }
				: r
		);
		const table = coached({ ...protocol, rounds });
		const state = table.inRound('experience');
		expect([noor, marit, kees, gerda].map((who) => may(table, state, who).speak)).toEqual([
			'now',
			'now',
			'listen',
			'listen'
		]);
		expect(may(table, state, noor).playback.seek).toBe(true);
		expect(may(table, state, kees).playback.seek).toBe(false);
		expect(may(table, state, kees).resting.playback).toBe('guide-holds-remote');
		const closed = table.inRound('introduce');
		expect(may(table, closed, kees).resting.write).toBe('presenter-speaks');
	});
	it('a remote for everyone is for everybody but a viewer', () => {
		const protocol = protocolNamed('short', 2);
		const rounds = protocol.rounds.map((r) => ({ ...r, picture: { ...r.picture, remote: 'everyone' as const } }));
		const table = tableFor({ ...protocol, rounds });
		const led = table.after(table.inRound('rewatch'), noor, { do: 'take-lead' });
		for (const who of [marit, kees, anke]) expect(may(table, led, who).playback.pause).toBe(true);
		expect(may(table, led, gerda).playback.pause).toBe(false);
	});
});

describe('[S17] beginning', () => {
	it('a talk with a guide set apart begins with her in the room, another session without', () => {
		const table = coached();
		const without = everybody.filter((p) => p.seat !== 'facilitator' && p.seat !== 'expert');
		expect(table.ask(waiting, marit, { do: 'start' }, without)).toEqual(refused('guide-not-here'));
		expect(table.ask(waiting, marit, { do: 'start' }, [...without, { ...noor, here: false }])).toEqual(
			refused('guide-not-here')
		);
		expect(table.ask(waiting, marit, { do: 'start' }, everybody).ok).toBe(true);
		expect(short.ask(waiting, marit, { do: 'start' }, without).ok).toBe(true);
	});
});

describe('[S20] rounds on request', () => {
	const before = long.inRound('where-warmth');
	it('are passed by when nobody asks, without a reason and without a press', () => {
		const next = long.after(before, noor, { do: 'next' });
		expect(long.facts.protocol.rounds[next.round]?.id).toBe('experience');
		expect(onRequest(long.facts.protocol, before).map((r) => r.id)).toEqual(['third-viewing']);
	});
	it('are entered when the presenter asked, and she may think better of it', () => {
		const asked = long.after(before, marit, { do: 'ask-round', round: 'third-viewing', asked: true });
		expect(long.after(asked, noor, { do: 'next' }).round).toBe(long.roundIndex('third-viewing'));
		const no = long.after(asked, marit, { do: 'ask-round', round: 'third-viewing', asked: false });
		expect(long.after(no, noor, { do: 'next' }).round).toBe(long.roundIndex('experience'));
	});
	it('a third viewing is the presenter’s to ask for, conditions are anybody’s, and neither a viewer’s', () => {
		const third = { do: 'ask-round', round: 'third-viewing', asked: true } as const;
		for (const who of [noor, kees, gerda]) expect(long.ask(before, who, third)).toEqual(refused('not-in-this-round'));
		const ahead = long.inRound('ahead');
		const conditions = { do: 'ask-round', round: 'conditions', asked: true } as const;
		for (const who of [marit, kees, anke]) expect(long.ask(ahead, who, conditions).ok).toBe(true);
		expect(long.ask(ahead, gerda, conditions)).toEqual(refused('not-in-this-round'));
		expect(long.ask(before, kees, conditions)).toEqual(refused('not-in-this-round'));
		expect(long.ask(waiting, marit, third)).toEqual(refused('not-in-this-round'));
	});
	it('one is left again with one press, like any round', () => {
		const asked = long.after(before, marit, { do: 'ask-round', round: 'third-viewing', asked: true });
		const third = long.after(asked, noor, { do: 'next' });
		expect(long.after(third, noor, { do: 'next' }).round).toBe(long.roundIndex('experience'));
	});
	it('a session is as long as the rounds nobody must ask for', () => {
		expect(usualLength(short.facts.protocol)).toEqual({ rounds: 10, minutes: 43 });
		expect(usualLength(long.facts.protocol)).toEqual({ rounds: 14, minutes: 64 });
	});
	it('the viewings are counted: those nobody asked for do not count', () => {
		const at = (id: string, asked: string[] = []) => viewingOf(long.facts.protocol, long.inRound(id, { asked }));
		expect(at('first-viewing')).toEqual({ nth: 1, of: 3 });
		expect(at('rewatch-skills')).toEqual({ nth: 3, of: 3 });
		expect(at('rewatch-skills', ['third-viewing'])).toEqual({ nth: 3, of: 4 });
		expect(at('third-viewing', ['third-viewing'])).toEqual({ nth: 4, of: 4 });
		expect(at('experience')).toBeNull();
		expect(viewingOf(short.facts.protocol, short.inRound('rewatch'))).toEqual({ nth: 2, of: 2 });
		expect(viewingOf(short.facts.protocol, waiting)).toBeNull();
	});
});

describe('[S21] sealed notes', () => {
	const { protocol } = long.facts;
	it('in a sealed round nobody writes at the table, and everybody in her own pages', () => {
		const state = long.inRound('rewatch-skills');
		for (const who of [marit, noor, kees, anke]) {
			expect(writes(long, state, who)).toEqual([]);
			expect(seals(long, state, who)).toEqual(['observations']);
			expect(may(long, state, who).resting.write).toBeUndefined();
		}
		expect(seals(long, state, gerda)).toEqual([]);
	});
	it('in any other round nothing is sealed, nor before the beginning or after the end', () => {
		for (const round of protocol.rounds)
			if (round.notes !== 'sealed') expect(seals(long, long.inRound(round.id), kees)).toEqual([]);
		expect(seals(long, waiting, marit)).toEqual([]);
		const closed = { ...long.inRound('rewatch-skills'), phase: 'closed' as const };
		expect(seals(long, closed, kees)).toEqual([]);
	});
	it('what somebody prepares is sealed to her own part, until the first reveal', () => {
		const prepare = [
			{ by: 'guide' as const, minutes: 5, prompt: { nl: 'a', en: 'a' }, write: { observations: 'guide' as const } },
			{
				by: 'presenter' as const,
				minutes: 5,
				prompt: { nl: 'a', en: 'a' },
				write: { experience: 'presenter' as const }
			}
		];
		const table = coached(protocol, { prepare });
		expect(seals(table, waiting, noor)).toEqual(['observations']);
		expect(seals(table, waiting, marit)).toEqual(['experience']);
		expect(seals(table, waiting, kees)).toEqual([]);
		expect(revealedIn(table.facts.protocol, table.roundIndex('what-teacher-did'))).toEqual([
			{ observations: 'guide' },
			{ experience: 'presenter' },
			{ observations: 'everyone' }
		]);
	});
	it('is revealed from its round on, also later, but not when the group went back to where it is sealed', () => {
		const revealed = (id: string) => revealedIn(protocol, long.roundIndex(id)).length > 0;
		for (const id of ['rewatch-contact', 'rewatch-skills']) expect(revealed(id)).toBe(false);
		for (const id of ['what-teacher-did', 'experience', 'take-along']) expect(revealed(id)).toBe(true);
		expect(revealedIn(protocol, -1)).toEqual([]);
		expect(sealedIn(protocol, long.roundIndex('rewatch-skills'))).toEqual([{ observations: 'everyone' }]);
	});
});

describe('questions to come back to (R68)', () => {
	it('are a colleague’s to put down while the presenter tells and in the turns, never hers or a viewer’s', () => {
		for (const id of ['what-we-see', 'experience']) {
			const state = short.inRound(id);
			for (const who of [noor, kees, anke]) expect(writes(short, state, who)).toContain('questions');
			for (const who of [marit, gerda]) expect(writes(short, state, who)).not.toContain('questions');
		}
		expect(writes(short, short.inRound('introduce'), kees)).toEqual([]);
	});
});

describe('[S22] the place for what drifts away', () => {
	it('is open to everybody at the table in every round but the first viewing, never to a viewer', () => {
		for (const round of short.facts.protocol.rounds) {
			const state = short.inRound(round.id);
			const open = round.id !== 'first-viewing';
			for (const who of [marit, noor, kees, anke]) expect(may(short, state, who).write.parking).toBe(open);
			expect(may(short, state, gerda).write.parking).toBe(false);
		}
		expect(may(short, waiting, kees).write.parking).toBe(false);
	});
	it('does not make a resting pen look like a moving one', () => {
		expect(may(short, short.inRound('introduce'), kees).resting.write).toBe('presenter-speaks');
	});
	it('is not there in a protocol that has none', () => {
		const table = tableFor(protocolNamed('short', 1));
		expect(may(table, table.inRound('needs'), kees).write.parking).toBe(false);
	});
});

describe('[S23] lenses', () => {
	it('each viewer looks through one, or none, in the round that has them', () => {
		const state = long.inRound('rewatch-skills');
		const chosen = long.after(state, kees, { do: 'choose-lens', lens: 's1' });
		const both = long.after(chosen, sofie, { do: 'choose-lens', lens: 's3' });
		expect(both.lenses).toEqual({ kees: 's1', sofie: 's3' });
		expect(long.after(both, kees, { do: 'choose-lens', lens: 's2' }).lenses).toEqual({ kees: 's2', sofie: 's3' });
		expect(long.after(both, kees, { do: 'choose-lens', lens: null }).lenses).toEqual({ sofie: 's3' });
		expect(long.ask(state, kees, { do: 'choose-lens', lens: 's9' })).toEqual(refused('bad-input'));
		expect(long.ask(state, gerda, { do: 'choose-lens', lens: 's1' })).toEqual(refused('not-in-this-round'));
		expect(long.ask(long.inRound('needs'), kees, { do: 'choose-lens', lens: 's1' })).toEqual(
			refused('not-in-this-round')
		);
	});
	it('do not survive into the next round', () => {
		const chosen = long.after(long.inRound('rewatch-contact'), kees, { do: 'choose-lens', lens: 'with-words' });
		expect(long.after(chosen, noor, { do: 'next' }).lenses).toEqual({});
	});
});

describe('[S24] equal voice', () => {
	const state = short.inRound('strength');
	const here = [marit, noor, sofie, anke, gerda];
	it('who was not heard: everybody in the room who takes turns, passing is being heard', () => {
		const ids = (of: SessionState, table = here) => unheard(short.facts, of, table).map((p) => p.userId);
		expect(ids(state)).toEqual(['noor', 'sofie', 'anke']);
		expect(ids(state, [...here, { ...kees, here: false }])).toEqual(['noor', 'sofie', 'anke']);
		expect(ids(short.after(state, sofie, { do: 'end-turn', passed: true }))).toEqual(['noor', 'anke']);
	});
	it('the expert waits for the colleagues in the room, and then has her turn', () => {
		expect(short.ask(state, anke, { do: 'take-turn' }, here)).toEqual(refused('expert-last'));
		// nobody leads: giving the word to oneself is taking it, giving it to her is somebody's choice
		expect(short.ask(state, anke, { do: 'give-turn', to: 'anke' }, here)).toEqual(refused('expert-last'));
		expect(short.after(state, noor, { do: 'give-turn', to: 'anke' }, here).speaker).toBe('anke');
		const one = short.after(state, sofie, { do: 'end-turn', passed: true });
		expect(short.ask(one, anke, { do: 'take-turn' }, here)).toEqual(refused('expert-last'));
		const both = short.after(one, noor, { do: 'end-turn', passed: true });
		expect(short.after(both, anke, { do: 'take-turn' }, here).speaker).toBe('anke');
	});
	it('whoever is not in the room is not waited for; in version 1 nobody waits', () => {
		const alone = [marit, { ...sofie, here: false }, anke];
		expect(short.ask(state, anke, { do: 'take-turn' }, alone).ok).toBe(true);
		const one = tableFor(protocolNamed('short', 1));
		expect(one.ask(one.inRound('strength'), anke, { do: 'take-turn' }, here).ok).toBe(true);
	});
});

describe('[S25] effects of entering a round', () => {
	const before = { ...firstPicture(short.facts, 0), position: 5_000 };
	const enter = (more: Partial<Protocol['rounds'][number]>, moments: SessionState['moments']) => {
		const round = short.facts.protocol.rounds[short.roundIndex('rewatch')];
		if (!round) throw new Error('rewatch');
		return pictureOnEntering(short.facts, { ...round, ...more }, before, 1_000, moments);
	};
	it('begins just before the presenter’s moment when it lies in the loop, otherwise at the start of it', () => {
		expect(enter({}, { glad: 30_000, closer: 50_000 })).toMatchObject({ position: 47_000, playing: false });
		expect(enter({}, { glad: 30_000, closer: 21_000 })).toMatchObject({ position: 20_000 });
		expect(enter({}, { glad: 30_000, closer: 5_000 })).toMatchObject({ position: 20_000 });
		expect(enter({}, { glad: null, closer: null })).toMatchObject({ position: 20_000 });
		expect(enter({ enter: ['to-glad'] }, { glad: 30_000, closer: 50_000 })).toMatchObject({ position: 27_000 });
	});
	it('begins slow or without sound when the round says so', () => {
		const nothing = { glad: null, closer: null };
		expect(enter({ enter: [] }, nothing)).toMatchObject({ rate: 1, muted: false });
		expect(enter({ enter: ['slow', 'sound-off'] }, nothing)).toMatchObject({ rate: 0.5, muted: true });
	});
});

describe('[S26] asking for the lead', () => {
	const led = short.after(short.inRound('introduce'), noor, { do: 'take-lead' });
	it('whoever may not take it may ask for it and think better of it; the leader hands it on', () => {
		const asked = short.after(led, kees, { do: 'ask-lead', asked: true });
		expect(asked).toMatchObject({ leadAskedBy: ['kees'], leader: 'noor', movedAt: led.movedAt });
		expect(short.after(asked, kees, { do: 'ask-lead', asked: false }).leadAskedBy).toEqual([]);
		expect(short.after(asked, noor, { do: 'hand-lead', to: 'kees' })).toMatchObject({
			leader: 'kees',
			leadAskedBy: []
		});
		const two = short.after(asked, sofie, { do: 'ask-lead', asked: true });
		expect(short.after(two, noor, { do: 'hand-lead', to: 'kees' }).leadAskedBy).toEqual(['sofie']);
		expect(short.after(two, noor, { do: 'release-lead' }).leadAskedBy).toEqual([]);
	});
	it('not the leader, not a viewer, and nobody who can simply take it', () => {
		for (const who of [noor, gerda, anke])
			expect(short.ask(led, who, { do: 'ask-lead', asked: true })).toEqual(refused('not-allowed'));
		expect(short.ask(short.inRound('introduce'), kees, { do: 'ask-lead', asked: true })).toEqual(
			refused('not-allowed')
		);
	});
});
