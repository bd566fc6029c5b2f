// Usage (by run-ts.js): node bin/tools/bundle.js <entry.ts> <out folder>. One TypeScript command becomes one JavaScript file.
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { at, root } from './places.js';
import { main } from './runtime.js';

await main(async () => {
	const [entry = '', out = ''] = process.argv.slice(2);
	await build({
		root,
		configFile: false,
		logLevel: 'error',
		resolve: { alias: { $lib: at('src', 'lib') } },
		plugins: [keepPlaces()],
		build: {
			ssr: path.resolve(entry),
			outDir: out,
			target: 'node22',
			sourcemap: true,
			rolldownOptions: { output: { entryFileNames: 'main.js', chunkFileNames: 'part-[hash].js' } }
		}
	});
	return 0;
});

/**
 * A file that asks where it stands must hear its own place, not the bundle's.
 *
 * @returns {import('vite').Plugin}
 */
function keepPlaces() {
	return {
		name: 'kijkkring-keep-places',
		transform(code, id) {
			if (!code.includes('import.meta.url') || id.includes('node_modules')) return null;
			return code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href));
		}
	};
}
