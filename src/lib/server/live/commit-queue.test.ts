import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openVault } from '$lib/server/db/vault';
import { openCommitQueue, type Ledger } from './commit-queue';
import { limits } from './limits';

const vault = openVault(new Uint8Array(32));
const { key } = vault.newKey();

/** A database whose commits take this long, ms, and a document that is written in. `begun`: when commits began. */
function openTable(commitTakes: number, longestRestMs: number) {
	const begun: number[] = [];
	const start = performance.now();
	const queue = openCommitQueue({
		append: (rows) => {
			begun.push(performance.now() - start);
			expect(rows).toHaveLength(1);
			return new Promise((resolve) => setTimeout(() => resolve(new Set()), commitTakes));
		},
		vault,
		limits,
		longestRestMs,
		onStall: () => {},
		onTaken: () => {},
		onStuck: () => {}
	});
	const ledger: Ledger = { documentName: 'd', key, proof: null, committed: () => {}, lost: () => {} };
	const type = () => {
		const update = new Uint8Array([0, 0]);
		queue.add(ledger, { update, clients: [], removals: [], from: null, count: 0, done: () => {} });
	};
	return { begun, type };
}

describe('[L1] when the next commit begins', () => {
	beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'performance'] }));
	afterEach(() => void vi.useRealTimers());

	it('at once after a silence, also where commits are followed by a rest', async () => {
		const { begun, type } = openTable(4, 10);
		type();
		await vi.advanceTimersByTimeAsync(100);
		type();
		await vi.advanceTimersByTimeAsync(100);
		expect(begun).toEqual([0, 100]);
	});

	it('after a rest as long as the last commit took, and everything that came in meanwhile is one commit', async () => {
		const { begun, type } = openTable(4, 10);
		for (let ms = 0; ms < 20; ms++) {
			type();
			await vi.advanceTimersByTimeAsync(1);
		}
		expect(begun).toEqual([0, 8, 16]);
	});

	it('never rests longer than allowed, however slow the disk is', async () => {
		const { begun, type } = openTable(50, 10);
		type();
		await vi.advanceTimersByTimeAsync(1);
		type();
		await vi.advanceTimersByTimeAsync(100);
		expect(begun).toEqual([0, 60]);
	});

	it('at once after the last one where nothing is blocked by a commit', async () => {
		const { begun, type } = openTable(4, 0);
		type();
		await vi.advanceTimersByTimeAsync(1);
		type();
		await vi.advanceTimersByTimeAsync(20);
		expect(begun).toHaveLength(2);
		expect(begun[1]).toBeLessThan(6); // the next turn of the loop, which these timers count as 1 ms
	});
});
