import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { AgendaChange } from '$lib/engine/agenda';
import { blockKinds } from '$lib/engine/pack';
import type { Place } from './change-groups';
import { longestLine } from './closing';

/** What the forms of a meeting's page hold, parsed once. */
const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,40}$/));
const whole = v.pipe(v.string(), v.digits(), v.maxLength(9), v.transform(Number));
const ids = v.pipe(
	v.optional(v.union([id, v.array(id)]), []),
	v.transform((value) => (Array.isArray(value) ? value : [value])),
	v.maxLength(100)
);
const place = v.pipe(
	id,
	v.transform((to): Place => (to === 'none' || to === 'new' ? to : { groupId: to }))
);

export const movingForm = v.object({ what: id, to: place });
export const dividingForm = v.object({
	person: ids,
	plenary: ids,
	size: v.pipe(
		v.picklist(['2', '3']),
		v.transform((size) => (size === '2' ? (2 as const) : (3 as const)))
	)
});
const line = v.pipe(v.string(), v.trim(), v.maxLength(longestLine));
export const yieldForm = v.object({ group: id, text: line });
export const successForm = v.object({ text: line });

const seen = whole;
const at = whole;
/** A button of the agenda; fields of its row that it does not need are left out. */
export const agendaForm = v.variant('do', [
	v.object({ do: v.literal('up'), at, seen }),
	v.object({ do: v.literal('down'), at, seen }),
	v.object({ do: v.literal('remove'), at, seen }),
	v.object({ do: v.literal('minutes'), at, minutes: whole, seen }),
	v.object({ do: v.literal('add'), kind: v.picklist(blockKinds), minutes: whole, seen }),
	v.object({ do: v.literal('reset'), seen })
]);

/** What a button of the agenda asks; null: lay it back as the method says. */
export function agendaChange(form: v.InferOutput<typeof agendaForm>): AgendaChange | null {
	switch (form.do) {
		case 'up':
			return { do: 'move', at: form.at, by: -1 };
		case 'down':
			return { do: 'move', at: form.at, by: 1 };
		case 'remove':
			return { do: 'remove', at: form.at };
		case 'minutes':
			return { do: 'minutes', at: form.at, minutes: form.minutes };
		case 'add':
			return { do: 'add', kind: form.kind, minutes: form.minutes };
		case 'reset':
			return null;
	}
}

/** Says of a page's data whether it is still what is shown; nothing can be read from it. */
export const stampOf = (view: unknown): string =>
	createHash('sha256').update(JSON.stringify(view)).digest('base64url').slice(0, 16);
