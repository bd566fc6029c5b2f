import { plainOf, tidyRich } from './rich-text';

/**
 * One text that two people changed since they both had `base`: nothing either of them wrote is lost. Changes in different
 * places are both made; changes in the same place stand one after the other, what was saved first in front. `byMe`: what
 * was saved is by the same person; where it begins as hers does it is an earlier state of it, and stands there once.
 */
export function mergeText(base: string, saved: string, mine: string, byMe: boolean): string {
	if (saved === base || saved === mine) return mine;
	if (mine === base) return saved;
	const [theirs, ours] = [changeIn(base, saved), changeIn(base, mine)];
	if (byMe && theirs.from === ours.from && theirs.to === ours.to) {
		if (ours.text.startsWith(theirs.text)) return mine;
		if (theirs.text.startsWith(ours.text)) return saved;
	}
	if (theirs.from === ours.to && theirs.to === ours.from) return apply(base, { ...theirs, text: joined(theirs, ours) });
	if (theirs.to <= ours.from) return apply(apply(base, ours), theirs);
	if (ours.to <= theirs.from) return apply(apply(base, theirs), ours);
	// both changed the same words: theirs stay, and what I wrote comes after them
	return ours.text === '' ? saved : apply(base, { ...theirs, text: joined(theirs, ours) });
}

/** The same for texts with form [LP10]: the words as above, and where those are the same, the form they were given last. */
export const mergeRich = (base: string, saved: string, mine: string, byMe: boolean): string =>
	plainOf(saved) === plainOf(mine) && mine !== base ? mine : tidyRich(mergeText(base, saved, mine, byMe));

interface Change {
	/** The stretch of the old text that went, and what came in its place. */
	from: number;
	to: number;
	text: string;
}

function changeIn(base: string, next: string): Change {
	const most = Math.min(base.length, next.length);
	let from = 0;
	while (from < most && base[from] === next[from]) from++;
	let same = 0;
	while (same < most - from && base[base.length - 1 - same] === next[next.length - 1 - same]) same++;
	return { from, to: base.length - same, text: next.slice(from, next.length - same) };
}

const apply = (text: string, { from, to, text: fresh }: Change): string => text.slice(0, from) + fresh + text.slice(to);

const joined = ({ text }: Change, ours: Change): string =>
	`${text}${text === '' || /\s$/.test(text) || /^\s/.test(ours.text) ? '' : ' '}${ours.text}`;
