import { formOf, orError, orFail, proven, signedIn } from '$lib/server/door';
import {
	chooseParentsContact,
	parentsContactForm,
	viewParentsContact
} from '$lib/server/use-cases/school/parents-contact';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) =>
	orError(await viewParentsContact(locals.house.needs, signedIn(locals).id));

export const actions: Actions = {
	/** [A7] Whoever stands there is whom parents call about their child. */
	default: async ({ request, locals }) => {
		const user = signedIn(locals);
		const form = await formOf(request, parentsContactForm);
		const typed = form.typed('who', 'phone', 'email', 'privacy');
		const fresh = proven(locals);
		if (!form.ok || !fresh.ok) return orFail(form.ok ? fresh : form, typed);
		const chosen = await chooseParentsContact(locals.house.needs, user.id, form.value);
		return chosen.ok ? { saved: true } : orFail(chosen, typed);
	}
};
