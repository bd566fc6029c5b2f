import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { at, cache, root } from '../tools/places.js';
import { runNode } from '../tools/runtime.js';
import { tool } from './runners.ts';

/** Generated files are committed, so they can be stale. Each check leaves the working copy exactly as it was. */

/** True when drizzle-kit, given the schema, finds nothing to add to drizzle/. */
export async function migrationsAreFresh(): Promise<boolean> {
	mkdirSync(cache(), { recursive: true });
	const copy = mkdtempSync(cache('drizzle-'));
	try {
		cpSync(at('drizzle'), copy, { recursive: true });
		const before = contents(copy);
		// drizzle-kit puts "./" before whatever it is given.
		const out = path.relative(root, copy);
		const schema = './src/lib/server/db/schema.ts';
		const options = ['--dialect', 'postgresql', '--schema', schema, '--out', out, '--casing', 'snake_case'];
		if (!(await tool('drizzle-kit', 'generate', ...options, '--name', 'stale'))) return false;
		return same(before, contents(copy), 'drizzle', 'npm run db:generate');
	} finally {
		rmSync(copy, { recursive: true, force: true });
	}
}

/** True when drawing the methods again changes no file of docs/methods. */
export async function graphsAreFresh(): Promise<boolean> {
	const folder = at('docs', 'methods');
	const before = contents(folder);
	if ((await runNode([at('bin', 'run-ts.js'), 'bin/methods-graph.ts'])) !== 0) return false;
	const after = contents(folder);
	for (const name of after.keys()) if (!before.has(name)) rmSync(path.join(folder, name));
	for (const [name, text] of before) if (after.get(name) !== text) writeFileSync(path.join(folder, name), text);
	return same(before, after, 'docs/methods', 'npm run methods:graph');
}

/** Says which files differ and what mends it. */
function same(before: Map<string, string>, after: Map<string, string>, folder: string, mend: string): boolean {
	const names = new Set([...before.keys(), ...after.keys()]);
	const stale = [...names].filter((name) => before.get(name) !== after.get(name));
	for (const name of stale) console.error(`stale: ${folder}/${name}`);
	if (stale.length) console.error(`Run ${mend} and commit what it writes.`);
	else console.log(`${folder} is up to date (${names.size} files).`);
	return stale.length === 0 && names.size > 0;
}

function contents(folder: string): Map<string, string> {
	if (!existsSync(folder)) return new Map();
	const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
	return new Map(
		files.map((entry) => {
			const file = path.join(entry.parentPath, entry.name);
			return [path.relative(folder, file), readFileSync(file, 'utf8')];
		})
	);
}
