import { afterEach, beforeAll, expect, test } from 'vitest';
import { filmsAtRest, FilmStore, forgetFilms, holdFilm, type KeptFilm } from '$lib/client/film/film-store';
import { FilmKeeper, findFilms, forgetFilm, readFilm, type AskFilmKey } from '$lib/client/film/kept-film';
import { Take } from '$lib/client/film/take';
import { wayToFilm } from '$lib/domain/filming';

// In a real browser: its recorder, its storage, its locks.
let key: CryptoKey;
beforeAll(async () => {
	key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
});
afterEach(forgetFilms);

const ask: AskFilmKey = async (_, stamp) => ({ stamp: stamp ?? 1, key });
const film = (id: string, at = Date.now()) => ({ id, trajectory: 'marit-j', stamp: 1, at, type: 'video/mp4' });
const names = async () => (await indexedDB.databases()).map(({ name }) => name);
const text = async (blob: Blob | null) => blob && (await blob.text());

/** Everything in the database, as whoever reads the disk would find it. */
async function disk(): Promise<string> {
	const found: string[] = [];
	for (const { id, pieces } of await new FilmStore().films())
		for (let index = 0; index < pieces; index++) {
			const piece = await new FilmStore().piece(id, index);
			found.push(new TextDecoder('latin1').decode(piece?.sealed));
		}
	return found.join('');
}

test('[F2] what is filmed lies sealed on the device, piece by piece, and is found after a crash', async () => {
	const keeper = new FilmKeeper(new FilmStore(), key, film('a', 1_000 + Date.now() - 5_000), () => {});
	await keeper.add(new Blob(['een ']), 1_000);
	await keeper.add(new Blob(['twee']), 2_000);
	// while this tab films, no other tab takes it up
	expect(await findFilms(new FilmStore(), ask)).toEqual([]);
	await keeper.letGo();
	expect(await disk()).not.toMatch(/een|twee/);
	expect(await findFilms(new FilmStore(), ask)).toMatchObject([{ id: 'a', trajectory: 'marit-j', durationMs: 2_000 }]);
	const back = await readFilm('a', new FilmStore(), ask);
	expect([await text(back), back?.type]).toEqual(['een twee', 'video/mp4']);
	// it waits until it is sent or thrown away
	expect(await findFilms(new FilmStore(), ask)).toHaveLength(1);
	await forgetFilm('a');
	expect(await findFilms(new FilmStore(), ask)).toEqual([]);
	expect(await disk()).toBe('');
});

test('[F2] what nobody can read any more is removed at the next look; what cannot be asked now stays', async () => {
	const store = new FilmStore();
	const keep = async (id: string, at?: number) => {
		const keeper = new FilmKeeper(store, key, film(id, at), () => {});
		await keeper.add(new Blob(['x']), 1_000);
		await keeper.letGo();
	};
	await keep('offline');
	expect(await findFilms(store, async () => 'unreachable')).toHaveLength(1);
	expect(await readFilm('offline', store, async () => 'unreachable')).toBeNull();
	// the parents withdrew
	expect(await findFilms(store, async () => 'refused')).toEqual([]);
	expect(await store.films()).toEqual([]);
	// filmed under another sign-in: noise under this key
	await keep('other');
	const another = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
	expect(await findFilms(store, async () => ({ stamp: 1, key: another }))).toEqual([]);
	expect(await store.films()).toEqual([]);
	// a day old, also without a line
	await keep('old', Date.now() - 24 * 3_600_000);
	expect(await findFilms(store, async () => 'unreachable')).toEqual([]);
	expect(await store.films()).toEqual([]);
});

test('[F2] pieces cannot be exchanged', async () => {
	const store = new FilmStore();
	const keeper = new FilmKeeper(store, key, film('a'), () => {});
	for (const piece of ['nul', 'een', 'twee']) await keeper.add(new Blob([piece]), 1_000);
	await keeper.letGo();
	const [last] = await store.films();
	const piece = await store.piece('a', 2);
	if (!last || !piece) throw new Error('nothing was kept');
	await store.add({ ...last, pieces: 2 }, piece);
	await store.add(last, piece);
	expect(await text(await readFilm('a', store, ask))).toBe('nul');
});

test('[F4] a full device does not disturb the filming: what lies there stays, and it is told once', async () => {
	class FullStore extends FilmStore {
		override async add(one: KeptFilm, piece: Parameters<FilmStore['add']>[1]) {
			if (one.pieces > 1) throw new DOMException('full', 'QuotaExceededError');
			await super.add(one, piece);
		}
	}
	let told = 0;
	const keeper = new FilmKeeper(new FullStore(), key, film('a'), () => told++);
	for (const piece of ['een', 'twee', 'drie']) await keeper.add(new Blob([piece]), 1_000);
	await keeper.letGo();
	expect(told).toBe(1);
	expect(await text(await readFilm('a', new FilmStore(), ask))).toBe('een');
});

test('[F2] looking makes no database, and a recording in hand is nobody else’s', async () => {
	expect(await findFilms(new FilmStore(), ask)).toEqual([]);
	await forgetFilm('never there');
	expect(await names()).not.toContain('kijkkring-film');
	await new FilmStore().add({ ...film('a'), pieces: 1, durationMs: 1 }, sealedNothing);
	const letGo = holdFilm('a');
	await expect.poll(async () => (await filmsAtRest(new FilmStore())).length).toBe(0);
	letGo();
	await expect.poll(async () => (await filmsAtRest(new FilmStore())).length).toBe(1);
});
const sealedNothing = { nonce: new Uint8Array(12), sealed: new Uint8Array(16) };

/** A moving picture without a camera. */
function drawn() {
	const canvas = document.createElement('canvas');
	[canvas.width, canvas.height] = [320, 180];
	const pen = canvas.getContext('2d');
	const timer = setInterval(() => {
		if (!pen) return;
		pen.fillStyle = `hsl(${performance.now() / 10} 80% 50%)`;
		pen.fillRect(0, 0, 320, 180);
	}, 40);
	return { stream: canvas.captureStream(25), end: () => clearInterval(timer) };
}

test('[F3] a crash takes at most the last second: at every piece, those until then are a clip that grows by less', async () => {
	const type = wayToFilm((one) => MediaRecorder.isTypeSupported(one));
	if (!type) throw new Error('this browser cannot film');
	const { stream, end } = drawn();
	const pieces: Blob[] = [];
	const take = new Take(stream, type, { piece: (piece) => pieces.push(piece), cutOff: () => {} });
	await expect.poll(() => pieces.length, { timeout: 15_000 }).toBeGreaterThanOrEqual(6);
	const atCrash = [...pieces];
	const whole = await take.stop();
	end();
	const ends = [0];
	// the first is the head of the file alone
	for (let count = 2; count <= atCrash.length; count++)
		ends.push(await lastMoment(new Blob(atCrash.slice(0, count), { type: take.type })));
	for (const [index, moment] of ends.slice(1).entries()) {
		expect(moment).toBeGreaterThanOrEqual(ends[index] ?? 0);
		expect(moment - (ends[index] ?? 0)).toBeLessThan(1.1);
	}
	expect(ends.at(-1)).toBeGreaterThan(1);
	expect(await lastMoment(whole ?? new Blob())).toBeGreaterThanOrEqual(ends.at(-1) ?? 0);
});

test('[F4] a camera that is taken away ends it, and what was filmed is there', async () => {
	const type = wayToFilm((one) => MediaRecorder.isTypeSupported(one)) ?? '';
	const { stream, end } = drawn();
	let [cut, pieces] = [0, 0];
	const take = new Take(stream, type, { piece: () => pieces++, cutOff: () => cut++ });
	await expect.poll(() => pieces, { timeout: 10_000 }).toBeGreaterThan(1);
	for (const track of stream.getTracks()) {
		track.stop();
		// what a browser does when the device is gone; stopping by hand tells nobody
		track.dispatchEvent(new Event('ended'));
	}
	await expect.poll(() => cut).toBe(1);
	end();
	expect((await take.stop())?.size).toBeGreaterThan(0);
	expect(cut).toBe(1);
});

/** The end of the last picture, s, as the reader finds it that prepares clips. */
async function lastMoment(blob: Blob): Promise<number> {
	const { BlobSource, Input, MP4, WEBM } = await import('mediabunny');
	const input = new Input({ formats: [MP4, WEBM], source: new BlobSource(blob) });
	try {
		return await input.computeDuration();
	} finally {
		input.dispose();
	}
}
