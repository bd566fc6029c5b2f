import type { Packaging } from './packaging';

/** The HLS media playlist of a whole clip. Names are relative, so the same text works under any path. */
export function playlistOf(packaging: Packaging): string {
	const longest = Math.max(1, ...packaging.segments.map((segment) => segment.seconds));
	return [
		'#EXTM3U',
		'#EXT-X-VERSION:7',
		`#EXT-X-TARGETDURATION:${Math.ceil(longest)}`,
		'#EXT-X-PLAYLIST-TYPE:VOD',
		'#EXT-X-INDEPENDENT-SEGMENTS',
		'#EXT-X-MAP:URI="init.mp4"',
		...packaging.segments.flatMap((segment, i) => [`#EXTINF:${segment.seconds.toFixed(6)},`, `seg${i}.m4s`]),
		'#EXT-X-ENDLIST',
		''
	].join('\n');
}
