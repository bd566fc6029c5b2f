// Longer than the house likes: every long promise in one list, each with its name, its numbers and its goal.
/**
 * What takes too long for every change: run by hand before a release, figures kept in docs/promises.md. Ids are those
 * of the promises the product makes. Each part writes its figures there when it ends; with --dry it does not.
 *
 *     npm run promises                                     everything, hours
 *     npm run promises -- kill9 --rounds 200
 *     npm run promises -- crash --rounds 20
 *     npm run promises -- processes --rounds 20            (of each: kill, stop, pause; needs no other server)
 *     npm run promises -- fuzz --frames 1000000 --seed 7   (--only 123: that one frame again)
 *     npm run promises -- sockets --frames 10000 --handshakes 10000
 *     npm run promises -- forgeries --forgeries 10000
 *     npm run promises -- clips --probes 100000 --taken 10000   (--only 123: that one clip again)
 *     npm run promises -- phone --seconds 300 --cuts 8          (a clip as a phone leaves it, over a line that breaks;
 *                                                          --rate 125: of 125 kB a second)
 *     npm run promises -- restores --rounds 50             (an older backup put back: nothing that was erased comes with it)
 *     npm run promises -- disk                             (as root: the raw bytes of a disk after everything was erased; needs build/)
 *     npm run promises -- tamper --changes 10000           (the log of views and rights, in the hands of somebody else)
 *     npm run promises -- views                            (1,000 random views, and what the log has of them)
 *     npm run promises -- schedules --schedules 2000       (--only 12: that one again)
 *     npm run promises -- losses --losses 1000
 *     npm run promises -- withdrawals --withdrawals 500    (four at a time, while twenty-four people write)
 *     npm run promises -- reports                          (what a leak asks of the log, on a board of 500 teams)
 *     npm run promises -- bodies --bodies 1000             (to every action, from three kinds of people; needs build/)
 *     npm run promises -- stolen --accounts 1000           (every value of a stolen database, wherever a secret is taken)
 *     npm run promises -- guesses --tries 20000            (a day of them at one account, from 500 addresses)
 *     npm run promises -- enumeration                      (2 x 1,000 tries at each door: equal answers, equal time)
 *     npm run promises -- profile                          (what a browser's folder holds of a child after signing out)
 *     npm run promises -- logins --edits 100               (a hundred sign in while others write)
 *     npm run promises -- payloads --payloads 1500         (smuggled words in every field that is kept, every page opened; needs build/)
 *     npm run promises -- paths --paths 5000               (addresses that lead out of what is meant to be found; needs build/)
 *     npm run promises -- cells --cells 100000             (tables for a spreadsheet)
 *     npm run promises -- names --guesses 1000000          (guesses of each kind of name and secret)
 *     npm run promises -- pages                            (every page a link leads to, looked at; needs build/)
 *     npm run promises -- matrix                           (every door, everybody, every state; and again without the rules of rows)
 *     npm run promises -- second-line                      (what the rules of rows refuse by themselves, in every state)
 *     npm run promises -- alone                            (all end-to-end tests where no other machine can be reached)
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { askHostilely } from './faults/bodies';
import { closeHouse } from './integration/live/open-room';
import { fuzzClips } from './faults/clip-fuzz';
import { crashPostgres } from './faults/crash-postgres';
import { forge } from './faults/forgeries';
import { guessForADay } from './faults/guesses';
import { fuzz } from './faults/fuzz';
import type { Harm } from './faults/honest';
import { loseRights } from './faults/losses';
import { killRounds, type KillReport } from './faults/kill9';
import { loginsBesideLive } from './faults/logins-beside';
import { firstOf, signIn } from './faults/demo-sign-in';
import { layStrays, startsFor, stray } from './faults/paths';
import { smuggle } from './faults/payloads';
import { sendPhoneClip } from './faults/phone-clip';
import { processRounds } from './faults/process-rounds';
import { leaveNoTrace } from './faults/profile';
import { playSchedules } from './faults/schedules';
import { eraseOnServersDisk } from './faults/disk-of-a-server';
import { eraseOnDisk, restoreOnce } from './faults/restores';
import { damagedSockets } from './faults/sockets';
import { playWithdrawals } from './faults/withdrawals';
import { startServer } from './support/server';
import { tamperWith } from './support/audit/tamper';
import { timeReports } from './bench/reports';
import { percentile, report, rounded, type Figure } from './bench/figures';
import { writeOnPage } from './promises-page';

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		rounds: { type: 'string' },
		frames: { type: 'string' },
		handshakes: { type: 'string', default: '10000' },
		forgeries: { type: 'string', default: '10000' },
		schedules: { type: 'string', default: '2000' },
		losses: { type: 'string', default: '1000' },
		withdrawals: { type: 'string', default: '500' },
		changes: { type: 'string', default: '10000' },
		accounts: { type: 'string', default: '1000' },
		tries: { type: 'string', default: '20000' },
		edits: { type: 'string', default: '100' },
		probes: { type: 'string', default: '100000' },
		taken: { type: 'string', default: '10000' },
		seconds: { type: 'string', default: '300' },
		cuts: { type: 'string', default: '8' },
		rate: { type: 'string' },
		bodies: { type: 'string', default: '1000' },
		payloads: { type: 'string', default: '1500' },
		paths: { type: 'string', default: '5000' },
		cells: { type: 'string', default: '100000' },
		guesses: { type: 'string', default: '1000000' },
		seed: { type: 'string', default: '2026' },
		only: { type: 'string' },
		/** Does not write docs/promises.md. */
		dry: { type: 'boolean', default: false },
		json: { type: 'string' }
	}
});
const seed = Number(values.seed);
const only = values.only === undefined ? {} : { only: Number(values.only) };

/** A count with a goal of none. */
const none = (id: string, what: string, value: number, n: number, unit = 'times'): Figure => ({
	id,
	what,
	value,
	unit,
	goal: '0',
	ok: value === 0,
	n
});
const count = (id: string, what: string, value: number, unit: string): Figure => ({ id, what, value, unit });

const harmOf = (id: string, what: string, told: Harm, n: number): Figure[] => [
	count(id, `${what}: honest edits meanwhile`, told.honestEdits, 'edits'),
	none(id, `${what}: ends of the process`, told.exits, n),
	none(id, `${what}: honest people cut off`, told.honestClosed, n),
	none(id, `${what}: honest documents not byte for byte theirs`, told.differs, n),
	none(id, `${what}: pending structs`, told.pending, n)
];

const parts: Record<string, () => Promise<Figure[]>> = {
	async kill9() {
		const figures: Figure[] = [];
		for (const database of ['embedded', 'postgres'] as const) figures.push(...(await kills(database)));
		return figures;
	},

	async crash() {
		const told = await crashPostgres({ rounds: Number(values.rounds ?? 20) });
		return [
			count('A1', 'PostgreSQL killed while three people type', told.rounds, 'kills'),
			none('A1', 'said to be saved, and lost', told.lost, told.saved, 'edits'),
			none('A1', 'seen by somebody else, and gone', told.seenAndGone, told.saved, 'edits'),
			none('A1', 'people who did not agree', told.apart, told.rounds),
			count('A1', 'from the crash until all agree again, median', rounded(percentile(told.backAfter, 0.5)), 'ms'),
			count('A1', 'from the crash until all agree again, worst', rounded(Math.max(...told.backAfter)), 'ms')
		];
	},

	async restores() {
		const rounds = Number(values.rounds ?? 50);
		let [looked, reached, plain, lost] = [0, 0, 0, 0];
		for (let round = 0; round < rounds; round++) {
			const told = await restoreOnce();
			looked += told.looked;
			reached += told.reached.length;
			plain += told.plain.length;
			lost += told.stays ? 0 : 1;
			tell({ round, looked, reached, plain });
		}
		return [
			count('C3', 'older backups of the data put back beside today’s keys', rounds, 'restores'),
			none('C3', 'erased, and reached after it', reached, looked, 'things'),
			none('C3', 'not erased, and not readable after it', lost, rounds),
			none('C2', 'files of database, clips and keys with a text about a child in their bytes', plain, rounds, 'files')
		];
	},

	async disk() {
		const told = await eraseOnDisk();
		const server = await eraseOnServersDisk();
		const places = told.marks + server.places.length;
		for (const where of server.found) console.error(`  on the disk: ${where}`);
		return [
			count('C2', 'texts about a child in the database, and put in by a teacher through the server', places, 'texts'),
			none('C2', 'of those, in the raw bytes of the disk', told.markers.length + server.found.length, places, 'texts'),
			none('C2', 'text about no child, not found there', server.controlFound ? 0 : 1, 1, 'texts'),
			count(
				'C2',
				'halves of keys in the raw bytes while they were there',
				told.foundBefore + server.halves.before,
				'halves'
			),
			none(
				'C2',
				'of those destroyed, still there',
				told.halves + server.halves.after,
				told.looked + server.halves.destroyed,
				'halves'
			),
			within('C2', 'from the no to its answer: the keys are destroyed', server.answeredAfter, 10_000, 1),
			within('C2', 'until no file of the clip is left', server.unlinkedAfter, 60_000, 1)
		];
	},

	processes() {
		const rounds = Number(values.rounds ?? 20);
		return processRounds({ kills: rounds, drains: rounds, pauses: rounds });
	},

	async fuzz() {
		const frames = Number(values.frames ?? 1_000_000);
		const told = await fuzz({ frames, seed, unreadableSent: 0.02, ...only, onProgress: tell });
		return [
			count('D4', 'damaged frames read', told.frames, 'frames'),
			count('D4', 'of those, sent through the door', told.sent, 'frames'),
			...harmOf('D4', 'damaged frames', told, told.frames),
			none(
				'D4',
				`neither answered nor closed with the right code (seed ${seed}: ${told.wrong.join(' ')})`,
				told.wrongEnds,
				told.sent
			),
			{
				...none('D4', 'memory that stayed', told.heapGrowthMb, told.frames, 'MB'),
				goal: '< 30',
				ok: told.heapGrowthMb < 30
			}
		];
	},

	async sockets() {
		const told = await damagedSockets({
			frames: Number(values.frames ?? 10_000),
			handshakes: Number(values.handshakes),
			seed
		});
		return [
			count('D4', 'damaged frames over real sockets', told.frames, 'frames'),
			count('D4', 'wrong handshakes', told.handshakes, 'handshakes'),
			...harmOf('D4', 'damage over real sockets', told, told.frames),
			none('D4', 'let in wrongly', told.letIn, told.handshakes),
			none('D4', 'kept out wrongly', told.keptOut, told.handshakes),
			none('D4', 'left without an answer', told.hung, told.handshakes),
			none('D4', 'sockets left open', told.leftOpen, told.frames)
		];
	},

	async forgeries() {
		const told = await forge({ forgeries: Number(values.forgeries), seed });
		return [
			count('D5', 'forgeries', told.forgeries, 'forgeries'),
			...harmOf('D5', 'forgeries', told, told.forgeries),
			none(
				'D5',
				`slipped through (seed ${seed}: ${told.slipped.slice(0, 5).join(', ')})`,
				told.slipped.length,
				told.forgeries
			),
			none('D5', 'shown under another name', told.impersonated, told.forgeries),
			none('D5', 'refused and not in the log with the sender', told.refused - told.logged, told.refused),
			none('D5', 'words in the log', told.loggedWords, told.refused)
		];
	},

	async clips() {
		const told = await fuzzClips({
			probes: Number(values.probes),
			taken: Number(values.taken),
			seed,
			...only,
			onProgress: tell
		});
		const { attempts } = told;
		return [
			count('D1', 'damaged clips looked at', told.probed, 'clips'),
			count('D1', 'of those, sound enough to go on', told.accepted, 'clips'),
			count('D1', 'taken the whole way', told.taken, 'clips'),
			count('D1', 'of those, converted by ffmpeg', told.conversions, 'clips'),
			count('D1', 'of those, shown in the end', told.shown, 'clips'),
			none('D1', `thrown (${told.crashes.slice(0, 5).join('; ')})`, told.crashes.length, told.probed),
			none('D1', `longer than they may take (${told.hangs.slice(0, 5).join('; ')})`, told.hangs.length, told.probed),
			none('D1', 'files left outside', told.outside.length, told.probed),
			count('D1', 'longest look', Math.round(told.slowestProbeMs), 'ms'),
			count('D1', 'longest way', Math.round(told.slowestTakenMs), 'ms'),
			...(attempts
				? [
						none('D1', 'attempts to reach a network', attempts.network.length, attempts.runs),
						none('D1', 'attempts to write a file', attempts.written.length, attempts.runs),
						none('D1', 'attempts to read another file', attempts.read.length, attempts.runs)
					]
				: [])
		];
	},

	async phone() {
		const rate = values.rate === undefined ? null : Number(values.rate) * 1000;
		const told = await sendPhoneClip({ seconds: Number(values.seconds), cuts: Number(values.cuts), seed, rate });
		const more = told.givenBytes / told.bytes - 1;
		return [
			count('U1', 'a clip of a phone, 1080p', rounded(told.bytes / 1e6), 'MB'),
			count('U1', 'its length in the player', rounded(told.shownSeconds), 's'),
			none('U1', 'cuts that did not come', Number(values.cuts) - told.cuts, Number(values.cuts), 'cuts'),
			none('U1', 'differs from what was made ready', told.sameHash ? 0 : 1, 1),
			{
				...count('U1', 'given to the line beyond its size', rounded(more * 100), '%'),
				goal: '<= 10',
				ok: more <= 0.1
			},
			count('U1', 'from choosing to the first picture in the own player', Math.round(told.pictureInMs / 1000), 's'),
			count('U1', 'from choosing to the last byte', Math.round(told.sentInMs / 1000), 's')
		];
	},

	async tamper() {
		const { done, missed } = await tamperWith(Number(values.changes), seed);
		for (const what of missed.slice(0, 20)) console.error(`  not found: ${what}`);
		return [none('G1', 'changes to the log that were not found', missed.length, done)];
	},

	async views() {
		const n = 1_000;
		const args = [
			'vitest',
			'run',
			'--project',
			'integration',
			'tests/integration/audit/views.test.ts',
			'--testTimeout=600000'
		];
		const failed = await runs(args, { AUDIT_VIEWS: String(n) });
		return [none('G2', 'runs in which a random view was not in the log', failed ? 1 : 0, n, 'runs')];
	},

	async reports() {
		const told = await timeReports();
		const of = `${told.ofAccount} of ${told.entries} entries, ${told.clips} clips`;
		return [
			count('G3', 'lines in the table of what one account could reach and opened', told.lines, 'lines'),
			within('G3', `the report of a year (${of})`, told.accessMs, 60_000, 1),
			within('C7', 'who looked at one child, for its parents', told.childMs, 60_000, 1),
			count('G3', 'the newest page of the log', rounded(told.logMs), 'ms')
		];
	},

	async bodies() {
		const told = await askHostilely(Number(values.bodies), (line) => console.info(line));
		if (told.broken.length) console.info(told.broken.slice(0, 50).join('\n'));
		const { doors, sent, refused, unknown, warm, most } = told;
		return [
			{
				...none(
					'D10',
					`bodies at ${doors} doors that broke something, from three kinds of people`,
					told.broken.length,
					sent
				),
				range: `${refused} refused, ${unknown} of nobody signed in`
			},
			{
				...{ id: 'D10', what: `memory of the server at most, ${rounded(warm, 0)} when warm`, unit: 'MB' },
				...{ value: rounded(most, 0), goal: '<= 1024', ok: most <= 1024, n: sent }
			}
		];
	},

	async stolen() {
		const n = Number(values.accounts);
		const failed = await atTheDoors('[E1]', { STOLEN_ACCOUNTS: String(n) });
		return [none('E1', 'accounts a copy of the database opens, when anything at all is opened', failed ? n : 0, n)];
	},

	async guesses() {
		const told = await guessForADay({ tries: Number(values.tries), addresses: 500, looks: 24, together: 10, seed });
		const n = told.tries;
		return [
			count('E4', 'tries at one account in a day, from 500 addresses', n, 'tries'),
			{
				...count('E4', 'of those, held against the password', told.held, 'guesses'),
				goal: '<= 100',
				ok: told.held <= 100,
				n
			},
			within('E4', 'longest wait before the hundredth', told.longestWaitMs, 25_000, n),
			none('E4', 'the owner kept out, where she was before', told.ownerOut, 24),
			none('E4', 'colleagues behind the same address kept out', told.colleaguesOut, told.colleagues),
			within('E4', 'forty invented accounts at once: until a colleague is in', told.afterJokeMs, 25_000, 1)
		];
	},

	async enumeration() {
		const failed = await atTheDoors('[E5] no door tells', { ENUMERATION: '1000' });
		return [none('E5', 'runs in which a door told by answer, median or rank', failed ? 1 : 0, 2_000, 'runs')];
	},

	async profile() {
		const told = await leaveNoTrace();
		for (const place of told.left) console.error(`  left: ${place}`);
		if (!told.control) throw new Error('the looking itself finds nothing');
		return [
			count('E3', 'pages about a child opened before signing out', told.pages, 'pages'),
			none(
				'E3',
				'texts and pieces of clips in the bytes of the browser’s folder',
				told.left.length,
				told.markers,
				'places'
			),
			none('E3', 'steps back that showed any', told.back, told.steps, 'steps')
		];
	},

	async logins() {
		const told = await loginsBesideLive(Number(values.edits));
		const [idle, busy] = [percentile(told.idle, 0.95), percentile(told.busy, 0.95)];
		return [
			count('E10', 'passwords looked at meanwhile, a hundred waiting', told.checked, 'passwords'),
			count('E10', 'an edit seen by another, nobody signing in, p95', rounded(idle), 'ms'),
			count('E10', 'the same with a hundred signing in, p95', rounded(busy), 'ms'),
			{ ...count('E10', 'times as long', rounded(busy / idle), 'x'), goal: '<= 2', ok: busy <= 2 * idle, n: told.edits }
		];
	},

	async payloads() {
		// so many of them in one cell that a page does not become a book
		const told = await smuggle({ payloads: Number(values.payloads), each: 125, onProgress: tell });
		for (const line of [...told.ran, ...told.breaches, ...told.elements, ...told.broken].slice(0, 20))
			console.error(`  ${line}`);
		const n = told.pages;
		return [
			count('D6', 'smuggled texts, each in every field that is kept', told.payloads, 'texts'),
			count('D6', 'fields they stood in, by the schema', told.places, 'fields'),
			count('D6', 'cells filled with them', told.cells, 'cells'),
			count('D6', 'pages opened in Chromium on the production build', n, 'pages'),
			none('D6', 'scripts that ran, and dialogs', told.ran.length, n),
			none('D6', 'breaches of the policy', told.breaches.length, n),
			none('D6', 'elements and attributes that words became', told.elements.length, n),
			none('D6', 'pages that broke over them', told.broken.length, n, 'pages'),
			// the one the short form names too, with its reason
			none(
				'D6',
				'fields of which no page showed the words, but those of removed entries',
				told.unseen.filter((place) => place !== 'docRemoval.sealed').length,
				told.places,
				'fields'
			)
		];
	},

	async paths() {
		const server = await startServer({ database: 'pglite', demo: true });
		try {
			layStrays(server.dataDir);
			const cookie = `kijkkring=${await signIn(server, 'marit')}`;
			const starts = startsFor(await firstOf(server, cookie, 'clips'), await firstOf(server, cookie, 'trajectories'));
			const told = await stray(server, { paths: Number(values.paths), cookie, starts, onProgress: tell });
			for (const line of [...told.out, ...told.broke, ...told.hung].slice(0, 20)) console.error(`  ${line}`);
			return [
				count('D8', 'addresses that lead out of what is meant to be found', told.asked, 'addresses'),
				none('D8', 'answered with a byte from outside', told.out.length, told.asked),
				none('D8', 'broke the server (5xx)', told.broke.length, told.asked),
				none('D8', 'never answered', told.hung.length, told.asked)
			];
		} finally {
			await server.stop();
		}
	},

	async cells() {
		const n = Number(values.cells);
		const args = ['vitest', 'run', '--project', 'unit', 'src/lib/domain/csv.test.ts', '--testTimeout=600000'];
		const failed = await runs(args, { CSV_STRINGS: String(n) });
		return [none('D7', 'runs in which a cell was a formula, or did not come back', failed ? 1 : 0, n, 'runs')];
	},

	async names() {
		const n = Number(values.guesses);
		const args = [
			'vitest',
			'run',
			'--project',
			'integration',
			'tests/integration/rights/reading.test.ts',
			'-t',
			'RG17'
		];
		const failed = await runs(args, { GUESSES: String(n) });
		return [none('B6', 'runs in which a guess was found, or answered otherwise', failed ? 1 : 0, n, 'runs')];
	},

	async matrix() {
		const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'kijkkring-figures-')), 'matrix');
		const halves = ['reading', 'doing', 'hides-nothing'].map((name) => `tests/integration/rights/${name}.test.ts`);
		const failed = await runs(['vitest', 'run', '--project', 'integration', ...halves, '-t', 'RG2|RG3|RG12'], {
			...{ RIGHTS_MATRIX: 'whole', FIGURES_TO: file }
		});
		const told = readFileSync(file, 'utf8')
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line) as { of: string; cells: number; wrong: number });
		rmSync(path.dirname(file), { recursive: true });
		const sum = (of: string, key: 'cells' | 'wrong') =>
			told.filter((one) => one.of === of).reduce((all, one) => all + one[key], 0);
		const figure = (of: string, what: string) => none('B1', what, sum(of, 'wrong'), sum(of, 'cells'), 'cells');
		return [
			figure('reading', 'pages, files and streams answered otherwise than the table of rights says'),
			figure('doing', 'actions and methods answered otherwise than the table of rights says'),
			figure('twice', 'doors that answer otherwise without the rules of rows'),
			none('B1', 'runs that did not come to their end, or found something else', failed ? 1 : 0, 1, 'runs')
		];
	},

	async 'second-line'() {
		const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'kijkkring-figures-')), 'second-line');
		const args = ['vitest', 'run', '--project', 'integration', 'tests/integration/rights/second-line.test.ts'];
		await runs(args, { RIGHTS_MATRIX: 'whole', FIGURES_TO: file });
		interface Told {
			state: string;
			refused: number;
			passed: number;
		}
		const told = readFileSync(file, 'utf8')
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line) as Told);
		rmSync(path.dirname(file), { recursive: true });
		const kept = (what: string, forbidden: number, passed: number): Figure => {
			const share = (100 * (forbidden - passed)) / forbidden;
			return { id: 'B7', what, value: rounded(share), unit: '%', goal: '>= 95', ok: share >= 95, n: forbidden };
		};
		const sum = (key: 'refused' | 'passed') => told.reduce((all, one) => all + one[key], 0);
		return [
			kept('forbidden cells that the database alone refuses', sum('refused'), sum('passed')),
			...told.map(({ state, refused, passed }) => kept(state, refused, passed))
		];
	},

	async alone() {
		// a network namespace of its own: loopback, and a line on which nobody answers, so that a browser that is told it has
		// no connection notices a difference
		const line = [
			'ip link set lo up && ip link add away type veth peer name nowhere',
			'ip link set nowhere up && ip link set away up',
			'ip addr add 192.0.2.1/24 dev away && ip route add default via 192.0.2.2',
			'exec "$@"'
		].join(' && ');
		const [unshare, ...rest] = ['unshare', '--net', '--map-root-user', 'sh', '-c', line, 'sh'];
		const failed = await runs(['playwright', 'test', '--workers=1'], {}, [unshare as string, ...rest]);
		return [none('P2', 'end-to-end runs that failed without any other machine', failed ? 1 : 0, 1, 'runs')];
	},

	async pages() {
		const failed = await runs(['playwright', 'test', 'tests/e2e/every-page', '--workers=1'], { EVERY_PAGE: '1' });
		return [none('I1', 'languages in which a page sticks out or axe finds something', failed ? 1 : 0, 1, 'runs')];
	},

	async schedules() {
		const told = await playSchedules({ schedules: Number(values.schedules), seed, ...only, onProgress: tell });
		const n = told.schedules;
		const closing = told.closedAfterMs;
		const [p99, worst] = [percentile(closing, 0.99), Math.max(...closing)];
		return [
			count('B4', 'random sessions', n, 'sessions'),
			count('B4', 'rights taken away', told.revocations, 'times'),
			{
				id: 'B4',
				what: 'until the socket is closed, p99',
				value: rounded(p99),
				unit: 'ms',
				goal: '<= 2000',
				ok: p99 <= 2000,
				n: closing.length
			},
			{
				id: 'B4',
				what: 'until the socket is closed, worst',
				value: rounded(worst),
				unit: 'ms',
				goal: '<= 5000',
				ok: worst <= 5000,
				n: closing.length
			},
			none('B4', 'never closed', told.neverClosed, closing.length, 'sockets'),
			none('B4', 'words held without a right to them', told.heldWithoutRight, told.heardWords, 'words'),
			count('B4', 'words that came within the two seconds', told.heldInTheGap, 'words'),
			none('B4', 'rooms whose people hold different documents', told.apart, 3 * n),
			none('B4', 'rooms whose rows are not the document', told.rowsApart, 3 * n),
			none(
				'B4',
				`saved words lost (seed ${seed}, sessions: ${told.wrong.join(' ')})`,
				told.lost,
				told.savedWords,
				'words'
			),
			count('B4', 'waits of more than ten seconds', told.impatient, 'times')
		];
	},

	async losses() {
		const told = await loseRights({ losses: Number(values.losses), seed, onProgress: tell });
		await closeHouse();
		const within = (what: string, samples: number[]): Figure[] => {
			const [p99, worst] = [percentile(samples, 0.99), Math.max(...samples)];
			const n = samples.length;
			return [
				{ id: 'B4', what: `${what}, p99`, value: rounded(p99), unit: 'ms', goal: '<= 2000', ok: p99 <= 2000, n },
				{ id: 'B4', what: `${what}, worst`, value: rounded(worst), unit: 'ms', goal: '<= 5000', ok: worst <= 5000, n }
			];
		};
		return [
			count('B4', 'rights taken away at random, in every way there is', told.losses, 'times'),
			count('B4', 'words and pictures of the others meanwhile', told.load, 'times'),
			...within('from asking for it until the line is closed', told.lineClosedMs),
			...within('from asking for it until no picture comes', told.pictureRefusedMs),
			none('B4', 'people who lost nothing, and were cut off', told.others, told.losses)
		];
	},

	async withdrawals() {
		const told = await playWithdrawals({
			...{ withdrawals: Number(values.withdrawals), seed, together: 4, writers: 24, paused: true },
			onProgress: ({ withdrawals }) => tell({ withdrawals })
		});
		const n = told.withdrawals;
		return [
			count('C1', 'withdrawals while twelve people watch', n, 'withdrawals'),
			count('C1', 'requests for its bytes after the tap', told.asked, 'requests'),
			within('C1', 'the last bytes anybody was given, p99', percentile(told.lastBytesAfter, 0.99), 5_000, n),
			within('C1', 'sockets closed, p99', percentile(told.closedAfter, 0.99), 5_000, told.closedAfter.length),
			within('C1', 'sockets closed, worst', Math.max(...told.closedAfter), 10_000, told.closedAfter.length),
			within('C1', 'players at rest blank, worst', Math.max(...told.blankAfter), 10_000, told.blankAfter.length),
			count('C1', 'key and bytes gone, worst', rounded(Math.max(...told.answeredAfter)), 'ms'),
			none('C1', 'nobody could watch before the tap', told.neverPlayed, n),
			none('C1', 'bytes for who never had a right', told.leaked, n),
			none('C1', 'sockets left open', told.neverClosed, told.closedAfter.length, 'sockets'),
			none('C1', 'ends that say more than that it is gone', told.toldMore, n),
			none('C1', 'keys, notes or bytes left after the answer', told.left, n)
		];
	}
};

const within = (id: string, what: string, value: number, ms: number, n: number): Figure => ({
	...{ id, what, value: rounded(value), unit: 'ms', goal: `<= ${ms}`, ok: value <= ms, n }
});

/** What needs the doors themselves: a test of theirs, with the numbers of a long run. Answers whether it failed. */
const atTheDoors = (name: string, env: Record<string, string>): Promise<boolean> => {
	const file = 'tests/integration/people/doors.test.ts';
	const plain = name.replace(/[[\]]/g, '.');
	return runs(['vitest', 'run', '--project', 'integration', file, '-t', plain, '--testTimeout=3600000'], env);
};

/** Twenty kills on one database, then another: a document is then as long as in a school, and not as in a laboratory. */
async function kills(database: 'embedded' | 'postgres'): Promise<Figure[]> {
	const wanted = Number(values.rounds ?? 200);
	const sum: KillReport = { rounds: 0, saved: 0, lost: 0, seenAndGone: 0, doubled: 0, slowOpens: 0, apart: 0 };
	while (sum.rounds < wanted) {
		const told = await killRounds({ database, rounds: Math.min(20, wanted - sum.rounds), rooms: 3, people: 3 });
		for (const key of Object.keys(sum) as (keyof KillReport)[]) sum[key] += told[key];
		tell(sum);
	}
	const what = `${database}, kill -9 while nine people type`;
	return [
		count('A1', what, sum.rounds, 'kills'),
		none('A1', `${what}: said to be saved, and lost`, sum.lost, sum.saved, 'edits'),
		none('A1', `${what}: seen by somebody else, and gone`, sum.seenAndGone, sum.saved, 'edits'),
		none('A1', `${what}: there twice`, sum.doubled, sum.saved, 'edits'),
		none('A1', `${what}: rooms that did not agree 10 s later`, sum.apart, sum.rounds, 'rooms'),
		count('A1', `${what}: second tries to come in`, sum.slowOpens, 'times')
	];
}

/** Runs one of the project's own commands, seen by whoever waits; answers whether it failed. */
function runs(command: string[], env: Record<string, string>, within: string[] = []): Promise<boolean> {
	const [program, ...args] = [...within, process.execPath, 'bin/run.js', ...command];
	const child = spawn(program as string, args, { stdio: 'inherit', env: { ...process.env, ...env } });
	return new Promise((resolve) => {
		child.once('error', () => resolve(true));
		child.once('exit', (code) => resolve(code !== 0));
	});
}

let told = 0;
/** One line in ten seconds: a long run that is broken off has said how far it was. */
function tell(soFar: object): void {
	if (Date.now() - told < 10_000) return;
	told = Date.now();
	const short = Object.entries(soFar).filter(([, value]) => !Array.isArray(value) || value.length < 20);
	console.error(JSON.stringify(Object.fromEntries(short)));
}

const loadNow = (): number => os.loadavg()[0] ?? 0;
const wanted = positionals.length > 0 ? positionals : Object.keys(parts);
const figures: Figure[] = [];
for (const name of wanted) {
	const part = parts[name];
	if (!part) throw new Error(`There is no promise called ${name}; the names: ${Object.keys(parts).join(', ')}`);
	const before = loadNow();
	const came = await part();
	figures.push(...came);
	const command = ['npm run promises --', name, ...process.argv.slice(2).filter((arg) => !wanted.includes(arg))];
	if (!values.dry) await writeOnPage(name, came, { command: command.join(' '), load: [before, loadNow()] });
}
await closeHouse();
process.exitCode = report('Promises', figures) ? 0 : 1;
