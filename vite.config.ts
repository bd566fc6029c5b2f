import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig, type Plugin } from 'vite';
import { slimScripts } from './bin/tools/slim-scripts.ts';

/** The live table's upgrade handler; the server puts it here once it is up (src/hooks.server.ts). */
const UPGRADE = Symbol.for('kijkkring.upgrade');
type UpgradeHandler = (...args: [request: object, socket: object, head: object]) => void;

/** WebSocket upgrades do not pass SvelteKit's `handle`: in development Vite's own server has to hand them over. */
function liveTable(): Plugin {
	return {
		name: 'kijkkring-live-table',
		configureServer(server) {
			server.httpServer?.on('upgrade', (request, socket, head) => {
				if (!request.url?.startsWith('/live/')) return; // leave Vite's own hot-reload socket alone
				const handler = (globalThis as Record<symbol, unknown>)[UPGRADE] as UpgradeHandler | undefined;
				if (handler) handler(request, socket, head);
				else socket.destroy(); // the app starts at the first page; the provider tries again
			});
		}
	};
}

/** Modules that at least so many pages and parts share come together: each in a file of its own costs more than it holds. */
const everyday = { name: 'everyday', minShareCount: 20 };

function fewerFiles(): Plugin {
	return {
		name: 'kijkkring-fewer-files',
		apply: 'build',
		config: (_, { isSsrBuild }) =>
			isSsrBuild ? null : { build: { rolldownOptions: { output: { codeSplitting: { groups: [everyday] } } } } }
	};
}

export default defineConfig({
	plugins: [sveltekit(), liveTable(), slimScripts(), fewerFiles()],
	build: { sourcemap: false },
	ssr: { external: ['@node-rs/argon2', '@electric-sql/pglite', 'postgres', 'ws'] }
});
