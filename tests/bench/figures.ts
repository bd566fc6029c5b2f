import { writeFileSync } from 'node:fs';

/** One measured figure. `ok` is absent when there is no goal for it. */
export interface Figure {
	/** Of the goals (G…) and promises (A1…I2) where one exists. */
	id: string;
	what: string;
	value: number;
	unit: string;
	goal?: string;
	ok?: boolean;
	/** In place of a plain yes or NO. */
	verdict?: string;
	/** Lowest and highest round behind it. */
	range?: string;
	/** How many samples or rounds stand behind it. */
	n?: number;
	/** What measures it again. */
	command?: string;
}

const columns: [head: string, cell: (figure: Figure) => string][] = [
	['id', (f) => f.id],
	['what', (f) => f.what],
	['value', (f) => String(f.value)],
	['unit', (f) => f.unit],
	['goal', (f) => f.goal ?? ''],
	['met', (f) => f.verdict ?? (f.ok === undefined ? '' : f.ok ? 'yes' : 'NO')],
	['rounds', (f) => f.range ?? ''],
	['n', (f) => (f.n === undefined ? '' : String(f.n))]
];

/** Prints figures as a readable table; with `--json FILE` also one JSON line each. Answers whether every goal was met. */
export function report(title: string, figures: Figure[], args: string[] = process.argv.slice(2)): boolean {
	const used = columns.filter(([, cell]) => figures.some((f) => cell(f) !== ''));
	const rows = [used.map(([head]) => head), ...figures.map((f) => used.map(([, cell]) => cell(f)))];
	const widths = used.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
	const line = (cells: string[]) =>
		cells
			.map((c, i) => c.padEnd(widths[i] ?? 0))
			.join('  ')
			.trimEnd();
	console.log(`\n${title}\n`);
	console.log(rows.map(line).join('\n'));
	writeJson(figures, args);
	return figures.every((f) => f.ok !== false);
}

/** With `--json FILE`: one line each. */
export function writeJson(figures: Figure[], args: string[] = process.argv.slice(2)): void {
	const at = args.indexOf('--json');
	const file = at >= 0 ? args[at + 1] : undefined;
	if (file) writeFileSync(file, figures.map((f) => JSON.stringify(f)).join('\n') + '\n');
}

/** The value at part `p` (0-1) of the samples; NaN for none. */
export function percentile(samples: number[], p: number): number {
	const sorted = [...samples].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? Number.NaN;
}

/** Rounded to `digits`, so that tables stay readable. */
export const rounded = (value: number, digits = 2): number => Number(value.toFixed(digits));
