import { outside as en } from '$lib/words/en/outside';
import { outside as nl } from '$lib/words/nl/outside';
import type { RequestHandler } from './$types';

/** What a phone or laptop needs to put the app on its home screen, in the reader's language. */
export const GET: RequestHandler = ({ locals }) => {
	const t = locals.locale === 'en' ? en : nl;
	const icon = (src: string, sizes: string, type: string, purpose = 'any') => ({ src, sizes, type, purpose });
	const manifest = {
		id: '/',
		name: 'Kijkkring',
		short_name: 'Kijkkring',
		description: t.tagline,
		lang: locals.locale,
		dir: 'ltr',
		start_url: '/today',
		scope: '/',
		display: 'standalone',
		background_color: '#faf7f0',
		theme_color: '#17524f',
		icons: [
			icon('/icon.svg', 'any', 'image/svg+xml'),
			icon('/icon-192.png', '192x192', 'image/png'),
			icon('/icon-512.png', '512x512', 'image/png'),
			icon('/icon-maskable-512.png', '512x512', 'image/png', 'maskable')
		],
		shortcuts: [
			{ name: t.logMoment, url: '/log' },
			{ name: t.addClip, url: '/clips/new' }
		]
	};
	return new Response(JSON.stringify(manifest), { headers: { 'content-type': 'application/manifest+json' } });
};
