import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BucketStore } from '$lib/server/media/bucket/bucket-store';
import { ClipBucket } from '$lib/server/media/bucket/clip-bucket';
import { S3Bucket } from '$lib/server/media/bucket/s3-bucket';
import { S3Line, type BucketSettings } from '$lib/server/media/bucket/s3-line';
import { ClipFolders } from '$lib/server/media/clip-folders';
import { openClipFiles } from '$lib/server/media/clip-files';
import { openS3, type S3 } from './s3';

/** A bucket that tries again without waiting. */
export const hastyBucket = (settings: BucketSettings): S3Bucket =>
	new S3Bucket(new S3Line(settings, () => Promise.resolve()));

/** A workbench in a folder of its own, and a bucket; `end` removes both. */
export async function bucketRoom(belong: 'bucket' | 'folder' = 'bucket', settings: Parameters<typeof openS3>[0] = {}) {
	const s3: S3 = await openS3(settings);
	const dir = await mkdtemp(join(tmpdir(), 'kijkkring-bucket-'));
	const bucket = hastyBucket(s3.settings);
	if (settings.versions) bucket.versions = 'kept';
	const folders = await ClipFolders.open(dir);
	return {
		s3,
		dir,
		bucket,
		folders,
		/** Knows nothing yet of what lies there, as after a start. */
		freshStore: (to = belong) => new BucketStore(folders, new ClipBucket(bucket), to),
		openFiles: () => openClipFiles({ dir, ffmpeg: null, bucket: { bucket, belong } }),
		async end() {
			await s3.close();
			await rm(dir, { recursive: true, force: true });
		}
	};
}
