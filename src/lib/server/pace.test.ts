import { expect, it } from 'vitest';
import { openPace, paces, type Paced } from './pace';

it('[A21] [E10] a burst, then one at a time; of each person and each thing by itself', () => {
	let now = 1_000_000;
	const pace = openPace(() => new Date(now));
	for (const what of Object.keys(paces) as Paced[]) {
		const { burst, perMinute } = paces[what];
		for (let i = 0; i < burst; i++) expect(pace(what, 'marit')).toEqual({ ok: true, value: null });
		const wait = 60_000 / perMinute;
		for (let i = 0; i < 100; i++)
			expect(pace(what, 'marit')).toMatchObject({ code: 'too-many-tries', facts: { wait } });
		expect(pace(what, 'kees').ok).toBe(true);
		// asking on costs her nothing: after the wait she was told she is let through
		now += wait;
		expect(pace(what, 'marit').ok).toBe(true);
		expect(pace(what, 'marit').ok).toBe(false);
	}
});
