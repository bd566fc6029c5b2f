import * as v from 'valibot';
import { graceChoices } from '$lib/domain/accounts';
import type { Outcome } from '$lib/domain/outcome';
import { formOf, orError, orFail, proven, signedIn } from '$lib/server/door';
import { agreeToFreshStart, askFreshStart, withdrawFreshStart } from '$lib/server/use-cases/accounts/fresh-start';
import {
	chooseGrace,
	closeAccount,
	holdAccount,
	setAdmin,
	viewAccounts
} from '$lib/server/use-cases/accounts/manage-accounts';
import type { Needs } from '$lib/server/use-cases/needs';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	list: orError(await viewAccounts(locals.house.needs, signedIn(locals).id))
});

const which = v.object({ id: v.pipe(v.string(), v.maxLength(64)) });
const grace = v.object({
	days: v.pipe(v.string(), v.transform(Number), v.picklist(graceChoices))
});

/** [A7] What is done here changes what somebody can reach: each of it asks first who sits there. */
const after =
	(act: (needs: Needs, userId: string, id: string) => Promise<Outcome<null>>) =>
	async ({ request, locals }: RequestEvent) => {
		const user = signedIn(locals);
		const form = await formOf(request, which);
		const fresh = proven(locals);
		const at = form.typed('id');
		return orFail(
			form.ok && fresh.ok ? await act(locals.house.needs, user.id, form.value.id) : form.ok ? fresh : form,
			at
		);
	};

export const actions: Actions = {
	hold: after((needs, userId, id) => holdAccount(needs, userId, id, true)),
	restore: after((needs, userId, id) => holdAccount(needs, userId, id, false)),
	close: after(closeAccount),
	admin: after((needs, userId, id) => setAdmin(needs, userId, id, true)),
	noAdmin: after((needs, userId, id) => setAdmin(needs, userId, id, false)),
	fresh: after(askFreshStart),
	agree: after(agreeToFreshStart),
	withdraw: after(withdrawFreshStart),
	grace: async ({ request, locals }) => {
		const user = signedIn(locals);
		const form = await formOf(request, grace);
		const fresh = proven(locals);
		if (!form.ok || !fresh.ok) return orFail(form.ok ? fresh : form, { id: 'grace' });
		const chosen = await chooseGrace(locals.house.needs, user.id, form.value.days);
		return chosen.ok ? { saved: true } : orFail(chosen, { id: 'grace' });
	}
};
