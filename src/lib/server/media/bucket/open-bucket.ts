import { randomBytes } from 'node:crypto';
import { S3Bucket } from './s3-bucket';
import type { BucketSettings } from './s3-line';

/** A bucket that cannot be used as it is: one line for whoever starts the server. */
class BucketTrouble extends Error {}

/**
 * Tries the bucket out before anything is trusted to it: writes a few bytes, reads a range of them back, deletes them.
 * `house` names this installation: a bucket (or the part of it that the prefix names) has one, because each clears away
 * what its own database says is erased. Throws `BucketTrouble` with one line. `warn` hears what is no reason to stop.
 */
export async function openBucket(
	settings: BucketSettings,
	house: string,
	warn: (line: string) => void,
	bucket: S3Bucket = S3Bucket.at(settings)
): Promise<S3Bucket> {
	try {
		await tryOut(bucket);
		await claim(bucket, house);
		bucket.versions = await bucket.askVersions();
		if (bucket.versions !== 'none') await tryVersions(bucket, warn);
		await bucket.sendings('clips/');
	} catch (error) {
		if (error instanceof BucketTrouble) throw error;
		const said = error instanceof Error ? error.message : 'unknown';
		throw new BucketTrouble(`CLIPS_S3_BUCKET: ${settings.bucket} cannot be used: ${said}`);
	}
	return bucket;
}

async function tryOut(bucket: S3Bucket): Promise<void> {
	const name = `check/${randomBytes(8).toString('hex')}`;
	const bytes = new Uint8Array(randomBytes(256));
	await bucket.put(name, bytes);
	const back = await bucket.range(name, 100, 50);
	await bucket.remove({ name });
	if (!back || !Buffer.from(back.bytes).equals(bytes.subarray(100, 150)))
		throw new BucketTrouble('CLIPS_S3_BUCKET: what was written did not come back the same');
}

async function claim(bucket: S3Bucket, house: string): Promise<void> {
	const found = await bucket.get('house');
	if (!found) return bucket.put('house', new TextEncoder().encode(house));
	if (new TextDecoder().decode(found).trim() !== house)
		throw new BucketTrouble(
			'CLIPS_S3_BUCKET: holds clips of an installation with another master key; give this one a CLIPS_S3_PREFIX of its own'
		);
}

/** [K5] What was deleted must be gone: where the bucket keeps older versions, those are deleted one by one. */
async function tryVersions(bucket: S3Bucket, warn: (line: string) => void): Promise<void> {
	const advice = 'erased clips stay there as noise without a key; see docs/operate.md, "Clips in a bucket"';
	if (bucket.versions === 'unsaid')
		return warn(`the bucket does not say whether it keeps older versions (s3:GetBucketVersioning); if so, ${advice}`);
	try {
		for (const thing of await bucket.listVersions('check/')) await bucket.remove(thing);
	} catch {
		bucket.versions = 'unsaid';
		warn(`the bucket keeps older versions, and they cannot be deleted (s3:DeleteObjectVersion): ${advice}`);
	}
}
