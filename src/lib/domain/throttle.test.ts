import { describe, expect, it } from 'vitest';
import { accountsPerAddress, waitForAddress, freeTries, networkOf, triesPerDay, waitForAccount } from './throttle';

const minute = 60_000;
const now = 1_000 * minute;
const times = (n: number, at = now) => Array.from({ length: n }, () => at);

describe('[E4] guessing at one account', () => {
	it('the first five wrong passwords cost nothing', () => expect(waitForAccount(times(freeTries - 1), now)).toBe(0));
	it('then two seconds', () => expect(waitForAccount(times(freeTries), now)).toBe(2_000));
	it('then twice as long each time', () => expect(waitForAccount(times(freeTries + 2), now)).toBe(8_000));
	it('never more than twenty-five seconds', () => expect(waitForAccount(times(60), now)).toBe(25_000));
	it('waiting helps', () => expect(waitForAccount(times(freeTries, now - minute), now)).toBe(0));
	it('yesterday is forgotten', () => expect(waitForAccount(times(60, now - 25 * 60 * minute), now)).toBe(0));

	it('somebody who guesses as fast as she may gets at most a hundred guesses a day', () => {
		const failures: number[] = [];
		for (let at = 0; at < 24 * 60 * minute; at += 1_000) if (waitForAccount(failures, at) === 0) failures.push(at);
		expect(failures.length).toBeLessThanOrEqual(triesPerDay);
		expect(failures.length).toBeGreaterThan(80);
	});
});

describe('[E4] one address', () => {
	it('a school behind one address goes on', () => expect(waitForAddress(accountsPerAddress - 1, now, now)).toBe(0));
	it('many accounts failing from one address wait', () =>
		expect(waitForAddress(accountsPerAddress, now - 5_000, now)).toBe(20_000));
	it('and nobody longer than twenty-five seconds after the last', () =>
		expect(waitForAddress(500, now - 25_000, now)).toBe(0));
});

describe('[E4] a network', () => {
	it.each([
		['10.0.0.1', '10.0.0.1'],
		['::ffff:10.0.0.1', '10.0.0.1'],
		['2001:db8:0:7:a:b:c:d', '2001:db8:0:7'],
		['2001:db8:0:7::1', '2001:db8:0:7'],
		['2001:db8::7:0:0:0:2', '2001:db8:0:7'],
		['2001:0DB8:0000:0007::3', '2001:db8:0:7'],
		['2001:db8::1', '2001:db8:0:0'],
		['fe80::1%eth0', 'fe80:0:0:0'],
		['::1', '0:0:0:0'],
		['::', '0:0:0:0'],
		['unknown', 'unknown'],
		['', '']
	])('%s is of %s', (address, network) => expect(networkOf(address)).toBe(network));
});
