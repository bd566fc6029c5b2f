import { atPace, orError, provenOrAsk, signedIn } from '$lib/server/door';
import { giveChildFile } from '$lib/server/use-cases/erasure/child-file';
import { childPage } from '$lib/server/use-cases/erasure/child-page';
import type { RequestHandler } from './$types';

/** [ER8] What is kept about a child, to give to its parents: a page to read and print, or `?as=json`. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const user = signedIn(locals);
	provenOrAsk(locals, `/trajectories/${params.trajectory}/kept`);
	orError(atPace(locals, 'export'));
	const file = orError(await giveChildFile(locals.house.needs, user.id, params.trajectory));
	const json = url.searchParams.get('as') === 'json';
	return new Response(json ? JSON.stringify(file, null, '\t') : await childPage(file, locals.locale), {
		headers: {
			'content-type': json ? 'application/json; charset=utf-8' : 'text/html; charset=utf-8',
			// never opened here: it is a file to give away, and no page of ours
			'content-disposition': `attachment; filename="kijkkring.${json ? 'json' : 'html'}"`,
			'cache-control': 'no-store'
		}
	});
};
