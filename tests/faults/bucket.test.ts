import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clipBytes } from '../support/clips';
import { type ProcessSchool, startProcesses } from '../support/processes';
import { openS3, type S3 } from '../support/s3';
import { sendClip } from '../support/send-clip';
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
		startServer({ database: 'pglite', demo: false, env: { ...settingsOf(s3), ...env } });

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

describe('a page process and a worker on one bucket', () => {
	let s3: S3;
	let school: ProcessSchool;
	beforeAll(async () => {
		s3 = await openS3();
		const nodes = { web: 'web', worker: 'worker' } as const;
		school = await startProcesses({ rooms: 1, people: 1, nodes, env: settingsOf(s3) });
	});
	afterAll(async () => {
		await school?.close();
		await s3.close();
	});
	const sent = async (): Promise<string> => sendClip(school, new Uint8Array(await clipBytes('h264_aac_faststart.mp4')));
	const underName = (id: string): string[] => s3.left(`school/clips/${id}`);
	const onWorkbench = (id: string): boolean => existsSync(path.join(school.dataDir, 'clips', 'clips', id));
	const putAway = (id: string) =>
		expect.poll(() => [underName(id).length, onWorkbench(id)], { timeout: 60_000, interval: 50 }).toEqual([1, false]);

	it('[K1][K4] the worker puts it away, the page shows it from there and erases it there', async () => {
		const id = await sent();
		await putAway(id);
		expect((await school.ask(0, `/clips/${id}/media/seg1.m4s`)).status).toBe(200);
		await school.ask(0, `/clips/${id}?/erase`, {});
		await expect.poll(() => underName(id)).toEqual([]);
		expect((await school.ask(0, `/clips/${id}/media/seg1.m4s`)).status).toBe(404);
	});

	it('[K2] a worker that is killed while it puts a clip away leaves it whole, and the next one finishes', async () => {
		let reached = (): void => {};
		const inFlight = new Promise<void>((resolve) => (reached = resolve));
		s3.fault = ({ method, name }) =>
			method === 'PUT' && name.includes('original') ? (reached(), { is: 'waits', until: new Promise(() => {}) }) : null;
		const id = await sent();
		await inFlight;
		await school.node('worker').kill9();
		s3.fault = () => null;
		expect((await school.ask(0, `/clips/${id}/media/seg1.m4s`)).status).toBe(200);
		expect(onWorkbench(id)).toBe(true);
		await school.start('worker');
		await putAway(id);
		expect((await school.ask(0, `/clips/${id}/media/seg0.m4s`)).status).toBe(200);
	});
});

const settingsOf = ({ settings }: S3): Record<string, string> => ({
	CLIPS_S3_ENDPOINT: settings.endpoint,
	CLIPS_S3_BUCKET: settings.bucket,
	CLIPS_S3_KEY_ID: settings.keyId,
	CLIPS_S3_SECRET: settings.secret,
	CLIPS_S3_PREFIX: settings.prefix
});
