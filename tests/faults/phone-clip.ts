import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import { chromium } from 'playwright';
import { connect } from '$lib/server/db/connection';
import { clip } from '$lib/server/db/schema';
import { openKeyStore } from '$lib/server/db/key-store';
import { openVault } from '$lib/server/db/vault';
import { findFfmpeg } from '$lib/server/media/ffmpeg';
import { SealedFile } from '$lib/server/media/sealed-file';
import { phoneClip } from '../bench/media/phone-clip';
import { addClip } from '../e2e/add-clip';
import { findBrowser } from '../support/browser';
import { enter, type Person } from '../support/people';
import { openRoughLine } from '../support/rough-line';
import { startServer } from '../support/server';
import { dice } from './dice';

export interface PhoneReport {
	/** What her browser had to send, and what it gave the line for it, everything included. */
	bytes: number;
	givenBytes: number;
	cuts: number;
	/** What lies on the server is byte for byte what her browser made ready. */
	sameHash: boolean;
	/** From "send" to the last byte, and to the first picture in her own player, ms. */
	sentInMs: number;
	pictureInMs: number;
	/** Length in the player, s. */
	shownSeconds: number;
}

/**
 * A clip as a phone leaves it (1080p, 12 Mbit/s), from the page where it is chosen to the player, over a line that
 * breaks at random places. Needs ffmpeg to make the clip, and build/.
 */
export async function sendPhoneClip(options: {
	seconds: number;
	cuts: number;
	seed: number;
	/** What the line carries, bytes a second; null is no limit. */
	rate: number | null;
}): Promise<PhoneReport> {
	const ffmpeg = (await findFfmpeg())?.binary;
	if (!ffmpeg) throw new Error('the clip is made with ffmpeg, and there is none on this machine');
	const folder = mkdtempSync(path.join(tmpdir(), 'kijkkring-phone-'));
	const phone = phoneClip(folder, ffmpeg, options.seconds);
	const dataDir = path.join(folder, 'data');
	const server = await startServer({ database: 'pglite', demo: true, dataDir });
	const line = await openRoughLine(Number(new URL(server.url).port));
	const browser = await chromium.launch(await findBrowser());
	const chance = dice(options.seed);
	try {
		const links = server.links().map((link) => {
			const url = new URL(link.url);
			url.port = String(line.port);
			return { ...link, url: url.href };
		});
		const marit = await enter(browser, 'marit', { links });
		await marit.context.addInitScript(keepPieces);
		await marit.page.goto('/clips/new');
		let cuts = 0;
		const before = line.up;
		line.slow(options.rate);
		for (let i = 0; i < options.cuts; i++)
			line.after(before + (0.02 + 0.96 * (chance.roll(10_000) / 10_000)) * phone.bytes, () => {
				cuts++;
				line.cut();
			});
		// making ready copies half a gigabyte in the page, on whatever machine this is
		marit.context.setDefaultTimeout(600_000);
		const began = performance.now();
		await addClip(marit, phone.file);
		const id = new URL(marit.page.url()).pathname.split('/').at(-1) ?? '';
		await marit.page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2);
		const pictureInMs = performance.now() - began;
		const made = await whatWasSent(marit);
		const sentInMs = performance.now() - began;
		const shownSeconds = await marit.page.locator('video').evaluate((video) => (video as HTMLVideoElement).duration);
		const givenBytes = line.up - before;
		await browser.close();
		await server.stop();
		const sameHash = (await hashOnDisk(dataDir, id)) === made.hash;
		return { bytes: made.bytes, givenBytes, cuts, sameHash, sentInMs, pictureInMs, shownSeconds };
	} finally {
		await browser.close();
		await line.close();
		await server.stop().catch(() => null);
		rmSync(folder, { recursive: true, force: true });
	}
}

/** In the page: keeps every piece that is sent, by its place in the clip. */
function keepPieces(): void {
	const pieces = new Map<number, Blob>();
	const place = new WeakMap<XMLHttpRequest, number>();
	const [setHeader, send] = [XMLHttpRequest.prototype.setRequestHeader, XMLHttpRequest.prototype.send];
	XMLHttpRequest.prototype.setRequestHeader = function (name, value) {
		if (name.toLowerCase() === 'upload-offset') place.set(this, Number(value));
		setHeader.call(this, name, value);
	};
	XMLHttpRequest.prototype.send = function (body) {
		if (body instanceof Blob) pieces.set(place.get(this) ?? 0, body);
		send.call(this, body ?? null);
	};
	Object.assign(globalThis, { pieces });
}

/** Waits until the clip has arrived; answers the length and SHA-256 of what was sent, put together. */
async function whatWasSent({ page, t }: Person): Promise<{ bytes: number; hash: string }> {
	// asking the upload's own address would take the lock from the sending
	const progress = page.getByRole('progressbar', { name: t.clip.sending.title });
	await progress.waitFor({ state: 'visible' });
	await progress.waitFor({ state: 'detached' });
	return page.evaluate(async () => {
		const { pieces } = globalThis as unknown as { pieces: Map<number, Blob> };
		const whole: Blob[] = [];
		let end = 0;
		for (const [at, piece] of [...pieces].sort(([a], [b]) => a - b)) {
			if (at > end) throw new Error(`nothing was sent from ${end} to ${at}`);
			if (at + piece.size <= end) continue;
			whole.push(piece.slice(end - at));
			end = at + piece.size;
		}
		const digest = await crypto.subtle.digest('SHA-256', await new Blob(whole).arrayBuffer());
		return { bytes: end, hash: Array.from(new Uint8Array(digest), (b) => b.toString(16).padStart(2, '0')).join('') };
	});
}

/** SHA-256 of the clear bytes that lie on the server, read with the school's own key. */
async function hashOnDisk(dataDir: string, id: string): Promise<string> {
	const vault = openVault(
		new Uint8Array(Buffer.from(readFileSync(path.join(dataDir, 'keys', 'master.key'), 'utf8').trim(), 'base64url')),
		{ store: openKeyStore(path.join(dataDir, 'keys', 'store')) }
	);
	const connection = await connect({ dir: path.join(dataDir, 'database') }, 'drizzle');
	const [row] = await connection.db.select().from(clip).where(eq(clip.id, id));
	await connection.close();
	if (!row?.wrappedKey) throw new Error('the clip is not there');
	const file = await SealedFile.open(path.join(dataDir, 'clips', 'clips', id, 'original'), vault.open(row.wrappedKey));
	if (!file) throw new Error('the original is not there');
	const hash = createHash('sha256');
	const size = await file.size();
	for (let at = 0; at < size; at += 4_194_304) hash.update(await file.readAt(at, Math.min(4_194_304, size - at)));
	await file.close();
	return hash.digest('hex');
}
