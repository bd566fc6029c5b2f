// Read by Node itself as well as by Vite, hence the file extension in imports of this file.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';

let listsAreFresh = false;

/**
 * Installs Debian packages where that is ours to do: as root, in a machine with apt-get (a CI container).
 * Answers whether they are there now. Never throws; apt's own lines go to stderr.
 */
export function installDebian(...packages: string[]): boolean {
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
	const apt = (...args: string[]) =>
		spawnSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=120', ...args], {
			stdio: ['ignore', 2, 2],
			timeout: 8 * 60_000,
			env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
		}).status === 0;
	console.error(`Installing Debian's ${packages.join(', ')} …`);
	listsAreFresh ||= apt('update');
	return apt('install', '-y', '--no-install-recommends', ...packages);
}
