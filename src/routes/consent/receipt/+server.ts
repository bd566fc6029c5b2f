import { error } from '@sveltejs/kit';
import { letterVisit } from '$lib/server/auth/letter-cookie';
import { orError } from '$lib/server/door';
import { receiptOf } from '$lib/server/use-cases/parent/receipt';
import { visitOf } from '$lib/server/use-cases/parent/visit';
import { parentTextsFor } from '$lib/words/parents';
import type { RequestHandler } from './$types';

/** Her answers as a file; reading it changes nothing. */
export const GET: RequestHandler = async ({ locals, cookies, url, request }) => {
	const { needs, signIns } = locals.house;
	const visit = await visitOf(needs, letterVisit(cookies, signIns));
	if (!visit) error(404, { message: 'not-found', code: 'not-found' });
	const texts = parentTextsFor([url.searchParams.get('in'), visit.language], request.headers.get('accept-language'));
	const { text } = orError(await receiptOf(needs, visit, texts));
	// the mark at the beginning tells old phones that it is UTF-8
	return new Response(`\ufeff${text}`, {
		headers: {
			'content-type': 'text/plain; charset=utf-8',
			'content-disposition': 'attachment; filename="kijkkring.txt"',
			'cache-control': 'no-store'
		}
	});
};
