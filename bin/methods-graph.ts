import fs from 'node:fs';
import path from 'node:path';
import type { MeetingPlan, Pack, Protocol, Round } from '$lib/engine/pack';
import { rhythmsOf } from '$lib/engine/rhythms';
import { packs } from '$lib/methods';
import { drafts } from '$lib/methods/drafts';

/**
 * Draws every method pack as a mermaid file, so that an expert of the method can review a picture.
 * `npm run methods:graph` writes docs/methods; the tests fail when a drawing is out of date.
 */
const folder = path.resolve(process.argv[2] ?? 'docs/methods');
fs.mkdirSync(folder, { recursive: true });
for (const pack of [...packs, ...drafts]) {
	const name = `${pack.id}-${pack.version > 0 ? `v${pack.version}` : 'draft'}`;
	fs.writeFileSync(path.join(folder, `${name}-cycle.mmd`), cycle(pack));
	for (const rhythm of rhythmsOf(pack).slice(1))
		fs.writeFileSync(
			path.join(folder, `${name}-cycle-${rhythm.id}.mmd`),
			cycle({ ...pack, meetings: rhythm.meetings })
		);
	for (const protocol of pack.protocols)
		fs.writeFileSync(path.join(folder, `${name}-${protocol.id}.mmd`), rounds(protocol));
}
console.log(
	`drew ${packs.length} method pack(s) and ${drafts.length} draft(s) in ${path.relative(process.cwd(), folder) || '.'}`
);

function quoted(text: string): string {
	return `"${text.replaceAll('"', '#quot;')}"`;
}

function cycle(pack: Pack): string {
	const nodes = pack.meetings.map((m, i) => `  ${m.id}(${quoted(meeting(pack, m, i))})`);
	const edges = pack.meetings.slice(1).map((m, i) => {
		const before = pack.meetings[i];
		return before
			? `  ${before.id} -->|${quoted(`${before.after.nl || 'verder'}<br>${m.weeksAfterPrevious} weken`)}| ${m.id}`
			: '';
	});
	return ['flowchart LR', ...nodes, ...edges, ''].join('\n');
}

function meeting(pack: Pack, m: MeetingPlan, index: number): string {
	const phase = pack.phases?.find((p) => p.id === m.phase)?.title.nl;
	return [
		`${index + 1}. ${m.title.nl}`,
		`${m.minutes} min${m.watching ? ', opnames' : ''}`,
		...(phase ? [`fase: ${phase}`] : []),
		...(m.protocol ? [`werkwijze: ${m.protocol}`] : []),
		...(m.accent ? [`accent: ${m.accent.nl}`] : []),
		...(m.blocks ? [m.blocks.map((b) => `${b.kind} ${b.minutes}`).join(', ')] : []),
		...(m.carries ? [`neemt mee: ${m.carries.join(', ')}`] : []),
		...(m.ifNeeded ? ['alleen als het nodig is'] : [])
	].join('<br>');
}

function rounds(protocol: Protocol): string {
	const nodes = protocol.rounds.map((r, i) => `  ${node(r)}[${quoted(label(r, i))}]`);
	const edges = protocol.rounds.slice(1).map((r, i) => {
		const before = protocol.rounds[i];
		const guard = before && before.guard !== 'none' ? `|${before.guard}|` : '';
		return before ? `  ${node(before)} -->${guard} ${node(r)}` : '';
	});
	return ['flowchart TD', ...preparing(protocol), ...nodes, ...edges, ...passing(protocol), ''].join('\n');
}

/** Step 0: what people do alone, before the first round. */
function preparing({ prepare = [], rounds }: Protocol): string[] {
	const [first] = rounds;
	return prepare.flatMap((it, i) => {
		const lines = [
			`<b>0. Voorbereiden</b> (${it.minutes} min)`,
			`wie: ${it.by}`,
			it.prompt.nl,
			...writing(it.write, true)
		];
		return [`  prepare_${i}([${quoted(lines.join('<br>'))}])`, ...(first ? [`  prepare_${i} --> ${node(first)}`] : [])];
	});
}

/** The way past a round on request, which is the usual one. */
function passing({ rounds }: Protocol): string[] {
	return rounds.flatMap((round, i) => {
		const [before, after] = [rounds[i - 1], rounds[i + 1]];
		return round.optional && before && after ? [`  ${node(before)} -.->|niet gevraagd| ${node(after)}`] : [];
	});
}

function node(round: Round): string {
	return round.id.replaceAll('-', '_');
}

function label(round: Round, index: number): string {
	const { picture, tasks = {} } = round;
	const freeze = picture.freeze ? `, staat stil bij: ${picture.freeze}` : '';
	return [
		`<b>${index + 1}. ${round.title.nl}</b> (${round.minutes} min)`,
		...(round.optional ? [`alleen op verzoek van: ${round.optional}`] : []),
		`spreekt: ${round.speaks}${round.answers ? `, antwoordt: ${round.answers}` : ''}`,
		...Object.entries(tasks).map(([party, task]) => `${party}: ${task.nl}`),
		`beeld: ${picture.mode}, afstandsbediening: ${picture.remote}, geluid: ${picture.sound}${freeze}`,
		...(round.enter?.length ? [`bij het begin: ${round.enter.join(', ')}`] : []),
		...(round.lenses ? [`kijkvragen: ${round.lenses.map((lens) => lens.title.nl).join(', ')}`] : []),
		...writing(round.write, round.notes === 'sealed'),
		`krabbels: ${round.jottings ? 'ja' : 'nee'}, tips: ${round.tips ? 'open' : 'dicht'}`
	].join('<br>');
}

function writing(write: Round['write'], sealed: boolean): string[] {
	const parts = Object.entries(write).map(([unit, who]) => `${unit}: ${who}`);
	if (parts.length === 0) return ['niemand schrijft op tafel'];
	return [`${sealed ? 'schrijft verzegeld' : 'schrijft'}: ${parts.join(', ')}`];
}
