import { isHttpError, isRedirect } from '@sveltejs/kit';
import { beforeAll, describe, expect, it } from 'vitest';
import { openSignIns } from '../../../src/lib/server/auth/sign-ins';
import { shelfOf } from '../../../src/lib/server/use-cases/people/shelf-of';
import { fillSchool, oneSchool, people, placesOf, type Asker, type Size } from '../../support/big-school';
import { countQueries } from '../../support/count-queries';
import { castDay, openTestHouse } from '../../support/test-needs';

type Load = (event: object) => unknown;
/** Every page behind the sign-in; a new one is asked too, without being named here. */
const pages = import.meta.glob<{ load?: Load }>('../../../src/routes/?member?/**/+page.server.ts', {
	eager: true
});
const larger: Size = { teams: 6, teachers: 6, entries: 6, seats: 5 };
const before = new Date(castDay.getTime() - 86_400_000);

/** What each page of each person answered and asked, in a school of this size. */
async function walk(size: Size): Promise<Map<string, { answer: string; asked: string[] }>> {
	const house = await openTestHouse();
	try {
		// the day before a meeting: much is still to be done
		house.setClock(before);
		await fillSchool(house.db, house.needs.vault, size, castDay);
		const count = countQueries(house.db);
		const found = new Map<string, { answer: string; asked: string[] }>();
		for (const asker of Object.keys(people) as Asker[])
			for (const [file, page] of Object.entries(pages)) {
				if (!page.load) continue;
				const route = file.replace(/^.*\(member\)|\/\+page\.server\.ts$/g, '');
				const user = { id: people[asker], name: asker, about: '', email: '', admin: asker === 'admin' };
				const event = {
					params: placesOf(asker),
					url: new URL(`http://kijkkring.test${route}`),
					request: new Request(`http://kijkkring.test${route}`),
					depends: () => {},
					cookies: { get: () => undefined },
					locals: {
						user,
						locale: 'nl',
						authSessionId: null,
						house: {
							needs: house.needs,
							signIns: openSignIns(house.db, false),
							schoolDoor: null,
							pace: () => ({ ok: true, value: null }),
							config: { demo: false, dev: false },
							demo: null
						}
					}
				};
				count.taken();
				await shelfOf(house.needs, user.id);
				const answer = await answerOf(page.load, event);
				found.set(`${asker} ${route}`, { answer, asked: count.taken() });
			}
		return found;
	} finally {
		await house.close();
	}
}

async function answerOf(load: Load, event: object): Promise<string> {
	try {
		await load(event);
		return 'shown';
	} catch (error) {
		if (isHttpError(error)) return String(error.status);
		if (isRedirect(error)) return error.location;
		throw error;
	}
}

describe('[TD1] a page asks the database as often in a large school as in a small one', () => {
	let [small, large]: Awaited<ReturnType<typeof walk>>[] = [];
	beforeAll(async () => {
		small = await walk(oneSchool);
		large = await walk(larger);
		// every page of everybody, twice: a minute's work on a crowded machine
	}, 240_000);

	for (const asker of Object.keys(people) as Asker[])
		it(`for a person of this kind: ${asker}`, () => {
			const told = [...(large ?? [])].filter(([name]) => name.startsWith(`${asker} `));
			const grown = told.flatMap(([name, { answer, asked }]) => {
				const then = small?.get(name);
				const more = asked.length - (then?.asked.length ?? 0);
				return more > 0 || answer !== then?.answer
					? [`${name}: ${then?.answer} ${then?.asked.length} -> ${answer} ${asked.length}`]
					: [];
			});
			expect(grown).toEqual([]);
			expect(told.filter(([, { answer }]) => answer === 'shown').length).toBeGreaterThan(5);
		});
});
