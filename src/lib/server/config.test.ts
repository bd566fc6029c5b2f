import { describe, expect, it } from 'vitest';
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
