import { expect, it } from 'vitest';
import { visitOf } from './visit';

it('[PC9] a guest is one from an hour before the meeting until three hours after its planned end', () => {
	const { from, until } = visitOf({ startsAt: new Date('2026-11-12T14:30:00Z'), minutes: 60 });
	expect(new Date(from).toISOString()).toBe('2026-11-12T13:30:00.000Z');
	expect(new Date(until).toISOString()).toBe('2026-11-12T18:30:00.000Z');
});
