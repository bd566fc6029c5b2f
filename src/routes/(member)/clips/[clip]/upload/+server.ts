import { statusOf } from '$lib/domain/refusals';
import { receiveClip } from '$lib/server/use-cases/clip/receive-clip';
import type { RequestHandler } from './$types';

/** A resumable sending (tus). The sender reads the code of a refusal from the body. */
const receive: RequestHandler = async ({ locals, params, request }) => {
	const site = request.headers.get('sec-fetch-site');
	if (site !== null && site !== 'same-origin') return refuse('not-found');
	if (!locals.user) return refuse('sign-in-first');
	const received = await receiveClip(locals.house.needs, locals.user.id, params.clip, request);
	return received.ok ? received.value : refuse(received.code);
};

export const POST = receive;
export const HEAD = receive;
export const PATCH = receive;
export const DELETE = receive;
export const OPTIONS = receive;

const refuse = (code: Parameters<typeof statusOf>[0]): Response =>
	new Response(code, { status: statusOf(code), headers: { 'Cache-Control': 'no-store', 'Tus-Resumable': '1.0.0' } });
