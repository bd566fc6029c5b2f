import { calendarFile, signedIn } from '$lib/server/door';
import { meetingFile } from '$lib/server/use-cases/calendar/feeds';
import type { RequestHandler } from './$types';

/** One meeting as a file for any calendar. */
export const GET: RequestHandler = async ({ locals, params }) =>
	calendarFile(await meetingFile(locals.house.needs, signedIn(locals).id, params.meeting));
