import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { mkdtempSync } from 'node:fs';
import { S3Bucket } from '$lib/server/media/bucket/s3-bucket';
import { openClipFiles } from '$lib/server/media/clip-files';
import { openS3 } from '../../support/s3';
import type { Measured } from '../live/verdict';
import { newClip, partBytes, segmentNames, sendInto } from './sealed-clip';

const viewers = 12;

/**
 * What playing from a bucket costs when the bucket is near: a service on this machine, in this process, that keeps the
 * objects in memory and checks every signature. A bucket further away adds its own way there and back to each request.
 */
export async function fromBucket(asked: { dir: string; file: string; rounds: number }): Promise<Measured[]> {
	const s3 = await openS3();
	const dir = mkdtempSync(path.join(asked.dir, `bucket-${randomBytes(3).toString('hex')}-`));
	const fresh = () =>
		openClipFiles({ dir, ffmpeg: null, bucket: { bucket: S3Bucket.at(s3.settings), belong: 'bucket' } });
	const clip = newClip();
	const first = await fresh();
	await sendInto(first, clip, asked.file, null);
	await first.putAway(clip.id, async () => true);
	await first.close();
	const [index, each, requests]: number[][] = [[], [], []];
	for (let round = 0; round < asked.rounds; round++) {
		const room = await fresh();
		const begun = performance.now();
		const names = await segmentNames(room, clip);
		index?.push(performance.now() - begun);
		const before = s3.asked.length;
		for (const name of names) {
			const at = performance.now();
			await partBytes(room, clip, name);
			each?.push(performance.now() - at);
			await Promise.all(Array.from({ length: viewers - 1 }, () => partBytes(room, clip, name)));
		}
		requests?.push((s3.asked.length - before) / names.length);
		await room.close();
	}
	await s3.close();
	const n = asked.rounds;
	return [
		{ id: 'M7', what: 'index of a clip in a bucket on this machine', unit: 'ms', values: index ?? [], n },
		{ id: 'M7', what: 'a segment from there', unit: 'ms', values: each ?? [], n: each?.length ?? 0 },
		{
			id: 'M7',
			what: `requests to the bucket for a segment that ${viewers} watch`,
			unit: 'x',
			values: requests ?? [],
			goal: 1.05,
			n
		}
	];
}
