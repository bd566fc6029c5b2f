import { randomBytes } from 'node:crypto';
import { isActionFailure, isHttpError, isRedirect } from '@sveltejs/kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSignIns } from '../../../src/lib/server/auth/sign-ins';
import { openVault } from '../../../src/lib/server/db/vault';
import { fillSchool, oneSchool, people, placesOf, type Asker } from '../../support/big-school';
import { fieldNames, hostileRequest } from '../../support/hostile-bodies';
import { castDay, openTestHouse } from '../../support/test-needs';

type Action = (event: object) => unknown;
const doors = import.meta.glob<{ actions?: Record<string, Action>; load?: Action }>(
	'../../../src/routes/**/+page.server.ts',
	{
		eager: true
	}
);
/** How many bodies each action gets from each person; a thousand (SECURITY D10) is `npm run promises -- bodies`. */
const bodies = 6;

const names = fieldNames();

describe('[D10] whatever is sent to an action, the answer is about what was sent', () => {
	let house: Awaited<ReturnType<typeof openTestHouse>>;
	beforeAll(async () => {
		house = await openTestHouse();
		house.setClock(new Date(castDay.getTime() - 86_400_000));
		// all children of this school share one key: no store, so that erasing one takes no other along
		house.needs.vault = openVault(new Uint8Array(randomBytes(32)));
		await fillSchool(house.db, house.needs.vault, oneSchool, castDay);
	}, 120_000);
	afterAll(() => house.close());

	const eventOf = (asker: Asker, route: string, request: Request, params: Record<string, string>) => ({
		params,
		request,
		url: new URL(request.url),
		route: { id: route },
		depends: () => {},
		setHeaders: () => {},
		getClientAddress: () => '127.0.0.1',
		cookies: { get: () => undefined, set: () => {}, delete: () => {}, getAll: () => [] },
		locals: {
			user: { id: people[asker], name: asker, about: '', email: `${asker}@bestuur.test`, admin: asker === 'admin' },
			locale: 'nl',
			authSessionId: null,
			provenAt: house.needs.clock(),
			house: {
				needs: house.needs,
				signIns: openSignIns(house.db, false),
				config: { demo: false, dev: false, smtp: null },
				demo: null
			}
		}
	});

	/** "200", a status, or what broke. */
	async function answerOf(work: () => unknown): Promise<string> {
		try {
			const answer = await work();
			return isActionFailure(answer) ? String(answer.status) : '200';
		} catch (error) {
			if (isHttpError(error)) return String(error.status);
			if (isRedirect(error)) return String(error.status);
			return String(error instanceof Error ? (error.stack ?? error.message) : error);
		}
	}

	const actions = Object.entries(doors).flatMap(([file, door]) => {
		const route = file.replace(/^.*\/src\/routes|\/\+page\.server\.ts$/g, '');
		return Object.entries(door.actions ?? {}).map(([name, action]) => ({ route, name, action }));
	});

	it('finds actions to ask', () => {
		expect(actions.length).toBeGreaterThan(60);
		expect(names.length).toBeGreaterThan(40);
	});

	for (const asker of ['teacher', 'lead', 'admin'] as const)
		it(`from a person of this kind: ${asker}`, { timeout: 600_000 }, async () => {
			const broken: string[] = [];
			let refused = 0;
			for (const [i, { route, name, action }] of actions.entries())
				for (let n = 0; n < bodies; n++) {
					const nth = i * 1_000 + n;
					const request = hostileRequest(`http://kijkkring.test${route}?/${name}`, names, nth);
					const answer = await answerOf(() =>
						action(eventOf(asker, route, request, { secret: 'x', token: 'x', file: 'x', ...placesOf(asker) }))
					);
					if (!/^[2-4]\d\d$/.test(answer)) broken.push(`${route}?/${name}, body ${nth}: ${answer.slice(0, 400)}`);
					if (/^4/.test(answer)) refused++;
				}
			expect(broken.slice(0, 20)).toEqual([]);
			expect(refused).toBeGreaterThan(actions.length);
			expect(({} as { admin?: unknown }).admin).toBeUndefined();
		});

	it('a page asked for with strange places answers that it is not there', { timeout: 120_000 }, async () => {
		const broken: string[] = [];
		for (const [file, { load }] of Object.entries(doors)) {
			if (!load || !file.includes('[')) continue;
			const route = file.replace(/^.*\/src\/routes|\/\+page\.server\.ts$/g, '');
			// U+0000 never comes this far: hooks.server.ts
			for (const strange of ['', '../..', '%2e%2e', 'x'.repeat(100_000), '\ud800', "' or 1=1 --"]) {
				const params = Object.fromEntries(Object.keys(placesOf('teacher')).map((name) => [name, strange]));
				const request = new Request('http://kijkkring.test/');
				const answer = await answerOf(() =>
					load(eventOf('teacher', route, request, { ...params, secret: strange, token: strange }))
				);
				if (!/^[34]\d\d$/.test(answer))
					broken.push(`${route} with ${JSON.stringify(strange.slice(0, 10))}: ${answer.slice(0, 300)}`);
			}
		}
		expect(broken).toEqual([]);
	});
});
