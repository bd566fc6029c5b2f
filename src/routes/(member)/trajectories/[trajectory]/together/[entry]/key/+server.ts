import { json } from '@sveltejs/kit';
import { no } from '$lib/domain/outcome';
import { orError, signedIn } from '$lib/server/door';
import { writingKey } from '$lib/server/use-cases/plan/plan-key';
import type { RequestHandler } from './$types';

/** The key for what this browser keeps of a part two write in: this hour's, or that of `?stamp=`. */
export const GET: RequestHandler = async ({ locals, params: { trajectory, entry }, url }) => {
	const user = signedIn(locals);
	const asked = url.searchParams.get('stamp');
	const given = await (locals.authSessionId
		? writingKey(
				locals.house.needs,
				{ userId: user.id, authSessionId: locals.authSessionId },
				{ trajectoryId: trajectory, entryId: entry },
				asked === null ? null : Number(asked)
			)
		: no('sign-in-first'));
	const { stamp, key } = orError(given);
	return json({ stamp, key: Buffer.from(key).toString('base64') }, { headers: { 'cache-control': 'no-store' } });
};
