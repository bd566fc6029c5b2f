import { expect, it } from 'vitest';
import { Accepted } from './accepted';

const bytes = (size: number, fill: number) => new Uint8Array(size).fill(fill);
const read = (accepted: Accepted) => [...accepted].map((update) => [update.length, update[0], update.at(-1)]);

it('gives back what was put in, in order, however much it is', () => {
	const accepted = new Accepted();
	const sizes = [1, 250, 3, 100_000, 70_000, 2];
	sizes.forEach((size, i) => accepted.add(bytes(size, i)));
	expect(read(accepted)).toEqual(sizes.map((size, i) => [size, i, i]));
	expect(accepted.count).toBe(sizes.length);
});

it('begins again with one update for all before it', () => {
	const accepted = new Accepted();
	for (let n = 0; n < 1000; n++) accepted.add(bytes(500, 1));
	accepted.restart(bytes(900, 2));
	accepted.add(bytes(10, 3));
	expect(read(accepted)).toEqual([
		[900, 2, 2],
		[10, 3, 3]
	]);
});

it('says when it holds much more than the document, and not before', () => {
	const accepted = new Accepted();
	accepted.restart(bytes(100_000, 1));
	for (let n = 0; n < 30; n++) accepted.add(bytes(9_000, 2));
	expect(accepted.wasteful).toBe(false);
	for (let n = 0; n < 10; n++) accepted.add(bytes(9_000, 2));
	expect(accepted.wasteful).toBe(true);
	accepted.restart(bytes(100_000, 3));
	expect(accepted.wasteful).toBe(false);
});
