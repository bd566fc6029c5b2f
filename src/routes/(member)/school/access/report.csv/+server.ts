import { periodOf } from '$lib/domain/report-period';
import { no } from '$lib/domain/outcome';
import { loadWords } from '$lib/words';
import { atPace, orError, provenOrAsk, signedIn } from '$lib/server/door';
import { accessReport } from '$lib/server/use-cases/audit/access-report';
import { accessTable } from '$lib/server/use-cases/audit/access-table';
import type { RequestHandler } from './$types';

/** The report as a table, to be kept with the register of leaks. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const user = signedIn(locals);
	provenOrAsk(locals, `/school/access${url.search}`);
	orError(atPace(locals, 'export'));
	const asked = (name: string) => (url.searchParams.get(name) ?? '').slice(0, 64);
	const period = periodOf({ from: asked('from'), to: asked('to') });
	const report = orError(
		period ? await accessReport(locals.house.needs, user.id, asked('account'), period) : no('bad-input')
	);
	const { audit } = await loadWords(locals.locale);
	return new Response(accessTable(report, audit.access), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': 'attachment; filename="kijkkring-access.csv"',
			'cache-control': 'no-store'
		}
	});
};
