import { and, desc, eq, inArray, lt, or } from 'drizzle-orm';
import { accountKinds, rightKinds, viewKinds, type AuditKind } from '$lib/domain/audit';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { lastHead } from '$lib/server/db/audit-chain';
import { standingOf } from '$lib/server/db/people';
import { auditEntry } from '$lib/server/db/schema';
import type { Needs } from '../needs';
import { namesOf } from '../people/name-of';

export const logParts = { all: null, views: viewKinds, rights: rightKinds, accounts: accountKinds } as const;
export type LogPart = keyof typeof logParts;

export interface LogLine {
	nr: number;
	at: Date;
	kind: AuditKind;
	/** Name of the account, or empty: then `actor` says what it was. */
	who: string;
	actor: string;
	role: string;
	/** Name of the account it is about. */
	about: string;
	/** "clip 4f1k…": enough to find it again, and nothing of what is in it. */
	object: { kind: string; id: string } | null;
	fromS: number | null;
	toS: number | null;
}

interface LogPage {
	lines: LogLine[];
	/** Ask from here for what is older; null when that was all. */
	older: number | null;
	head: { number: number; at: Date } | null;
}

/** Whether parents said yes or no is not an admin's to know (Q12). */
const shownKind = (kind: AuditKind): AuditKind => (kind === 'consent-withdrawn' ? 'consent-answered' : kind);

const atOnce = 50;
/** Reading on in the log is one reading, ms. */
const sameReading = 10 * 60_000;

/** [AU12] The log as an admin reads it, newest first; that she did stands in it too. Refusal: `not-found`. */
export async function readLog(
	needs: Needs,
	userId: string,
	asked: { part: LogPart; accountId: string | null; before: number | null }
): Promise<Outcome<LogPage>> {
	const who = await standingOf(needs.db, userId, '');
	if (!who || !may.readLog(who)) return no('not-found');
	await needs.views.looked({ at: needs.clock(), kind: 'log-read', actor: userId, role: 'admin' }, sameReading);
	const kinds = logParts[asked.part];
	const rows = await needs.db
		.select()
		.from(auditEntry)
		.where(
			and(
				asked.before === null ? undefined : lt(auditEntry.nr, asked.before),
				kinds ? inArray(auditEntry.kind, [...kinds]) : undefined,
				asked.accountId === null
					? undefined
					: or(eq(auditEntry.actor, asked.accountId), eq(auditEntry.aboutId, asked.accountId))
			)
		)
		.orderBy(desc(auditEntry.nr))
		.limit(atOnce + 1);
	const shown = rows.slice(0, atOnce);
	const names = await namesOf(
		needs,
		shown.flatMap(({ actor, aboutId }) => [actor, ...(aboutId ? [aboutId] : [])])
	);
	const second = (value: unknown) => (typeof value === 'number' ? value : null);
	return yes({
		lines: shown.map(({ nr, at, kind, actor, role, aboutId, objectKind, objectId, facts }) => ({
			...{ nr, at, kind: shownKind(kind as AuditKind), actor, role, who: names.get(actor) ?? '' },
			about: aboutId ? (names.get(aboutId) ?? '') : '',
			object: objectKind && objectId ? { kind: objectKind, id: objectId } : null,
			...{ fromS: second(facts['fromS']), toS: second(facts['toS']) }
		})),
		older: rows.length > atOnce ? (shown.at(-1)?.nr ?? null) : null,
		head: await lastHead(needs.db)
	});
}
