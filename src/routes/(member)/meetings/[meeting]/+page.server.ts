import { formOf, orError, orFail, signedIn } from '$lib/server/door';
import { changeMode, modeForm } from '$lib/server/use-cases/cycle/change-mode';
import { viewMeeting } from '$lib/server/use-cases/cycle/view-cycle';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	meeting: orError(await viewMeeting(locals.house.needs, signedIn(locals).id, params.meeting))
});

export const actions: Actions = {
	mode: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, modeForm);
		if (!form.ok) return orFail(form, form.typed('talkLink'));
		const changed = await changeMode(locals.house.needs, user.id, params.meeting, form.value);
		return changed.ok ? { saved: true } : orFail(changed, form.typed('talkLink'));
	}
};
