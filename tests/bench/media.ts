/**
 * What playing at once costs: index, segments, processor time and reads of a 5-minute 1080p clip, beside reading the same
 * bytes and beside `ffmpeg -c copy` in the same run; the same from a bucket; and how soon a colleague sees the first picture. Ratios count:
 * absolute figures belong to this machine at this minute.
 *
 *     npm run bench:media -- --rounds 5 --keep FOLDER --json figures.jsonl
 *
 * Needs a system ffmpeg with x264, for the clip and the comparison. Ends with 1 when a goal was missed by more than noise.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { findFfmpeg } from '$lib/server/media/ffmpeg';
import { report, writeJson } from './figures';
import { cores, moodOf, watchOthers } from './live/machine';
import { judged, type Measured } from './live/verdict';
import { firstFrame } from './media/first-frame';
import { fromBucket } from './media/from-bucket';
import { indexAtEnd, phoneClip } from './media/phone-clip';
import { freshRoom, newClip, sendInto } from './media/sealed-clip';
import { serving } from './media/serving';

const { values: args } = parseArgs({
	options: {
		rounds: { type: 'string', default: '5' },
		seconds: { type: 'string', default: '300' },
		/** Where the clip is kept for the next run. */
		keep: { type: 'string' },
		json: { type: 'string' }
	}
});
const ffmpeg = (await findFfmpeg())?.binary;
if (!ffmpeg) throw new Error('the bench makes its clip with ffmpeg, and there is none on this machine');
const dir = mkdtempSync(path.join(tmpdir(), 'kijkkring-media-bench-'));
process.once('exit', () => rmSync(dir, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
if (args.keep) mkdirSync(args.keep, { recursive: true });

const phone = phoneClip(args.keep ?? dir, ffmpeg, Number(args.seconds));
const short = phoneClip(args.keep ?? dir, ffmpeg, 20);
const rounds = Number(args.rounds);
const clip = newClip();
const room = await freshRoom(dir);
await sendInto(room, clip, phone.file, null);
await room.close();

const others = watchOthers();
const files = { first: short.file, last: indexAtEnd(short, ffmpeg) };
const measured: Measured[] = [
	...(await serving({ dir, clip, phone, ffmpeg, rounds })),
	...(await fromBucket({ dir, file: short.file, rounds })),
	...(await firstFrame({ dir, files, pace: short.bytes / short.seconds, rounds }))
];
const busy = others();
const command = 'npm run bench:media';
const figures = measured.map((one) => ({ ...judged(one, moodOf(busy)), command }));
const about = `${(phone.bytes / 1e6).toFixed(0)} MB, ${phone.seconds} s; others used ${busy.toFixed(2)} of ${cores} cores: ${moodOf(busy)}`;
if (!report(`${command}\n${about}`, figures, [])) process.exitCode = 1;
writeJson(figures);
