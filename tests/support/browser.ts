// Read by Node itself as well as by Vite, hence the file extensions in its imports.
import { spawnSync } from 'node:child_process';
import {
	accessSync,
	constants,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { installDebian } from './debian.ts';

/** What Playwright needs to start a browser. */
export interface Browser {
	executablePath: string;
	args: string[];
}

const cache = fileURLToPath(new URL('../../node_modules/.cache/kijkkring', import.meta.url));
const known = path.join(cache, 'browser.json');

/**
 * A Chromium that runs on this machine: $CHROMIUM, the system's, Playwright's own, or the one from npm; as root in a
 * container, Debian's is installed as the last resort. Throws one clear line when there is none.
 */
export async function findBrowser(): Promise<Browser> {
	for (const candidate of candidates) {
		const executablePath = await candidate();
		if (executablePath && runs(executablePath)) return { executablePath, args: browserArgs() };
	}
	throw new Error('No Chromium runs on this machine: install one, or name it in the variable CHROMIUM.');
}

/** Each is only asked when those before it did not run; the later ones cost more. */
const candidates: (() => string | null | Promise<string | null>)[] = [
	() => process.env['CHROMIUM'] ?? null,
	() => '/usr/bin/chromium',
	async () => (await import('playwright')).chromium.executablePath(),
	unpackedFromNpm,
	() => (installDebian('chromium') ? '/usr/bin/chromium' : null)
];

/** Quiet (no call home), able to play a clip without a click, and startable as root where the kernel's sandbox is closed. */
function browserArgs(): string[] {
	const args = [
		'--disable-background-networking',
		'--disable-component-update',
		'--disable-sync',
		'--disable-gpu',
		'--no-first-run',
		'--autoplay-policy=no-user-gesture-required'
	];
	return process.getuid?.() === 0 ? ['--no-sandbox', ...args] : args;
}

/** Asking a browser its version takes a third of a second, so the answer is kept for as long as the file is the same. */
function runs(executable: string): boolean {
	try {
		accessSync(executable, constants.X_OK);
		const { size, mtimeMs } = statSync(executable);
		const mark = `${executable} ${size} ${mtimeMs}`;
		if (existsSync(known) && readFileSync(known, 'utf8') === mark) return true;
		if (spawnSync(executable, ['--version'], { timeout: 20_000, stdio: 'ignore' }).status !== 0) return false;
		mkdirSync(cache, { recursive: true });
		writeFileSync(known, mark);
		return true;
	} catch {
		return false;
	}
}

/**
 * The Chromium of @sparticuz/chromium (made for bare machines: it brings its own libraries and fonts), unpacked beside
 * the packages. It unpacks into TMPDIR and trusts whatever already lies there, so it gets a folder of its own, which
 * takes its final name only when complete.
 */
async function unpackedFromNpm(): Promise<string | null> {
	if (process.platform !== 'linux' || process.arch !== 'x64') return null;
	const home = path.join(cache, 'chromium');
	const start = path.join(home, 'start');
	if (existsSync(start)) return start;
	mkdirSync(cache, { recursive: true });
	const making = mkdtempSync(path.join(cache, 'chromium-'));
	const outer = process.env['TMPDIR'];
	try {
		process.env['TMPDIR'] = making;
		const { default: chromium, inflate } = await import('@sparticuz/chromium');
		await chromium.executablePath();
		const packed = path.dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium')));
		await inflate(path.join(packed, '..', 'bin', 'al2023.tar.br'));
		writeFileSync(path.join(making, 'start'), starter, { mode: 0o755 });
		renameSync(making, home);
	} catch (error) {
		// Another process was first: its copy is as good as ours.
		if (!existsSync(start)) throw error;
	} finally {
		if (outer === undefined) delete process.env['TMPDIR'];
		else process.env['TMPDIR'] = outer;
		rmSync(making, { recursive: true, force: true });
	}
	return start;
}

/** A bare machine lacks the libraries a browser needs; these were built for any recent Linux. */
const starter = `#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
LD_LIBRARY_PATH="\${LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}$here:$here/al2023/lib"
FONTCONFIG_PATH="$here/fonts"
export LD_LIBRARY_PATH FONTCONFIG_PATH
exec "$here/chromium" "$@"
`;
