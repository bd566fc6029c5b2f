import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { leftReasons } from '$lib/domain/left-child';
import { formOf, orError, orFail, proven, signedIn } from '$lib/server/door';
import { eraseLeftChild, viewLeftChild } from '$lib/server/use-cases/erasure/erase-left-child';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	child: orError(await viewLeftChild(locals.house.needs, signedIn(locals).id, params.left))
});

const first = v.object({ sure: v.literal('yes'), why: v.picklist(leftReasons) });
const second = v.object({ ...first.entries, again: v.literal('yes') });

export const actions: Actions = {
	/** Nothing goes yet: it is said once more what goes, and asked once more. */
	ask: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, first);
		// [A7] what is erased does not come back
		const fresh = proven(locals);
		if (!form.ok || !fresh.ok) return orFail(form.ok ? fresh : form);
		const seen = await viewLeftChild(locals.house.needs, user.id, params.left);
		return seen.ok ? { asked: form.value.why } : orFail(seen);
	},
	erase: async ({ request, locals, params }) => {
		const user = signedIn(locals);
		const form = await formOf(request, second);
		const fresh = proven(locals);
		if (!form.ok || !fresh.ok) return orFail(form.ok ? fresh : form);
		const said = { sure: form.value.sure === 'yes', again: form.value.again === 'yes', why: form.value.why };
		const erased = await eraseLeftChild(locals.house.needs, user.id, params.left, said);
		return orFail(erased) ?? redirect(303, '/school/left?erased');
	}
};
