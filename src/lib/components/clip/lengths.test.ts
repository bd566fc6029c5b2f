import { expect, it } from 'vitest';
import { minutesAndSeconds } from './lengths';

it('rounds to whole seconds and carries over to minutes', () => {
	expect(minutesAndSeconds(168_000)).toEqual([2, 48]);
	expect(minutesAndSeconds(59_700)).toEqual([1, 0]);
	expect(minutesAndSeconds(120)).toEqual([0, 1]);
});
