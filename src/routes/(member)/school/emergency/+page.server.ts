import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { glassLimits, glassReasons } from '$lib/domain/break-glass';
import { formOf, orError, orFail, proven, signedIn } from '$lib/server/door';
import { askForGlass, clipsToAskFor } from '$lib/server/use-cases/audit/break-glass';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const owner = url.searchParams.get('owner')?.slice(0, 64) || null;
	return { owner, ...orError(await clipsToAskFor(locals.house.needs, signedIn(locals).id, owner)) };
};

const asked = v.object({
	clip: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
	reason: v.picklist(glassReasons),
	words: v.pipe(v.string(), v.maxLength(glassLimits.words))
});

export const actions: Actions = {
	/** [A7] An unlocked laptop must not be enough to ask for another one's clip. */
	ask: async ({ request, locals }) => {
		const user = signedIn(locals);
		const form = await formOf(request, asked);
		const typed = form.typed('clip', 'reason', 'words');
		const fresh = proven(locals);
		if (!form.ok || !fresh.ok) return orFail(form.ok ? fresh : form, typed);
		const { clip: clipId, reason, words } = form.value;
		const made = await askForGlass(locals.house.needs, user.id, { clipId, reason, words });
		if (!made.ok) return orFail(made, typed);
		redirect(303, `/school/emergency/${made.value.id}`);
	}
};
