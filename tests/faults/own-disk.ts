import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** An ext4 file system in a file, mounted: a disk whose raw bytes can be read. */
export interface OwnDisk {
	/** Where it is mounted; everybody on this machine may pass. */
	root: string;
	/** What is on it now, also what no file names any more. */
	raw(): Buffer;
}

/** Works on a disk of its own, lets go of it and answers all its bytes beside what the work answered. Needs root. */
export async function onOwnDisk<T>(megabytes: number, work: (disk: OwnDisk) => Promise<T>): Promise<[T, Buffer]> {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kijkkring-disk-'));
	const [image, root] = [path.join(folder, 'image'), path.join(folder, 'mounted')];
	fs.mkdirSync(root);
	const run = (program: string, ...args: string[]) =>
		execFileSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
	run('truncate', '-s', `${megabytes}M`, image);
	run('mkfs.ext4', '-q', image);
	run('mount', '-o', 'loop', image, root);
	// the database runs as somebody else
	for (const dir of [folder, root]) fs.chmodSync(dir, 0o755);
	let mounted = true;
	const letGo = () => {
		if (mounted) run('umount', root);
		mounted = false;
	};
	const raw = () => (mounted && run('sync'), writtenIn(image));
	try {
		const answer = await work({ root, raw });
		letGo();
		return [answer, raw()];
	} finally {
		letGo();
		fs.rmSync(folder, { recursive: true, force: true });
	}
}

/** All its bytes but blocks that hold nothing: most of a fresh disk, and looked through hundreds of times. */
function writtenIn(image: string): Buffer {
	const [block, nothing] = [Buffer.alloc(1 << 16), Buffer.alloc(1 << 16)];
	const written: Buffer[] = [];
	const file = fs.openSync(image, 'r');
	for (let n = fs.readSync(file, block); n > 0; n = fs.readSync(file, block))
		if (!block.subarray(0, n).equals(nothing.subarray(0, n))) written.push(Buffer.from(block.subarray(0, n)));
	fs.closeSync(file);
	return Buffer.concat(written);
}

/** Every file under a folder, as bytes: halves of keys, in a key store. */
export const filesIn = (dir: string): Buffer[] =>
	fs
		.readdirSync(dir, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => fs.readFileSync(path.join(entry.parentPath, entry.name)));

/** A text as it is, and as a database or a browser may have written it. */
export const formsOf = (text: string): (string | Buffer)[] => [text, Buffer.from(text, 'utf16le'), ...inBase64(text)];

/** Wherever it begins among the three bytes that make four letters; what is too short to mean anything is left out. */
function inBase64(text: string): string[] {
	return [0, 1, 2].flatMap((skip) => {
		const bytes = Buffer.from(text).subarray(skip);
		// the last letter of a part that is not whole depends on what follows
		const letters = bytes.toString('base64').replace(/=+$/, '');
		const sure = bytes.length % 3 === 0 ? letters : letters.slice(0, -1);
		return sure.length > 4 ? [sure] : [];
	});
}
