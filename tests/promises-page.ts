import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import process from 'node:process';
import { format, resolveConfig } from 'prettier';
import type { Figure } from './bench/figures';

const page = 'docs/promises.md';
const begin = '<!-- written by `npm run promises`: a run of a part puts its figures in the place of its last ones -->';

/** Where, on what and how busy a run was. */
export interface RunFacts {
	/** What was asked, as one would ask it again. */
	command: string;
	/** Load of the last minute before and after; above the number of cores somebody else was at work too. */
	load: [before: number, after: number];
}

/** Writes what a part of the promises came to into docs/promises.md, in place of what it came to last time. */
export async function writeOnPage(part: string, figures: Figure[], facts: RunFacts): Promise<void> {
	const [above = '', below = ''] = readFileSync(page, 'utf8').split(begin);
	const parts = below.split(/^(?=### )/m).filter((one) => one.startsWith('### '));
	const own = `### ${part}\n\n${told(facts)}\n\n${tableOf(figures)}\n`;
	const kept = parts.filter((one) => !one.startsWith(`### ${part}\n`));
	const all = [...kept, own].sort((a, b) => (a < b ? -1 : 1)).join('\n');
	const text = `${above.trimEnd()}\n\n${begin}\n\n${all}`;
	writeFileSync(page, await format(text, { ...(await resolveConfig(page)), parser: 'markdown' }));
}

function told({ command, load }: RunFacts): string {
	const [core] = os.cpus();
	const machine = `${os.cpus().length} cores (${core?.model.trim() ?? 'unknown'}), ${Math.round(os.totalmem() / 2 ** 30)} GB`;
	const busy = load.map((one) => one.toFixed(1)).join(' before, ');
	const day = new Date().toISOString().slice(0, 10);
	return `${day}, commit ${commit()}, ${machine}, Node ${process.version}, load ${busy} after. \`${command}\``;
}

function tableOf(figures: Figure[]): string {
	const row = (...cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
	return [
		row('Id', 'What', 'Figure', 'Goal', 'Met', 'N'),
		row('---', '---', '---', '---', '---', '---'),
		...figures.map(({ id, what, value, unit, goal, ok, n }) =>
			row(id, what, `${value} ${unit}`, goal ?? '', ok === undefined ? '' : ok ? 'yes' : '**no**', n ? String(n) : '')
		)
	].join('\n');
}

/** Of the code that ran; says so when it differs from what was committed. */
function commit(): string {
	const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim();
	try {
		const changed = git('status', '--porcelain', '--', '.', `:!${page}`) !== '';
		return git('rev-parse', '--short', 'HEAD') + (changed ? ' with changes' : '');
	} catch {
		return 'unknown';
	}
}
