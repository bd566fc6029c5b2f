import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import { openKeyStore } from '$lib/server/db/key-store';
import * as t from '$lib/server/db/schema';
import { openVault, type Vault } from '$lib/server/db/vault';
import { openClipFiles } from '$lib/server/media/clip-files';
import { recordConsent } from '$lib/server/use-cases/child/record-consent';
import { eraseClip } from '$lib/server/use-cases/clip/erase-clip';
import { eraseChild } from '$lib/server/use-cases/erasure/erase-child';
import { replayErasures } from '$lib/server/use-cases/erasure/replay';
import { settleKeys } from '$lib/server/use-cases/erasure/settle-keys';
import { finishErasures } from '$lib/server/use-cases/clip/erase-bytes';
import { keepChild } from '../support/kept-child';
import { openTestHouse } from '../support/test-needs';
import { filesIn, formsOf, onOwnDisk } from './own-disk';

/** What was reached of what was erased, of so many things looked for. */
export interface Reached {
	looked: number;
	reached: string[];
	/** Places in the bytes of the folder where a text about an erased child stands. */
	plain: string[];
	/** What is still there and must be: a child nobody erased, readable. */
	stays: boolean;
}

const master = () => new Uint8Array(randomBytes(32));

/** A school in a folder, as an installation has it: database, clips, and the key store apart. */
async function openFolder(root: string, key: Uint8Array) {
	const store = openKeyStore(path.join(root, 'keys'));
	const vault = openVault(key, { store });
	const house = await openTestHouse({ dir: path.join(root, 'data', 'database'), vault });
	const files = await openClipFiles({ dir: path.join(root, 'data', 'clips'), ffmpeg: null });
	house.needs.files = files;
	return {
		house,
		vault,
		close: async () => {
			await files.close();
			await house.close();
		}
	};
}

/**
 * [ER4] One backup put back: a school with four children is copied, then one clip is erased, one yes is taken back, one
 * child is erased; then the older copy of the data comes back beside today's key store, is opened as a start opens it,
 * and everything that was erased is looked for.
 */
export async function restoreOnce(say: (text: string) => string = (where) => `MERK ${where}`): Promise<Reached> {
	const root = fs.mkdtempSync(path.join(os.tmpdir(), 'kijkkring-restore-'));
	const data = path.join(root, 'data');
	const backup = path.join(root, 'backup');
	const key = master();
	try {
		const before = await openFolder(root, key);
		await before.house.cast();
		const { needs } = before.house;
		const names = ['clip', 'yes', 'child', 'other'];
		for (const name of names) {
			const kept = await keepChild(needs, name, (where) => say(`${where} of ${name}`));
			const [row] = await before.house.db.select().from(t.clip).where(eq(t.clip.id, kept.clipId));
			if (row?.wrappedKey)
				await needs.files.put({ id: row.id, key: before.vault.open(row.wrappedKey) }, Buffer.from(say('pixels')));
		}
		await before.close();
		fs.cpSync(data, backup, { recursive: true });

		const now = await openFolder(root, key);
		await eraseClip(now.house.needs, 'marit', 'k-clip');
		await recordConsent(now.house.needs, 'marit', 't-yes', { scope: 'team', state: 'withdrawn' });
		await eraseChild(now.house.needs, 'marit', 't-child', { sure: true });
		await finishErasures(now.house.needs);
		await now.close();
		// the names of rows are ids, and stay in what the database wrote before: it is texts that must be nowhere
		const plain = [...findText(root, 'MERK')];

		fs.rmSync(data, { recursive: true });
		fs.cpSync(backup, data, { recursive: true });
		const back = await openFolder(root, key);
		await settleKeys(back.house.needs);
		await replayErasures(back.house.needs);
		await finishErasures(back.house.needs);
		const looked = await lookFor(back);
		await back.close();
		return { ...looked, plain };
	} finally {
		fs.rmSync(root, { recursive: true, force: true });
	}
}

/** What of an erased child stands in the raw bytes of a disk afterwards. */
export interface OnDisk {
	/** How many texts were looked for. */
	marks: number;
	/** Those that stand there. */
	markers: string[];
	halves: number;
	/** How many halves of keys were looked for; each was found before it was destroyed. */
	looked: number;
	foundBefore: number;
}

/**
 * [ER1] [C2] A school on a disk of its own (ext4 in a file, mounted; needs root): everything about a child is erased, the
 * disk is let go of, and its raw bytes are searched for every text and for every destroyed half of a key.
 */
export async function eraseOnDisk(): Promise<OnDisk> {
	const marks: string[] = [];
	const [told, raw] = await onOwnDisk(512, async (disk) => {
		const school = await openFolder(disk.root, master());
		await school.house.cast();
		const { needs } = school.house;
		const kept = await keepChild(needs, 'child', (where) => {
			marks.push(`MERK ${where} van het kind`);
			return `MERK ${where} van het kind`;
		});
		const [row] = await school.house.db.select().from(t.clip).where(eq(t.clip.id, kept.clipId));
		if (row?.wrappedKey)
			await needs.files.put(
				{ id: row.id, key: school.vault.open(row.wrappedKey) },
				Buffer.from('MERK pixels '.repeat(9000))
			);
		const store = path.join(disk.root, 'keys', 'keys');
		const halves = filesIn(store);
		const before = disk.raw();
		const foundBefore = halves.filter((half) => before.includes(half)).length;
		await eraseChild(needs, 'marit', 't-child', { sure: true });
		await finishErasures(needs);
		const left = new Set(filesIn(store).map((half) => half.toString('hex')));
		await school.close();
		return { foundBefore, destroyed: halves.filter((half) => !left.has(half.toString('hex'))) };
	});
	return {
		marks: marks.length + 1,
		markers: [...marks, 'MERK pixels'].filter((text) => formsOf(text).some((form) => raw.includes(form))),
		halves: told.destroyed.filter((half) => raw.includes(half)).length,
		looked: told.destroyed.length,
		foundBefore: told.foundBefore
	};
}

async function lookFor({ house, vault }: { house: Awaited<ReturnType<typeof openTestHouse>>; vault: Vault }) {
	const reached: string[] = [];
	let looked = 0;
	const opens = (what: string, wrapped: Uint8Array | null | undefined): void => {
		looked++;
		if (!wrapped) return;
		try {
			vault.open(wrapped);
			reached.push(what);
		} catch {
			// noise: as it must be
		}
	};
	const { db } = house;
	const clips = await db.select().from(t.clip);
	for (const id of ['k-clip', 'k-yes', 'k-child']) {
		const row = clips.find((it) => it.id === id);
		opens(`key of ${id}`, row?.wrappedKey);
		looked += 3;
		if (row && row.status !== 'erased') reached.push(`status of ${id}`);
		if (vault.read(row?.title ?? null).includes('MERK') || vault.read(row?.card ?? null))
			reached.push(`words of ${id}`);
		if ((await house.needs.files.held()).includes(id)) reached.push(`bytes of ${id}`);
	}
	const trajectories = await db.select().from(t.trajectory);
	looked += 2;
	if (trajectories.some(({ id }) => id === 't-child')) reached.push('child');
	const answers = await db.select().from(t.consentAnswer).where(eq(t.consentAnswer.trajectoryId, 't-yes'));
	if (!answers.some(({ state }) => state === 'withdrawn')) reached.push('the yes that was taken back');
	for (const table of [t.sessionNote, t.noteLeftOut] as const) {
		looked++;
		const rows = await db.select({ sessionId: table.sessionId }).from(table);
		if (rows.some(({ sessionId }) => ['s-yes', 's-child'].includes(sessionId))) reached.push('notes');
	}
	for (const table of [t.docUpdate, t.docSnapshot, t.docClient, t.docRemoval] as const) {
		looked++;
		const rows = await db.select({ doc: table.doc }).from(table);
		if (rows.some(({ doc }) => /s-(yes|child)/.test(doc))) reached.push('documents');
	}
	const other = trajectories.find(({ id }) => id === 't-other');
	const stays =
		other !== undefined &&
		vault.read(other.reason).startsWith('MERK') &&
		clips.some(({ id, status }) => id === 'k-other' && status === 'ready');
	return { looked, reached, stays };
}

/** Files under a folder in whose bytes a text stands, as it is or as a database or a browser may have written it. */
export function* findText(dir: string, text: string): Generator<string> {
	const needles = formsOf(text);
	for (const entry of fs.readdirSync(dir, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile()) continue;
		const file = path.join(entry.parentPath, entry.name);
		const bytes = fs.readFileSync(file);
		if (needles.some((needle) => bytes.includes(needle))) yield file;
	}
}
