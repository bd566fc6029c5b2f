import { redirect, type Cookies } from '@sveltejs/kit';
import * as v from 'valibot';
import { deviceName } from '$lib/domain/device-name';
import { no, type Outcome } from '$lib/domain/outcome';
import { ownPath } from '$lib/domain/own-path';
import { keepSignIn } from '$lib/server/auth/cookie';
import { wideGateOf } from '$lib/server/auth/gate';
import { formOf, orFail } from '$lib/server/door';
import { beginApp, confirmApp } from '$lib/server/use-cases/accounts/authenticator-app';
import type { CameIn } from '$lib/server/use-cases/accounts/come-in';
import { addPasskey } from '$lib/server/use-cases/accounts/passkeys';
import { newRecoveryCodes } from '$lib/server/use-cases/accounts/recovery-codes';
import {
	comeInAfterSetUp,
	comeInWithCode,
	comeInWithKey,
	viewSecondStep
} from '$lib/server/use-cases/accounts/second-step';
import { codeField, nameField, passkeyField } from '$lib/server/use-cases/people/fields';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** [A1] The one page for who is half in. Everybody else is shown to the door, or to where she was going. */
export const load: PageServerLoad = async ({ locals, url, request }) => {
	const next = ownPath(url.searchParams.get('next'), '/today');
	if (locals.user) redirect(303, next);
	if (!locals.half) redirect(303, `/login?next=${encodeURIComponent(next)}`);
	const { stage, userId } = locals.half;
	const device = deviceName(request.headers.get('user-agent'));
	return { next, stage, device, who: await viewSecondStep(locals.house.needs, userId) };
};

const next = v.optional(v.string());

/** Whoever is half in at this stage, with what her step takes; null for everybody else. */
function atTheStep({ locals, cookies, request, url, getClientAddress }: RequestEvent, stage: 'second' | 'setup') {
	const cookie = cookies.get(locals.house.signIns.cookieName);
	if (locals.half?.stage !== stage || !cookie) return null;
	const device = deviceName(request.headers.get('user-agent'));
	const gate = wideGateOf(locals.house.signIns, url.origin);
	return { gate, who: { userId: locals.half.userId, cookie, device, address: getClientAddress() } };
}

/** In, with a new cookie, to where she was going; or the refusal. */
function goIn(came: Outcome<CameIn>, locals: App.Locals, cookies: Cookies, to: string | undefined) {
	if (!came.ok) return orFail(came);
	keepSignIn(cookies, locals.house.signIns, came.value.cookie);
	redirect(303, ownPath(to, '/today'));
}

export const actions: Actions = {
	key: async (event) => {
		const { locals, cookies } = event;
		const at = atTheStep(event, 'second');
		const form = await formOf(event.request, v.object({ key: passkeyField, next }));
		if (!at || !form.ok) return orFail(at ? form : no('sign-in-first'));
		const came = await comeInWithKey(locals.house.needs, at.gate, at.who, form.value.key);
		return goIn(came, locals, cookies, form.value.next);
	},
	code: async (event) => {
		const { locals, cookies } = event;
		const at = atTheStep(event, 'second');
		const form = await formOf(event.request, v.object({ code: codeField, next }));
		if (!at || !form.ok) return orFail(at ? form : no('sign-in-first'));
		const came = await comeInWithCode(locals.house.needs, at.gate, at.who, form.value.code);
		return goIn(came, locals, cookies, form.value.next);
	},
	add: async (event) => {
		const { needs } = event.locals.house;
		const at = atTheStep(event, 'setup');
		const form = await formOf(event.request, v.object({ key: passkeyField, name: nameField }));
		if (!at || !form.ok) return orFail(at ? form : no('sign-in-first'));
		const added = await addPasskey(needs, at.gate, at.who.userId, { ...form.value, answer: form.value.key });
		return added.ok ? { codes: await newRecoveryCodes(needs, at.who.userId) } : orFail(added);
	},
	app: async (event) => {
		const at = atTheStep(event, 'setup');
		if (!at) return orFail(no('sign-in-first'));
		const begun = await beginApp(event.locals.house.needs, at.gate, at.who.userId);
		return begun.ok ? { app: begun.value } : orFail(begun);
	},
	confirm: async (event) => {
		const { needs } = event.locals.house;
		const at = atTheStep(event, 'setup');
		const form = await formOf(event.request, v.object({ code: codeField }));
		if (!at || !form.ok) return orFail(at ? form : no('sign-in-first'));
		const confirmed = await confirmApp(needs, at.gate, at.who.userId, form.value.code);
		return confirmed.ok ? { codes: await newRecoveryCodes(needs, at.who.userId) } : orFail(confirmed);
	},
	done: async (event) => {
		const { locals, cookies } = event;
		const at = atTheStep(event, 'setup');
		const form = await formOf(event.request, v.object({ next }));
		if (!at || !form.ok) return orFail(at ? form : no('sign-in-first'));
		return goIn(await comeInAfterSetUp(locals.house.needs, at.gate, at.who), locals, cookies, form.value.next);
	}
};
