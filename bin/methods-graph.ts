import fs from 'node:fs';
import path from 'node:path';
import type { Pack, Protocol, Round } from '$lib/engine/pack';
import { packs } from '$lib/methods';

/**
 * Draws every method pack as a mermaid file, so that an expert of the method can review a picture.
 * `npm run methods:graph` writes docs/methods; the tests fail when a drawing is out of date.
 */
const folder = path.resolve(process.argv[2] ?? 'docs/methods');
fs.mkdirSync(folder, { recursive: true });
for (const pack of packs) {
	fs.writeFileSync(path.join(folder, `${pack.id}-v${pack.version}-cycle.mmd`), cycle(pack));
	for (const protocol of pack.protocols)
		fs.writeFileSync(path.join(folder, `${pack.id}-v${pack.version}-${protocol.id}.mmd`), rounds(protocol));
}
console.log(`drew ${packs.length} method pack(s) in ${path.relative(process.cwd(), folder) || '.'}`);

function quoted(text: string): string {
	return `"${text.replaceAll('"', '#quot;')}"`;
}

function cycle(pack: Pack): string {
	const nodes = pack.meetings.map(
		(m, i) => `  ${m.id}(${quoted(`${i + 1}. ${m.title.nl}<br>${m.minutes} min${m.watching ? ', opnames' : ''}`)})`
	);
	const edges = pack.meetings.slice(1).map((m, i) => {
		const before = pack.meetings[i];
		return before
			? `  ${before.id} -->|${quoted(`${before.after.nl || 'verder'}<br>${m.weeksAfterPrevious} weken`)}| ${m.id}`
			: '';
	});
	return ['flowchart LR', ...nodes, ...edges, ''].join('\n');
}

function rounds(protocol: Protocol): string {
	const nodes = protocol.rounds.map((r, i) => `  ${node(r)}[${quoted(label(r, i))}]`);
	const edges = protocol.rounds.slice(1).map((r, i) => {
		const before = protocol.rounds[i];
		const guard = before && before.guard !== 'none' ? `|${before.guard}|` : '';
		return before ? `  ${node(before)} -->${guard} ${node(r)}` : '';
	});
	return ['flowchart TD', ...nodes, ...edges, ''].join('\n');
}

function node(round: Round): string {
	return round.id.replaceAll('-', '_');
}

function label(round: Round, index: number): string {
	const writes = Object.entries(round.write).map(([unit, who]) => `${unit}: ${who}`);
	return [
		`<b>${index + 1}. ${round.title.nl}</b> (${round.minutes} min)`,
		`spreekt: ${round.speaks}`,
		`beeld: ${round.picture.mode}, afstandsbediening: ${round.picture.remote}, geluid: ${round.picture.sound}`,
		writes.length ? `schrijft: ${writes.join(', ')}` : 'niemand schrijft op tafel',
		`krabbels: ${round.jottings ? 'ja' : 'nee'}, tips: ${round.tips ? 'open' : 'dicht'}`
	].join('<br>');
}
