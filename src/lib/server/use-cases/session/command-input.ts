import * as v from 'valibot';
import type { Command } from '$lib/engine/decide';

/** Forms say everything as text; these read it back. */
const seen = v.pipe(v.string(), v.digits(), v.maxLength(9), v.transform(Number));
const whole = seen;
const person = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,40}$/));
const reason = v.pipe(v.string(), v.trim(), v.maxLength(300));
/** An id of a pack. */
const word = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/));
const none = v.pipe(
	v.literal(''),
	v.transform(() => null)
);
const flag = v.pipe(
	v.picklist(['yes', 'no']),
	v.transform((word) => word === 'yes')
);

const command = v.variant('do', [
	v.object({ do: v.literal('start'), seen }),
	v.object({ do: v.literal('next'), seen, reason: v.optional(reason) }),
	v.object({ do: v.literal('back'), seen, round: whole, reason }),
	v.object({ do: v.literal('close'), seen }),
	v.object({ do: v.literal('take-lead'), seen }),
	v.object({ do: v.literal('release-lead'), seen }),
	v.object({ do: v.literal('hand-lead'), seen, to: person }),
	v.object({ do: v.literal('ask-lead'), asked: flag }),
	v.object({ do: v.literal('take-turn') }),
	v.object({ do: v.literal('give-turn'), to: person }),
	v.object({ do: v.literal('end-turn'), passed: flag }),
	v.object({ do: v.literal('ready'), ready: flag }),
	v.object({ do: v.literal('choose-moment'), which: v.picklist(['glad', 'closer']), atMs: whole }),
	v.object({ do: v.literal('ask-round'), round: word, asked: flag }),
	v.object({ do: v.literal('choose-lens'), lens: v.union([word, none]) }),
	v.object({ do: v.literal('ask-look-in'), asked: flag }),
	v.object({ do: v.literal('extend'), minutes: whole }),
	v.object({ do: v.literal('open-tips') }),
	v.object({ do: v.literal('stop-picture') }),
	v.object({ do: v.literal('release-picture') })
]);

/** What a form in the room asks, or null when it is no command of ours. */
export function parseCommand(form: FormData): Command | null {
	const parsed = v.safeParse(command, Object.fromEntries(form));
	if (!parsed.success) return null;
	const { output } = parsed;
	// an empty reason is no reason
	if (output.do === 'next')
		return output.reason ? { do: 'next', seen: output.seen, reason: output.reason } : { do: 'next', seen: output.seen };
	return output;
}
