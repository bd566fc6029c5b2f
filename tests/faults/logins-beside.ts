import { addEntry, entriesIn } from '$lib/notebook/table';
import { passwordFits } from '$lib/server/auth/passwords';
import { openRoom } from '../integration/live/open-room';
import type { LiveClient } from '../support/live-client';

/** What a hundred people signing in at once cost those who write together, in the same process. Times in ms. */
export interface LoginsReport {
	edits: number;
	/** Until another sees an edit, nobody signing in. */
	idle: number[];
	/** The same while a hundred passwords wait to be looked at. */
	busy: number[];
	/** Passwords looked at meanwhile. */
	checked: number;
}

const together = 100;

/** Rounds of both, in turn, so that what else the machine does is in both. */
export async function loginsBesideLive(edits: number): Promise<LoginsReport> {
	const room = await openRoom();
	try {
		await room.goTo('rewatch');
		const [marit, kees] = [await room.join('marit'), await room.join('kees')];
		const told: LoginsReport = { edits, idle: [], busy: [], checked: 0 };
		let n = 0;
		const write = async (into: number[]) => {
			const id = `e${n++}`;
			const before = performance.now();
			addEntry(marit.doc, 'observations', { id, author: 'marit', t: n, text: 'J. kijkt op' });
			await marit.saved();
			await kees.until(() => sees(kees, id));
			into.push(performance.now() - before);
		};
		await passwordFits(null, 'the first one makes the hash that others are held against');
		const rounds = 10;
		for (let round = 0; round < rounds; round++) {
			for (let i = 0; i < edits / rounds; i++) await write(told.idle);
			let going = true;
			const people = Array.from({ length: together }, async () => {
				while (going) {
					await passwordFits(null, 'iets anders dan wat er staat');
					told.checked++;
				}
			});
			for (let i = 0; i < edits / rounds; i++) await write(told.busy);
			going = false;
			await Promise.all(people);
		}
		return told;
	} finally {
		await room.close();
	}
}

const sees = (client: LiveClient, id: string): boolean =>
	entriesIn(client.doc, 'observations').some((it) => it.id === id);
