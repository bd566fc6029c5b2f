import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { connect } from '$lib/server/db/connection';
import { openKeyStore } from '$lib/server/db/key-store';
import { openVault, type Vault } from '$lib/server/db/vault';
import { listChildren } from '$lib/server/use-cases/child/list-children';
import { viewClip } from '$lib/server/use-cases/clip/view-clip';
import { todayOf } from '$lib/server/use-cases/cycle/today-of';
import { viewMeeting } from '$lib/server/use-cases/cycle/view-cycle';
import { viewInterview } from '$lib/server/use-cases/interview/view-interview';
import { readPlan } from '$lib/server/use-cases/plan/read-plan';
import { viewLog } from '$lib/server/use-cases/practice/view-log';
import { viewSession } from '$lib/server/use-cases/session/view-session';
import { fillSchool, oneSchool, people, placesOf } from '../support/big-school';
import { openLiveSchool } from '../support/live-school';
import { startPostgres } from '../support/postgres';
import { percentile, report, rounded, type Figure } from './figures';

/**
 * What it costs a page that texts lie sealed: the part of what its server does that goes to keys and to opening texts.
 * Measured against reading the page's data alone, without drawing it, so that it is more here than anybody waits for.
 *
 *   npm run bench:sealing
 */
const [times, warm, goal] = [300, 50, 5];
const folder = mkdtempSync(path.join(tmpdir(), 'kijkkring-sealing-'));
const cluster = await startPostgres();
const connection = await connect({ url: cluster.url }, 'drizzle');
const master = new Uint8Array(randomBytes(32));
const school = await openLiveSchool({ connection, masterKey: master });
let spent = 0;
try {
	const { needs } = school;
	needs.vault = timed(openVault(master, { store: openKeyStore(path.join(folder, 'keys')) }));
	await fillSchool(needs.db, needs.vault, oneSchool, new Date());
	const { teacher } = people;
	const { trajectory = '', session = '', clip = '', meeting = '', interview = '' } = placesOf('teacher');
	const pages: Record<string, () => Promise<unknown>> = {
		'a plan': () => readPlan(needs, teacher, trajectory, 'nl'),
		'a session': () => viewSession(needs, teacher, session),
		'a clip': () => viewClip(needs, teacher, clip),
		'a meeting': () => viewMeeting(needs, teacher, meeting),
		'an interview': () => viewInterview(needs, teacher, interview, 'nl'),
		'her children': () => listChildren(needs, teacher),
		'the log': () => viewLog(needs, teacher, trajectory, 'nl'),
		'this week': () => todayOf(needs, teacher)
	};
	const figures: Figure[] = [];
	for (const [what, read] of Object.entries(pages)) figures.push(await shareOf(what, read));
	if (!report('What sealed texts cost a page (PostgreSQL, a key store on the disk)', figures)) process.exitCode = 1;
} finally {
	await school.close();
	await connection.close();
	await cluster.stop();
	rmSync(folder, { recursive: true, force: true });
}

async function shareOf(what: string, read: () => Promise<unknown>): Promise<Figure> {
	const [took, opening]: [number[], number[]] = [[], []];
	for (let n = 0; n < warm + times; n++) {
		spent = 0;
		const began = performance.now();
		const answer = await read();
		if (typeof answer === 'object' && answer && 'ok' in answer && !answer.ok) throw new Error(`${what} was not shown`);
		if (n < warm) continue;
		took.push(performance.now() - began);
		opening.push(spent);
	}
	const sum = (some: number[]) => some.reduce((all, one) => all + one, 0);
	const share = (100 * sum(opening)) / sum(took);
	const [page, part] = [rounded(percentile(took, 0.5), 2), rounded(percentile(opening, 0.5), 3)];
	return {
		...{
			id: 'ER1',
			what: `${what} (median ${page} ms, of it ${part})`,
			value: rounded(share, 1),
			unit: '% of its time'
		},
		...{ goal: `<= ${goal}`, ok: share <= goal, n: times }
	};
}

/** The same vault, and how long it is at work. */
function timed(vault: Vault): Vault {
	let depth = 0;
	return new Proxy(vault, {
		get(from, name: keyof Vault) {
			const of = from[name];
			if (typeof of !== 'function') return of;
			return (...args: unknown[]) => {
				const began = performance.now();
				depth++;
				try {
					return (of as (...given: unknown[]) => unknown).apply(from, args);
				} finally {
					// one that asks another of its own is counted once
					if (--depth === 0) spent += performance.now() - began;
				}
			};
		}
	});
}
