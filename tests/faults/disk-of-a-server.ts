// Longer than the house likes: one journey, from a clip with traces in it to the raw bytes of the disk.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { eq } from 'drizzle-orm';
import { addEntry } from '$lib/notebook/table';
import * as t from '$lib/server/db/schema';
import { LiveClient } from '../support/live-client';
import { startProcesses, type ProcessSchool } from '../support/processes';
import { startClip } from '../support/send-clip';
import { filesIn, formsOf, onOwnDisk } from './own-disk';

/** What a parents' no leaves in the raw bytes of the disk on which the whole school stood. */
export interface ServerOnDisk {
	/** Where each text was put; each was accepted, or refused where that was meant. */
	places: string[];
	/** Those that stand on the disk. */
	found: string[];
	/** A text that is about no child and was written beside them: proves that the looking finds. */
	controlFound: boolean;
	/** Halves of keys that the no destroyed, those seen on the disk before it, and those still there. */
	halves: { destroyed: number; before: number; after: number };
	/** From the tap to the answer, and until no byte of the clip has a name any more, ms. */
	answeredAfter: number;
	unlinkedAfter: number;
}

const cookieOf = (school: ProcessSchool) => school.cookies[0] ?? '';

/**
 * [C2] The production server, its PostgreSQL, its temporary folder and its logs on one disk of their own. A teacher sends
 * a clip that carries a place, a device, a title and a comment, writes about the child in every form she has, asks for
 * the files, mistypes; then the parents' no is recorded, everything is stopped and the raw bytes are read.
 */
export async function eraseOnServersDisk(): Promise<ServerOnDisk> {
	const beforeTemp = process.env['TMPDIR'];
	// made elsewhere: what the phone still holds is not on the school's disk
	const phone = fs.mkdtempSync(path.join(os.tmpdir(), 'kijkkring-phone-'));
	const marks = new Map<string, string>();
	const mark = (where: string): string => {
		const text = `MERK${marks.size + 10}${where.replaceAll(' ', '')}kind`;
		marks.set(where, text);
		return text;
	};
	try {
		const clip = filmOfPhone(phone, mark);
		marks.set('place in the clip', '+52.7391+005.8264');
		const [told, raw] = await onOwnDisk(1900, async (disk) => {
			const temp = path.join(disk.root, 'tmp');
			fs.mkdirSync(temp);
			fs.chmodSync(temp, 0o1777);
			process.env['TMPDIR'] = temp;
			const school = await startProcesses({
				rooms: 1,
				people: 2,
				nodes: { web: 'web', table: 'live', work: 'worker' }
			});
			try {
				const clipId = await send(school, clip, mark('file name'));
				await writeEverywhere(school, clipId, mark);
				keepLogs(school, disk.root);
				const store = path.join(school.dataDir, 'keys', 'store');
				const halves = filesIn(store).filter((half) => half.length >= 32);
				const bytes = disk.raw();
				const before = halves.filter((half) => bytes.includes(half)).length;
				const answer = await takeBack(school, clipId);
				keepLogs(school, disk.root);
				const left = new Set(filesIn(store).map((half) => half.toString('hex')));
				return { ...answer, before, destroyed: halves.filter((half) => !left.has(half.toString('hex'))) };
			} finally {
				await school.close();
			}
		});
		return {
			places: [...marks.keys()],
			found: [...marks].filter(([, text]) => formsOf(text).some((form) => raw.includes(form))).map(([where]) => where),
			controlFound: raw.includes('MERKvangeenkind'),
			halves: {
				destroyed: told.destroyed.length,
				before: told.before,
				after: told.destroyed.filter((half) => raw.includes(half)).length
			},
			answeredAfter: told.answeredAfter,
			unlinkedAfter: told.unlinkedAfter
		};
	} finally {
		if (beforeTemp === undefined) delete process.env['TMPDIR'];
		else process.env['TMPDIR'] = beforeTemp;
		fs.rmSync(phone, { recursive: true, force: true });
	}
}

/** A clip as a phone writes it, with everything a phone writes into it. */
function filmOfPhone(folder: string, mark: (where: string) => string): Uint8Array<ArrayBuffer> {
	const file = path.join(folder, 'film.mov');
	const tags = {
		location: '+52.7391+005.8264/',
		'com.apple.quicktime.location.ISO6709': '+52.7391+005.8264/',
		title: mark('title in the clip'),
		comment: mark('comment in the clip'),
		artist: mark('maker in the clip'),
		description: mark('description in the clip'),
		'com.apple.quicktime.model': mark('device in the clip')
	};
	const given = Object.entries(tags).flatMap(([name, value]) => ['-metadata', `${name}=${value}`]);
	execFileSync('ffmpeg', [
		...['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=size=640x360:rate=30:duration=8'],
		...['-f', 'lavfi', '-i', 'sine=frequency=300:duration=8', '-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-g', '30'],
		...['-c:a', 'aac', '-movflags', 'use_metadata_tags', ...given],
		...['-metadata:s:v', `handler_name=${mark('track name in the clip')}`, file]
	]);
	return new Uint8Array(fs.readFileSync(file));
}

/** Sends it as a browser would that tells the name of the file too, and waits until it can be watched. */
async function send(school: ProcessSchool, bytes: Uint8Array<ArrayBuffer>, name: string): Promise<string> {
	const id = await startClip(school, bytes.length);
	const upload = `${school.origin}/clips/${id}/upload`;
	const headers = { 'tus-resumable': '1.0.0', cookie: cookieOf(school) };
	const metadata = `filename ${Buffer.from(`${name}.mov`).toString('base64')}`;
	await expectStatus('announced', [201], () =>
		fetch(upload, {
			method: 'POST',
			headers: { ...headers, 'upload-length': `${bytes.length}`, 'upload-metadata': metadata }
		})
	);
	const piece = { ...headers, 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
	await expectStatus('sent', [204], () => fetch(upload, { method: 'PATCH', headers: piece, body: bytes }));
	await until('the clip can be watched', async () => {
		const [row] = await school.database.connection.db.select().from(t.clip).where(eq(t.clip.id, id));
		if (row?.status === 'failed') throw new Error('the clip was refused');
		return row?.status === 'ready';
	});
	return id;
}

/** Every form in which a teacher writes about the child or its clip, and the ways in which it goes wrong. */
async function writeEverywhere(school: ProcessSchool, clipId: string, mark: (where: string) => string): Promise<void> {
	const { db } = school.database.connection;
	const told = async (where: string, path: string, form: Record<string, string>, well = true) =>
		expectStatus(where, well ? [200, 204, 303] : [400, 404, 413], () => school.ask(0, path, form));
	// the first version of the method has no interview
	await db.update(t.cycle).set({ packVersion: 2 });
	const clip = `/clips/${clipId}`;
	await told('name', `${clip}?/name`, { title: mark('title') });
	await told('card', `${clip}?/card`, {
		...{ context: mark('card context'), reason: mark('card reason'), goal: mark('card goal') },
		question: mark('card question')
	});
	await told('mark', `${clip}?/mark`, { at: '0:03', note: mark('mark') });
	await told('caption', `${clip}?/caption`, { from: '0:01', to: '0:02', text: mark('caption') });
	const pasted = `WEBVTT\n\n00:00:03.000 --> 00:00:04.000\n${mark('pasted caption')}\n`;
	await told('captions', `${clip}?/pasteCaptions`, { text: pasted });
	const plan = '/trajectories/child';
	await told('plan', `${plan}?/save`, { id: 'e-1', kind: 'note', text: mark('plan') });
	await told('plan, written anew', `${plan}?/save`, { id: 'e-1', kind: 'note', text: mark('plan again') });
	await told('another', `${plan}?/save`, { id: 'e-2', kind: 'note', text: mark('plan removed') });
	await told('removed', `${plan}?/remove`, { id: 'e-2' });
	await told('shared', `${plan}?/share`, { id: 'e-1' });
	await told('interview', `${plan}/interview`, { moment: 'start', who: '' });
	const [interview] = await db.select({ id: t.interview.id }).from(t.interview);
	const answered = { question: 'words', text: mark('interview'), base: '' };
	await told('answer', `/interviews/${interview?.id}?/save`, answered);
	await told('search', '/search', { words: mark('looked for') });
	// what is refused must not be kept by whoever refuses it
	await told('wrong', `${clip}?/caption`, { from: 'x', to: 'y', text: mark('refused caption') }, false);
	await told('nowhere', `/clips/${mark('wrong address')}?/name`, { title: mark('title of nothing') }, false);
	await expectStatus('lost', [404], () => school.ask(0, `/${mark('lost page')}?q=${mark('asked in an address')}`));
	const client = new LiveClient();
	const live = school.router?.url ?? school.origin;
	await client.open(`${live.replace(/^http/, 'ws')}/live/session/room-0?saved=1`, { cookie: cookieOf(school) });
	addEntry(client.doc, 'observations', { id: 'n1', author: 'u0', text: mark('note at the table') });
	addEntry(client.doc, 'observations', { id: 'n2', author: 'u0', text: mark('second note') });
	await client.saved();
	client.drop();
	// every file she can take with her: they are hers, and no copy may stay
	await expectStatus('paper', [200], () => school.ask(0, `${plan}/paper`));
	await db.update(t.team).set({ name: 'MERKvangeenkind' });
}

/** The no as the teacher records it for the parents; how long until it answers, and until no file of the clip is left. */
async function takeBack(
	school: ProcessSchool,
	clipId: string
): Promise<{ answeredAfter: number; unlinkedAfter: number }> {
	const clips = path.join(school.dataDir, 'clips');
	const named = () =>
		fs.existsSync(clips) && fs.readdirSync(clips, { recursive: true }).some((name) => String(name).includes(clipId));
	if (!named()) throw new Error('there is nothing of the clip on the disk');
	const begun = performance.now();
	await expectStatus('the no', [200, 204, 303], () =>
		school.ask(0, '/trajectories/child/consent?/no', { about: 'team' })
	);
	const answeredAfter = performance.now() - begun;
	await until('the bytes are gone', async () => !named());
	return { answeredAfter, unlinkedAfter: performance.now() - begun };
}

/** What an operator's journal would hold, on the same disk. */
function keepLogs(school: ProcessSchool, root: string): void {
	for (const [name, node] of school.nodes) fs.appendFileSync(path.join(root, `${name}.log`), node.said());
}

/** Asks, and wants one of these answers; of an action, its own status counts, which travels inside a 200. */
async function expectStatus(what: string, statuses: number[], ask: () => Promise<Response>): Promise<void> {
	// while a disk is read nothing else goes on here, and a line that rested meanwhile may have been closed
	const answer = await ask().catch(ask);
	const body = await answer.text();
	const inside = answer.headers.get('content-type')?.includes('json') ? (JSON.parse(body) as { status?: number }) : {};
	const status = inside.status ?? answer.status;
	if (!statuses.includes(status)) throw new Error(`${what}: ${status} ${body.slice(0, 300)}`);
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
	for (const end = Date.now() + 120_000; Date.now() < end;) {
		if (await holds()) return;
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	throw new Error(`two minutes passed before ${what}`);
}
