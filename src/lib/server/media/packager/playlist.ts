import type { Packaging } from './packaging';

/** A list that grows may not change its longest duration: phones write a key frame at least this often (s). */
const longestWhileGrowing = 4;

/**
 * The HLS media playlist of a clip. Names are relative, so the same text works under any path. A clip whose index came
 * first is listed whole, also while its bytes are still coming in; one in fragments is a list that grows (EVENT) until
 * the last byte, and it is played from its beginning, not from where it grows. `toCome`: the lengths (s) of all segments
 * of one that is still being made, where they are known beforehand; it is then listed whole too.
 */
export function playlistOf(packaging: Packaging, toCome: readonly number[] = []): string {
	const made = packaging.segments.map((segment) => segment.seconds);
	const all = [...made, ...toCome.slice(made.length)];
	const open = packaging.open && toCome.length === 0;
	const longest = Math.max(open ? longestWhileGrowing : 1, ...all);
	return [
		'#EXTM3U',
		'#EXT-X-VERSION:7',
		`#EXT-X-TARGETDURATION:${Math.ceil(longest)}`,
		...(open ? ['#EXT-X-PLAYLIST-TYPE:EVENT', '#EXT-X-START:TIME-OFFSET=0,PRECISE=YES'] : ['#EXT-X-PLAYLIST-TYPE:VOD']),
		'#EXT-X-INDEPENDENT-SEGMENTS',
		'#EXT-X-MAP:URI="init.mp4"',
		...all.flatMap((seconds, i) => [`#EXTINF:${seconds.toFixed(6)},`, `seg${i}.m4s`]),
		...(open ? [] : ['#EXT-X-ENDLIST']),
		''
	].join('\n');
}
