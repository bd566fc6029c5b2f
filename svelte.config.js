import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/**
 * The one script that stands in app.html, by its hash: pages that run no other script (the parents') carry no nonce.
 *
 * @returns {`sha256-${string}`}
 */
function firstScript() {
	const page = readFileSync(new URL('src/app.html', import.meta.url), 'utf8');
	const script = /<script>([^]*?)<\/script>/.exec(page)?.[1] ?? '';
	return `sha256-${createHash('sha256').update(script).digest('base64')}`;
}

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	compilerOptions: { runes: ({ filename }) => (filename.includes('node_modules') ? undefined : true) },
	kit: {
		// The gate (server.js) and the page server are one process; see docs/decisions/0003-one-process.md.
		adapter: adapter({ out: 'build', precompress: true }),
		csp: {
			mode: 'nonce',
			directives: {
				'default-src': ['none'],
				'script-src': ['self', firstScript()],
				// Style attributes of a page made by the server are lifted into one sheet that is known by its hash: page-styles.ts.
				'style-src': ['self'],
				// Only the very style that SvelteKit hides its announcer with, which readers hear when a page has changed.
				'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
				'img-src': ['self', 'data:', 'blob:'],
				'font-src': ['self'],
				// hls.js feeds the video element through a blob: MediaSource and fetches only from ourselves.
				'media-src': ['self', 'blob:'],
				'connect-src': ['self'],
				'worker-src': ['self', 'blob:'],
				'manifest-src': ['self'],
				'form-action': ['self'],
				'base-uri': ['none'],
				'frame-ancestors': ['none'],
				'object-src': ['none'],
				// No text becomes markup or script but through these two: Svelte's own templates, and the service worker's address.
				'require-trusted-types-for': ['script'],
				'trusted-types': ['svelte-trusted-html', 'sveltekit-trusted-url']
			}
		},
		typescript: {
			// Commands and configuration are checked as strictly as the app.
			config: (tsconfig) => {
				tsconfig.include.push('../*.js', '../*.ts', '../bin/**/*.js', '../bin/**/*.ts');
				tsconfig.compilerOptions.allowImportingTsExtensions = true;
			}
		},
		// A small school server may be redeployed in mid-meeting: tell open tabs, never reload them by force.
		version: { pollInterval: 0 }
	}
};
