import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { formOf, orError, orFail, signedIn } from '$lib/server/door';
import { nameField } from '$lib/server/use-cases/people/fields';
import { openTeam } from '$lib/server/use-cases/people/open-team';
import { listTeams } from '$lib/server/use-cases/people/view-team';
import type { Actions, PageServerLoad } from './$types';

/** With one team there is nothing to choose. */
export const load: PageServerLoad = async ({ locals }) => {
	const list = orError(await listTeams(locals.house.needs, signedIn(locals).id));
	const [only] = list.teams;
	if (only && list.teams.length === 1 && !list.mayOpen) redirect(303, `/teams/${only.id}`);
	return { list };
};

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const user = signedIn(locals);
		const form = await formOf(request, v.object({ name: nameField }));
		if (!form.ok) return orFail(form, form.typed('name'));
		const opened = await openTeam(locals.house.needs, user.id, form.value.name);
		if (!opened.ok) return orFail(opened, form.value);
		redirect(303, `/teams/${opened.value.teamId}#invite`);
	}
};
