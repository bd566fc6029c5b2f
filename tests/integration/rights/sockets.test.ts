import http from 'node:http';
import type net from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { screenCookieName } from '$lib/server/auth/screen-cookie';
import { nameOf } from '$lib/server/use-cases/people/name-of';
import { screenNow } from '$lib/server/use-cases/screen/screen-now';
import { joinTable } from '$lib/server/use-cases/session/enter';
import { openLiveTable } from '$lib/server/live/live-table';
import { LiveClient } from '../../support/live-client';
import { expected } from '../../support/rights-matrix/judge';
import { openRunner, type Runner } from '../../support/rights-matrix/runner';
import { askedIn, isSecondTime } from '../../support/rights-matrix/walk';
import { castDay } from '../../support/test-needs';
import { states, subjects, type State, type Subject } from '../../support/rights-matrix/world';

let runner: Runner;
beforeAll(async () => {
	runner = await openRunner();
}, 240_000);
afterAll(() => runner.close());

const cookieIn = (header: string | null, name: string) =>
	header
		?.split(/;\s*/)
		.find((one) => one.startsWith(`${name}=`))
		?.slice(name.length + 1) ?? null;

/** The live table of this state, behind a door of its own. */
async function openLive() {
	const { needs, house, connection } = runner.world;
	const live = openLiveTable({
		...{ db: needs.db, vault: needs.vault, clock: needs.clock, kind: connection.kind, neighbours: null },
		enter: (userId, sessionId) => joinTable(needs, userId, sessionId),
		nameOf: (userId) => nameOf(needs, userId),
		whoIs: (header) => house.signIns.read(cookieIn(header, house.signIns.cookieName), castDay),
		whichScreen: (header) => screenNow(needs, cookieIn(header, screenCookieName(house.signIns))),
		allowedOrigin: ({ headers }) => headers.origin === 'https://kijkkring.test'
	});
	const server = http.createServer();
	server.on('upgrade', live.upgrade);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as net.AddressInfo;
	return {
		/** The status of the refusal; null for whoever came in. */
		async knock(who: Subject, place: string, origin = 'https://kijkkring.test'): Promise<number | null> {
			const client = new LiveClient();
			await client.open(`ws://127.0.0.1:${port}/live/${place}?saved=1`, { cookie: runner.world.cookieOf(who), origin });
			client.drop();
			return client.refusedWith;
		},
		async close() {
			await live.close();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		}
	};
}

const aboutSessions = (Object.keys(states) as State[]).filter((state) => states[state].touches.test('[session]'));

for (const state of aboutSessions)
	it.skipIf(isSecondTime)(`[RG4] the table opens for whom it is: ${state}`, { timeout: 300_000 }, async () => {
		const wrong: string[] = [];
		await runner.inState(state, async () => {
			const live = await openLive();
			for (const who of askedIn(state)) {
				const userId = subjects[who];
				const answer = expected('joins', who, state);
				const should = answer === 'done' ? null : answer === 'sign in' ? 401 : 404;
				const places = {
					'session/s-open/table': should,
					[`session/s-open/own/${userId ?? 'marit'}`]: should,
					// another's own pages, and what is not there, whoever asks
					[`session/s-open/own/${userId === 'kees' ? 'marit' : 'kees'}`]: should ?? 404,
					'session/s-open/secret': 404,
					'session/nowhere/table': should ?? 404
				};
				for (const [place, status] of Object.entries(places)) {
					const heard = await live.knock(who, place);
					if (heard !== status) wrong.push(`${who} at ${place}: ${heard} instead of ${status}`);
				}
				if (should !== null) continue;
				const elsewhere = await live.knock(who, 'session/s-open/table', 'https://elders.test');
				if (elsewhere !== 403) wrong.push(`${who} from another site: ${elsewhere}`);
			}
			await live.close();
		});
		expect(wrong).toEqual([]);
	});
