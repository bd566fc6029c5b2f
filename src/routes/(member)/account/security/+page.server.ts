import * as v from 'valibot';
import { deviceName } from '$lib/domain/device-name';
import { no } from '$lib/domain/outcome';
import { wideGateOf } from '$lib/server/auth/gate';
import { keepSchoolVisit } from '$lib/server/auth/school-cookie';
import { formOf, orError, orFail, proven, signedIn } from '$lib/server/door';
import { beginApp, confirmApp } from '$lib/server/use-cases/accounts/authenticator-app';
import { withdrawFreshStart } from '$lib/server/use-cases/accounts/fresh-start';
import { addPasskey, removeAuthenticator, removePasskey, renamePasskey } from '$lib/server/use-cases/accounts/passkeys';
import { newRecoveryCodes } from '$lib/server/use-cases/accounts/recovery-codes';
import { beginSchoolLogin, disconnectSchool, isConnected } from '$lib/server/use-cases/accounts/school-login';
import { firstCodes, viewOwnSecurity } from '$lib/server/use-cases/accounts/view-own-security';
import { codeField, nameField, passkeyField } from '$lib/server/use-cases/people/fields';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, request, url }) => ({
	security: orError(await viewOwnSecurity(locals.house.needs, signedIn(locals).id)),
	device: deviceName(request.headers.get('user-agent')),
	school: locals.house.schoolDoor && {
		name: locals.house.schoolDoor.name,
		connected: await isConnected(locals.house.needs, signedIn(locals).id),
		said: said.find((word) => word === url.searchParams.get('school')) ?? null
	}
});

/** What came of connecting: nothing else from an address is shown. */
const said = [
	'connected',
	'school-login-failed',
	'school-login-away',
	'school-login-unverified',
	'school-login-other'
] as const;

const which = v.object({ id: v.pipe(v.string(), v.maxLength(1400)) });

/** [A7] Whoever sits at an unlocked laptop must not add a key of her own, nor take one away. */
export const actions: Actions = {
	add: async ({ request, locals, url }) => {
		const { needs, signIns } = locals.house;
		const { id } = signedIn(locals);
		const form = await formOf(request, v.object({ key: passkeyField, name: nameField }));
		const fresh = proven(locals);
		if (!form.ok || !fresh.ok) return orFail(form.ok ? fresh : form, form.typed('name'));
		const given = { answer: form.value.key, name: form.value.name };
		const added = await addPasskey(needs, wideGateOf(signIns, url.origin), id, given);
		return added.ok ? { made: true, codes: await firstCodes(needs, id) } : orFail(added);
	},
	rename: async ({ request, locals }) => {
		const { id } = signedIn(locals);
		const form = await formOf(request, v.object({ ...which.entries, name: nameField }));
		return orFail(form.ok ? await renamePasskey(locals.house.needs, id, form.value.id, form.value.name) : form);
	},
	remove: async ({ request, locals }) => {
		const { id } = signedIn(locals);
		const form = await formOf(request, which);
		const fresh = proven(locals);
		if (!form.ok || !fresh.ok) return orFail(form.ok ? fresh : form);
		return orFail(await removePasskey(locals.house.needs, id, form.value.id));
	},
	app: async ({ locals, url }) => {
		const { needs, signIns } = locals.house;
		const { id } = signedIn(locals);
		const fresh = proven(locals);
		const begun = fresh.ok ? await beginApp(needs, wideGateOf(signIns, url.origin), id) : fresh;
		return begun.ok ? { app: begun.value } : orFail(begun);
	},
	confirm: async ({ request, locals, url }) => {
		const { needs, signIns } = locals.house;
		const { id } = signedIn(locals);
		const form = await formOf(request, v.object({ code: codeField }));
		const fresh = proven(locals);
		if (!form.ok || !fresh.ok) return orFail(form.ok ? fresh : form);
		const confirmed = await confirmApp(needs, wideGateOf(signIns, url.origin), id, form.value.code);
		return confirmed.ok ? { codes: await firstCodes(needs, id) } : orFail(confirmed);
	},
	removeApp: async ({ locals }) => {
		const { id } = signedIn(locals);
		const fresh = proven(locals);
		return orFail(fresh.ok ? await removeAuthenticator(locals.house.needs, id) : fresh);
	},
	/** Answers where to go on: a form of ours leads nowhere else by itself (`form-action`). */
	connect: async ({ locals, cookies }) => {
		const { needs, signIns, schoolDoor } = locals.house;
		const { id } = signedIn(locals);
		const fresh = proven(locals);
		if (!schoolDoor || !fresh.ok) return orFail(fresh.ok ? no('not-found') : fresh);
		const begun = await beginSchoolLogin(needs, schoolDoor, id);
		if (!begun.ok) return orFail(begun);
		keepSchoolVisit(cookies, signIns, { secret: begun.value.secret, next: '/account/security' });
		return { goOn: begun.value.url };
	},
	disconnect: async ({ locals }) => {
		const { id } = signedIn(locals);
		const fresh = proven(locals);
		return orFail(fresh.ok ? await disconnectSchool(locals.house.needs, id) : fresh);
	},
	/** No to a fresh start nobody asked her about: worth no second question. */
	keep: async ({ request, locals }) => {
		const { id } = signedIn(locals);
		const form = await formOf(request, which);
		return orFail(form.ok ? await withdrawFreshStart(locals.house.needs, id, form.value.id) : form);
	},
	codes: async ({ locals }) => {
		const { id } = signedIn(locals);
		const fresh = proven(locals);
		return fresh.ok ? { codes: await newRecoveryCodes(locals.house.needs, id, true) } : orFail(fresh);
	}
};
