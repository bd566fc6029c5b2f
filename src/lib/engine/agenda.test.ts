import { describe, expect, it } from 'vitest';
import { packs } from '$lib/methods';
import { agendaLimits, changedAgenda, laidOut, storedOr, type AgendaChange, type StoredBlock } from './agenda';

const blocks: StoredBlock[] = [
	{ kind: 'input', minutes: 5, of: 'how' },
	{ kind: 'groups', minutes: 45, of: 'in-groups' },
	{ kind: 'closing', minutes: 10, of: 'closing' }
];
const kinds = (change: AgendaChange) => changedAgenda(blocks, change)?.map((block) => block.kind);

describe('[G1] how a meeting goes', () => {
	it('is as the method says until somebody lays it out', () => {
		const plan = packs.find((it) => it.id === 'p2g-plg' && it.version === 2)?.meetings[3];
		const said = storedOr(plan, null);
		expect(said.map((it) => it.kind)).toEqual(['input', 'groups', 'closing']);
		expect(storedOr(plan, [{ kind: 'closing', minutes: 10, of: null }])).toHaveLength(1);
		const laid = laidOut(plan, said);
		expect(laid.map((it) => it.from)).toEqual([0, 5, 50]);
		expect(laid[1]?.about?.nl).toBe('Elke groep kijkt naar een eigen opname');
	});

	it('a method that says nothing leaves it to whoever leads', () => {
		const old = packs.find((it) => it.id === 'p2g-plg' && it.version === 1)?.meetings[3];
		expect(storedOr(old, null)).toEqual([]);
		expect(storedOr(undefined, null)).toEqual([]);
	});

	it('keeps the words of a block wherever it goes, and has none for one that was added', () => {
		const plan = packs.find((it) => it.version === 2)?.meetings[3];
		const moved = changedAgenda(storedOr(plan, null), { do: 'move', at: 0, by: 1 }) ?? [];
		expect(laidOut(plan, moved).map((it) => it.about?.en ?? null)).toEqual([
			'Each group watches a clip of its own',
			'How is the playing going?',
			null
		]);
	});
});

describe('[G2] changing it', () => {
	it('moves, shortens, takes out and adds', () => {
		expect(kinds({ do: 'move', at: 1, by: -1 })).toEqual(['groups', 'input', 'closing']);
		expect(kinds({ do: 'remove', at: 0 })).toEqual(['groups', 'closing']);
		expect(changedAgenda(blocks, { do: 'minutes', at: 1, minutes: 30 })?.[1]).toEqual({
			kind: 'groups',
			minutes: 30,
			of: 'in-groups'
		});
		// the closing stays last
		expect(kinds({ do: 'add', kind: 'interviews', minutes: 20 })).toEqual(['input', 'groups', 'interviews', 'closing']);
	});

	it('refuses what makes no sense', () => {
		expect(changedAgenda(blocks, { do: 'move', at: 0, by: -1 })).toBeNull();
		expect(changedAgenda(blocks, { do: 'move', at: 2, by: 1 })).toBeNull();
		expect(changedAgenda(blocks, { do: 'remove', at: 7 })).toBeNull();
		for (const minutes of [0, -5, 1.5, agendaLimits.minutes + 1, NaN])
			expect(changedAgenda(blocks, { do: 'minutes', at: 0, minutes })).toBeNull();
		expect(changedAgenda(blocks.slice(0, 1), { do: 'remove', at: 0 })).toBeNull();
		const full = Array.from({ length: agendaLimits.blocks }, () => blocks[0] as StoredBlock);
		expect(changedAgenda(full, { do: 'add', kind: 'input', minutes: 5 })).toBeNull();
	});
});
