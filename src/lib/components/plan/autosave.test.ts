import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Autosave, type Sent } from './autosave.svelte';

let answers: Sent[];
let sent: string[][];
let saving: Autosave;
beforeEach(() => {
	vi.useFakeTimers();
	answers = [];
	sent = [];
	saving = new Autosave(async (fields) => {
		sent.push([...fields]);
		return answers.shift() ?? 'saved';
	});
});
afterEach(() => vi.useRealTimers());

describe('saving while typing', () => {
	it('waits for a rest, then sends each changed field once', async () => {
		saving.touch('happened');
		await vi.advanceTimersByTimeAsync(500);
		saving.touch('happened');
		saving.touch('next');
		expect(sent).toEqual([]);
		expect(saving.unsaved).toBe(true);
		await vi.advanceTimersByTimeAsync(700);
		expect(sent).toEqual([['happened', 'next']]);
		expect([saving.state, saving.unsaved]).toEqual(['saved', false]);
	});

	it('loses nothing without a connection, and sends it again with what was typed meanwhile', async () => {
		answers = ['unreachable'];
		saving.touch('happened');
		await vi.advanceTimersByTimeAsync(700);
		expect([saving.state, saving.unsaved]).toEqual(['waiting', true]);
		saving.touch('next');
		await vi.advanceTimersByTimeAsync(3000);
		expect(sent.at(-1)?.sort()).toEqual(['happened', 'next']);
		expect(saving.unsaved).toBe(false);
	});

	it('does not send a refused text again and again, but keeps it as not saved', async () => {
		answers = ['refused'];
		saving.touch('minutes');
		await vi.advanceTimersByTimeAsync(60_000);
		expect(sent).toEqual([['minutes']]);
		expect([saving.state, saving.unsaved]).toEqual(['refused', true]);
		saving.touch('minutes');
		await vi.advanceTimersByTimeAsync(700);
		expect(saving.state).toBe('saved');
	});

	it('never has two attempts under way', async () => {
		let arrive: (outcome: Sent) => void = () => {};
		let attempts = 0;
		const slow = new Autosave(() => {
			attempts++;
			return new Promise<Sent>((resolve) => (arrive = resolve));
		});
		slow.touch('note');
		await vi.advanceTimersByTimeAsync(700);
		slow.touch('note');
		await vi.advanceTimersByTimeAsync(5000);
		expect(attempts).toBe(1);
		arrive('saved');
		await vi.advanceTimersByTimeAsync(0);
		expect(attempts).toBe(2);
		expect(slow.unsaved).toBe(true);
	});

	it('leaves everything to the form’s own button when that is pressed', async () => {
		saving.touch('note');
		await saving.handOver();
		await vi.advanceTimersByTimeAsync(5000);
		expect(sent).toEqual([]);
		expect(saving.unsaved).toBe(false);
	});
});

describe('[LP3] the page goes away', () => {
	it('sends what waits and what is under way, at once', async () => {
		let answer = (_: Sent) => {};
		const calls: string[][] = [];
		const slow = new Autosave((fields) => {
			calls.push([...fields]);
			return new Promise((resolve) => (answer = resolve));
		});
		slow.touch('happened');
		await vi.advanceTimersByTimeAsync(700);
		slow.touch('next');
		expect(slow.pending).toEqual(['happened', 'next']);
		slow.lastCall();
		expect(calls).toEqual([['happened'], ['happened', 'next']]);
		answer('saved');
	});

	it('sends nothing when everything is saved', async () => {
		saving.touch('happened');
		await vi.advanceTimersByTimeAsync(700);
		expect(saving.pending).toEqual([]);
		saving.lastCall();
		expect(sent).toHaveLength(1);
	});
});
