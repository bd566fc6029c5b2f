/**
 * What somebody drew over one frame: a few strokes and rings, as plain letters [L27]. Places are shares of the picture
 * in 4096 steps, two letters each, so that a drawing lies on the same spot at every size, and says nothing but places.
 */
export interface Stroke {
	kind: 'stroke';
	ink: Ink;
	points: Point[];
}
/** For whoever draws without a hand: `rx` and `ry` are shares of the width and the height. */
export interface Ring {
	kind: 'ring';
	ink: Ink;
	at: Point;
	rx: number;
	ry: number;
}
export type Mark = Stroke | Ring;
/** Shares of the picture, 0 to 1. */
export interface Point {
	x: number;
	y: number;
}
/** One of two colours. */
export type Ink = 0 | 1;

/** In characters: about a thousand points. */
export const longestDrawing = 4_000;
export const mostMarks = 40;

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const steps = 4095;
/** `p` and `q` begin a stroke in the first and the second ink, `r` and `s` a ring. */
const shape = /^(?:[pq](?:[\w-]{4}){1,999}|[rs][\w-]{8})(?:\.(?:[pq](?:[\w-]{4}){1,999}|[rs][\w-]{8}))*$/;

/** Whether this is a drawing and nothing else. */
export const isDrawing = (value: unknown): value is string =>
	typeof value === 'string' &&
	value.length <= longestDrawing &&
	shape.test(value) &&
	value.split('.').length <= mostMarks;

/** The marks in it, in the order they were drawn; none when it is no drawing. */
export const readDrawing = (drawing: string | null | undefined): Mark[] =>
	isDrawing(drawing) ? drawing.split('.').map(readMark) : [];

/** The marks as letters; of what does not fit any more, the last marks are left out. Null when nothing is left. */
export function writeDrawing(marks: readonly Mark[]): string | null {
	let drawing = '';
	for (const mark of marks.slice(0, mostMarks)) {
		const next = drawing + (drawing ? '.' : '') + writeMark(mark);
		if (next.length > longestDrawing) break;
		drawing = next;
	}
	return drawing || null;
}

/** How many points still fit when these marks are kept. */
export const pointsLeft = (marks: readonly Mark[]): number =>
	marks.length >= mostMarks
		? 0
		: Math.max(0, Math.floor((longestDrawing - (writeDrawing(marks)?.length ?? 0) - 2) / 4));

function readMark(text: string): Mark {
	const kind = text[0];
	const numbers = Array.from({ length: (text.length - 1) / 2 }, (_, i) => readShare(text, 1 + 2 * i));
	const ink = kind === 'q' || kind === 's' ? 1 : 0;
	if (kind === 'r' || kind === 's') {
		const [x = 0, y = 0, rx = 0, ry = 0] = numbers;
		return { kind: 'ring', ink, at: { x, y }, rx, ry };
	}
	const points = Array.from({ length: numbers.length / 2 }, (_, i) => ({
		x: numbers[2 * i] ?? 0,
		y: numbers[2 * i + 1] ?? 0
	}));
	return { kind: 'stroke', ink, points };
}

function writeMark(mark: Mark): string {
	if (mark.kind === 'ring')
		return (mark.ink ? 's' : 'r') + [mark.at.x, mark.at.y, mark.rx, mark.ry].map(writeShare).join('');
	return (mark.ink ? 'q' : 'p') + mark.points.map(({ x, y }) => writeShare(x) + writeShare(y)).join('');
}

const readShare = (text: string, at: number): number =>
	(letters.indexOf(text[at] ?? 'A') * 64 + letters.indexOf(text[at + 1] ?? 'A')) / steps;

function writeShare(share: number): string {
	const step = Math.round(Math.min(1, Math.max(0, share)) * steps);
	return `${letters[step >> 6]}${letters[step & 63]}`;
}
