import { boxesIn, childOf, fieldsOf, neededChild, malformed, type Box } from './box-reader';
import type { SampleCollector } from './sample-table';

/** Defaults for a track's fragments (`trex`), in ticks and bytes. */
export interface FragmentDefaults {
	duration: number;
	size: number;
	flags: number;
}

/** What a fragment adds its samples to. */
export interface FragmentTarget {
	defaults: FragmentDefaults;
	samples: SampleCollector;
}

const notSync = 0x0001_0000;

/** Reads `mvex`: the defaults per track id. */
export function readFragmentDefaults(bytes: Uint8Array, mvex: Box): Map<number, FragmentDefaults> {
	const defaults = new Map<number, FragmentDefaults>();
	for (const trex of boxesIn(bytes, mvex.body, mvex.end)) {
		if (trex.type !== 'trex') continue;
		const fields = fieldsOf(bytes, trex);
		fields.skip(4);
		const id = fields.u32();
		fields.skip(4); // sample description
		defaults.set(id, { duration: fields.u32(), size: fields.u32(), flags: fields.u32() });
	}
	return defaults;
}

/**
 * Adds the samples of one movie fragment to their tracks. `moofAt` is where the `moof` box stands in the file,
 * `bytes` that box alone. Tracks we do not know (captions, metadata) are passed over.
 */
export function readFragment(bytes: Uint8Array, moofAt: number, targets: Map<number, FragmentTarget>): void {
	const moof = boxesIn(bytes, 0, bytes.length)[0];
	if (!moof) throw malformed('an empty fragment');
	let previousEnd = moofAt;
	for (const traf of boxesIn(bytes, moof.body, moof.end)) {
		if (traf.type === 'traf') previousEnd = readTrackFragment(bytes, traf, moofAt, previousEnd, targets);
	}
}

function readTrackFragment(
	bytes: Uint8Array,
	traf: Box,
	moofAt: number,
	previousEnd: number,
	targets: Map<number, FragmentTarget>
): number {
	const head = fieldsOf(bytes, neededChild(bytes, traf, 'tfhd'));
	const { flags } = head.versionAndFlags();
	const target = targets.get(head.u32());
	const trex = target?.defaults ?? { duration: 0, size: 0, flags: 0 };
	// ISO 14496-12 8.8.7: an explicit base, else the moof when so flagged, else where the previous track's data ended.
	const base = flags & 0x1 ? head.u64() : flags & 0x2_0000 ? moofAt : previousEnd;
	if (flags & 0x2) head.skip(4);
	const defaults = {
		duration: flags & 0x8 ? head.u32() : trex.duration,
		size: flags & 0x10 ? head.u32() : trex.size,
		flags: flags & 0x20 ? head.u32() : trex.flags
	};
	const tfdt = childOf(bytes, traf, 'tfdt');
	let decode = target?.samples.end ?? 0;
	if (tfdt) {
		const fields = fieldsOf(bytes, tfdt);
		decode = fields.versionAndFlags().version === 1 ? fields.u64() : fields.u32();
	}
	let at = base;
	for (const trun of boxesIn(bytes, traf.body, traf.end)) {
		if (trun.type === 'trun') ({ at, decode } = readRun(bytes, trun, { base, at, decode, defaults, target }));
	}
	return at;
}

interface RunStart {
	base: number;
	at: number;
	decode: number;
	defaults: FragmentDefaults;
	target: FragmentTarget | undefined;
}

function readRun(bytes: Uint8Array, trun: Box, start: RunStart): { at: number; decode: number } {
	const fields = fieldsOf(bytes, trun);
	const { flags } = fields.versionAndFlags();
	const perSample = [0x100, 0x200, 0x400, 0x800].filter((flag) => flags & flag).length * 4;
	const claimed = fields.u32();
	let at = flags & 0x1 ? start.base + fields.i32() : start.at;
	const first = flags & 0x4 ? fields.u32() : undefined;
	if (perSample ? claimed > fields.left / perSample : claimed > 100_000)
		throw malformed('a run claims too many samples');
	let decode = start.decode;
	for (let i = 0; i < claimed; i++) {
		const duration = flags & 0x100 ? fields.u32() : start.defaults.duration;
		const size = flags & 0x200 ? fields.u32() : start.defaults.size;
		const own = flags & 0x400 ? fields.u32() : start.defaults.flags;
		const composition = flags & 0x800 ? fields.i32() : 0;
		const marks = i === 0 && first !== undefined ? first : own;
		start.target?.samples.add({ offset: at, size, decode, duration, composition, key: (marks & notSync) === 0 });
		at += size;
		decode += duration;
	}
	return { at, decode };
}
