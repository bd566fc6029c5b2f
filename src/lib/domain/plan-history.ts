import { withFields, type PlanFields, type PlanKind } from './plan';

/** What a version keeps of an entry: its day, and what the owner wrote herself; by name of the field. */
export type VersionFields = Record<string, string | string[] | number | boolean | null>;

/** Keystrokes less far apart than this are one version, and none is written longer than `stretch`; ms. */
const versionRest = 10 * 60_000;
const versionStretch = 30 * 60_000;
/** Two who write within this time of each other write at once, ms. */
const versionAtOnce = 60_000;
/** The newest so many are kept of one entry. */
export const versionsKept = 100;

/**
 * [LP6] What of an entry has a history: the owner's own words. What the group gave is not in it, because what is left out
 * of a record [E10] must be nowhere else.
 */
export function ownFieldsOf(kind: PlanKind, at: Date, kept: object): VersionFields {
	if (kind === 'session') {
		const { takeaway, note = '' } = withFields('session', kept as Partial<PlanFields['session']>);
		return { takeaway, note };
	}
	const whole: Record<string, unknown> = withFields(kind, kept);
	if (kind === 'start' || kind === 'end') whole['examples'] ??= ['', '', ''];
	return { at: at.toISOString(), ...(whole as VersionFields) };
}

interface WrittenVersion {
	byId: string;
	/** [LP13] Whoever wrote in it at the same time. */
	withId: string | null;
	begunAt: Date;
	endedAt: Date;
}

/**
 * [LP5] Whether writing now still belongs to the version that was last written in: by the same person or, where two write
 * at once [LP13], by one of the two, or by the second one while the first is still typing.
 */
export function goesOn(last: WrittenVersion, byId: string, now: Date): boolean {
	const since = (from: Date) => now.getTime() - from.getTime();
	const rest = last.byId === byId || last.withId === byId ? versionRest : last.withId === null ? versionAtOnce : -1;
	return since(last.endedAt) <= rest && since(last.begunAt) <= versionStretch;
}

/** A stretch of a text: it stood there, it went, or it came. */
export interface Stretch {
	is: 'same' | 'gone' | 'fresh';
	text: string;
}

/** More words than this on both sides are not compared word by word: the old text went, the new one came. */
const mostCells = 4_000_000;

/** The way from one text to another, word by word. Joined without what is gone it is `after`, without what is fresh `before`. */
export function wordsChanged(before: string, after: string): Stretch[] {
	const [old, now] = [words(before), words(after)];
	let from = 0;
	while (from < old.length && from < now.length && old[from] === now[from]) from++;
	let end = 0;
	while (end < old.length - from && end < now.length - from && old.at(-1 - end) === now.at(-1 - end)) end++;
	const middle = compare(old.slice(from, old.length - end), now.slice(from, now.length - end));
	return joined([
		{ is: 'same', text: old.slice(0, from).join('') },
		...middle,
		{ is: 'same', text: old.slice(old.length - end).join('') }
	]);
}

const words = (text: string): string[] => text.match(/\s+|\S+/g) ?? [];

/** Longest common row of words, by the usual table, from the end. */
function compare(old: string[], now: string[]): Stretch[] {
	const width = now.length + 1;
	if ((old.length + 1) * width > mostCells)
		return [
			{ is: 'gone', text: old.join('') },
			{ is: 'fresh', text: now.join('') }
		];
	const table = new Uint16Array((old.length + 1) * width);
	const at = (i: number, j: number): number => table[i * width + j] ?? 0;
	for (let i = old.length - 1; i >= 0; i--)
		for (let j = now.length - 1; j >= 0; j--)
			table[i * width + j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
	const way: Stretch[] = [];
	for (let i = 0, j = 0; i < old.length || j < now.length;) {
		if (i < old.length && j < now.length && old[i] === now[j]) {
			way.push({ is: 'same', text: old[i++] ?? '' });
			j++;
		} else if (i < old.length && (j === now.length || at(i + 1, j) >= at(i, j + 1)))
			way.push({ is: 'gone', text: old[i++] ?? '' });
		else way.push({ is: 'fresh', text: now[j++] ?? '' });
	}
	return way;
}

/** Changes with nothing but blanks between them read as one: what went in one piece, then what came in one. */
function joined(way: readonly Stretch[]): Stretch[] {
	const out: Stretch[] = [];
	let [gone, fresh, blanks] = ['', '', ''];
	const close = () => {
		if (gone) out.push({ is: 'gone', text: gone });
		if (fresh) out.push({ is: 'fresh', text: fresh });
		if (blanks) out.push({ is: 'same', text: blanks });
		[gone, fresh, blanks] = ['', '', ''];
	};
	for (const { is, text } of way) {
		if (text === '') continue;
		if (is === 'same') {
			const last = out.at(-1);
			if ((gone || fresh) && /^\s+$/.test(text)) blanks += text;
			else if (gone || fresh) {
				close();
				out.push({ is, text });
			} else if (last?.is === 'same') last.text += text;
			else out.push({ is, text });
			continue;
		}
		gone += blanks + (is === 'gone' ? text : '');
		fresh += blanks + (is === 'fresh' ? text : '');
		blanks = '';
	}
	close();
	return out;
}
