import { afterEach, expect, it, vi } from 'vitest';
import type { KeptMoment } from './log-store';
import { postKept } from './keep-moments';

afterEach(() => void vi.unstubAllGlobals());

const parcel = (size: number): KeptMoment => ({
	trajectory: 'marit-j',
	id: 'moment-1',
	stamp: 1,
	sealed: 'A'.repeat(size),
	who: 'marit',
	keptAt: 0,
	turn: 1
});
async function sent(...kept: KeptMoment[]): Promise<RequestInit> {
	const line = vi.fn(async (_: string, __: RequestInit) => Response.json({ answers: [] }));
	vi.stubGlobal('fetch', line);
	expect(await postKept(kept)).toEqual([]);
	return line.mock.calls[0]?.[1] ?? {};
}

it('[PR4] what is too much to outlive its tab is sent all the same', async () => {
	expect((await sent(parcel(1000))).keepalive).toBe(true);
	expect((await sent(...Array.from({ length: 5 }, () => parcel(15_000)))).keepalive).toBe(false);
});

it('[PR5] says whose it is, beside the parcels and not in them', async () => {
	const { body } = await sent(parcel(4));
	expect(JSON.parse(String(body))).toEqual({
		who: 'marit',
		parcels: [{ trajectory: 'marit-j', id: 'moment-1', stamp: 1, sealed: 'AAAA' }]
	});
});
