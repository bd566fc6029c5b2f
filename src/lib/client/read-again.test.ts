import { beforeEach, expect, it, vi } from 'vitest';

const page = vi.hoisted(() => ({
	navigating: { complete: null as Promise<unknown> | null },
	read: [] as string[]
}));
vi.mock('$app/state', () => ({ navigating: page.navigating }));
vi.mock('$app/navigation', () => ({
	invalidate: async (name: string) => void page.read.push(name),
	invalidateAll: async () => void page.read.push('all')
}));
const { readAgain } = await import('./read-again');

beforeEach(() => {
	page.navigating.complete = null;
	page.read.length = 0;
});

it('reads at once when nobody is on her way, by name or all of it', async () => {
	await readAgain('kijkkring:news');
	await readAgain();
	expect(page.read).toEqual(['kijkkring:news', 'all']);
});

it('lets whoever is on her way arrive first, also when she sets out again or does not get there', async () => {
	const trips = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()] as const;
	page.navigating.complete = trips[0].promise;
	const read = readAgain('kijkkring:news');
	page.navigating.complete = trips[1].promise;
	trips[0].reject(new Error('navigation aborted'));
	await trips[0].promise.catch(() => {});
	expect(page.read).toEqual([]);
	page.navigating.complete = null;
	trips[1].resolve(undefined);
	await read;
	expect(page.read).toEqual(['kijkkring:news']);
});

it('waits once for one that was broken off and is still said to be under way', async () => {
	const trip = Promise.reject(new Error('navigation aborted'));
	page.navigating.complete = trip;
	await readAgain('kijkkring:news');
	expect(page.navigating.complete).toBe(trip);
	expect(page.read).toEqual(['kijkkring:news']);
});
