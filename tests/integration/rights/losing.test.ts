import { afterAll, afterEach, expect, test } from 'vitest';
import { blindAfter, losses, people, watchTogether, type Watched } from '../../support/rights-matrix/losses';
import { closeHouse } from '../live/open-room';

let at: Watched | null = null;
afterEach(async () => {
	await at?.room.close();
	at = null;
});
afterAll(closeHouse);

for (const loss of losses)
	test(
		`[RG5] ${loss.name}: pictures and line stop for whom it is about, and for nobody else`,
		{ timeout: 180_000 },
		async () => {
			const together = (at = await watchTogether());
			for (const who of people) {
				expect([who, together.lines.get(who)?.refusedWith]).toEqual([who, null]);
				expect([who, await together.seesPicture(who)]).toEqual([who, true]);
			}
			await loss.lose(together);
			for (const who of people) {
				const loses = loss.who.includes(who);
				if (loses) await together.lines.get(who)?.closed();
				expect([who, await together.seesPicture(who)]).toEqual([who, !blindAfter(loss).includes(who)]);
				if (loses)
					expect([who, (await together.room.join(together.cookies.get(who) ?? '')).refusedWith]).not.toEqual([
						who,
						null
					]);
			}
			// whoever keeps her right is not cut off: her next word arrives
			for (const who of people)
				if (!loss.who.includes(who)) expect([who, together.lines.get(who)?.closedWith]).toEqual([who, null]);
		}
	);
