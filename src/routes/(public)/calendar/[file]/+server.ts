import { calendarFile } from '$lib/server/door';
import { readFeed } from '$lib/server/use-cases/calendar/feeds';
import type { RequestHandler } from './$types';

/** Read by a calendar that knows nothing but this link. A link that opens nothing is as absent as any other address. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const secret = /^(.+)\.ics$/.exec(params.file)?.[1] ?? '';
	return calendarFile(await readFeed(locals.house.needs, secret));
};
