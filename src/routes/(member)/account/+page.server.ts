import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { deviceName } from '$lib/domain/device-name';
import { remindings } from '$lib/domain/reminding';
import { forgetSignIn } from '$lib/server/auth/cookie';
import { gateOf } from '$lib/server/auth/gate';
import { forgetPushDevice, keepPushDevice, pushDeviceHere } from '$lib/server/auth/push-cookie';
import { takeSchoolWay } from '$lib/server/auth/school-cookie';
import { formOf, orFail, signedIn } from '$lib/server/door';
import { changePassword } from '$lib/server/use-cases/people/change-password';
import { changeProfile } from '$lib/server/use-cases/people/change-profile';
import { nameField, passwordField, shortText } from '$lib/server/use-cases/people/fields';
import { devicesOf, forgetDevice, pushAddress, rememberDevice } from '$lib/server/use-cases/people/push-devices';
import { chooseReminding, remindingOf } from '$lib/server/use-cases/people/reminders';
import { endOtherSignIns, endSignIn, signInsOf } from '$lib/server/use-cases/people/sign-ins-of';
import { signOutEverywhere } from '$lib/server/use-cases/people/sign-out';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	reminders: await remindingOf(locals.house.needs, signedIn(locals).id),
	mails: locals.house.needs.mails,
	pushKey: locals.house.needs.push?.publicKey ?? null,
	devices: await devicesOf(locals.house.needs, signedIn(locals).id),
	signIns: (await signInsOf(locals.house.needs, signedIn(locals).id)).map((signIn) => ({
		...signIn,
		here: signIn.id === locals.authSessionId
	}))
});

const profile = v.object({ name: nameField, about: shortText });
const passwords = v.object({ current: passwordField, password: passwordField });
const choice = v.object({ reminders: v.picklist(remindings) });
const device = v.object({ device: v.pipe(v.string(), v.maxLength(64)) });
const which = v.object({ signIn: v.pipe(v.string(), v.maxLength(64)) });

export const actions: Actions = {
	profile: async ({ request, locals }) => {
		const user = signedIn(locals);
		const form = await formOf(request, profile);
		if (!form.ok) return orFail(form, { at: 'profile' });
		await changeProfile(locals.house.needs, user.id, form.value);
		return { done: 'profile' };
	},
	reminders: async ({ request, locals }) => {
		const user = signedIn(locals);
		const form = await formOf(request, choice);
		if (!form.ok) return orFail(form, { at: 'reminders' });
		await chooseReminding(locals.house.needs, user.id, form.value.reminders);
		return { done: 'reminders' };
	},
	device: async ({ request, locals, cookies }) => {
		const user = signedIn(locals);
		const { needs, signIns } = locals.house;
		const form = await formOf(request, pushAddress);
		if (!form.ok) return orFail(form, { at: 'devices' });
		const name = deviceName(request.headers.get('user-agent'));
		const kept = await rememberDevice(needs, user.id, form.value, name);
		if (!kept.ok) return orFail(kept, { at: 'devices' });
		keepPushDevice(cookies, signIns, kept.value);
		await chooseReminding(needs, user.id, 'push');
		return { done: 'devices' };
	},
	forget: async ({ request, locals, cookies }) => {
		const user = signedIn(locals);
		const { needs, signIns } = locals.house;
		const form = await formOf(request, device);
		if (!form.ok) return orFail(form, { at: 'devices' });
		if (pushDeviceHere(cookies, signIns) === form.value.device) forgetPushDevice(cookies, signIns);
		return orFail(await forgetDevice(needs, user.id, form.value.device), { at: 'devices' });
	},
	password: async ({ request, locals, getClientAddress }) => {
		const user = signedIn(locals);
		const form = await formOf(request, passwords);
		if (!form.ok) return orFail(form, { at: 'password' });
		const { needs, signIns } = locals.house;
		const changed = await changePassword(needs, gateOf(signIns), user.id, {
			current: form.value.current,
			next: form.value.password,
			authSessionId: locals.authSessionId ?? '',
			address: getClientAddress()
		});
		return changed.ok ? { done: 'password' } : orFail(changed, { at: 'password' });
	},
	end: async ({ request, locals }) => {
		const user = signedIn(locals);
		const form = await formOf(request, which);
		if (!form.ok) return orFail(form, { at: 'sign-ins' });
		return orFail(await endSignIn(locals.house.needs, user.id, form.value.signIn), { at: 'sign-ins' });
	},
	others: async ({ locals }) => {
		await endOtherSignIns(locals.house.needs, signedIn(locals).id, locals.authSessionId ?? '');
		return { done: 'others' };
	},
	everywhere: async ({ locals, cookies, setHeaders }) => {
		const { needs, signIns } = locals.house;
		await signOutEverywhere(needs, signedIn(locals).id);
		forgetPushDevice(cookies, signIns);
		forgetSignIn(cookies, signIns);
		const bySchool = takeSchoolWay(cookies, signIns);
		setHeaders({ 'clear-site-data': '"cache", "storage"' });
		redirect(303, bySchool ? '/login?school=still-in' : '/login');
	}
};
