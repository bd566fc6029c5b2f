import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './config';

const real = (ORIGIN: string) => readConfig({ ORIGIN, KIJKKRING_KEY: 'A'.repeat(43) }, false);

describe('the public address', () => {
	it('is kept as a browser says it, or no WebSocket would ever be ours', () => {
		expect(real('https://Kijkkring.School.example:443/').origin).toBe('https://kijkkring.school.example');
		expect(real('http://kijkkring.example:3000').origin).toBe('http://kijkkring.example:3000');
	});

	it('is an address of the web', () => {
		expect(() => real('mailto:noor@school.example')).toThrow(ConfigError);
	});
});

describe('what a process does', () => {
	const env = { ORIGIN: 'https://kijkkring.example', KIJKKRING_KEY: 'A'.repeat(43) };
	const shared = { ...env, DATABASE_URL: 'postgres://one/two' };

	it('is everything, unless it is told otherwise', () => {
		expect(readConfig(env, false)).toMatchObject({ role: 'all', drainSeconds: 20 });
		expect(readConfig({ ...shared, ROLE: 'live', NODE_NAME: 'one', DRAIN_SECONDS: '0' }, false)).toMatchObject({
			role: 'live',
			nodeName: 'one',
			drainSeconds: 0
		});
	});

	it('[L15] is everything on the embedded database, which cannot be shared, and in the demo', () => {
		expect(() => readConfig({ ...env, ROLE: 'live' }, false)).toThrow('ROLE: live needs DATABASE_URL');
		expect(() => readConfig({ KIJKKRING_DEMO: '1', ROLE: 'web' }, false)).toThrow(ConfigError);
	});

	it('has a name that fits in an address', () => {
		expect(() => readConfig({ ...shared, NODE_NAME: 'one/two' }, false)).toThrow('NODE_NAME');
		expect(readConfig(shared, false).nodeName).not.toBe(readConfig(shared, false).nodeName);
	});
});

describe('where clips lie', () => {
	const env = { ORIGIN: 'https://kijkkring.example', KIJKKRING_KEY: 'A'.repeat(43) };
	const bucket = {
		...env,
		CLIPS_S3_ENDPOINT: 'https://s3.example/',
		CLIPS_S3_BUCKET: 'kijkkring-clips',
		CLIPS_S3_KEY_ID: 'linde',
		CLIPS_S3_SECRET: 'not told'
	};
	const storeOf = (more: Record<string, string | undefined>) => readConfig({ ...bucket, ...more }, false).clipStore;

	it('[K1] is the folder, and a bucket when its settings are there', () => {
		expect(readConfig(env, false).clipStore).toEqual({ belong: 'folder', bucket: null });
		expect(storeOf({})).toEqual({
			belong: 'bucket',
			bucket: {
				endpoint: 'https://s3.example',
				bucket: 'kijkkring-clips',
				region: 'us-east-1',
				keyId: 'linde',
				secret: 'not told',
				style: 'path',
				prefix: 'kijkkring/'
			}
		});
		expect(storeOf({ CLIPS_S3_ENDPOINT: 'https://s3.eu-west-1.amazonaws.com' }).bucket?.style).toBe('host');
		expect(storeOf({ CLIPS_S3_ENDPOINT: 'http://minio:9000', CLIPS_STORE: 'folder' }).belong).toBe('folder');
		expect(storeOf({ CLIPS_S3_PREFIX: '' }).bucket?.prefix).toBe('');
	});

	it.each([
		['CLIPS_S3_ENDPOINT', { CLIPS_S3_ENDPOINT: undefined }],
		['CLIPS_S3_ENDPOINT', { CLIPS_S3_ENDPOINT: 'http://s3.example' }],
		['CLIPS_S3_ENDPOINT', { CLIPS_S3_ENDPOINT: 'http://[2001:db8::1]:9000' }],
		['CLIPS_S3_ENDPOINT', { CLIPS_S3_ENDPOINT: 'https://me:secret@s3.example' }],
		['CLIPS_S3_ENDPOINT', { CLIPS_S3_ENDPOINT: 'ftp://s3.example' }],
		['CLIPS_S3_BUCKET', { CLIPS_S3_BUCKET: 'Not a bucket' }],
		['CLIPS_S3_BUCKET', { CLIPS_S3_BUCKET: undefined }],
		['CLIPS_S3_KEY_ID', { CLIPS_S3_KEY_ID: undefined }],
		['CLIPS_S3_SECRET', { CLIPS_S3_SECRET: undefined }],
		['CLIPS_S3_SECRET_FILE', { CLIPS_S3_SECRET: undefined, CLIPS_S3_SECRET_FILE: '/nowhere/at/all' }],
		['CLIPS_S3_STYLE', { CLIPS_S3_STYLE: 'both' }],
		['CLIPS_S3_PREFIX', { CLIPS_S3_PREFIX: '../' }],
		['CLIPS_STORE', { CLIPS_STORE: 'cloud' }]
	])('[K1] stops with one line about %s', (name, change) => {
		expect(() => storeOf(change)).toThrow(new RegExp(`^${name}: [^\\n]+$`));
		expect(() => storeOf(change)).not.toThrow('not told');
	});

	it('[K1] is no bucket in the demo, and none without an address', () => {
		expect(() => readConfig({ KIJKKRING_DEMO: '1', CLIPS_S3_ENDPOINT: 'https://s3.example' }, false)).toThrow(
			'CLIPS_S3'
		);
		expect(() => readConfig({ ...env, CLIPS_STORE: 'bucket' }, false)).toThrow('CLIPS_S3_ENDPOINT');
	});
});

describe('the master key', () => {
	const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'kijkkring-config-'));
	afterAll(() => fs.rmSync(dir, { recursive: true, force: true }));
	const read = (name: string, more: Record<string, string> = {}, dev = false) =>
		readConfig({ ORIGIN: 'https://kijkkring.example', DATA_DIR: path.join(dir, name), ...more }, dev);

	it('[K6] is made once, for the server alone, and it is said when it lies among the data', () => {
		const [first, second] = [read('one'), read('one')];
		const file = path.join(dir, 'one', 'keys', 'master.key');
		expect(Buffer.from(first.masterKey).equals(Buffer.from(second.masterKey))).toBe(true);
		expect(fs.statSync(file).mode & 0o777).toBe(0o600);
		expect([first.warnings, second.warnings]).toEqual(
			Array.from({ length: 2 }, () => [expect.stringContaining('KIJKKRING_KEY_FILE')])
		);
		expect(read('one', {}, true).warnings).toEqual([]);
		expect(readConfig({ KIJKKRING_DEMO: '1', DATA_DIR: path.join(dir, 'one') }, false).warnings).toEqual([]);
	});

	it('[K6] lies elsewhere without a word, unless others can read it', () => {
		const file = path.join(dir, 'apart.key');
		expect(read('two', { KIJKKRING_KEY_FILE: file }).warnings).toEqual([]);
		fs.chmodSync(file, 0o644);
		expect(read('two', { KIJKKRING_KEY_FILE: file }).warnings).toEqual([expect.stringContaining('chmod 600')]);
	});

	it('[K6] is never made anew where there is data', () => {
		for (const name of ['clips', 'database']) {
			fs.mkdirSync(path.join(dir, name, name), { recursive: true });
			expect(() => read(name)).toThrow(/^KIJKKRING_KEY_FILE: there is no master key at .*$/);
			expect(() => read(name, { KIJKKRING_KEY_FILE: path.join(dir, 'mistyped') })).toThrow('there is no master key');
		}
		expect(fs.existsSync(path.join(dir, 'mistyped'))).toBe(false);
	});
});

describe('messages to devices', () => {
	const env = { KIJKKRING_KEY: 'A'.repeat(43), PUSH_CONTACT: 'ict@school.example' };

	it('[RD11] are off, unless whoever runs this says whom a push service may ask', () => {
		expect(real('https://kijkkring.example').push).toBeNull();
		expect(readConfig({ ...env, ORIGIN: 'https://kijkkring.example' }, false).push).toEqual({
			contact: 'ict@school.example'
		});
		expect(() => readConfig({ ...env, ORIGIN: 'https://kijkkring.example', PUSH_CONTACT: 'ja' }, false)).toThrow(
			'PUSH_CONTACT'
		);
	});

	it('[RD11] are off without TLS, and the start says so; this machine itself is near enough', () => {
		const plain = readConfig({ ...env, ORIGIN: 'http://kijkkring.school' }, false);
		expect(plain.push).toBeNull();
		expect(plain.warnings.join()).toContain('PUSH_CONTACT');
		expect(readConfig({ ...env, ORIGIN: 'http://localhost:3000' }, false).push).not.toBeNull();
	});
});

describe('[A15] the school’s own provider', () => {
	const env = { ORIGIN: 'https://kijkkring.example', KIJKKRING_KEY: 'A'.repeat(43) };
	const given = { OIDC_ISSUER: 'https://login.school.example', OIDC_CLIENT_ID: 'kijkkring', OIDC_CLIENT_SECRET: 's' };

	it('is asked nothing unless its settings are there', () => {
		expect(readConfig(env, false).oidc).toBeNull();
		expect(readConfig({ ...env, ...given }, false).oidc).toEqual({
			...{ issuer: 'https://login.school.example', clientId: 'kijkkring', secret: 's' },
			...{ name: 'login.school.example', trustMfa: false }
		});
		const here = { ...given, OIDC_ISSUER: 'http://127.0.0.1:9000', OIDC_NAME: 'De Linde', OIDC_TRUST_MFA: '1' };
		expect(readConfig({ ...env, ...here }, false).oidc).toMatchObject({ name: 'De Linde', trustMfa: true });
	});

	it.each([
		['OIDC_ISSUER', { OIDC_ISSUER: undefined }],
		['OIDC_ISSUER', { OIDC_ISSUER: 'http://login.school.example' }],
		['OIDC_ISSUER', { OIDC_ISSUER: 'http://127.0.0.1.school.example' }],
		['OIDC_ISSUER', { OIDC_ISSUER: 'https://login.school.example/?a=1' }],
		['OIDC_CLIENT_ID', { OIDC_CLIENT_ID: undefined }],
		['OIDC_CLIENT_SECRET', { OIDC_CLIENT_SECRET: undefined }],
		['OIDC_CLIENT_SECRET_FILE', { OIDC_CLIENT_SECRET: undefined, OIDC_CLIENT_SECRET_FILE: '/nowhere/at/all' }],
		['KIJKKRING_DEMO', { KIJKKRING_DEMO: '1', ORIGIN: undefined, KIJKKRING_KEY: undefined }]
	])('says that %s is wrong', (name, wrong) => {
		expect(() => readConfig({ ...env, ...given, ...wrong }, false)).toThrow(new RegExp(`^${name}: `));
	});
});
