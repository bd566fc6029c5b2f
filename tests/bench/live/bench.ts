import process from 'node:process';
import type { Figure } from '../figures';
import { moodOf, type Mood } from './machine';
import type { Target, Targets } from './targets';
import { judged, type Measured } from './verdict';

/** What one run was asked to do. */
export interface Options {
	rounds: number;
	/** Of measuring, per target and round. */
	seconds: number;
	/** Edits a second over all rooms. */
	rate: number;
	rooms: number;
	/** People in each room. */
	people: number;
	/** In the storm. */
	sockets: number;
	/** Kills of `--durable`, on each database. */
	kills: number;
}

/** One way of measuring: runs its targets and answers with figures. */
export type Mode = (bench: Bench) => Promise<Figure[]>;

/** What all modes share. */
export class Bench {
	/** Cores that others used, per span watched in this mode. */
	readonly others: number[] = [];

	constructor(
		readonly options: Options,
		readonly targets: Targets
	) {}

	/** What the machine was like at its worst while something was measured. */
	get mood(): Mood {
		return moodOf(Math.max(0, ...this.others));
	}

	/** Verdicts belong to the end of a mode: only then is known what the machine was like. */
	judge(measured: readonly Measured[]): Figure[] {
		return measured.map((one) => judged(one, this.mood));
	}

	/**
	 * Every target in every round, in an order that turns by one each time: what the machine does meanwhile is the
	 * same for all, and nobody is always the one after the heaviest.
	 */
	async inRounds<T>(targets: readonly Target[], measure: (target: Target) => Promise<T>, rounds = this.options.rounds) {
		const measured = new Map<Target, T[]>(targets.map((target) => [target, []]));
		for (let round = 0; round < rounds; round++)
			for (let i = 0; i < targets.length; i++) {
				const target = targets[(i + round) % targets.length];
				if (!target) continue;
				say(`round ${round + 1} of ${rounds}: ${target.name}`);
				measured.get(target)?.push(await measure(target));
			}
		return measured;
	}
}

/** A word on how far it is; figures go to the other stream. */
export const say = (what: string): boolean => process.stderr.write(`  ${what}\n`);
