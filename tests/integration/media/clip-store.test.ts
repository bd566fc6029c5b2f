import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClipFolders } from '$lib/server/media/clip-folders';
import { bucketRoom } from '../../support/bucket-room';
import { holdsClips } from '../../support/clip-store-contract';

holdsClips('a folder', async () => {
	const dir = await mkdtemp(join(tmpdir(), 'kijkkring-store-'));
	return { store: await ClipFolders.open(dir), end: () => rm(dir, { recursive: true, force: true }) };
});

for (const versions of [false, true])
	holdsClips(`a bucket ${versions ? 'that keeps versions' : 'as it is'}`, async () => {
		const room = await bucketRoom('bucket', { versions });
		return { store: room.freshStore(), end: room.end };
	});

holdsClips('a folder with a bucket that is being left', async () => {
	const room = await bucketRoom('folder');
	return { store: room.freshStore(), end: room.end };
});
