import * as v from 'valibot';
import { consentScopes } from '$lib/domain/consent';
import { formOf, orError, orFail, signedIn } from '$lib/server/door';
import { recordConsent } from '$lib/server/use-cases/child/record-consent';
import { viewConsent } from '$lib/server/use-cases/child/view-consent';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	view: orError(await viewConsent(locals.house.needs, signedIn(locals).id, params.trajectory))
});

const schema = v.object({
	scope: v.picklist(consentScopes),
	state: v.picklist(['asked', 'granted', 'refused', 'withdrawn'])
});

export const actions: Actions = {
	default: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, schema);
		if (!form.ok) return orFail(form);
		const recorded = await recordConsent(locals.house.needs, user.id, params.trajectory, form.value);
		return recorded.ok ? { saved: true } : orFail(recorded);
	}
};
