// Usage: node bin/run-ts.js <entry.ts> [args]. Runs a TypeScript command that imports the app's own rooms ($lib/…).
// Its working folder is the project's root; arguments, signals, output and exit code are its own.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { ensureDependencies } from './tools/dependencies.js';
import { at, cache } from './tools/places.js';
import { main, projectEnv, projectNode, runNode } from './tools/runtime.js';
import { run } from './tools/run.js';

await main(async () => {
	const [entry, ...args] = process.argv.slice(2);
	if (!entry) throw new Error('Usage: node bin/run-ts.js <entry.ts> [args]');
	await ensureDependencies();
	// A folder per run: two runs of one command do not pull the file from under each other.
	mkdirSync(cache(), { recursive: true });
	const out = mkdtempSync(cache(`${path.basename(entry, '.ts')}-`));
	try {
		const node = projectNode();
		// tsconfig.json builds on what SvelteKit writes, which a fresh clone does not have yet
		if (!existsSync(at('.svelte-kit', 'tsconfig.json')))
			await run('svelte-kit', ['sync'], { env: projectEnv(node), stdio: ['ignore', 2, 2] });
		const bundled = await run(node, [at('bin', 'tools', 'bundle.js'), path.resolve(entry), out], {
			env: projectEnv(node),
			stdio: ['ignore', 2, 2]
		});
		return bundled === 0 ? await runNode(['--enable-source-maps', path.join(out, 'main.js'), ...args]) : bundled;
	} finally {
		rmSync(out, { recursive: true, force: true });
	}
});
