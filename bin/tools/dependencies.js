import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { at } from './places.js';
import { run } from './run.js';

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, dev?: boolean, link?: boolean }} Locked */

const stampFile = at('node_modules', '.kijkkring');

/**
 * Makes sure that what is installed is what the lockfile says; installs it when not.
 * Says what it does on stderr, so that a command's own output stays clean. Throws when npm fails.
 *
 * @param {{ forDevelopment?: boolean }} [options] without it, packages only development needs may be absent (`npm ci --omit=dev`)
 */
export async function ensureDependencies({ forDevelopment = true } = {}) {
	const lockfile = readFileSync(at('package-lock.json'));
	const stamp = createHash('sha256').update(lockfile).digest('hex');
	if (stampOf() === stamp) return;
	if (!installedByHand(JSON.parse(lockfile.toString()), forDevelopment)) await install();
	if (forDevelopment) writeFileSync(stampFile, `${stamp}\n`);
}

/** npm empties node_modules before it installs, so an install that was cut off leaves no stamp. */
function stampOf() {
	return existsSync(stampFile) ? readFileSync(stampFile, 'utf8').trim() : null;
}

/**
 * Somebody (or an image build) ran npm ci before us: npm's own record of node_modules then agrees with the lockfile.
 *
 * @param {{ packages: Record<string, Locked> }} lock
 * @param {boolean} forDevelopment
 */
function installedByHand(lock, forDevelopment) {
	const record = at('node_modules', '.package-lock.json');
	if (!existsSync(record)) return false;
	/** @type {Record<string, Locked>} */
	const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
	return Object.entries(lock.packages).every(([place, wanted]) => {
		if (place === '' || wanted.link) return true;
		const found = installed[place];
		if (!found) return wanted.optional === true || (wanted.dev === true && !forDevelopment);
		return found.version === wanted.version && found.integrity === wanted.integrity;
	});
}

async function install() {
	console.error('Installing the packages of package-lock.json (once, about a minute) …');
	// Without the warnings: they are about the Node that types the command, and the project runs on its own.
	const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
	const npm = process.env['npm_execpath'];
	const code = npm?.endsWith('.js')
		? await run(process.execPath, [npm, ...args], { stdio: ['ignore', 2, 2] })
		: await run('npm', args, { stdio: ['ignore', 2, 2] });
	if (code !== 0) throw new Error('npm ci failed; the lines above say why.');
}
