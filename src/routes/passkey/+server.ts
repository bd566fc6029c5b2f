import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { statusOf } from '$lib/domain/refusals';
import { wideGateOf } from '$lib/server/auth/gate';
import { proven } from '$lib/server/door';
import { askNewPasskey, askPasskey } from '$lib/server/use-cases/accounts/passkeys';
import type { RequestHandler } from './$types';

const schema = v.object({ asked: v.picklist(['in', 'second', 'make', 'prove']) });

/**
 * What a browser's keys are asked: `in` of whoever stands at the door, `second` and `make` of who is half in, `make` and
 * `prove` of who is in. The answer goes with a form.
 */
export const POST: RequestHandler = async ({ request, locals, url }) => {
	const given = v.safeParse(schema, await request.json().catch(() => null));
	const asked = given.success ? await ask(locals, url.origin, given.output.asked) : no('bad-input');
	if (asked.ok) return json(asked.value, { headers: { 'cache-control': 'no-store' } });
	return json({ code: asked.code }, { status: statusOf(asked.code) });
};

async function ask(locals: App.Locals, origin: string, asked: v.InferOutput<typeof schema>['asked']) {
	const { needs, signIns } = locals.house;
	const gate = wideGateOf(signIns, origin);
	const { user, half } = locals;
	if (asked === 'in') return yes(await askPasskey(needs, gate, null));
	if (asked === 'second')
		return half?.stage === 'second' ? yes(await askPasskey(needs, gate, half.userId)) : no('sign-in-first');
	if (asked === 'prove') return user ? yes(await askPasskey(needs, gate, user.id)) : no('sign-in-first');
	const maker = mayMake(locals);
	return maker.ok ? askNewPasskey(needs, gate, maker.value) : maker;
}

/** Who gave her password a moment ago and must set one up, or who is in and proved it lately. */
function mayMake(locals: App.Locals): Outcome<string> {
	if (locals.half?.stage === 'setup') return yes(locals.half.userId);
	if (!locals.user) return no('sign-in-first');
	const fresh = proven(locals);
	return fresh.ok ? yes(locals.user.id) : fresh;
}
