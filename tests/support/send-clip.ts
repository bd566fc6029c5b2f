import type { ProcessSchool } from './processes';

/** Sends a clip of u0's own child as a browser does (one piece); answers its id when every byte has arrived. */
export async function sendClip(school: ProcessSchool, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
	const id = await startClip(school, bytes.length);
	const upload = `${school.origin}/clips/${id}/upload`;
	const headers = { 'tus-resumable': '1.0.0', cookie: school.cookies[0] ?? '' };
	await expectStatus(
		201,
		fetch(upload, { method: 'POST', headers: { ...headers, 'upload-length': `${bytes.length}` } })
	);
	const piece = { ...headers, 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
	await expectStatus(204, fetch(upload, { method: 'PATCH', headers: piece, body: bytes }));
	return id;
}

/** Makes room for a clip of so many bytes; answers its id. */
export async function startClip(school: ProcessSchool, bytes: number): Promise<string> {
	const form = { trajectory: 'child', bytes: String(bytes), durationMs: '10000' };
	const answer = await (await school.ask(0, '/clips/new?/start', form)).text();
	const id = /[A-Za-z0-9_-]{22}/.exec(answer)?.[0];
	if (!id) throw new Error(`no room for a clip: ${answer}`);
	return id;
}

async function expectStatus(status: number, asked: Promise<Response>): Promise<void> {
	const answer = await asked;
	if (answer.status !== status) throw new Error(`${answer.url}: ${answer.status} ${await answer.text()}`);
}
