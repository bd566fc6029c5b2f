import * as v from 'valibot';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { parentsHows, planLimits } from '$lib/domain/plan';
import { plainOf, tidyRich } from '$lib/domain/rich-text';
import { fromFields } from '$lib/words/dates';

/** A browser sends line ends as CR LF; the plan keeps LF, and no blanks at the end. */
const lines = (longest: number) =>
	v.pipe(
		v.string(),
		v.transform((text) => plainOf(text).replaceAll('\r\n', '\n').trimEnd()),
		v.maxLength(longest)
	);
/** [LP10] The same with form; only its words count for how long it is. */
const richLines = v.pipe(
	v.string(),
	v.maxLength(4 * planLimits.together),
	v.transform((text) => tidyRich(text.replaceAll('\r\n', '\n')).trimEnd()),
	v.check((text) => plainOf(text).length <= planLimits.together)
);
const text = v.exactOptional(richLines);
const line = v.exactOptional(lines(planLimits.line));
const three = (longest: number) => v.exactOptional(v.strictTuple([lines(longest), lines(longest), lines(longest)]));
const tick = v.exactOptional(
	v.pipe(
		v.picklist(['on', 'off']),
		v.transform((value) => value === 'on')
	)
);
const minutes = v.exactOptional(
	v.union([
		v.pipe(
			v.literal(''),
			v.transform(() => null)
		),
		v.pipe(v.string(), v.digits(), v.toNumber(), v.integer(), v.minValue(1), v.maxValue(planLimits.minutes))
	])
);

/** What the owner may write, per kind; a field that is not sent stays as it was. Of a session only her own part. */
const schemas = {
	start: v.strictObject({
		words: three(planLimits.word),
		examples: three(planLimits.line),
		relation: text,
		needs: text,
		shifted: text,
		meet: text,
		skill: line
	}),
	'play-moment': v.strictObject({
		context: line,
		skill: line,
		leftOut: line,
		help: text,
		minutes,
		filmed: tick,
		happened: text,
		learned: text,
		next: text,
		done: tick
	}),
	note: v.strictObject({ text }),
	parents: v.strictObject({ how: v.exactOptional(v.picklist(parentsHows)), said: text, home: text, agreed: text }),
	session: v.strictObject({ takeaway: text, note: text }),
	end: v.strictObject({
		words: three(planLimits.word),
		examples: three(planLimits.line),
		changed: text,
		goOn: v.exactOptional(v.picklist(['finish', 'go-on', 'undecided'])),
		keep: text,
		support: text
	})
};
type WritableKind = keyof typeof schemas;

export interface EntryInput {
	/** Chosen by the form, so that sending it twice makes one entry. */
	id: string;
	kind: WritableKind;
	/** Null: as it was, or now for a new one. */
	at: Date | null;
	/** Judged by the schema of its kind; only what was sent. */
	fields: object;
	/** [LP4] What each text was when this form began with it, where the form says so. */
	bases?: Record<string, string>;
}

const head = v.object({
	id: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)),
	kind: v.picklist(Object.keys(schemas) as WritableKind[])
});

/** Reads an entry's form, whole or one changed field of it. Refusal: `bad-input`. */
export function readEntryForm(form: FormData): Outcome<EntryInput> {
	const start = v.safeParse(head, { id: form.get('id'), kind: form.get('kind') });
	if (!start.success) return no('bad-input');
	const { id, kind } = start.output;
	const at = form.has('date') ? fromFields(String(form.get('date')), String(form.get('time') || '12:00')) : null;
	if (form.has('date') && !at) return no('bad-input');
	const fields = v.safeParse(schemas[kind], rawFields(form));
	const bases = v.safeParse(v.record(v.string(), richLines), basesIn(form));
	return fields.success && bases.success
		? yes({ id, kind, at, fields: fields.output, bases: bases.output })
		: no('bad-input');
}

const aboutTheForm = new Set(['id', 'kind', 'date', 'time']);
const threefold = new Set(['words', 'examples']);

function rawFields(form: FormData): Record<string, unknown> {
	const raw: Record<string, unknown> = {};
	for (const name of new Set(form.keys())) {
		if (aboutTheForm.has(name) || name.endsWith('_own') || name.endsWith('_base')) continue;
		// the last one counts: a tick box has an "off" in front of it
		const value = form.getAll(name).at(-1);
		if (threefold.has(name)) raw[name] = form.getAll(name);
		else raw[name] = value === 'own' && form.has(`${name}_own`) ? form.get(`${name}_own`) : value;
	}
	return raw;
}

const basesIn = (form: FormData): Record<string, unknown> =>
	Object.fromEntries(
		[...form].flatMap(([name, value]) => (name.endsWith('_base') ? [[name.slice(0, -5), value]] : []))
	);
