import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clip } from '$lib/server/db/schema';
import { clipBytes } from '../support/clips';
import { type ProcessSchool, startProcesses } from '../support/processes';
import { sendClip } from '../support/send-clip';

describe('clips that arrive at a page process', () => {
	let school: ProcessSchool;
	let bytes: Uint8Array<ArrayBuffer>;
	beforeAll(async () => {
		bytes = new Uint8Array(await clipBytes('h264_aac_faststart.mp4'));
		school = await startProcesses({
			rooms: 1,
			people: 1,
			nodes: { web: 'web', first: 'worker', second: 'worker' },
			first: ['web']
		});
	});
	afterAll(() => school?.close());

	const statusOf = async (id: string) =>
		(await school.database.connection.db.select().from(clip).where(eq(clip.id, id)))[0]?.status;
	const ready = (id: string, within: number) =>
		expect.poll(() => statusOf(id), { timeout: within, interval: 50 }).toBe('ready');

	test('[L17] wait when nobody works, and are taken up by the first worker that starts', async () => {
		const id = await sendClip(school, bytes);
		// a second clip goes the whole way through the page process meanwhile: it had its chance to look at the first
		await sendClip(school, bytes);
		expect(await statusOf(id)).toBe('checking');
		await school.start('first');
		await ready(id, 10_000);
	});

	test('[L17] are ready at once while a worker is there', async () => {
		const asked = performance.now();
		await ready(await sendClip(school, bytes), 10_000);
		expect(performance.now() - asked).toBeLessThan(5_000);
	});

	test('[L17] are taken over by the worker that stood by when the other is killed', async () => {
		await school.start('second');
		await school.node('first').kill9();
		const id = await sendClip(school, bytes);
		await ready(id, 15_000);
	});
});
