import { json } from '@sveltejs/kit';
import { orError, signedIn } from '$lib/server/door';
import { interviewMark } from '$lib/server/use-cases/interview/view-interview';
import type { RequestHandler } from './$types';

/** Asked every few seconds by a page that is looked at: small, and the same as long as nothing changed. */
export const GET: RequestHandler = async ({ locals, params }) =>
	json(
		{ mark: orError(await interviewMark(locals.house.needs, signedIn(locals).id, params.interview)) },
		{ headers: { 'cache-control': 'no-store' } }
	);
