import { no } from '$lib/domain/outcome';
import { statusOf, type RefusalCode } from '$lib/domain/refusals';
import { screenSecret } from '$lib/server/auth/screen-cookie';
import { watchMedia, watchOnScreen } from '$lib/server/use-cases/clip/watch-media';
import type { RequestHandler } from './$types';

/** The only names there are; everything else is refused before anything is looked up. */
const names =
	/^(?:(?:index|levels|low)\.m3u8|(?:low|snd)?init\.mp4|clip\.webm|captions\.vtt|(?:seg|low|snd)\d{1,5}\.m4s)$/;
/** What a player asks with. A page of another site, a frame, or the address bar is no player. */
const playerDestinations = new Set(['empty', 'video', 'audio', 'track']);

const watch: RequestHandler = async ({ locals, params, request, cookies }) => {
	if (!names.test(params.file) || !isFromOurPlayer(request)) return nothingHere();
	const { needs, signIns } = locals.house;
	const asked = {
		clipId: params.clip,
		file: params.file,
		range: request.headers.get('range'),
		asking: request.method === 'HEAD'
	};
	const mine = locals.user ? await watchMedia(needs, locals.user.id, asked) : no('not-found');
	// [BS7] a big screen is nobody; where somebody is signed in beside it, it still shows its own session
	const screen = screenSecret(cookies, signIns);
	const part = !mine.ok && mine.code === 'not-found' && screen ? await watchOnScreen(needs, screen, asked) : mine;
	if (!part.ok) return refused(part.code);
	const { type, status, headers, body } = part.value;
	// the bytes are never shared memory, which is all that the wider type leaves open
	return new Response(body as BodyInit, { status, headers: { ...headers, ...closed, 'Content-Type': type } });
};

export const GET = watch;
export const HEAD: RequestHandler = async (event) => {
	const { body, status, headers } = await watch(event);
	await body?.cancel();
	return new Response(null, { status, headers });
};

/** In no cache, and of no use to another site. */
const closed = { 'Cache-Control': 'no-store', 'Cross-Origin-Resource-Policy': 'same-origin' };

/** Only who may watch hears anything but "nothing here": a range that is none, or bytes that are not here now. */
function refused(code: RefusalCode): Response {
	if (code === 'bad-input') return new Response(null, { status: 416, headers: closed });
	if (code !== 'clip-arriving' && code !== 'clip-stopped' && code !== 'clip-out-of-reach') return nothingHere();
	return new Response(null, { status: statusOf(code), headers: { ...closed, 'Retry-After': '1' } });
}

/** One answer for "not there", "not yours", "not signed in" and "not any more", the same to the byte (B1). */
const nothingHere = (): Response => new Response(null, { status: 404, headers: closed });

function isFromOurPlayer({ headers }: Request): boolean {
	const site = headers.get('sec-fetch-site');
	const destination = headers.get('sec-fetch-dest');
	return (site === null || site === 'same-origin') && (destination === null || playerDestinations.has(destination));
}
