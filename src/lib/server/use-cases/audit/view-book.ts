import type { AuditEntry } from '$lib/domain/audit';
import { record } from '$lib/server/db/audit';
import type { Db } from '$lib/server/db/connection';

/** Somebody watching one clip, at one table or by herself. */
export interface Viewer {
	userId: string;
	role: string;
	clipId: string;
	childId: string;
	sessionId: string | null;
	screen: boolean;
}

/** A stretch of a clip, ms. */
interface Span {
	from: number;
	to: number;
}

/**
 * [AU7] A player asks for pictures every two seconds, often of what follows. Those that join on to each other are one
 * stretch, kept here and written when it ended: so long after the last request, or when it lasts longer than that, ms.
 */
const endsAfter = 30_000;
const lastsAtMost = 5 * 60_000;
/** So much may lie between two pictures of one stretch, ms of the clip. */
const joins = 1_000;
/** Two tabs, or a player that looks ahead, are some stretches at once; more are closed, oldest first. */
const atOnce = 4;
/** What was seen lately is remembered for so many, in this process. */
const mostLately = 2_000;

/** Refusals of one account that are written in ten minutes, in this process. */
const mostDenied = 60;
const deniedWithin = 10 * 60_000;

interface Stretch extends Span {
	begun: number;
	last: number;
}

/**
 * What is being looked at now, in this process. That somebody opened a clip is written before its first picture goes out;
 * how far she watched is written within minutes, and lost when the process is killed meanwhile.
 */
export interface ViewBook {
	watched(viewer: Viewer, span: Span, now: Date): Promise<void>;
	/** Writes that somebody looked at something, unless this process did so within `window` ms. */
	looked(entry: AuditEntry, window: number): Promise<void>;
	/** Writes that somebody was refused; of one account no more than tells that something is wrong. */
	denied(entry: AuditEntry): Promise<void>;
	/** Writes the stretches that ended; all of them when `everything`. */
	flush(now: Date, everything?: boolean): Promise<void>;
}

export function openViewBook(db: Db): ViewBook {
	const open = new Map<string, { viewer: Viewer; stretches: Stretch[] }>();
	const lately = new Map<string, number>();
	const refused = new Map<string, { since: number; n: number }>();

	const write = (viewer: Viewer, stretches: Stretch[]): Promise<void> =>
		record(db, ...stretches.map((stretch) => watchedEntry(viewer, stretch)));

	return {
		async watched(viewer, { from, to }, now) {
			const at = now.getTime();
			const key = [viewer.userId, viewer.clipId, viewer.sessionId, viewer.screen].join(' ');
			const known = open.get(key) ?? { viewer, stretches: [] };
			open.set(key, known);
			const on = known.stretches.find(
				(one) =>
					from <= one.to + joins && to >= one.from - joins && at - one.last < endsAfter && at - one.begun < lastsAtMost
			);
			if (on) return void Object.assign(on, { from: Math.min(on.from, from), to: Math.max(on.to, to), last: at });
			known.stretches.push({ from, to, begun: at, last: at });
			if (known.stretches.length > atOnce) await write(viewer, known.stretches.splice(0, 1));
		},
		async looked(entry, window) {
			const at = entry.at.getTime();
			const key = [entry.kind, entry.actor, entry.object?.id, entry.facts?.session].join(' ');
			const before = lately.get(key);
			if (before !== undefined && at - before < window && at >= before) return;
			await record(db, entry);
			lately.delete(key);
			lately.set(key, at);
			const oldest = lately.keys().next().value;
			if (lately.size > mostLately && oldest !== undefined) lately.delete(oldest);
		},
		async denied(entry) {
			const at = entry.at.getTime();
			const before = refused.get(entry.actor);
			const counted = before && at - before.since < deniedWithin ? before : { since: at, n: 0 };
			counted.n += 1;
			refused.set(entry.actor, counted);
			if (counted.n <= mostDenied) await record(db, entry);
		},
		async flush(now, everything = false) {
			const at = now.getTime();
			const over = (one: Stretch) => everything || at - one.last >= endsAfter || at - one.begun >= lastsAtMost;
			for (const [actor, { since }] of refused) if (at - since >= deniedWithin) refused.delete(actor);
			for (const [key, known] of open) {
				const ended = known.stretches.filter(over);
				// taken out first: what comes in while these are written is another stretch
				known.stretches = known.stretches.filter((one) => !over(one));
				if (known.stretches.length === 0) open.delete(key);
				if (ended.length > 0) await write(known.viewer, ended);
			}
		}
	};
}

const watchedEntry = (viewer: Viewer, { from, to, last }: Stretch): AuditEntry => ({
	at: new Date(last),
	kind: 'clip-watched',
	actor: viewer.userId,
	role: viewer.role,
	object: { kind: 'clip', id: viewer.clipId },
	child: viewer.childId,
	facts: {
		fromS: Math.floor(from / 1000),
		toS: Math.ceil(to / 1000),
		...(viewer.sessionId !== null && { session: viewer.sessionId }),
		...(viewer.screen && { screen: true })
	}
});
