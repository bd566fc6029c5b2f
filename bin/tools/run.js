import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import process from 'node:process';
import { root } from './places.js';

/**
 * Runs a program as if it stood in our place: same terminal, our signals, its exit code.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, stdio?: import('node:child_process').StdioOptions }} [options]
 * @returns {Promise<number>} the exit code; 128 plus the signal's number when a signal ended it
 */
export function run(command, args, { env = process.env, stdio = 'inherit' } = {}) {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, { cwd: root, env, stdio });
		/** @param {NodeJS.Signals} signal */
		const forward = (signal) => {
			// Ctrl-C in a terminal already reached the whole process group; a second one would mean "hurry".
			if (signal === 'SIGINT' && process.stdin.isTTY) return;
			child.kill(signal);
		};
		// npm's shell dies of a signal without handing it on; we are an orphan then, and say it ourselves. (Without npm,
		// to be an orphan may be what somebody wants: nohup.)
		const parent = process.env['npm_lifecycle_event'] ? process.ppid : null;
		const orphaned = () => parent !== null && process.ppid !== parent;
		const watch = setInterval(() => orphaned() && forward('SIGTERM'), 250).unref();
		const signals = /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
		for (const signal of signals) process.on(signal, forward);
		const done = () => {
			clearInterval(watch);
			for (const signal of signals) process.off(signal, forward);
		};
		child.once('error', (error) => (done(), reject(error)));
		child.once('exit', (code, signal) => {
			done();
			resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
		});
	});
}
