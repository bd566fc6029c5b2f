import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { connect } from '$lib/server/db/connection';
import { looksAt } from '$lib/server/db/child-films';
import { openVault } from '$lib/server/db/vault';
import { accessReport } from '$lib/server/use-cases/audit/access-report';
import { accessTable } from '$lib/server/use-cases/audit/access-table';
import { readLog } from '$lib/server/use-cases/audit/read-log';
import { loadWords } from '$lib/words';
import { fillSchool, people, placesOf, wholeBoard } from '../support/big-school';
import { openLiveSchool } from '../support/live-school';
import { startPostgres } from '../support/postgres';

/** How long the questions take that a leak asks, ms; and on how much. */
export interface ReportTimes {
	entries: number;
	ofAccount: number;
	/** Clips in the report, and lines of its table. */
	clips: number;
	lines: number;
	accessMs: number;
	childMs: number;
	logMs: number;
}

const entries = 500_000;
/** Every so manieth entry is of the person asked about. */
const hers = 20;

/**
 * [AU11] [G3] On a board of 500 teams with a log of a year: what one account could reach and opened, as page and as
 * table; who looked at one child's clips, for its parents; and the log's own page.
 */
export async function timeReports(): Promise<ReportTimes> {
	const cluster = await startPostgres();
	const connection = await connect({ url: cluster.url }, 'drizzle');
	const master = new Uint8Array(randomBytes(32));
	const school = await openLiveSchool({ connection, masterKey: master });
	try {
		const { needs } = school;
		const now = new Date();
		await fillSchool(needs.db, openVault(master), wholeBoard, now);
		const { trajectory = '' } = placesOf('several');
		await needs.db.execute(sql`
			insert into audit_entry (at, kind, actor, role, object_kind, object_id, child_id, facts)
			select ${now.toISOString()}::timestamptz - n * interval '1 minute',
				case when n % 3 = 0 then 'clip-opened' else 'clip-watched' end,
				case when n % ${hers} = 0 then ${people.several} else 'g' || (n % 500 + 1) || '-p1' end,
				'member', 'clip', k.id, k.trajectory_id, '{"fromS": 1, "toS": 9}'::jsonb
			from generate_series(1, ${entries}) n
			join (select id, trajectory_id, row_number() over (order by id) as place, count(*) over () as all_of from clip) k
				on k.place = n % k.all_of + 1`);
		await needs.db.execute(sql`analyze`);
		const period = { from: new Date(now.getTime() - 366 * 86_400_000), to: now };
		const began = performance.now();
		const report = await accessReport(needs, people.admin, people.several, period);
		if (!report.ok) throw new Error(`no report: ${report.code}`);
		const table = accessTable(report.value, (await loadWords('nl', ['audit'])).audit.access);
		const accessMs = performance.now() - began;
		const childBegan = performance.now();
		await looksAt(needs.db, [trajectory], 1_000);
		const childMs = performance.now() - childBegan;
		const logBegan = performance.now();
		const log = await readLog(needs, people.admin, { part: 'views', before: null, accountId: null });
		if (!log.ok) throw new Error(`no log: ${log.code}`);
		const logMs = performance.now() - logBegan;
		const { clips } = report.value;
		return {
			...{ entries, ofAccount: entries / hers, clips: clips.length, lines: table.split('\n').length },
			...{ accessMs, childMs, logMs }
		};
	} finally {
		await school.close();
		await connection.close();
		await cluster.stop();
	}
}
