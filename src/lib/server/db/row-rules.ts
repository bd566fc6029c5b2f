// Longer than the house likes: for every table there is, whose rows are whose; read from top to bottom.

/**
 * Whose rows are whose, in the database's own words [RG8]. It is the second line behind the table of rights: coarser, and
 * never stricter. Where that asks six facts, this asks whether somebody belongs there at all; what it lets through must be
 * refused by the first line still.
 */
export interface RowRule {
	/** Who finds a row: an expression, `all`, or `nobody`. */
	read: string;
	/** Who adds one. Left out: nobody. */
	add?: string;
	/** Who changes one: what it becomes must still be hers. Left out: nobody. */
	change?: string;
	/** Who may hold a row while she decides (`for update`), where that is more than `change`. */
	hold?: string;
	/** Who takes one away. Left out: nobody. */
	drop?: string;
}

const all = 'true';
const nobody = 'false';
/** Hers to read and to write. */
const only = (whose: string): RowRule => ({ read: whose, ...written(whose) });
const written = (by: string) => ({ add: by, change: by, drop: by });

const mine = 'user_id = kk_me()';
const ownsChild = 'kk_owns(trajectory_id)';
const seesChild = 'kk_sees_child(trajectory_id)';
const knowsMeeting = 'kk_knows_cycle(kk_cycle_of(meeting_id))';
const homeAtMeeting = 'kk_home(kk_team_of_meeting(meeting_id))';
const goesRound = 'kk_hops_at(kk_team_of_meeting(meeting_id), meeting_id)';
const leadsMeeting = 'kk_leads(kk_team_of_meeting(meeting_id))';
const ownsClip = 'kk_owns_clip(clip_id)';
const seesClip = 'kk_sees_child(kk_child_of_clip(clip_id))';
const seesSession = 'kk_sees_session(session_id)';
const presents = 'kk_presents(session_id)';

/** Names of tables as the database has them. */
export const rowRules: Record<string, RowRule> = {
	// the school and its people: names are everybody's
	school: { read: all, hold: all, change: 'kk_admin() or kk_leads_any()' },
	user_account: {
		read: all,
		hold: all,
		// nobody makes herself an admin
		change: 'kk_admin() or (id = kk_me() and not admin) or (kk_leads_any() and not admin)'
	},
	auth_session: only(`${mine} or kk_admin()`),
	passkey: { ...only(mine), read: `${mine} or kk_admin() or kk_leads_any()` },
	authenticator: { ...only(mine), read: `${mine} or kk_admin() or kk_leads_any()` },
	recovery_code: { ...only(mine), read: `${mine} or kk_admin() or kk_leads_any()` },
	sign_in_question: only(`user_id is null or ${mine}`),
	school_login: { ...only(mine), read: `${mine} or kk_admin() or kk_leads_any()` },
	school_login_wait: only(all),
	known_browser: only(mine),
	factor_reset: {
		read: `${mine} or kk_admin() or kk_leads_any()`,
		add: 'asked_by = kk_me() and (kk_admin() or kk_leads_any())',
		change: `${mine} or kk_admin() or kk_leads_any()`
	},
	sign_in_try: only(all),
	invitation: { ...only('kk_admin() or kk_leads(team_id)'), read: 'kk_admin() or kk_seat(team_id)' },
	push_device: only(mine),
	push_key: { read: nobody },
	reminder_letter: only(mine),
	reminder_given: only(mine),
	calendar_feed: { ...only(mine), add: `${mine} and (team_id is null or kk_comes(team_id))` },
	// rows of the demo and of development alone, whose page shows them to everybody
	outbox_letter: { read: all },

	// teams and their meetings
	team: { read: all, add: 'kk_admin()', change: 'kk_admin() or kk_leads(id)' },
	team_member: {
		read: all,
		hold: 'kk_admin() or kk_seat(team_id)',
		add: 'kk_admin() or kk_leads(team_id)',
		// for herself: away, back, and gone; never another role
		change: `kk_admin() or kk_leads(team_id) or (${mine} and roles = kk_roles(team_id))`
	},
	cycle: {
		read: 'kk_knows_team(team_id) or kk_had_child_in(id) or kk_admin()',
		...written('kk_leads(team_id)')
	},
	cycle_agreement: { read: 'kk_home(team_id)', ...written('kk_hops(team_id)') },
	cycle_path: {
		read: all,
		...written(`${mine} and kk_is(kk_team_of_cycle(cycle_id), array['teacher', 'assistant'])`)
	},
	meeting: {
		read: 'kk_knows_cycle(cycle_id)',
		hold: 'kk_knows_cycle(cycle_id)',
		...written('kk_leads(kk_team_of_cycle(cycle_id))')
	},
	meeting_guest: { read: `${mine} or ${knowsMeeting}`, change: leadsMeeting },
	meeting_facilitator: { read: knowsMeeting, ...written(leadsMeeting) },
	meeting_duty: { read: homeAtMeeting, ...written(homeAtMeeting) },
	meeting_agenda: { read: knowsMeeting, ...written(goesRound) },
	meeting_group: { read: knowsMeeting, ...written('kk_hops_at(kk_team_of_meeting(meeting_id), meeting_id)') },
	meeting_group_member: { read: knowsMeeting, ...written(goesRound) },
	group_yield: {
		read: `${ownsChild} or kk_home(kk_team_of_group(group_id))`,
		...written(`${ownsChild} or kk_home(kk_team_of_group(group_id))`)
	},
	meeting_success: { read: `${mine} or ${homeAtMeeting}`, ...written(`${mine} and ${homeAtMeeting}`), drop: mine },
	own_text: { read: all, ...written('kk_admin()') },
	cover_request: {
		read: 'asked_by = kk_me() or asked_of = kk_me()',
		add: 'asked_by = kk_me() and kk_home(team_id)',
		change: 'asked_by = kk_me() or asked_of = kk_me()'
	},
	tip: {
		// who wrote one may take it off, also when she has left
		read: 'kk_comes(team_id) or author_id = kk_me()',
		add: 'author_id = kk_me() and kk_home(team_id)',
		drop: 'author_id = kk_me()'
	},

	// a child
	trajectory: {
		read: `teacher_id = kk_me() or kk_home(kk_team_of_cycle(cycle_id)) or kk_meets_child(id)`,
		hold: `teacher_id = kk_me() or kk_writes_in(id)`,
		add: `teacher_id = kk_me() and kk_is(kk_team_of_cycle(cycle_id), array['teacher', 'assistant'])`,
		change: 'teacher_id = kk_me()',
		drop: 'teacher_id = kk_me()'
	},
	play_slot: only(ownsChild),
	brief_contact: only(ownsChild),
	log_parcel: only(ownsChild),
	guardian: only(ownsChild),
	guardian_link: only('kk_owns_guardian(guardian_id)'),
	guardian_visit: { read: nobody },
	expert_asked: { read: seesChild, ...written(ownsChild) },
	consent_form: only(ownsChild),
	consent_answer: { read: seesChild, ...written(ownsChild) },
	plan_entry: {
		read: `${ownsChild} or writer_id = kk_me() or (kind in ('start', 'end') and kk_interviews(trajectory_id)) or (shared_at is not null and kk_home(kk_team_of_child(trajectory_id)) and kk_consent(trajectory_id) <> 'no')`,
		...written(ownsChild)
	},
	plan_version: only('kk_owns_entry(entry_id)'),
	interview: {
		read: `${ownsChild} or kk_hops(kk_team_of_child(trajectory_id)) or interviewer_id = kk_me()`,
		add: ownsChild,
		change: `${ownsChild} or (interviewer_id = kk_me() and kk_home(kk_team_of_child(trajectory_id)) and kk_consent(trajectory_id) <> 'no')`,
		drop: ownsChild
	},
	help_request: {
		read: `asked_by = kk_me() or expert_id = kk_me() or kk_comes(team_id) or ${seesSession}`,
		add: `asked_by = kk_me() and ${ownsClip}`,
		change: 'asked_by = kk_me() or expert_id = kk_me()'
	},

	// a clip
	clip: {
		read: `owner_id = kk_me() or ${seesChild}`,
		hold: `owner_id = kk_me() or ${seesChild}`,
		...written('owner_id = kk_me()'),
		add: `owner_id = kk_me() and ${ownsChild}`
	},
	clip_elsewhere: only(ownsClip),
	clip_to_go: { read: nobody },
	erasure: { read: nobody },
	clip_mark: only(ownsClip),
	clip_caption: { read: seesClip, ...written(ownsClip) },

	// a session
	session: {
		read: 'kk_sees_table(id, team_id, presenter_id, meeting_id, guests_at)',
		hold: 'kk_sees_table(id, team_id, presenter_id, meeting_id, guests_at)',
		add: `presenter_id = kk_me() and ${ownsChild}`,
		// whoever leads begins and ends it, and the lead can be anybody's at the table: only its events know. Taking the clip
		// off and letting guests look along is the presenter's, and which group it lies with is for who goes round
		change: `presenter_id = kk_me() or (kk_sees_table(id, team_id, presenter_id, meeting_id, guests_at)
			and kk_lies_as_it_lay(id, withdrawn_at, guests_at, group_id, kk_hops_at(team_id, meeting_id)))`
	},
	session_event: { read: seesSession, add: `actor_id = kk_me() and ${seesSession}` },
	session_screen: {
		read: `session_id is null or ${seesSession}`,
		hold: `session_id is null or ${seesSession}`,
		change: seesSession
	},
	doc_update: { read: nobody },
	doc_snapshot: { read: nobody },
	doc_client: { read: nobody },
	doc_removal: { read: seesSession, change: seesSession },
	live_node: { read: nobody },
	session_owner: { read: nobody },
	session_note: { read: seesSession },
	note_left_out: { read: seesSession, ...written(presents) },

	// the log
	audit_entry: { read: 'kk_admin() or actor = kk_me() or kk_owns(child_id)', add: 'kk_me() is not null' },
	audit_link: { read: 'kk_admin()' },
	audit_head: { read: 'kk_admin()' },
	audit_notice: { read: mine, add: 'kk_me() is not null' },
	break_glass: {
		read: `kk_admin() or ${ownsChild} or kk_leads(kk_team_of_child(trajectory_id))`,
		add: 'asked_by = kk_me() and kk_admin()',
		change: 'kk_admin() or kk_leads(kk_team_of_child(trajectory_id))'
	}
};

/** Name, what it takes, what it answers, and how: read as the owner of the tables, whom no rule stops. */
export const rowFunctions: readonly (readonly [name: string, takes: string, answers: string, how: string])[] = [
	['kk_me', '', 'text', `select nullif(pg_catalog.current_setting('kijkkring.person', true), '')`],
	[
		'kk_now',
		'',
		'timestamptz',
		`select coalesce(nullif(pg_catalog.current_setting('kijkkring.now', true), '')::timestamptz, pg_catalog.now())`
	],
	[
		'kk_admin',
		'',
		'boolean',
		`select exists (select from user_account
			where id = kk_me() and admin and closed_at is null and suspended_at is null)`
	],
	[
		'kk_roles',
		'text',
		'jsonb',
		`select coalesce((select m.roles from team_member m join user_account u on u.id = m.user_id
			where m.team_id = $1 and m.user_id = kk_me() and m.left_at is null
				and u.closed_at is null and u.suspended_at is null), '[]')`
	],
	['kk_is', 'text, text[]', 'boolean', `select kk_roles($1) ?| $2`],
	['kk_seat', 'text', 'boolean', `select kk_roles($1) <> '[]'`],
	['kk_leads', 'text', 'boolean', `select kk_roles($1) ? 'lead'`],
	[
		'kk_leads_any',
		'',
		'boolean',
		`select exists (select from team_member m join user_account u on u.id = m.user_id
			where m.user_id = kk_me() and m.left_at is null and m.roles ? 'lead'
				and u.closed_at is null and u.suspended_at is null)`
	],
	['kk_hops', 'text', 'boolean', `select kk_roles($1) ?| array['lead', 'facilitator']`],
	['kk_home', 'text', 'boolean', `select kk_roles($1) ?| array['lead', 'facilitator', 'teacher', 'assistant']`],
	[
		'kk_comes',
		'text',
		'boolean',
		`select kk_roles($1) ?| array['lead', 'facilitator', 'teacher', 'assistant', 'guest']`
	],
	['kk_team_of_cycle', 'text', 'text', `select team_id from cycle where id = $1`],
	['kk_cycle_of', 'text', 'text', `select cycle_id from meeting where id = $1`],
	[
		'kk_team_of_meeting',
		'text',
		'text',
		`select c.team_id from meeting m join cycle c on c.id = m.cycle_id where m.id = $1`
	],
	['kk_team_of_group', 'text', 'text', `select kk_team_of_meeting(meeting_id) from meeting_group where id = $1`],
	[
		'kk_team_of_child',
		'text',
		'text',
		`select c.team_id from trajectory t join cycle c on c.id = t.cycle_id where t.id = $1`
	],
	[
		'kk_hops_at',
		'text, text',
		'boolean',
		`select kk_hops($1) or (kk_home($1)
			and exists (select from meeting_facilitator where meeting_id = $2 and user_id = kk_me()))`
	],
	[
		'kk_visits_team',
		'text',
		'boolean',
		`select exists (select from meeting_guest g join meeting m on m.id = g.meeting_id join cycle c on c.id = m.cycle_id
			where g.user_id = kk_me() and g.ended_at is null and c.team_id = $1)`
	],
	['kk_knows_team', 'text', 'boolean', `select kk_seat($1) or kk_visits_team($1)`],
	[
		'kk_had_child_in',
		'text',
		'boolean',
		`select exists (select from trajectory where cycle_id = $1 and teacher_id = kk_me())`
	],
	['kk_knows_cycle', 'text', 'boolean', `select kk_knows_team(kk_team_of_cycle($1)) or kk_had_child_in($1)`],
	['kk_owns', 'text', 'boolean', `select exists (select from trajectory where id = $1 and teacher_id = kk_me())`],
	[
		'kk_owns_guardian',
		'text',
		'boolean',
		`select exists (select from guardian g join trajectory t on t.id = g.trajectory_id
			where g.id = $1 and t.teacher_id = kk_me())`
	],
	[
		'kk_owns_entry',
		'text',
		'boolean',
		`select exists (select from plan_entry e join trajectory t on t.id = e.trajectory_id
			where e.id = $1 and t.teacher_id = kk_me())`
	],
	// how much is kept is no secret, and has to be known whoever may see what
	[
		'kk_bytes_kept',
		'',
		'bigint',
		`select coalesce(sum(bytes), 0)::bigint from clip where status not in ('erased', 'failed')`
	],
	[
		'kk_bytes_kept_in',
		'text',
		'bigint',
		`select coalesce(sum(k.bytes), 0)::bigint from clip k join trajectory t on t.id = k.trajectory_id
			join cycle c on c.id = t.cycle_id where k.status not in ('erased', 'failed') and c.team_id = $1`
	],
	['kk_bytes_promised', '', 'bigint', `select coalesce(sum(bytes), 0)::bigint from clip where status = 'sending'`],
	['kk_owns_clip', 'text', 'boolean', `select exists (select from clip where id = $1 and owner_id = kk_me())`],
	['kk_child_of_clip', 'text', 'text', `select trajectory_id from clip where id = $1`],
	['kk_presents', 'text', 'boolean', `select exists (select from session where id = $1 and presenter_id = kk_me())`],
	[
		'kk_sees_table',
		'text, text, text, text, timestamptz',
		'boolean',
		`select $3 = kk_me() or kk_comes($2)
			or exists (select from help_request where session_id = $1 and expert_id = kk_me())
			or ($5 is not null and exists (select from meeting_guest
				where meeting_id = $4 and user_id = kk_me() and ended_at is null))`
	],
	[
		'kk_sees_session',
		'text',
		'boolean',
		`select exists (select from session where id = $1
			and kk_sees_table(id, team_id, presenter_id, meeting_id, guests_at))`
	],
	[
		// within an update: against the row as it was before it
		'kk_lies_as_it_lay',
		'text, timestamptz, timestamptz, text, boolean',
		'boolean',
		`select exists (select from session where id = $1 and withdrawn_at is not distinct from $2
			and guests_at is not distinct from $3 and ($5 or group_id is not distinct from $4))`
	],
	[
		'kk_meets_child',
		'text',
		'boolean',
		`select exists (select from session where trajectory_id = $1
				and kk_sees_table(id, team_id, presenter_id, meeting_id, guests_at))
			or exists (select from clip c join help_request h on h.clip_id = c.id
				where c.trajectory_id = $1 and h.expert_id = kk_me())
			or exists (select from plan_entry where trajectory_id = $1 and writer_id = kk_me())
			or exists (select from interview where trajectory_id = $1 and interviewer_id = kk_me())
			or exists (select from break_glass where trajectory_id = $1 and asked_by = kk_me()
				and ended_at is null and ends_at > kk_now())`
	],
	[
		'kk_writes_in',
		'text',
		'boolean',
		`select exists (select from plan_entry where trajectory_id = $1 and writer_id = kk_me())`
	],
	[
		'kk_interviews',
		'text',
		'boolean',
		`select exists (select from interview where trajectory_id = $1 and interviewer_id = kk_me() and ended_at is null)`
	],
	[
		'kk_sees_child',
		'text',
		'boolean',
		`select exists (select from trajectory where id = $1
			and (teacher_id = kk_me() or kk_home(kk_team_of_cycle(cycle_id)))) or kk_meets_child($1)`
	],
	[
		'kk_consent',
		'text',
		'text',
		`select case when bool_or(state in ('refused', 'withdrawn')) then 'no'
				when bool_or(state = 'granted') then 'yes' else '' end
			from (select distinct on (guardian_id) state from consent_answer
				where trajectory_id = $1 and scope = 'team' order by guardian_id, at desc, id desc) newest`
	]
];
