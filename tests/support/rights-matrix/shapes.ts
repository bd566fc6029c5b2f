import type { Subject } from './world';

/** Of every page: each field of its data, and to whom something stood in it. */
export type Shown = Map<string, { openers: Set<Subject>; fields: Map<string, Set<Subject>> }>;

/**
 * The fields of a page's data as paths (`clip.title`, `marks[].note`), and whether something stood in them. Read from the
 * flat list that SvelteKit sends, in which numbers are places. A key with a dash or a digit is the name of a row, and
 * written `*`: paths say nothing of one school. `numbered`: names of things that are a number. `around`: of its layouts
 * alone.
 */
export function fieldsOf(body: string, around = false): { fields: Map<string, boolean>; numbered: string[] } {
	const { nodes: all = [] } = JSON.parse(body) as { nodes?: ({ type: string; data?: unknown[] } | null)[] };
	const fields = new Map<string, boolean>();
	const numbered: string[] = [];
	for (const node of around ? all.slice(0, -1) : all)
		if (node?.type === 'data' && node.data) walk(node.data, 0, '', new Set());
	return { fields, numbered };

	function walk(flat: unknown[], place: number, path: string, above: ReadonlySet<number>): void {
		const value = flat[place];
		const note = (holds: boolean) => path && fields.set(path, holds || (fields.get(path) ?? false));
		if (above.has(place)) return;
		const within = new Set([...above, place]);
		if (typeof value === 'number' && /(?:^|\.|[a-z])[iI]d$/.test(path)) numbered.push(path);
		if (typeof value !== 'object' || value === null) return void note(place >= 0 && value !== null && value !== '');
		// a list whose first is a word is a date, a set or a map
		if (Array.isArray(value) && typeof value[0] === 'string') return void note(true);
		if (Array.isArray(value)) {
			const list = `${path}[]`;
			fields.set(list, value.length > 0 || (fields.get(list) ?? false));
			for (const one of value as number[]) walk(flat, one, list, within);
			return;
		}
		for (const [key, one] of Object.entries(value as Record<string, number>))
			walk(flat, one, `${path ? `${path}.` : ''}${/[-\d]/.test(key) ? '*' : key}`, within);
	}
}

/** Many paths in one line: `clip{title marks[]{note}}`. */
function shapeOf(fields: Iterable<string>): string {
	const below = new Map<string, string[]>();
	for (const field of [...fields].sort()) {
		const dot = field.indexOf('.');
		const head = dot < 0 ? field : field.slice(0, dot);
		below.set(head, [...(below.get(head) ?? []), ...(dot < 0 ? [] : [field.slice(dot + 1)])]);
	}
	return [...below].map(([head, inner]) => (inner.length > 0 ? `${head}{${shapeOf(inner)}}` : head)).join(' ');
}

/** The paths in such a line. Of what holds things, only the things are named. */
function fieldsIn(shape: string): string[] {
	const found: string[] = [];
	const above: string[] = [];
	for (const [token] of shape.matchAll(/[^\s{}]+\{?|\}/g)) {
		if (token === '}') above.pop();
		else if (token.endsWith('{')) above.push(token.slice(0, -1));
		else found.push([...above, token].join('.'));
	}
	return found;
}

const nobody = 'nobody in this school';
const everyone = 'everybody who opens it';

/** Readers in words: as few of them as can be said. */
function said(readers: ReadonlySet<Subject>, openers: ReadonlySet<Subject>): string {
	if (readers.size === 0) return nobody;
	const not = [...openers].filter((who) => !readers.has(who));
	if (not.length === 0) return everyone;
	return not.length <= 2 && readers.size > 2 ? `all but ${not.join(', ')}` : [...readers].join(', ');
}

/** Each page as `fields.ts` says it: who is shown what. */
function written(shown: Shown): Record<string, Record<string, string>> {
	const pages: Record<string, Record<string, string>> = {};
	for (const [page, { openers, fields }] of shown) {
		const groups = new Map<string, string[]>();
		for (const [field, readers] of fields) {
			// what holds things is there because they are
			if ([...fields.keys()].some((other) => other.startsWith(`${field}.`))) continue;
			const who = said(readers, openers);
			groups.set(who, [...(groups.get(who) ?? []), field]);
		}
		pages[page] = Object.fromEntries([...groups].map(([who, paths]) => [who, shapeOf(paths)]));
	}
	return pages;
}

/** Where what was shown is not what is written down, as sentences that say what to do. */
export function differences(shown: Shown, kept: Record<string, Record<string, string>>): string[] {
	const where = 'tests/support/rights-matrix/fields.ts';
	const wrong: string[] = [];
	const now = written(shown);
	for (const page of new Set([...Object.keys(now), ...Object.keys(kept)])) {
		const [is, was] = [byField(now[page] ?? {}), byField(kept[page] ?? {})];
		for (const [field, who] of is)
			if (was.get(field) !== who)
				wrong.push(
					`${page}: "${field}" is shown to ${who}; ${was.has(field) ? `${where} says ${was.get(field)}` : `${where} does not have it`}. Is that right? Then write it there: '${who}': '${shapeOf([field])}'.`
				);
		for (const [field, who] of was)
			if (!is.has(field)) wrong.push(`${page}: "${field}" (${who}) is no longer there. Take it out of ${where}.`);
	}
	return wrong;
}

const byField = (groups: Record<string, string>): Map<string, string> =>
	new Map(Object.entries(groups).flatMap(([who, shape]) => fieldsIn(shape).map((field) => [field, who] as const)));
