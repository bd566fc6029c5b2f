import { and, desc, eq } from 'drizzle-orm';
import { hasHappened, withFields } from '$lib/domain/plan';
import {
	lastUsedFirst,
	type DayPart,
	type Feeling,
	type LogBox,
	type PlayHow,
	type SchoolYears
} from '$lib/domain/practice';
import type { Choice } from '$lib/domain/plan-story';
import type { PackContext } from '$lib/engine/pack';
import { briefContactsOf, runningTrajectories, type RunningTrajectory } from '$lib/server/db/practice';
import { planEntry } from '$lib/server/db/schema';
import type { Locale } from '$lib/words';
import { fieldDate } from '$lib/words/dates';
import type { Needs } from '../needs';
import { readSealed } from '../plan/open-plan';
import { planChoices } from '../plan/plan-choices';
import { logBox } from './log-box';
import { playMomentsDue } from './play-moments-due';
import { packInOwnWords } from '../texts/own-words';

/** Something logged today, as the page lists it. */
export interface LoggedToday {
	id: string;
	kind: 'play' | 'brief' | 'other-child';
	at: Date;
	context: string;
	minutes: number | null;
	how: PlayHow | '';
	feeling: Feeling | '';
}

export interface LogPage {
	/** Her children under way; more than one only for whoever works in several teams. */
	children: { id: string; alias: string; team: string }[];
	/** The one that is logged; null while she has none. */
	child: LogChild | null;
}

export interface LogChild {
	id: string;
	alias: string;
	years: SchoolYears | null;
	box: LogBox;
	/** Contexts for a play moment: last used first, then those of these school years; her own among them. */
	contexts: Choice[];
	/** Where short contact moments happen, last used first. */
	briefs: Choice[];
	/** What the method offers, in its own order: the device keeps this in clear, and nothing of what was logged shows in it. */
	offered: { contexts: Choice[]; briefs: Choice[] };
	skills: Choice[];
	leaveOut: Choice[];
	today: LoggedToday[];
	due: { part: DayPart | null; entryId: string | null; at: Date | null }[];
}

/** Everything on the log page: of one's own children under way, and nobody else's (Q15). */
export async function viewLog(needs: Needs, userId: string, asked: string | null, locale: Locale): Promise<LogPage> {
	const running = await runningTrajectories(needs.db, userId);
	const chosen = running.find(({ row }) => row.id === asked) ?? running[0];
	return {
		children: running.map(({ row, team }) => ({ id: row.id, alias: row.alias, team })),
		child: chosen ? await childOf(needs, userId, chosen, locale) : null
	};
}

async function childOf(needs: Needs, userId: string, running: RunningTrajectory, locale: Locale): Promise<LogChild> {
	const { row } = running;
	const pack = await packInOwnWords(needs.db, running);
	const choices = planChoices(pack, locale);
	const played = await playedOf(needs, running);
	const brief = await briefOf(needs, running);
	const known = byYears(pack.contexts, row.years).map(({ id }) => choices.contexts.find((one) => one.id === id));
	const used = [...new Set(played.map(({ fields }) => fields.context).filter(Boolean))];
	const own = used.filter((context) => !choices.contexts.some(({ id }) => id === context));
	const contexts = [...known.filter((one) => one !== undefined), ...own.map((label) => ({ id: label, label }))];
	const briefs = (pack.briefContexts ?? []).map(({ id, label }) => ({ id, label: label[locale] }));
	const label = (among: Choice[], id: string) => among.find((one) => one.id === id)?.label ?? id;
	const date = fieldDate(needs.clock());
	const today: LoggedToday[] = [
		...played
			.filter(({ fields }) => hasHappened(fields))
			.map(({ id, at, fields }) => ({
				id,
				kind: 'play' as const,
				at,
				context: label(choices.contexts, fields.context),
				minutes: fields.minutes,
				how: fields.how ?? '',
				feeling: fields.feeling ?? ''
			})),
		...brief.map(({ id, at, otherChild, context }) => ({
			id,
			kind: otherChild ? ('other-child' as const) : ('brief' as const),
			at,
			context: label(briefs, context),
			minutes: null,
			how: '' as const,
			feeling: '' as const
		}))
	];
	return {
		id: row.id,
		alias: row.alias,
		years: row.years,
		box: logBox(needs, userId, row),
		contexts: lastUsedFirst(contexts, used),
		briefs: lastUsedFirst(briefs, [...new Set(brief.map(({ context }) => context))]),
		offered: { contexts: choices.contexts.map(({ id, label: name }) => ({ id, label: name })), briefs },
		skills: lastUsedFirst(choices.skills, [...new Set(played.map(({ fields }) => fields.skill))]),
		leaveOut: choices.leaveOut,
		today: today.filter(({ at }) => fieldDate(at) === date).toSorted((a, b) => b.at.getTime() - a.at.getTime()),
		due: (await playMomentsDue(needs, needs.clock(), userId))
			.filter((due) => due.trajectoryId === row.id)
			.map(({ part, entryId, at }) => ({ part, entryId, at }))
	};
}

/** What fits these years best comes first; the rest stays in the order of the method. */
const byYears = (contexts: readonly PackContext[], years: SchoolYears | null): PackContext[] => {
	const apart = (one: PackContext) => (one.years === undefined || years === null ? 1 : one.years === years ? 0 : 2);
	return contexts.toSorted((a, b) => apart(a) - apart(b));
};

/** Her play moments, the newest first. */
async function playedOf(needs: Needs, { row }: RunningTrajectory) {
	const key = needs.vault.open(row.wrappedKey);
	const rows = await needs.db
		.select({ id: planEntry.id, at: planEntry.at, sealed: planEntry.sealed })
		.from(planEntry)
		.where(and(eq(planEntry.trajectoryId, row.id), eq(planEntry.kind, 'play-moment')))
		.orderBy(desc(planEntry.at));
	return rows.map(({ id, at, sealed }) => ({
		id,
		at,
		fields: withFields('play-moment', readSealed(needs, key, sealed) as object)
	}));
}

async function briefOf(needs: Needs, { row }: RunningTrajectory) {
	const key = needs.vault.open(row.wrappedKey);
	return (await briefContactsOf(needs.db, row.id)).map(({ id, at, otherChild, sealed }) => ({
		id,
		at,
		otherChild,
		context: sealed ? ((readSealed(needs, key, sealed) as { context?: string }).context ?? '') : ''
	}));
}
