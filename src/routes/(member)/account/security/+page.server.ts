import * as v from 'valibot';
import { deviceName } from '$lib/domain/device-name';
import { wideGateOf } from '$lib/server/auth/gate';
import { formOf, orError, orFail, proven, signedIn } from '$lib/server/door';
import { beginApp, confirmApp } from '$lib/server/use-cases/accounts/authenticator-app';
import { withdrawFreshStart } from '$lib/server/use-cases/accounts/fresh-start';
import { addPasskey, removeAuthenticator, removePasskey, renamePasskey } from '$lib/server/use-cases/accounts/passkeys';
import { newRecoveryCodes } from '$lib/server/use-cases/accounts/recovery-codes';
import { firstCodes, viewOwnSecurity } from '$lib/server/use-cases/accounts/view-own-security';
import { codeField, nameField, passkeyField } from '$lib/server/use-cases/people/fields';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, request }) => ({
	security: orError(await viewOwnSecurity(locals.house.needs, signedIn(locals).id)),
	device: deviceName(request.headers.get('user-agent'))
});

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
