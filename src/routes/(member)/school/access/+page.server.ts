import { periodOf } from '$lib/domain/report-period';
import { no } from '$lib/domain/outcome';
import { orError, signedIn } from '$lib/server/door';
import { accessReport, accountsToReport } from '$lib/server/use-cases/audit/access-report';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { needs } = locals.house;
	const user = signedIn(locals);
	const accounts = orError(await accountsToReport(needs, user.id));
	const account = (url.searchParams.get('account') ?? '').slice(0, 64);
	const now = needs.clock();
	const dayOf = (ago: number) => new Date(now.getTime() - ago * 86_400_000).toISOString().slice(0, 10);
	const days = { from: url.searchParams.get('from') ?? dayOf(7), to: url.searchParams.get('to') ?? dayOf(0) };
	if (account === '') return { accounts, account, days, report: null, refused: null };
	const period = periodOf(days);
	const report = period ? await accessReport(needs, user.id, account, period) : no('bad-input');
	if (!report.ok && report.code !== 'bad-input') orError(report);
	return {
		...{ accounts, account, days },
		report: report.ok ? report.value : null,
		refused: report.ok ? null : report.code
	};
};
