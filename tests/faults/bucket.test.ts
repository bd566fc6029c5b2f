import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openS3, type S3 } from '../support/s3';
import { startServer } from '../support/server';

describe('a real start', () => {
	let s3: S3;
	const folder = mkdtempSync(path.join(tmpdir(), 'kijkkring-bucket-start-'));
	beforeAll(async () => void (s3 = await openS3()));
	afterAll(async () => {
		await s3.close();
		rmSync(folder, { recursive: true, force: true });
	});
	const start = (env: Record<string, string> = {}) =>
		startServer({
			database: 'pglite',
			demo: false,
			env: {
				CLIPS_S3_ENDPOINT: s3.settings.endpoint,
				CLIPS_S3_BUCKET: s3.settings.bucket,
				CLIPS_S3_KEY_ID: s3.settings.keyId,
				CLIPS_S3_SECRET: s3.settings.secret,
				CLIPS_S3_PREFIX: s3.settings.prefix,
				...env
			}
		});

	it('[K1][K6] comes up on a bucket that works, says where the master key lies, and never the secret', async () => {
		const server = await start();
		expect((await fetch(`${server.url}/health`)).status).toBe(200);
		expect(server.said()).toContain('KIJKKRING_KEY_FILE');
		expect(server.said()).not.toContain(s3.settings.secret);
		expect(s3.left('')).toEqual(['school/house']);
		expect(await server.stop()).toBe(0);
	});

	it('[K1] ends with one line when the bucket does not take it', async () => {
		const secretFile = path.join(folder, 'secret');
		writeFileSync(secretFile, 'mistyped-secret\n');
		const failed = await start({ CLIPS_S3_SECRET: '', CLIPS_S3_SECRET_FILE: secretFile }).catch(String);
		expect(failed).toMatch(/kijkkring: CLIPS_S3_SECRET: /); // an empty setting is no setting
		const wrong = await start({ CLIPS_S3_SECRET: 'mistyped-secret' }).catch(String);
		expect(wrong).toMatch(/kijkkring: CLIPS_S3_BUCKET: clips cannot be used: [^\n]*SignatureDoesNotMatch/);
		expect(wrong).not.toContain('mistyped-secret');
	});

	it('[K6] refuses another master key than the one its database was made under', async () => {
		const server = await startServer({ database: 'pglite', demo: true });
		writeFileSync(path.join(server.dataDir, 'keys', 'master.key'), randomBytes(32).toString('base64url'));
		await expect(server.restart()).rejects.toThrow('is not the master key under which this database was made');
		await server.stop().catch(() => undefined);
	});
});
