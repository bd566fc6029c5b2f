import { frames } from '$lib/notebook/frames';
import { takeApart } from '$lib/server/live/admission';
import { limits } from '$lib/server/live/limits';
import { Presence } from '$lib/server/live/presence';
import { BadFrame, readMessage } from '$lib/server/live/wire';
import { openRoom, type OpenRoom } from '../integration/live/open-room';
import { dice, seedOf } from './dice';
import { attackLimits, escapes, heapAtRest, honestTable, silence, type Harm } from './honest';
import { Line } from './line';
import { corpus, jsonFrame, mutant } from './mutate';

/** What so many damaged frames came to. All but the first five must be zero (`heapGrowthMb`: small). */
export interface FuzzReport extends Harm {
	seed: number;
	/** All that were read. */
	frames: number;
	/** Those that also went through the door: every one that could be read, and a part of the others. */
	sent: number;
	/** Sockets closed for what they sent, by close code. */
	closed: Record<string, number>;
	/** Frames after which the socket went on: harmless, or allowed to whoever sent them. */
	lived: number;
	/** Frames that were neither answered nor ended with 4400 or 4403 (1009: too large). */
	wrongEnds: number;
	heapGrowthMb: number;
	/** Numbers of the first frames that went wrong: `--seed <seed> --only <number>` sends one again. */
	wrong: number[];
}

/**
 * Who sends the damaged frames, in the round where colleagues note what they see and tips are open: a viewer (may
 * write nothing), the presenter (may write tips, nothing else), a colleague (may write where the honest write).
 */
const offenders = ['gerda', 'marit', 'lieke', 'marit'] as const;
const lanes = 8;
/** Honest people write after so many. */
const between = 500;

/** [L4] Promise D4. Damaged frames at the table's own door, while two people write in the same room. */
export async function fuzz(options: {
	frames: number;
	seed: number;
	/** Sends this one frame only. */
	only?: number;
	/** Of frames that cannot even be read, the part (0-1) that is sent all the same. */
	unreadableSent?: number;
	onProgress?: (report: Readonly<FuzzReport>) => void;
}): Promise<FuzzReport> {
	const { seed, unreadableSent = 1 } = options;
	const report = blank(seed);
	const presence = new Presence(limits, () => {});
	const caught = escapes(report);
	const quiet = silence();
	const room = await openRoom({ limits: attackLimits });
	try {
		await room.goTo('what-we-see');
		await room.act('marit', { do: 'open-tips' });
		const table = await honestTable(room, seed);
		const from = corpus(dice(seed));
		const numbers = options.only === undefined ? range(0, options.frames) : [options.only];
		let heap = 0;
		for (let done = 0; done < numbers.length; done += between) {
			const some = numbers.slice(done, done + between).map((n) => {
				const roll = dice(seedOf(seed, n));
				const bytes = mutant(from, roll);
				return { n, bytes, worth: canBeRead(bytes, presence) || roll.chance(unreadableSent) };
			});
			report.frames += some.length;
			await volley(
				room,
				some.filter(({ worth }) => worth),
				report
			);
			await table.write(report);
			if (done % (between * 40) === 0) await table.compare(room, report);
			if (heap === 0 && done >= numbers.length / 5) heap = await heapAtRest();
			if (done % (between * 20) === 0) options.onProgress?.(report);
		}
		await table.compare(room, report);
		report.heapGrowthMb = Math.max(0, Math.round((await heapAtRest()) - heap));
		return report;
	} finally {
		presence.stop();
		await room.close();
		quiet();
		caught();
	}
}

const blank = (seed: number): FuzzReport => ({
	seed,
	frames: 0,
	sent: 0,
	closed: {},
	lived: 0,
	honestEdits: 0,
	exits: 0,
	wrongEnds: 0,
	honestClosed: 0,
	differs: 0,
	pending: 0,
	heapGrowthMb: 0,
	wrong: []
});

/**
 * The way of a frame up to where the document is needed. Throws whatever is not the one answer to damage: that would
 * be a hole, wherever it ends.
 */
function canBeRead(bytes: Uint8Array, presence: Presence): boolean {
	try {
		const message = readMessage(bytes);
		if (message.is === 'update') takeApart(message.update);
		if (message.is === 'presence') presence.take(message.update, nobody, () => true);
		return true;
	} catch (error) {
		if (error instanceof BadFrame) return false;
		throw error;
	}
}
const nobody = { userId: 'gerda', name: 'Gerda' };

interface Shot {
	n: number;
	bytes: Uint8Array;
}

/** Eight at a time; each on the line its sender still has, or on a new one. */
async function volley(room: OpenRoom, shots: Shot[], report: FuzzReport): Promise<void> {
	const left = [...shots];
	await Promise.all(
		Array.from({ length: lanes }, async () => {
			const lines = new Map<string, Line>();
			for (let shot = left.shift(); shot; shot = left.shift()) {
				const who = offenders[shot.n % offenders.length] ?? 'gerda';
				const known = lines.get(who);
				const line = known && !known.closedWith ? known : await open(room, who);
				lines.set(who, line);
				await shoot(line, shot, report);
			}
			for (const line of lines.values()) line.cut();
		})
	);
}

async function open(room: OpenRoom, who: string): Promise<Line> {
	const line = Line.inside((...args) => room.live().upgrade(...args), '/live/session/s1/table?saved=1', {
		cookie: who,
		origin: 'https://kijkkring.test'
	});
	await line.until(() => line.status !== 0);
	if (line.status !== 101) throw new Error(`${who} was not let in: ${line.status}`);
	return line;
}

/** Sends one frame and a question after it: the answer to the question means that the frame was dealt with. */
async function shoot(line: Line, { n, bytes }: Shot, report: FuzzReport): Promise<void> {
	line.heard.length = 0;
	line.send(bytes);
	line.send(jsonFrame(frames.clock, JSON.stringify({ t0: n + 0.5 })));
	const answer = `"t0":${n + 0.5},`;
	const answered = await line.until(() =>
		line.heard.some((heard) => heard[0] === frames.clock && heard.includes(answer))
	);
	report.sent++;
	const code = line.closedWith?.code;
	if (answered) report.lived++;
	else if (code !== undefined) report.closed[code] = (report.closed[code] ?? 0) + 1;
	const right = bytes.length > limits.frameBytes ? code === 1009 : answered || code === 4400 || code === 4403;
	if (right) return;
	report.wrongEnds++;
	if (report.wrong.length < 20) report.wrong.push(n);
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);
