import { securityText } from '$lib/domain/security-text';
import type { RequestHandler } from './$types';

/** Whom to tell about a leak (RFC 9116). Without an address of the school there is nothing to say. */
export const GET: RequestHandler = ({ locals }) => {
	const { config, needs } = locals.house;
	if (!config.securityContact) return new Response('', { status: 404 });
	const text = securityText({ contact: config.securityContact, origin: needs.origin, now: needs.clock() });
	return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' } });
};
