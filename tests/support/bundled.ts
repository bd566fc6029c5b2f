import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { at, cache } from '../../bin/tools/places.js';
import { projectNode } from '../../bin/tools/runtime.js';

export interface Program {
	/** Starts it; resolves with the first line it prints. Throws with what it said when it ends before that. */
	start(args: string[], env?: Record<string, string>): Promise<{ line: string; child: ChildProcess }>;
	remove(): void;
}

/** One of our TypeScript programs as a process of its own, bundled once for many starts. */
export function bundle(entry: string): Program {
	mkdirSync(cache(), { recursive: true });
	const out = mkdtempSync(cache(`${path.basename(entry, '.ts')}-`));
	execFileSync(projectNode(), [at('bin', 'tools', 'bundle.js'), at(entry), out], {
		cwd: at(),
		stdio: ['ignore', 2, 2]
	});
	return {
		start: (args, env = {}) => firstLine(path.join(out, 'main.js'), args, env),
		remove: () => rmSync(out, { recursive: true, force: true })
	};
}

function firstLine(
	script: string,
	args: string[],
	env: Record<string, string>
): Promise<{ line: string; child: ChildProcess }> {
	const { DATABASE_URL: _outer, ...inherited } = process.env;
	const child = spawn(projectNode(), ['--enable-source-maps', script, ...args], {
		cwd: at(),
		env: { ...inherited, ...env },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	// a run that is broken off leaves nothing behind
	const lastResort = () => child.kill('SIGKILL');
	process.once('exit', lastResort);
	child.once('exit', () => process.off('exit', lastResort));
	let said = '';
	return new Promise((resolve, reject) => {
		child.stderr.on('data', (part: Buffer) => (said = (said + part).slice(-4000)));
		child.once('exit', (code) => reject(new Error(`it ended with code ${code}: ${said}`)));
		let out = '';
		child.stdout.on('data', (part: Buffer) => {
			out += part;
			const end = out.indexOf('\n');
			if (end >= 0) resolve({ line: out.slice(0, end), child });
		});
	});
}

/** Sends the signal and waits for the end. */
export function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
	return new Promise((resolve) => {
		child.once('exit', () => resolve());
		child.kill(signal);
	});
}
