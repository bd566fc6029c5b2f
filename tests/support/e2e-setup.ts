import process from 'node:process';
import { startServer } from './server.ts';

/** Starts the built server with the demo school for one Playwright run; what it answers ends it. */
export default async function setUp(): Promise<() => Promise<void>> {
	const server = await startServer({ database: 'pglite', demo: true, port: Number(process.env['KIJKKRING_E2E_PORT']) });
	// Playwright hands the environment on to its workers.
	process.env['KIJKKRING_E2E_DATA'] = server.dataDir;
	return async () => {
		await server.stop();
	};
}
