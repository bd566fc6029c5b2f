// npm test [-- part …]: everything that CI runs. The list of parts stands in bin/test/parts.ts.
import process from 'node:process';
import { ensureDependencies } from './tools/dependencies.js';
import { at } from './tools/places.js';
import { main, runNode } from './tools/runtime.js';

await main(async () => {
	await ensureDependencies();
	// From here on in TypeScript, which the project's own Node reads by itself.
	return runNode([at('bin', 'test', 'main.ts'), ...process.argv.slice(2)]);
});
