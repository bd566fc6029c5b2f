import { text } from '@sveltejs/kit';
import { orError, signedIn } from '$lib/server/door';
import { viewMeeting } from '$lib/server/use-cases/cycle/view-cycle';
import { stampOf } from '$lib/server/use-cases/meeting/meeting-forms';
import type { RequestHandler } from './$types';

/** Whether the meeting's page is still what it was: asked every few seconds while somebody looks at it. */
export const GET: RequestHandler = async ({ locals, params }) =>
	text(stampOf(orError(await viewMeeting(locals.house.needs, signedIn(locals).id, params.meeting))), {
		headers: { 'cache-control': 'no-store' }
	});
