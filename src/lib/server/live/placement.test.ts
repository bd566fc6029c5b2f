import { expect, test } from 'vitest';
import { chosen } from './placement';

const node = (name: string, draining = false) => ({ name, draining });
const three = [node('a'), node('b'), node('c')];
const sessions = Array.from({ length: 300 }, (_, i) => `session-${i}`);

test('[L16] everybody who asks is sent to the same process, in whatever order the processes are known', () => {
	for (const id of sessions) expect(chosen(three, id)).toBe(chosen([...three].reverse(), id));
	for (const { name } of three)
		expect(sessions.filter((id) => chosen(three, id)?.name === name).length).toBeGreaterThan(60);
});

test('[L16] when a process goes, only its own sessions move; one that drains gets none', () => {
	const two = [node('a'), node('b')];
	const leaving = [node('a'), node('b'), node('c', true)];
	for (const id of sessions) {
		const before = chosen(three, id)?.name;
		if (before !== 'c') expect(chosen(two, id)?.name).toBe(before);
		expect(chosen(leaving, id)).toEqual(chosen(two, id));
	}
	expect(chosen([node('a', true)], 's')).toBeNull();
});
