import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clip, clipElsewhere } from '$lib/server/db/schema';
import { startClip } from '$lib/server/use-cases/clip/start-clip';
import { viewClip } from '$lib/server/use-cases/clip/view-clip';
import { noteWipeShown, wipedElsewhere } from '$lib/server/use-cases/clip/wipe-elsewhere';
import { castDay } from '../../support/test-needs';
import { openClipHouse, said, type ClipHouse } from './clip-house';

let house: ClipHouse;
beforeAll(async () => void (house = await openClipHouse()));
afterAll(() => house.end());

const later = (hours: number) => new Date(castDay.getTime() + hours * 3_600_000);

/** A clip of Marit's that has arrived. */
async function added(filmed: boolean): Promise<string> {
	const announced = { trajectoryId: 'marit-j', bytes: 1_000, durationMs: 1_000, filmed };
	const started = await startClip(house.needs, 'marit', announced);
	if (!started.ok) throw new Error(started.code);
	return started.value.id;
}
const asked = async (id: string): Promise<boolean | string> => {
	const seen = await viewClip(house.needs, 'marit', id);
	return seen.ok ? seen.value.mayLieElsewhere : seen.code;
};
const noted = async (id: string) =>
	(await house.db.select().from(clipElsewhere).where(eq(clipElsewhere.clipId, id)))[0];
const arrive = (id: string) => house.db.update(clip).set({ status: 'checking' }).where(eq(clip.id, id));

test('[F5] who chose a file is asked to wipe it where it was, once it has arrived, until she says she did', async () => {
	const id = await added(false);
	// it may be the only one there is
	expect(await asked(id)).toBe(false);
	await arrive(id);
	expect(await asked(id)).toBe(true);
	house.setClock(later(1));
	expect(said(await noteWipeShown(house.needs, 'marit', id))).toBe('yes');
	house.setClock(later(2));
	expect(said(await noteWipeShown(house.needs, 'marit', id))).toBe('yes');
	expect(await noted(id)).toMatchObject({ shownAt: later(1), wipedAt: null });
	expect(await asked(id)).toBe(true);
	expect(said(await wipedElsewhere(house.needs, 'marit', id))).toBe('yes');
	expect(await noted(id)).toMatchObject({ shownAt: later(1), wipedAt: later(2) });
	expect(await asked(id)).toBe(false);
});

test('[F5] what was filmed in the page never lay anywhere else', async () => {
	const id = await added(true);
	await arrive(id);
	expect(await asked(id)).toBe(false);
	expect(await noted(id)).toBeUndefined();
});

test('[F5] nobody says so for somebody else', async () => {
	const id = await added(false);
	await arrive(id);
	for (const who of ['kees', 'noor']) {
		expect(said(await noteWipeShown(house.needs, who, id))).toBe('not-found');
		expect(said(await wipedElsewhere(house.needs, who, id))).toBe('not-found');
	}
	expect(await noted(id)).toMatchObject({ shownAt: null, wipedAt: null });
});
