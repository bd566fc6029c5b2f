// Usage: node bin/run.js <tool> [args]. Runs a tool of node_modules under the project's Node, installing first if needed.
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { ensureDependencies } from './tools/dependencies.js';
import { at } from './tools/places.js';
import { main, runNode } from './tools/runtime.js';

await main(async () => {
	const [tool, ...args] = process.argv.slice(2);
	if (!tool) throw new Error('Usage: node bin/run.js <tool> [args]');
	await ensureDependencies();
	return runNode([script(tool), ...args]);
});

/**
 * The script behind a tool's name. Asked of its package, because node_modules/.bin holds shell files on Windows.
 *
 * @param {string} tool
 */
function script(tool) {
	const owner = { 'svelte-kit': '@sveltejs/kit', playwright: '@playwright/test' }[tool] ?? tool;
	/** @type {{ bin: string | Record<string, string> }} */
	const { bin } = JSON.parse(readFileSync(at('node_modules', owner, 'package.json'), 'utf8'));
	const file = typeof bin === 'string' ? bin : bin[tool];
	if (!file) throw new Error(`There is no tool called ${tool}.`);
	return at('node_modules', owner, file);
}
