import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformWithOxc, type Plugin } from 'vite';

const source = fileURLToPath(new URL('../../node_modules/hls.js/src/', import.meta.url));
/** yjs prints a warning now and then; in colours of lib0's own that costs 5 kB. */
const log = fileURLToPath(new URL('../../src/lib/client/live/plain-log.ts', import.meta.url));
const needs = fileURLToPath(new URL('../../src/lib/components/player/hls-needs.ts', import.meta.url));

/** What hls.js asks of other packages and its source does not bring along: our own few lines instead. */
const packages = ['eventemitter3', 'url-toolkit', '@svta/cml-utils', '@svta/cml-id3'];

const absent = 'export default undefined;';
/**
 * Parts of hls.js (paths below its `src`) that our packager's playlists never need (one quality, fragmented mp4, picture
 * and sound together, no keys: docs/decisions/0011), with what stands there instead. hls.js itself leaves parts out this way.
 */
const parts: Record<string, string> = {
	// other containers than fragmented mp4
	'demux/tsdemuxer': absent,
	'demux/audio/aacdemuxer': absent,
	'demux/audio/mp3demuxer': absent,
	'demux/audio/ac3-demuxer': 'export const AC3Demuxer = undefined;',
	// fragments are passed on as they are: no worker (see attach-media.ts)
	'demux/transmuxer-worker': '',
	// encrypted streams
	'controller/eme-controller': absent,
	'crypt/decrypter': 'export default class { destroy() {} }',
	// a second sound, subtitles, captions and other text inside the stream
	'controller/audio-stream-controller': absent,
	'controller/audio-track-controller': absent,
	'controller/subtitle-stream-controller': 'export const SubtitleStreamController = undefined;',
	'controller/subtitle-track-controller': absent,
	'controller/timeline-controller': 'export const TimelineController = undefined;',
	'controller/id3-track-controller': absent,
	'utils/cues': absent,
	// several qualities, advertisements, other servers, telling others what is watched
	'controller/cap-level-controller': absent,
	'controller/fps-controller': absent,
	'controller/iframe-controller': 'export const IFrameController = undefined;',
	'controller/interstitials-controller': absent,
	'controller/content-steering-controller': absent,
	'controller/cmcd-controller': absent,
	'utils/fetch-loader': 'export default undefined; export const fetchSupported = () => false;'
};
/** Makes mp4 out of other containers; the player's own container needs two functions of the same file only. */
const remuxer = { asker: 'demux/transmuxer.ts', part: 'remux/mp4-remuxer' };

const leftOut = '\0left-out-of-the-player:';

/**
 * What a browser fetches of two packages, made smaller. Builds `hls.js/light` for the browser from the source that hls.js brings along, without the parts we never use: 28 kB
 * less to fetch before a clip plays. Throws when hls.js has other parts than named here, so that a newer one is looked at.
 */
export function slimScripts(): Plugin {
	return {
		name: 'kijkkring-slim-scripts',
		apply: 'build',
		enforce: 'pre',
		applyToEnvironment: (environment) => environment.name === 'client',
		buildStart() {
			const unknown = [...Object.keys(parts), remuxer.part].filter((part) => !existsSync(`${source}${part}.ts`));
			if (unknown.length) this.error(`hls.js has no ${unknown.join(', ')}: see bin/tools/slim-scripts.ts`);
		},
		resolveId(id, importer) {
			if (id === 'hls.js/light') return { id: `${source}hls.ts`, moduleSideEffects: false };
			if (id === 'lib0/logging') return log;
			if (!importer?.startsWith(source)) return null;
			if (packages.includes(id)) return needs;
			if (!id.startsWith('.')) return null;
			const part = path.posix.join(path.posix.dirname(importer.slice(source.length)), id);
			const isLeftOut = part in parts || (part === remuxer.part && importer === source + remuxer.asker);
			return { id: isLeftOut ? leftOut + part : `${source}${part}.ts`, moduleSideEffects: false };
		},
		load: (id) => (id.startsWith(leftOut) ? (parts[id.slice(leftOut.length)] ?? absent) : null),
		async transform(code, id) {
			if (!id.startsWith(source)) return null;
			const plain = code
				.replace(/\b__USE_[A-Z0-9_]+__\b/g, 'false')
				.replace(/\btypeof __HLS_WORKER_BUNDLE__/g, `'undefined'`)
				.replace(/\b__IN_WORKER__\b/g, 'false')
				.replace(/\b__VERSION__\b/g, `'slim'`);
			// hls.js declares fields again in its subclasses; as fields they would wipe what the superclass put there
			const { code: script } = await transformWithOxc(plain, id, {
				typescript: { removeClassFieldsWithoutInitializer: true },
				assumptions: { setPublicClassFields: true },
				sourcemap: false
			});
			return { code: script, map: null };
		}
	};
}
