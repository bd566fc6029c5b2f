import { json } from '@sveltejs/kit';
import { no } from '$lib/domain/outcome';
import { orError, signedIn } from '$lib/server/door';
import { planKey } from '$lib/server/use-cases/plan/plan-key';
import type { RequestHandler } from './$types';

/** The key for what this browser keeps of a plan until it is saved: this hour's, or that of `?stamp=`. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const user = signedIn(locals);
	const asked = url.searchParams.get('stamp');
	const given = await (locals.authSessionId
		? planKey(
				locals.house.needs,
				{ userId: user.id, authSessionId: locals.authSessionId },
				params.trajectory,
				asked === null ? null : Number(asked)
			)
		: no('sign-in-first'));
	const { stamp, key } = orError(given);
	return json({ stamp, key: Buffer.from(key).toString('base64') }, { headers: { 'cache-control': 'no-store' } });
};
