// Longer than the house likes: one school, written down table by table.
import { sql, type SQL } from 'drizzle-orm';
import type { ClipFacts } from '../../src/lib/domain/clip-facts';
import type { Db } from '../../src/lib/server/db/connection';
import type { Vault } from '../../src/lib/server/db/vault';

/** How large an invented school is. Every team has the same shape, so that two schools differ in these numbers alone. */
export interface Size {
	teams: number;
	/** Of each team; every one of them has a child in each of two cycles. */
	teachers: number;
	/** What a teacher wrote about one child. */
	entries: number;
	/** Of how many teams the expert and the facilitator are. */
	seats: number;
}

/** What the goals speak of: 500 PLGs, 10,000 trajectories, 100,000 entries of a log. */
export const wholeBoard: Size = { teams: 500, teachers: 10, entries: 10, seats: 25 };
/** The same people in a small school. */
export const oneSchool: Size = { teams: 2, teachers: 3, entries: 2, seats: 2 };

/** Whose pages are asked: everybody in team 1, and of the experts' teams the first. */
export const people = {
	teacher: 'g1-p2',
	lead: 'g1-p1',
	/** Leads one team, teaches in it, and sits in others as facilitator. */
	several: 'several',
	expert: 'expert',
	admin: 'admin'
} as const;
export type Asker = keyof typeof people;

/** What stands in the brackets of an address, for a person of that kind; a page that is not hers answers 404. */
export const placesOf = (asker: Asker): Record<string, string> => {
	const own = asker === 'lead' ? 'g1-c2-p1' : asker === 'several' ? 'g2-c2-several' : 'g1-c2-p2';
	return {
		team: asker === 'several' ? 'g2' : 'g1',
		cycle: asker === 'several' ? 'g2-c2' : 'g1-c2',
		meeting: asker === 'several' ? 'g2-c2-m3' : 'g1-c2-m3',
		trajectory: own,
		entry: `${own}-e1`,
		clip: `${own}-k`,
		session: `${own}-s`,
		request: 'g1-h',
		interview: `${own}-i`,
		left: 'g1-left'
	};
};

/**
 * Fills an empty database with an invented school, by a few statements that each fill a whole table. Nothing in it is
 * about anybody: all children share one key and all entries one text. `now`: the third meeting of every running cycle is
 * on that day.
 */
export async function fillSchool(db: Db, vault: Vault, size: Size, now: Date): Promise<void> {
	const { key, wrapped } = vault.newKey();
	const sealed = (fields: object) => bytesOf(vault.sealText(key, JSON.stringify(fields)));
	const at = sql`${now.toISOString()}::timestamptz`;
	const day = (n: SQL) => sql`${at} + (${n}) * interval '1 day'`;
	const teams = sql`generate_series(1, ${size.teams}::int) g`;
	const cycles = sql`${teams}, generate_series(1, 2) c`;
	const children = sql`${cycles}, generate_series(1, ${size.teachers}::int) p`;
	const child = sql`'g' || g || '-c' || c || '-p' || p`;
	const run = async (what: SQL) => void (await db.execute(what));

	await run(sql`insert into school (id, name, created_at) values ('bestuur', 'Bestuur', ${at})`);
	await run(sql`insert into team (id, name, created_at)
		select 'g' || g, 'PLG ' || g, ${day(sql`-400`)} + g * interval '1 second' from ${teams}`);
	const account = sql`insert into user_account (id, email, name, password_hash, created_at, admin)`;
	await run(sql`${account} select 'g' || g || '-p' || p, 'g' || g || 'p' || p || '@bestuur.test', 'Collega ' || p, 'none', ${at}, false
		from ${teams}, generate_series(1, ${size.teachers}::int) p`);
	for (const id of ['several', 'expert', 'admin'])
		await run(sql`${account} values (${id}, ${`${id}@bestuur.test`}, ${id}, 'none', ${at}, ${id === 'admin'})`);
	await run(sql`insert into user_account (id, email, name, password_hash, created_at, closed_at)
		values ('gone', 'gone@bestuur.test', 'gone', 'none', ${at}, ${at})`);

	const seat = sql`insert into team_member (team_id, user_id, roles, joined_at)`;
	await run(sql`${seat} select 'g' || g, 'g' || g || '-p' || p,
		case when p = 1 then '["lead","teacher"]' else '["teacher"]' end::jsonb, ${at} + p * interval '1 second'
		from ${teams}, generate_series(1, ${size.teachers}::int) p where not (g = 2 and p = 1)`);
	const seats = sql`generate_series(1, ${size.seats}::int) g`;
	await run(sql`${seat} select 'g' || g, 'expert', '["expert"]'::jsonb, ${at} from ${seats}`);
	await run(sql`${seat} select 'g' || g, 'several', '["facilitator"]'::jsonb, ${at} from ${seats} where g <> 2`);
	await run(sql`${seat} values ('g2', 'several', '["lead","teacher"]'::jsonb, ${at})`);

	await run(sql`insert into cycle (id, team_id, number, pack_id, pack_version, started_by, created_at, closed_at)
		select 'g' || g || '-c' || c, 'g' || g, c, 'p2g-plg', 2, 'g' || g || '-p1', ${day(sql`-300 + c * 100`)},
		case when c = 1 then ${day(sql`-110`)} end from ${cycles}`);
	await run(sql`insert into meeting (id, cycle_id, number, plan_id, starts_at, minutes, place)
		select 'g' || g || '-c' || c || '-m' || m, 'g' || g || '-c' || c, m, 'm' || m,
		${day(sql`(m - 3) * 21 - (2 - c) * 180`)}, 60, 'teamkamer' from ${cycles}, generate_series(1, 5) m`);
	const trajectory = sql`insert into trajectory (id, cycle_id, teacher_id, alias, wrapped_key, created_at, closed_at, closed_why)`;
	await run(sql`${trajectory} select ${child}, 'g' || g || '-c' || c, 'g' || g || '-p' || p, chr(64 + p) || '.',
		${bytesOf(wrapped)}, ${day(sql`-290 + c * 100`)}, case when c = 1 then ${day(sql`-110`)} end,
		case when c = 1 then 'finished' end from ${children}`);
	await run(
		sql`${trajectory} select 'g' || g || '-left', 'g' || g || '-c1', 'gone', 'Y.', ${bytesOf(wrapped)}, ${at}, ${at}, 'left' from ${teams}`
	);
	await run(
		sql`${trajectory} values ('g2-c2-several', 'g2-c2', 'several', 'X.', ${bytesOf(wrapped)}, ${at}, null, null)`
	);
	await run(sql`insert into consent_answer (id, trajectory_id, scope, state, recorded_by, at)
		select t.id || '-' || scope, t.id, scope, 'granted', t.teacher_id, t.created_at
		from trajectory t, unnest(array['team', 'expert']) scope`);
	const told = sealed({
		context: '',
		skill: '',
		leftOut: '',
		help: '',
		minutes: 8,
		happened: 'Wij bouwden samen.',
		learned: '',
		next: '',
		filmed: false,
		done: true
	});
	await run(sql`insert into plan_entry (id, trajectory_id, kind, at, sealed, created_at, changed_at)
		select t.id || '-e' || e, t.id, 'play-moment', t.created_at + e * interval '1 day', ${told}, t.created_at, t.created_at
		from trajectory t, generate_series(1, ${size.entries}::int) e`);
	// of every team they sit in, a colleague asked both to write along
	for (const [writer, e] of [
		['several', 1],
		['expert', 2]
	] as const)
		await run(sql`update plan_entry set writer_id = ${writer} from ${seats}
			where id = 'g' || g || '-c2-p3-e' || ${e}::int`);
	await run(sql`insert into clip (id, trajectory_id, owner_id, title, status, bytes, wrapped_key, facts, fragment_from, fragment_to, created_at, keep_until)
		select t.id || '-k', t.id, t.teacher_id, 'Samen bouwen', 'ready', 1000, t.wrapped_key, ${JSON.stringify(facts)}::jsonb, 0, 60000,
		t.created_at, ${day(sql`300`)} from trajectory t`);
	await run(sql`insert into session (id, team_id, cycle_id, meeting_id, clip_id, trajectory_id, presenter_id, pack_id,
		pack_version, protocol_id, shown_from, shown_to, fragment_from, fragment_to, created_at, started_at, closed_at)
		select t.id || '-s', c.team_id, c.id, c.id || '-m3', t.id || '-k', t.id, t.teacher_id, 'p2g-plg', 2, 'short',
		0, 90000, 0, 60000, t.created_at, case when c.closed_at is not null then c.closed_at end, c.closed_at
		from trajectory t join cycle c on c.id = t.cycle_id`);
	const answers = sealed({});
	await run(sql`insert into interview (id, trajectory_id, moment, interviewer_id, question, sealed, started_at, ended_at)
		select t.id || '-i', t.id, 'start', c.started_by, 'words', ${answers}, t.created_at, c.closed_at
		from trajectory t join cycle c on c.id = t.cycle_id where t.teacher_id <> c.started_by`);
	await run(sql`insert into help_request (id, team_id, asked_by, expert_id, clip_id, question, status, created_at)
		select 'g' || g || '-h', 'g' || g, 'g' || g || '-p2', 'expert', 'g' || g || '-c2-p2-k', 'Wat zie jij?', 'asked', ${at} from ${seats}`);
	await run(sql`analyze`);
}

/** Nobody plays these. */
const facts: ClipFacts = {
	container: 'mp4',
	videoCodec: 'h264',
	audioCodec: 'aac',
	durationMs: 90_000,
	width: 1280,
	height: 720,
	rotation: 0,
	frames: 2_250,
	fps: 25,
	evenFrames: true,
	path: 'as-is'
};

const bytesOf = (bytes: Uint8Array): SQL => sql`decode(${Buffer.from(bytes).toString('hex')}, 'hex')`;
