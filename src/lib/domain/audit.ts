/**
 * What the log of views and rights can say [AU1]: a closed vocabulary. An entry is who, when, what and of which thing, in
 * ids and numbers. There is no place in it for a name, a text, an address or a secret.
 */

/** Looks at something of a child or a colleague. */
export const viewKinds = [
	/** Somebody began to watch a clip: once for a viewing, before its first picture goes out. */
	'clip-opened',
	/** A stretch of it that went out to her, `fromS` to `toS`. */
	'clip-watched',
	'captions-read',
	'record-read',
	'plan-read',
	'interview-joined',
	'session-entered',
	'screen-shown',
	/** Pages of the log itself. */
	'log-read',
	'report-read'
] as const;

/** Rights that came, changed or went. */
export const rightKinds = [
	'clip-added',
	'clip-brought',
	'clip-taken-back',
	'guests-allowed',
	'guests-refused',
	'kept-longer',
	'clip-erased',
	'child-chosen',
	'child-closed',
	'child-erased',
	'consent-answered',
	'consent-withdrawn',
	'consent-link-made',
	'consent-link-ended',
	'plan-shared',
	'plan-unshared',
	'writer-asked',
	'writer-ended',
	'help-asked',
	'help-granted',
	'help-ended',
	'invited',
	'invitation-withdrawn',
	'member-joined',
	'roles-changed',
	'member-paused',
	'member-left',
	'facilitators-changed',
	'group-changed',
	'guest-invited',
	'guest-joined',
	'guest-ended',
	'screen-paired',
	'screen-ended',
	'exported'
] as const;

/** Accounts, and what runs the school. */
export const accountKinds = [
	'signed-in',
	'sign-in-refused',
	'signed-out',
	'stepped-up',
	'password-changed',
	'second-factor-changed',
	/** Signing in with the school's own provider: `state` is connected or disconnected. */
	'school-login-changed',
	'recovery-used',
	'account-made',
	'account-suspended',
	'account-restored',
	'account-closed',
	'admin-given',
	'admin-taken',
	'team-opened',
	'settings-changed',
	'key-rotated',
	'restored',
	'denied',
	'alarm',
	'break-glass-asked',
	'break-glass-confirmed',
	'break-glass-refused',
	'break-glass-ended',
	/** Entries past their time were taken out: `upTo` is the last number that went, `hash` what the chain stood at there. */
	'log-shortened'
] as const;

export const auditKinds = [...viewKinds, ...rightKinds, ...accountKinds] as const;
export type AuditKind = (typeof auditKinds)[number];

/** What an entry can be about. */
export const auditObjects = [
	'clip',
	'session',
	'trajectory',
	'plan-entry',
	'interview',
	'help',
	'team',
	'cycle',
	'meeting',
	'account',
	'invitation',
	'screen',
	'break-glass',
	'school',
	'route'
] as const;
export type AuditObject = (typeof auditObjects)[number];

/** The only facts there are. Seconds are of the clip; `until` is seconds since 1970; the rest are ids and words of the code. */
export interface AuditFacts {
	fromS?: number;
	toS?: number;
	/** The session at whose table it was. */
	session?: string;
	/** It went to a big screen, by the right of the actor. */
	screen?: boolean;
	/** Words of the code: a scope of consent, a state, roles, a reason of a closed list, which setting. */
	scope?: string;
	state?: string;
	roles?: string;
	reason?: string;
	setting?: string;
	count?: number;
	until?: number;
	upTo?: number;
	hash?: string;
}

export interface AuditEntry {
	at: Date;
	kind: AuditKind;
	/**
	 * The id of an account; or 'guardian', 'clock', 'screen', 'nobody', where it was none. Which guardian stands nowhere in
	 * this log.
	 */
	actor: string;
	/** What the actor was then, in the team it is about: roles, 'owner', 'admin'; empty for none. */
	role?: string;
	object?: { kind: AuditObject; id: string };
	/** Trajectory of the child it is about. */
	child?: string;
	/** The other account it is about: whose roles changed, who was given access. */
	about?: string;
	facts?: AuditFacts;
}

/** Roles as the log has them. */
export const rolesInLog = (roles: readonly string[], admin = false): string =>
	[...roles, ...(admin ? ['admin'] : [])].sort().join('+');

const safe = /^[A-Za-z0-9_.:+/[\]()-]{1,80}$/;
/**
 * [AU6] An id or a word of the code, or '?': what holds anything else is not written down, whatever a request put in its
 * address. An entry is therefore one line of plain letters wherever it is shown.
 */
const inLog = (text: string): string => (safe.test(text) ? text : '?');

/** An entry as it is stored: the same columns for each. */
export interface StoredEntry {
	at: Date;
	kind: string;
	actor: string;
	role: string;
	objectKind: string | null;
	objectId: string | null;
	childId: string | null;
	aboutId: string | null;
	facts: Record<string, string | number | boolean>;
}

export function storedEntry(entry: AuditEntry): StoredEntry {
	const facts: StoredEntry['facts'] = {};
	for (const [name, value] of Object.entries(entry.facts ?? {}) as [string, unknown][]) {
		if (typeof value === 'string') facts[name] = inLog(value);
		else if (typeof value === 'number' && Number.isFinite(value)) facts[name] = Math.round(value);
		else if (value === true) facts[name] = true;
	}
	return {
		at: entry.at,
		kind: entry.kind,
		actor: inLog(entry.actor),
		role: entry.role ? inLog(entry.role) : '',
		objectKind: entry.object?.kind ?? null,
		objectId: entry.object ? inLog(entry.object.id) : null,
		childId: entry.child === undefined ? null : inLog(entry.child),
		aboutId: entry.about === undefined ? null : inLog(entry.about),
		facts
	};
}

/** [AU2] What is hashed: every column in one order, so that the same entry is the same text on every machine. */
export const canonicalEntry = (number: number, entry: StoredEntry): string =>
	JSON.stringify([
		number,
		entry.at.toISOString(),
		entry.kind,
		entry.actor,
		entry.role,
		entry.objectKind,
		entry.objectId,
		entry.childId,
		entry.aboutId,
		Object.entries(entry.facts).sort(([a], [b]) => (a < b ? -1 : 1))
	]);
