// npm run demo: everything from a fresh clone to a running demo school, in one command.
import process from 'node:process';
import { ensureBuild } from './tools/build.js';
import { ensureDependencies } from './tools/dependencies.js';
import { freePort } from './tools/free-port.js';
import { at } from './tools/places.js';
import { main, runNode } from './tools/runtime.js';

/** Settings of a real school that may stand in somebody's shell; the demo refuses to start beside them. */
const nothingReal = {
	DATABASE_URL: undefined,
	ORIGIN: undefined,
	SMTP_URL: undefined,
	MAIL_FROM: undefined,
	KIJKKRING_KEY: undefined,
	KIJKKRING_KEY_FILE: undefined,
	KIJKKRING_KEY_FILE_OLD: undefined,
	KIJKKRING_KEY_STORE: undefined
};

await main(async () => {
	await ensureDependencies();
	await ensureBuild();
	const port = process.env['PORT'] ?? String(await freePort(3000));
	return runNode([at('server.js')], {
		KIJKKRING_DEMO: '1',
		DATA_DIR: process.env['DATA_DIR'] ?? at('data', 'demo'),
		// The demo signs people in by a link: it stays on this machine unless somebody asks for more.
		HOST: process.env['HOST'] ?? '127.0.0.1',
		PORT: port,
		...nothingReal
	});
});
