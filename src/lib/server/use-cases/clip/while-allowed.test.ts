import { expect, it } from 'vitest';
import { whileAllowed } from './while-allowed';

/** Ten pieces of a file, read one by one; the clock moves on by `step` ms with each. */
async function readWith(step: number, stillMay: () => boolean) {
	let now = 0;
	let closed = false;
	let left = 10;
	const file = new ReadableStream<Uint8Array>({
		pull(controller) {
			now += step;
			controller.enqueue(new Uint8Array([left]));
			if (--left === 0) controller.close();
		},
		cancel: () => void (closed = true)
	});
	const reader = whileAllowed(
		file,
		async () => stillMay(),
		() => now
	).getReader();
	let pieces = 0;
	try {
		while (!(await reader.read()).done) pieces++;
		return { pieces, whole: true, closed };
	} catch {
		return { pieces, whole: false, closed };
	}
}

it('somebody who may gets all of it', async () => {
	expect(await readWith(600, () => true)).toMatchObject({ pieces: 10, whole: true });
});

it('a right that ends on the way ends the bytes too, and the file is let go of', async () => {
	let asked = 0;
	const read = await readWith(600, () => ++asked < 2);
	expect(read).toMatchObject({ whole: false, closed: true });
	expect(read.pieces).toBeLessThan(6);
});

it('does not ask at every piece', async () => {
	let asked = 0;
	await readWith(100, () => ++asked > 0);
	expect(asked).toBeLessThanOrEqual(1);
});
