// Usage: node bin/run.js <tool> [args]. Runs a tool of node_modules (or `node` itself)
// under the project's Node, installing first if needed.
import { existsSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { ensureDependencies } from './tools/dependencies.js';
import { at } from './tools/places.js';
import { main, runNode } from './tools/runtime.js';

/** Tools whose package has another name. */
const owners = /** @type {Record<string, string>} */ ({
	'svelte-kit': '@sveltejs/kit',
	playwright: '@playwright/test',
	tsc: 'typescript'
});

/**
 * The script behind a tool's name. Asked of its package, because node_modules/.bin holds shell files on Windows.
 *
 * @param {string} tool
 */
function script(tool) {
	const owner = owners[tool] ?? tool;
	const description = at('node_modules', owner, 'package.json');
	if (!existsSync(description)) throw new Error(`There is no tool called ${tool} in node_modules.`);
	/** @type {{ bin: string | Record<string, string> }} */
	const { bin } = JSON.parse(readFileSync(description, 'utf8'));
	const file = typeof bin === 'string' ? bin : bin[tool];
	if (!file) throw new Error(`The package ${owner} has no tool called ${tool}.`);
	return at('node_modules', owner, file);
}

await main(async () => {
	const [tool, ...args] = process.argv.slice(2);
	if (!tool) throw new Error('Usage: node bin/run.js <tool> [args]');
	await ensureDependencies();
	return runNode(tool === 'node' ? args : [script(tool), ...args]);
});
