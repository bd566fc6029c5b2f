// npm start: the production server, in the foreground.
import { build, buildExists } from './tools/build.js';
import { ensureDependencies } from './tools/dependencies.js';
import { at } from './tools/places.js';
import { main, runNode } from './tools/runtime.js';

await main(async () => {
	await ensureDependencies({ forDevelopment: false });
	if (!buildExists()) {
		console.error('There is no build yet: building first …');
		const code = await build();
		if (code !== 0) return code;
	}
	return runNode([at('server.js')]);
});
