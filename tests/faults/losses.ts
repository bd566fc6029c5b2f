import { addEntry } from '$lib/notebook/table';
import { blindAfter, losses, people, watchTogether, type Watched } from '../support/rights-matrix/losses';
import { dice } from './dice';

/** What so many rights taken away came to. Times from the moment it was asked for, ms. */
export interface LossReport {
	losses: number;
	/** Until the line was closed, of everybody whom it was about. */
	lineClosedMs: number[];
	/** Until the first request for pictures that was refused, as those came one after the other. */
	pictureRefusedMs: number[];
	/** People who lost nothing and were cut off, or no longer saw the picture. */
	others: number;
	/** Words typed and pictures asked for by the others meanwhile. */
	load: number;
}

/** Longer than this nobody waits: it counts as this long, ms. */
const patience = 10_000;

/**
 * Takes rights away at random, each in a session of six in which three type as fast as they can and everybody asks for
 * pictures, and tells how long line and pictures went on.
 */
export async function loseRights(options: {
	losses: number;
	seed: number;
	onProgress?: (soFar: LossReport) => void;
}): Promise<LossReport> {
	const random = dice(options.seed);
	const told: LossReport = { losses: 0, lineClosedMs: [], pictureRefusedMs: [], others: 0, load: 0 };
	for (let n = 0; n < options.losses; n++) {
		const loss = random.pick(losses);
		const at = await watchTogether();
		const load = keepBusy(at);
		const began = performance.now();
		const lines = loss.who.map(async (who) => {
			const closed = at.lines.get(who)?.closed();
			told.lineClosedMs.push(
				(await closed?.then(
					() => performance.now() - began,
					() => patience
				)) ?? patience
			);
		});
		const pictures = blindAfter(loss).map(async (who) => {
			told.pictureRefusedMs.push(await refusedAfter(at, who, began));
		});
		await loss.lose(at);
		await Promise.all([...lines, ...pictures]);
		told.load += await load.stop();
		for (const who of people) {
			const cut = !loss.who.includes(who) && at.lines.get(who)?.closedWith;
			if (cut || (!blindAfter(loss).includes(who) && !(await at.seesPicture(who)))) told.others++;
		}
		await at.room.close();
		told.losses++;
		options.onProgress?.(told);
	}
	return told;
}

/** Asks for the picture again and again, as a player that ignores what its page is told. */
async function refusedAfter(at: Watched, who: string, began: number): Promise<number> {
	while (performance.now() - began < patience) {
		if (!(await at.seesPicture(who))) return performance.now() - began;
		await new Promise((resolve) => setImmediate(resolve));
	}
	return patience;
}

function keepBusy(at: Watched): { stop(): Promise<number> } {
	let [on, did] = [true, 0];
	const busy = (['marit', 'kees', 'noor'] as const).map(async (who) => {
		for (let n = 0; on; n++) {
			const line = at.lines.get(who);
			if (!line || line.closedWith) return;
			addEntry(line.doc, 'observations', { id: `${who}-${n}`, author: who, t: 21_000, text: 'J. kijkt op' });
			await at.seesPicture(who);
			did++;
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
	});
	return {
		async stop() {
			on = false;
			await Promise.all(busy);
			return did;
		}
	};
}
