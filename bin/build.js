// npm run build: the production server into build/.
import { build } from './tools/build.js';
import { ensureDependencies } from './tools/dependencies.js';
import { main } from './tools/runtime.js';

await main(async () => {
	await ensureDependencies({ forDevelopment: false });
	return build();
});
