/**
 * What a browser wants to know before it takes a packaged clip: the names of its codecs, read from the start segment.
 * Null when it holds something else than what we package.
 */
export function mimeOf(init: Uint8Array): string | null {
	const names = [pictureOf(init), soundOf(init)].filter((name) => name !== null);
	return names.length > 0 && pictureOf(init) !== null ? `video/mp4; codecs="${names.join(',')}"` : null;
}

function pictureOf(init: Uint8Array): string | null {
	const h264 = find(init, 'avcC');
	if (h264 >= 0) {
		// version, then profile, compatibility and level: the three bytes the name is made of
		const bytes = [...init.subarray(h264 + 5, h264 + 8)];
		return `avc1.${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
	}
	if (find(init, 'vp09') >= 0) return 'vp09.00.10.08';
	return find(init, 'av01') >= 0 ? 'av01.0.05M.08' : null;
}

function soundOf(init: Uint8Array): string | null {
	if (find(init, 'mp4a') >= 0) return 'mp4a.40.2';
	return find(init, 'Opus') >= 0 ? 'opus' : null;
}

/** Where the four letters of a box stand; a start segment of ours is under two kilobytes, and they are in it once. */
function find(init: Uint8Array, box: string): number {
	const letters = [...box].map((letter) => letter.charCodeAt(0));
	return init.findIndex((_, at) => letters.every((letter, i) => init[at + i] === letter));
}

/** One stretch of a playlist, in seconds. */
export interface PlaylistSegment {
	name: string;
	from: number;
	to: number;
}

/** The segments of one of our playlists that may be asked for, in order. */
export function segmentsOf(playlist: string): PlaylistSegment[] {
	const segments: PlaylistSegment[] = [];
	let at = 0;
	for (const [, seconds, gap, name] of playlist.matchAll(/#EXTINF:([\d.]+),\n(#EXT-X-GAP\n)?(seg\d+\.m4s)/g)) {
		const to = at + Number(seconds);
		if (!gap && name) segments.push({ name, from: at, to });
		at = to;
	}
	return segments;
}
