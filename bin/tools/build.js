import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { at, root } from './places.js';
import { projectEnv, projectNode } from './runtime.js';
import { run } from './run.js';

/** Everything the build reads. A test or a picture of a test changes nothing in it. */
const sources = [
	'src',
	'static',
	'drizzle',
	'package-lock.json',
	'svelte.config.js',
	'vite.config.ts',
	'bin/tools/slim-scripts.ts',
	'tsconfig.json'
];
const stampFile = at('build', '.sources');

/** True when build/ was made from exactly the sources that lie here now. */
export function buildIsFresh() {
	return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === fingerprint();
}

/** True when there is a build at all, of whatever sources. */
export const buildExists = () => existsSync(at('build', 'index.js'));

/**
 * Builds the production server into build/ and notes which sources it was made from.
 *
 * @param {{ quiet?: boolean }} [options] without the builder's own advice; what goes wrong is always said
 * @returns {Promise<number>} Vite's exit code
 */
export async function build({ quiet = false } = {}) {
	const before = fingerprint();
	const node = projectNode();
	const code = await run(node, [at('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'], {
		env: projectEnv(node),
		stdio: ['ignore', quiet ? 'ignore' : 'inherit', 'inherit']
	});
	// A file saved in mid-build belongs to the next one.
	if (code === 0) writeFileSync(stampFile, before);
	return code;
}

/** Builds when the sources changed since the last build; throws when that fails. */
export async function ensureBuild() {
	if (buildIsFresh()) return;
	console.error('Building (the sources changed since the last build) …');
	if ((await build({ quiet: true })) !== 0) throw new Error('The build failed; the lines above say why.');
}

function fingerprint() {
	const hash = createHash('sha256');
	for (const source of sources) {
		for (const file of filesOf(at(source))) {
			hash
				.update(`${path.relative(root, file)}\0`)
				.update(readFileSync(file))
				.update('\0');
		}
	}
	return hash.digest('hex');
}

/**
 * @param {string} place a file or a folder; a missing one has no files
 * @returns {string[]} sorted, without tests
 */
function filesOf(place) {
	if (!existsSync(place)) return [];
	if (!statSync(place).isDirectory()) return place.endsWith('.test.ts') ? [] : [place];
	return readdirSync(place)
		.sort()
		.flatMap((name) => filesOf(path.join(place, name)));
}
