import { randomBytes } from 'node:crypto';
import process from 'node:process';
import { may } from '$lib/domain/permissions';
import { clipAccessOf, findClip } from '$lib/server/db/clips';
import { connect } from '$lib/server/db/connection';
import { asPerson } from '$lib/server/db/who-asks';
import { consentOf } from '$lib/server/db/consent';
import { inGroup } from '$lib/server/db/groups';
import { helpsUntil } from '$lib/server/db/help';
import { standingAt, standingOf } from '$lib/server/db/people';
import { findSession } from '$lib/server/db/sessions';
import { openVault } from '$lib/server/db/vault';
import { visitsUntil } from '$lib/server/db/visits';
import { fillSchool, oneSchool, people, wholeBoard } from '../support/big-school';
import { startPostgres } from '../support/postgres';
import { percentile, report, rounded, type Figure } from './figures';

/**
 * What it costs a request to ask who may: the facts a right depends on, read afresh from PostgreSQL, and the question
 * itself. The row that it is about is read anyway, and is not counted.
 *
 *   npm run bench:rights              one school
 *   npm run bench:rights -- --board   500 teams, 10,000 children
 */
const size = process.argv.includes('--board') ? wholeBoard : oneSchool;
const [times, warm] = [1000, 100];
const goal = 1;
const now = new Date();

const cluster = await startPostgres();
const connection = await connect({ url: cluster.url }, 'drizzle');
try {
	await fillSchool(connection.db, openVault(new Uint8Array(randomBytes(32))), size, now);
	const { teacher } = people;
	// as a request asks: under the rules of rows [RG8]
	const db = connection.persons;
	const clip = await findClip(connection.db, 'g1-c2-p3-k');
	const session = await findSession(connection.db, 'g1-c2-p3-s');
	if (!clip || !session) throw new Error('the invented school has no such clip');
	const figures = [
		await measured('a seat in the team, and a right that hangs on it', async () => {
			const who = await standingOf(db, teacher, 'g1');
			return who !== null && may.seeMeetings(who);
		}),
		await measured('a byte of a clip: seat, consent, table, help, visit', async () => {
			const access = await clipAccessOf(db, teacher, clip, now);
			return access !== null && !may.watchClip(access.who, access.clip);
		}),
		await measured('a seat in the room: the same, and the group', async () => {
			const on = { clipId: session.clipId, sessionId: session.id };
			const [who, until, visit, consent, group] = await Promise.all([
				standingAt(db, teacher, session),
				helpsUntil(db, teacher, on, now),
				visitsUntil(db, teacher, session.id, now),
				consentOf(db, session.trajectoryId),
				inGroup(db, teacher, session.groupId)
			]);
			const { presenterId } = session;
			const about = { presenterId, inGroup: group, consent, withdrawn: false, closed: false };
			return who !== null && may.enterSession(who, { ...about, helping: until !== null, visiting: visit !== null });
		})
	];
	if (!report(`What asking who may costs (PostgreSQL, ${size.teams} teams)`, figures)) process.exitCode = 1;
} finally {
	await connection.close();
	await cluster.stop();
}

async function measured(what: string, ask: () => Promise<boolean>): Promise<Figure> {
	const took: number[] = [];
	for (let n = 0; n < warm + times; n++) {
		const began = performance.now();
		if (!(await asPerson(people.teacher, () => now, ask))) throw new Error(`${what}: another answer than expected`);
		if (n >= warm) took.push(performance.now() - began);
	}
	const p95 = percentile(took, 0.95);
	const middle = rounded(percentile(took, 0.5), 2);
	return {
		...{ id: 'B1', what: `${what} (median ${middle}), p95`, value: rounded(p95, 2), unit: 'ms', n: times },
		...{ goal: `<= ${goal}`, ok: p95 <= goal }
	};
}
