/**
 * Who brings only a fragment shows only a fragment: for everybody else at the table the rest of the clip does not
 * exist, on the screen or at the address of a segment. Times in ms of the clip.
 */
export interface ShownPart {
	from: number;
	to: number;
}

interface Span extends ShownPart {
	name: string;
}

/** Where each segment of a playlist stands in the clip. */
export function spansOf(playlist: string): Span[] {
	const spans: Span[] = [];
	let at = 0;
	for (const [, seconds, name] of playlist.matchAll(/#EXTINF:([\d.]+),\n((?:seg|low)\d+\.m4s)/g)) {
		const to = at + Number(seconds) * 1000;
		spans.push({ name: name ?? '', from: at, to });
		at = to;
	}
	return spans;
}

/** True when a segment holds something of what is shown. Segments begin at key frames, so a little more comes along. */
export const isShown = (span: ShownPart, shown: ShownPart[]): boolean =>
	shown.some(({ from, to }) => span.to > from && span.from < to);

/**
 * The same playlist with everything else marked as a gap, which players pass over without asking for it; times stay
 * what they were, so that a moment is the same moment for everybody.
 */
export function onlyShown(playlist: string, shown: ShownPart[]): string {
	const hidden = new Set(
		spansOf(playlist)
			.filter((span) => !isShown(span, shown))
			.map((span) => span.name)
	);
	// a player begins where there is something; without this it waits at 0 for what never comes
	const first = Math.min(...shown.map(({ from }) => from));
	const start = `#EXT-X-START:TIME-OFFSET=${(first / 1000).toFixed(3)},PRECISE=YES`;
	return playlist
		.replace(/^#EXT-X-START:.*\n/m, '')
		.replace('#EXT-X-VERSION:7', `#EXT-X-VERSION:8\n${start}`) // the version that knows gaps
		.replace(/^(?:seg|low)\d+\.m4s$/gm, (name) => (hidden.has(name) ? `#EXT-X-GAP\n${name}` : name));
}
