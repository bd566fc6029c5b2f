// npm run keys:rotate: a new master key, with the old one beside it until the next start has turned everything over.
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, linkSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';

const file = path.resolve(
	process.env['KIJKKRING_KEY_FILE'] ?? path.join(process.env['DATA_DIR'] ?? 'data', 'keys', 'master.key')
);
const old = `${file}.old`;

if (process.env['KIJKKRING_KEY'])
	stop('KIJKKRING_KEY is set: make another key there, and give the old one in a file as KIJKKRING_KEY_FILE_OLD');
if (!existsSync(file)) stop(`there is no master key at ${file}: say where in KIJKKRING_KEY_FILE`);
// broken off between the two steps below, both are the same key still
if (existsSync(old) && !readFileSync(old).equals(readFileSync(file)))
	stop(`${old} is still there: the rotation before this one was not finished. Start the server once`);

const fresh = `${file}.new`;
const fd = openSync(fresh, 'w', 0o600);
writeSync(fd, randomBytes(32).toString('base64url'));
fsyncSync(fd);
closeSync(fd);
if (!existsSync(old)) linkSync(file, old);
renameSync(fresh, file);
console.log(`A new master key lies at ${file}. Start the server: it turns all keys over and removes ${old}.`);
console.log('Then make a new copy of it for the vault, and destroy the copies of the old one.');

/** @param {string} why */
function stop(why) {
	console.error(`kijkkring: ${why}`);
	process.exit(1);
}
