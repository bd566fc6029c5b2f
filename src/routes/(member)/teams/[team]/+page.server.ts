import * as v from 'valibot';
import { cyclePaths } from '$lib/domain/cycle-path';
import { yes } from '$lib/domain/outcome';
import { formOf, orError, orFail, proven, signedIn } from '$lib/server/door';
import { changeRoles } from '$lib/server/use-cases/people/change-roles';
import { removeMember } from '$lib/server/use-cases/people/end-membership';
import { emailField, nameField, rolesField } from '$lib/server/use-cases/people/fields';
import { inviteMember, renewInvitation, withdrawInvitation } from '$lib/server/use-cases/people/invite-member';
import { renameTeam } from '$lib/server/use-cases/people/open-team';
import { choosePath, ownPath } from '$lib/server/use-cases/people/own-path';
import { comeBack, pauseMember } from '$lib/server/use-cases/people/pause';
import { viewTeam } from '$lib/server/use-cases/people/view-team';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	team: orError(await viewTeam(locals.house.needs, signedIn(locals).id, params.team)),
	path: await ownPath(locals.house.needs, signedIn(locals).id, params.team)
});

const id = v.pipe(v.string(), v.maxLength(64));
const noAddress = v.pipe(v.string(), v.trim(), v.literal(''));
const inviting = v.object({ email: v.union([noAddress, emailField]), roles: rolesField });

/** Each answer says to which part of the page it belongs: `at`. */
export const actions: Actions = {
	invite: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, inviting);
		if (!form.ok) return orFail(form, { at: 'invite' });
		const fresh = form.value.roles.includes('expert') ? proven(locals) : yes(null);
		if (!fresh.ok) return orFail(fresh, { at: 'invite' });
		const invited = await inviteMember(locals.house.needs, user.id, params.team, form.value);
		if (!invited.ok) return orFail(invited, { at: 'invite' });
		// the page says that a letter is on its way only where letters can be sent
		const { smtp, demo, dev } = locals.house.config;
		return { link: invited.value.link, email: smtp || demo || dev ? form.value.email : '' };
	},
	renew: async ({ request, locals }) => {
		const user = signedIn(locals);
		const form = await formOf(request, v.object({ invitation: id }));
		if (!form.ok) return orFail(form, { at: 'invite' });
		const renewed = await renewInvitation(locals.house.needs, user.id, form.value.invitation);
		return renewed.ok ? { link: renewed.value.link, email: '' } : orFail(renewed, { at: 'invite' });
	},
	withdraw: async ({ request, locals }) => {
		const user = signedIn(locals);
		const form = await formOf(request, v.object({ invitation: id }));
		if (!form.ok) return orFail(form, { at: 'invite' });
		return orFail(await withdrawInvitation(locals.house.needs, user.id, form.value.invitation), { at: 'invite' });
	},
	roles: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, v.object({ member: id, roles: rolesField }));
		if (!form.ok) return orFail(form, { at: 'members' });
		const { member, roles } = form.value;
		// [A7] an expert looks into a classroom from outside: who makes one says first that it is she
		const fresh = roles.includes('expert') ? proven(locals) : yes(null);
		if (!fresh.ok) return orFail(fresh, { at: 'members' });
		return orFail(await changeRoles(locals.house.needs, user.id, params.team, member, roles), { at: 'members' });
	},
	remove: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, v.object({ member: id }));
		if (!form.ok) return orFail(form, { at: 'members' });
		const removed = await removeMember(locals.house.needs, user.id, params.team, form.value.member);
		return orFail(removed, { at: 'members' });
	},
	rename: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, v.object({ name: nameField }));
		if (!form.ok) return orFail(form, { at: 'name' });
		return orFail(await renameTeam(locals.house.needs, user.id, params.team, form.value.name), { at: 'name' });
	},
	pause: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, v.object({ member: id }));
		if (!form.ok) return orFail(form, { at: 'members' });
		return orFail(await pauseMember(locals.house.needs, user.id, params.team, form.value.member), { at: 'members' });
	},
	back: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, v.object({ member: id }));
		if (!form.ok) return orFail(form, { at: 'members' });
		return orFail(await comeBack(locals.house.needs, user.id, params.team, form.value.member), { at: 'members' });
	},
	path: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, v.object({ path: v.picklist([...cyclePaths, '']) }));
		if (!form.ok) return orFail(form, { at: 'members' });
		const { path } = form.value;
		return orFail(await choosePath(locals.house.needs, user.id, params.team, path || null), { at: 'members' });
	}
};
