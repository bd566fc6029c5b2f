import * as v from 'valibot';
import { orError, signedIn } from '$lib/server/door';
import { accountsToReport } from '$lib/server/use-cases/audit/access-report';
import { readLog } from '$lib/server/use-cases/audit/read-log';
import type { PageServerLoad } from './$types';

const id = v.pipe(v.string(), v.maxLength(64));
const asked = v.object({
	part: v.fallback(v.picklist(['all', 'views', 'rights', 'accounts']), 'all'),
	account: v.fallback(v.nullable(id), null),
	before: v.fallback(v.nullable(v.pipe(v.string(), v.digits(), v.transform(Number), v.safeInteger())), null)
});

export const load: PageServerLoad = async ({ locals, url }) => {
	const { needs } = locals.house;
	const user = signedIn(locals);
	const given = v.parse(asked, {
		part: url.searchParams.get('part'),
		account: url.searchParams.get('account') || null,
		before: url.searchParams.get('before')
	});
	const { part, account, before } = given;
	const log = orError(await readLog(needs, user.id, { part, accountId: account, before }));
	return { log, accounts: orError(await accountsToReport(needs, user.id)), asked: given };
};
