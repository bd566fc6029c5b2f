import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { ownPath } from '$lib/domain/own-path';
import { keepProof } from '$lib/server/auth/cookie';
import { wideGateOf } from '$lib/server/auth/gate';
import { formOf, orFail, signedIn } from '$lib/server/door';
import { proofWays, prove } from '$lib/server/use-cases/accounts/prove';
import { passkeyField, passwordField } from '$lib/server/use-cases/people/fields';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	ways: await proofWays(locals.house.needs, signedIn(locals).id),
	inDemo: locals.house.demo !== null,
	next: ownPath(url.searchParams.get('next'), '/account/security')
});

const schema = v.object({
	key: v.optional(passkeyField, ''),
	code: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(40)), ''),
	password: v.optional(passwordField, ''),
	next: v.optional(v.string())
});

export const actions: Actions = {
	default: async ({ request, locals, cookies, url, getClientAddress }) => {
		const user = signedIn(locals);
		const { needs, signIns, demo } = locals.house;
		const form = await formOf(request, schema);
		if (!form.ok) return orFail(form);
		const who = { userId: user.id, authSessionId: locals.authSessionId ?? '', address: getClientAddress() };
		const proved = demo
			? { ok: true as const, value: { proof: await signIns.prove(who.authSessionId, needs.clock()) } }
			: await prove(needs, wideGateOf(signIns, url.origin), who, form.value);
		if (!proved.ok) return orFail(proved);
		keepProof(cookies, signIns, proved.value.proof);
		redirect(303, ownPath(form.value.next, '/account/security'));
	}
};
