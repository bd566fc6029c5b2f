/**
 * What the live table costs and keeps, in one interleaved run beside a relay that does nothing and, with `--anchors`,
 * beside y-websocket's server and hocuspocus. Ratios count: absolute figures belong to this machine at this minute.
 *
 *     npm run bench:live -- --rounds 3 --secs 6 --json figures.jsonl
 *     npm run bench:live -- --join --storm --anchors FOLDER
 *
 * Without a mode: the steady one. Ends with 1 when a goal was missed by more than noise (live/verdict.ts).
 */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { report, writeJson, type Figure } from './figures';
import { Bench, say, type Mode } from './live/bench';
import { awareness } from './live/awareness';
import { capacity } from './live/capacity';
import { durable } from './live/durable';
import { hostile } from './live/hostile';
import { join } from './live/join';
import { cores } from './live/machine';
import { memory } from './live/memory';
import { slow } from './live/slow';
import { steady } from './live/steady';
import { storm } from './live/storm';
import { openTargets } from './live/targets';

const modes: Record<string, Mode> = { steady, join, storm, awareness, hostile, slow, capacity, durable, memory };
const { values: args } = parseArgs({
	options: {
		rounds: { type: 'string', default: '3' },
		secs: { type: 'string', default: '6' },
		rate: { type: 'string', default: '400' },
		rooms: { type: 'string', default: '20' },
		clients: { type: 'string', default: '6' },
		sockets: { type: 'string', default: '1200' },
		kills: { type: 'string', default: '5' },
		database: { type: 'string', default: 'both' },
		anchors: { type: 'string' },
		json: { type: 'string' },
		all: { type: 'boolean', default: false },
		...Object.fromEntries(Object.keys(modes).map((mode) => [mode, { type: 'boolean' as const }]))
	}
});
const named = Object.keys(modes).filter((mode) => args.all || (args as Record<string, unknown>)[mode] === true);
const asked = named.length > 0 ? named : ['steady'];
// broken off by hand: what was started ends with it, and leaves nothing behind
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
const targets = await openTargets({ database: args.database, anchors: args.anchors });
const bench = new Bench(
	{
		rounds: Number(args.rounds),
		seconds: Number(args.secs),
		rate: Number(args.rate),
		rooms: Number(args.rooms),
		people: Number(args.clients),
		sockets: Number(args.sockets),
		kills: Number(args.kills)
	},
	targets
);
const moods = {
	quiet: 'quiet',
	busy: 'BUSY: what takes less than some ms is held to the goals of a busy machine, or not judged',
	crowded: 'CROWDED: nothing that takes time is judged, and its figures say little'
};
const figures: Figure[] = [];
try {
	for (const name of asked) {
		say(name);
		bench.others.length = 0;
		// one mode that breaks down is a failure, and no reason to know nothing of the others
		const measured = await modes[name]?.(bench).catch((error: unknown) => [brokenDown(name, error)]);
		const command = `npm run bench:live -- --${name}`;
		const told = (measured ?? []).map((figure) => ({ ...figure, command }));
		figures.push(...told);
		// told at once: a long run that is broken off has figures too
		if (!report(`${command}\n${machineWas()}`, told, [])) process.exitCode = 1;
		writeJson(figures);
	}
} finally {
	await targets.close();
}

function machineWas(): string {
	if (bench.others.length === 0) return 'Nothing that takes time was measured.';
	const others = Math.max(0, ...bench.others).toFixed(2);
	return `Others used ${others} of ${cores} cores: ${moods[bench.mood]}.`;
}

function brokenDown(mode: string, error: unknown): Figure {
	console.error(error);
	return { id: '-', what: `${mode} broke down: ${String(error)}`, value: 1, unit: 'failure', goal: '0', ok: false };
}
