import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { inTime } from './in-time';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('hands on what came in time, a refusal too', async () => {
	expect(await inTime(Promise.resolve('here'), 10)).toBe('here');
	await expect(inTime(Promise.reject(new Error('gone')), 10)).rejects.toThrow('gone');
	expect(vi.getTimerCount()).toBe(0);
});

it('[G5] gives up an answer that never comes, so that the next one can ask anew', async () => {
	const given = expect(inTime(new Promise(() => {}), 10)).rejects.toThrow('did not answer');
	await vi.advanceTimersByTimeAsync(11);
	await given;
});
