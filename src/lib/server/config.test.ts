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
