/** What is said in a clip, line by line, as its owner wrote it down (WCAG 1.2.2). Times in ms of the clip. */
export interface CaptionLine {
	from: number;
	to: number;
	text: string;
}

/** Longest text of a line (characters), how long one may stand (ms), how many a clip has, and how much is pasted at once. */
export const captionLimits = { characters: 300, minMs: 200, maxMs: 20_000, lines: 600, pasted: 200_000 };

/** Plain words: no control characters, no empty lines, no spaces around. */
export const tidyWords = (text: string): string =>
	text
		.replace(/\r\n?/g, '\n')
		.replace(/[\u0000-\u0009\u000b-\u001f\u007f\u2028\u2029]/g, ' ')
		.split('\n')
		.map((line) => line.replace(/ {2,}/g, ' ').trim())
		.filter(Boolean)
		.join('\n');

/** Whether a line fits a clip of this length; its words are tidy. */
export const isCaption = ({ from, to, text }: CaptionLine, durationMs: number): boolean =>
	text !== '' && text.length <= captionLimits.characters && fitsIn({ from, to }, durationMs);

export const fitsIn = ({ from, to }: Omit<CaptionLine, 'text'>, durationMs: number): boolean =>
	from >= 0 && to <= durationMs && to - from >= captionLimits.minMs && to - from <= captionLimits.maxMs;

/** The words at a moment; lines that overlap stand below one another. Empty when nothing is said. */
export const wordsAt = (lines: readonly CaptionLine[], ms: number): string =>
	lines
		.filter(({ from, to }) => ms >= from && ms < to)
		.map(({ text }) => text)
		.join('\n');

/** Where the next line goes when one is written at this moment: until the next line begins, three seconds at most. */
export function roomAt(lines: readonly CaptionLine[], ms: number, durationMs: number): { from: number; to: number } {
	const next = lines.map(({ from }) => from).filter((from) => from >= ms + captionLimits.minMs);
	const to = Math.min(ms + usual, durationMs, ...next);
	return { from: Math.max(0, Math.min(ms, to - captionLimits.minMs)), to };
}
const usual = 3_000;

/** A WebVTT file. Every word is escaped: nothing in it can begin a cue, a tag or a note of its own. */
export function toVtt(lines: readonly CaptionLine[]): string {
	const cues = lines.map(({ from, to, text }) => `${vttTime(from)} --> ${vttTime(to)}\n${escaped(tidyWords(text))}\n`);
	return ['WEBVTT\n', ...cues].join('\n');
}

/**
 * Reads WebVTT, or the older SubRip that most programs write: times and words, in order. Settings, styles and notes are
 * left out, and so is a cue without words or with times that are none.
 */
export function parseVtt(file: string): CaptionLine[] {
	const blocks = file
		.replace(/^\uFEFF/, '')
		.replace(/\r\n?/g, '\n')
		.split(/\n{2,}/);
	return blocks.flatMap((block) => readCue(block.split('\n')) ?? []).sort((a, b) => a.from - b.from || a.to - b.to);
}

/** Whether somebody pastes captions rather than one line of words. */
export const looksLikeVtt = (text: string): boolean => /\d{2}:\d{2}[.,]\d{3}\s*-->\s*\d/.test(text);

function readCue(rows: string[]): CaptionLine | null {
	const at = rows.findIndex((row) => row.includes('-->'));
	const [from, to] = (rows[at] ?? '').split('-->').map((side) => readTime(side.trim().split(/\s/)[0] ?? ''));
	if (at < 0) return null;
	const text = tidyWords(plain(rows.slice(at + 1).join('\n')));
	if (from === undefined || to === undefined || from === null || to === null || !text) return null;
	return { from, to, text };
}

const vttTime = (ms: number): string => {
	const pad = (n: number, size = 2) => String(Math.floor(n)).padStart(size, '0');
	return `${pad(ms / 3_600_000)}:${pad((ms / 60_000) % 60)}:${pad((ms / 1000) % 60)}.${pad(ms % 1000, 3)}`;
};

function readTime(text: string): number | null {
	const [, hours = '0', minutes, seconds, ms] = /^(?:(\d{1,4}):)?(\d{2}):(\d{2})[.,](\d{3})$/.exec(text) ?? [];
	if (minutes === undefined || Number(minutes) > 59 || Number(seconds) > 59) return null;
	return Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * 1000 + Number(ms);
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', nbsp: ' ', lrm: '', rlm: '' };
/**
 * Words as they are read: tags of voices and styles go first, so that what was escaped never becomes one. A tag holds no
 * other: a text of nothing but `<` would else be read to its end from each of them.
 */
const plain = (text: string): string =>
	text.replace(/<[^<>]*>/g, '').replace(/&(amp|lt|gt|nbsp|lrm|rlm);/g, (_, name: string) => entities[name] ?? '');
