import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clipBytes, mediaRoom, newClip, shownTimes } from '../../support/clips';
import { openStage, type Stage } from './stage-page';

const room = await mediaRoom(null);
let stage: Stage;
beforeAll(async () => {
	stage = await openStage(room.files);
});
afterAll(async () => {
	await stage.end();
	await room.end();
});

async function brought(name: string) {
	const clip = newClip();
	await room.files.put(clip, await clipBytes(name));
	const seen = await room.files.inspect(clip);
	if (!seen.ok) throw new Error(seen.code);
	const list = await room.files.part(clip, 'index.m3u8', null);
	const text = list.ok ? await new Response(list.value.body as BodyInit).text() : '';
	let at = 0;
	const starts = [...text.matchAll(/#EXTINF:([\d.]+)/g)].map(
		([, seconds]) => (at += Number(seconds)) - Number(seconds)
	);
	return { clip, facts: seen.value, starts };
}

/** Half-way through picture `i` of a clip of 30 a second. */
const middle = (i: number): number => (i + 0.5) / 30;

/*
 * A browser that has what follows a border, and not what precedes it, takes a seek to just before the border for one it
 * can do: it shows the first picture it has. What is loaded when is what these tests decide.
 */
describe('[M5] the last pictures before every border, read from the pixels', () => {
	describe.each(['h264_aac_moovend.mp4', 'noaudio.mp4'])('%s', (name) => {
		it.each([
			['only what follows is loaded', false],
			['only what follows is loaded, and it plays', true]
		])(
			'%s',
			async (_state, playing) => {
				const { clip, starts } = await brought(name);
				for (const [n, border] of starts.entries()) {
					if (n < 2) continue; // the first segment is what tells the length: it is always there
					const first = Math.round(border * 30);
					for (const back of [1, 2, 3]) {
						await stage.open(clip, [0, n]);
						await stage.seek(middle(first));
						expect(await stage.read(first), `border ${n}`).toEqual({ number: first, stays: true });
						await stage.seek(middle(first - back), playing);
						await stage.asked(n - 1);
						stage.allow([n - 1]);
						const seen = await stage.read(first - back);
						expect(seen, `${back} before border ${n}`).toEqual({ number: first - back, stays: true });
					}
				}
			},
			120_000
		);

		it('nothing but the beginning is loaded', async () => {
			const { clip, starts } = await brought(name);
			for (const [n, border] of starts.entries()) {
				if (n < 2) continue;
				const last = Math.round(border * 30) - 1;
				await stage.open(clip, [0]);
				await stage.seek(middle(last));
				await stage.asked(n - 1);
				stage.allow(null);
				expect(await stage.read(last), `border ${n}`).toEqual({ number: last, stays: true });
			}
		}, 120_000);

		it('stepping back over every border, what precedes it not loaded', async () => {
			const { clip, facts, starts } = await brought(name);
			for (const [n, border] of starts.entries()) {
				if (n < 2) continue;
				const first = Math.round(border * 30);
				await stage.open(clip, [0, n]);
				await stage.seek(middle(first));
				await stage.read(first);
				const stepped = stage.step(facts, -1);
				await stage.asked(n - 1);
				stage.allow([n - 1]);
				await stepped;
				expect(await stage.read(first - 1), `border ${n}`).toEqual({ number: first - 1, stays: true });
			}
		}, 120_000);
	});

	it('uneven_bframes.mp4: a step is one picture, all the way there and back', async () => {
		const { clip, facts } = await brought('uneven_bframes.mp4');
		const numbers = (await shownTimes('uneven_bframes.mp4')).map((at) => Math.round(at * 30));
		await stage.open(clip, null);
		expect((await stage.read(numbers[0] ?? 0)).number).toBe(numbers[0]);
		for (const number of numbers.slice(1)) {
			await stage.step(facts, 1);
			expect(await stage.read(number)).toEqual({ number, stays: true });
		}
		for (const number of numbers.slice(0, -1).reverse()) {
			await stage.step(facts, -1);
			expect(await stage.read(number)).toEqual({ number, stays: true });
		}
	}, 180_000);
});
