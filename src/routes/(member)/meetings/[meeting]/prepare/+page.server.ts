import * as v from 'valibot';
import { duties } from '$lib/domain/duties';
import { formOf, orError, orFail, signedIn } from '$lib/server/door';
import { chooseFacilitators } from '$lib/server/use-cases/meeting/facilitators';
import { inviteGuest, letGuestsLook, sendGuestHome, withdrawGuestLink } from '$lib/server/use-cases/meeting/guests';
import { handOver, tickDuty, viewAround } from '$lib/server/use-cases/meeting/lead-duties';
import { emailField } from '$lib/server/use-cases/people/fields';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	around: orError(await viewAround(locals.house.needs, signedIn(locals).id, params.meeting))
});

const id = v.pipe(v.string(), v.maxLength(64));
const on = v.pipe(
	v.picklist(['on', '']),
	v.transform((value) => value === 'on')
);
const duty = v.picklist(duties);
const people = v.pipe(
	v.optional(v.union([id, v.array(id)]), []),
	v.transform((value) => (Array.isArray(value) ? value : [value])),
	v.maxLength(50)
);
const noAddress = v.pipe(v.string(), v.trim(), v.literal(''));

/** Each answer says to which part of the page it belongs: `at`. */
export const actions: Actions = {
	tick: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, v.object({ duty, done: on }));
		if (!form.ok) return orFail(form, { at: 'duties' });
		const { duty: which, done } = form.value;
		return orFail(await tickDuty(locals.house.needs, user.id, params.meeting, which, done), { at: 'duties' });
	},
	hand: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, v.object({ duty, to: id }));
		if (!form.ok) return orFail(form, { at: 'duties' });
		const { duty: which, to } = form.value;
		return orFail(await handOver(locals.house.needs, user.id, params.meeting, which, to || null), { at: 'duties' });
	},
	facilitators: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, v.object({ person: people }));
		if (!form.ok) return orFail(form, { at: 'facilitators' });
		const chosen = await chooseFacilitators(locals.house.needs, user.id, params.meeting, form.value.person);
		return orFail(chosen, { at: 'facilitators' });
	},
	guest: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, v.object({ email: v.union([noAddress, emailField]) }));
		if (!form.ok) return orFail(form, { at: 'guests' });
		const invited = await inviteGuest(locals.house.needs, user.id, params.meeting, form.value.email);
		return invited.ok ? { link: invited.value.link } : orFail(invited, { at: 'guests' });
	},
	unlink: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, v.object({ invitation: id }));
		if (!form.ok) return orFail(form, { at: 'guests' });
		const gone = await withdrawGuestLink(locals.house.needs, user.id, params.meeting, form.value.invitation);
		return orFail(gone, { at: 'guests' });
	},
	home: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, v.object({ guest: id }));
		if (!form.ok) return orFail(form, { at: 'guests' });
		return orFail(await sendGuestHome(locals.house.needs, user.id, params.meeting, form.value.guest), { at: 'guests' });
	},
	look: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, v.object({ session: id, open: on }));
		if (!form.ok) return orFail(form, { at: 'guests' });
		const { session: sessionId, open } = form.value;
		return orFail(await letGuestsLook(locals.house.needs, user.id, params.meeting, { sessionId, open }), {
			at: 'guests'
		});
	}
};
