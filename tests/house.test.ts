// The plan of the house. Longer than most files: the table is meant to be read in one place.
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeOf, cyclesOf, type Import, importsOf, sourceFiles } from './support/imports';

interface Room {
	/** Its one job; printed with every violation. */
	job: string;
	/** Which files are in it. */
	has: RegExp;
	/** The rooms it may import from, besides itself. `(types)`: only their types. */
	may: string[];
	/** A pure room: besides what stands here, no package, no clock, no chance, no id, no storage, no Svelte. */
	pure?: string[];
}

/** Who may import whom. Read it from top to bottom: doors and screens first, then the rules, then the edges. */
const rooms: Record<string, Room> = {
	hall: {
		job: 'hooks that put the house under every request, and the shell that stays on a phone; no logic',
		has: /^src\/(hooks\..*|app\.d|service-worker)\.ts$/,
		may: ['house', 'config', 'domain', 'words', 'client', 'server/use-cases', 'server/demo']
	},
	'routes (pages)': {
		job: 'lay out pages',
		has: /^src\/routes\/(?!.*(\+server|\.server)\.ts$)/,
		may: ['components', 'client', 'domain', 'engine', 'notebook', 'words']
	},
	'routes (server)': {
		job: 'translate HTTP to one use case and back',
		has: /^src\/routes\/.*(\+server|\.server)\.ts$/,
		may: ['server/use-cases', 'server/auth', 'server door', 'domain', 'words', 'house (types)']
	},
	domain: { job: 'the words and the permission table', has: /^src\/lib\/domain\//, may: [], pure: [] },
	engine: { job: 'what may happen next, and what then is true', has: /^src\/lib\/engine\//, may: ['domain'], pure: [] },
	methods: { job: 'the packs and nothing else', has: /^src\/lib\/methods\//, may: ['engine'], pure: [] },
	notebook: {
		job: "the shared documents' shape",
		has: /^src\/lib\/notebook\//,
		may: ['domain', 'engine'],
		pure: ['yjs']
	},
	words: { job: 'the texts people read', has: /^src\/lib\/words\//, may: ['domain (types)'], pure: ['svelte'] },
	components: {
		job: 'show props, emit intents',
		has: /^src\/lib\/components\//,
		may: ['domain', 'engine', 'notebook (types)', 'words']
	},
	client: {
		job: 'everything that needs a browser',
		has: /^src\/lib\/client\//,
		may: ['domain', 'engine', 'notebook', 'words']
	},
	'server/use-cases': {
		job: 'check rights, load, ask the rules, save, poke',
		has: /^src\/lib\/server\/use-cases\//,
		may: ['domain', 'engine', 'methods', 'notebook', 'words', 'server/db']
	},
	'server/db': { job: 'what is remembered', has: /^src\/lib\/server\/db\//, may: ['domain', 'engine (types)'] },
	'server/auth': { job: 'who is there', has: /^src\/lib\/server\/auth\//, may: ['domain', 'server/db'] },
	'server/live': {
		job: 'the live table',
		has: /^src\/lib\/server\/live\//,
		may: ['domain', 'engine', 'notebook', 'server/use-cases', 'server/auth', 'server/db']
	},
	'server/media': {
		job: 'bytes and their jobs',
		has: /^src\/lib\/server\/media\//,
		may: ['domain', 'server/use-cases', 'server/db']
	},
	'server/demo': {
		job: 'seed the invented demo school',
		has: /^src\/lib\/server\/demo\//,
		may: [
			'domain',
			'engine',
			'methods',
			'notebook',
			'words',
			'server/use-cases',
			'server/db',
			'config',
			'house (types)'
		]
	},
	config: { job: 'the only reader of the environment', has: /^src\/lib\/server\/config\.ts$/, may: [] },
	'server door': {
		job: 'what every server file of a route does in the same way: who is asking, which status a refusal is',
		has: /^src\/lib\/server\/door\.ts$/,
		may: ['domain', 'words', 'server/use-cases', 'house (types)']
	},
	house: {
		job: 'build everything once and plug it together',
		has: /^src\/lib\/server\/[^/]+\.ts$/,
		may: [
			'config',
			'domain',
			'engine',
			'methods',
			'notebook',
			'words',
			'server/use-cases',
			'server/db',
			'server/auth',
			'server/live',
			'server/media',
			'server/demo'
		]
	}
};

const isTest = (file: string) => /\.test\.ts$/.test(file);
const everything = ['src', 'bin', 'tests'].flatMap(sourceFiles);
const known = new Set(everything);
const source = everything.filter((file) => file.startsWith('src/') && !isTest(file));
const imports = source.flatMap((file) => importsOf(file, known));
const where = (it: Import) => `${it.from}:${it.line}`;

/** The first room in the table that a file is in. */
const roomOf = (file: string): string | null =>
	Object.entries(rooms).find(([, room]) => room.has.test(file))?.[0] ?? null;

describe('the plan of the house', () => {
	it('every file is in a room', () => {
		expect(source.filter((file) => roomOf(file) === null)).toEqual([]);
	});

	it('every room imports only from the rooms the table gives it', () => {
		expect(imports.flatMap((it) => outsideThePlan(it) ?? [])).toEqual([]);
	});

	it('the rules are pure: no clock, no chance, no package but those in the table', () => {
		expect([...imports.flatMap((it) => strangePackage(it) ?? []), ...source.flatMap(impurities)]).toEqual([]);
	});

	it('no two rooms import each other, directly or by a detour', () => {
		const graph = graphOf(imports, (file) => roomOf(file));
		expect(cyclesOf(graph).map((cycle) => cycle.join(' -> '))).toEqual([]);
	});

	it('no cycle among the files of the pure rooms', () => {
		const inPureRooms = imports.filter((it) => rooms[roomOf(it.from) ?? '']?.pure && !it.typeOnly);
		expect(cyclesOf(graphOf(inPureRooms, (file) => file)).map((cycle) => cycle.join(' -> '))).toEqual([]);
	});
});

describe('what has exactly one place', () => {
	it('lucia is deprecated by its author, so only server/auth knows it', () => {
		const elsewhere = imports.filter((it) => packageOf(it)?.includes('lucia') && roomOf(it.from) !== 'server/auth');
		// @lucide draws icons and is somebody else.
		expect(elsewhere.filter((it) => packageOf(it) !== '@lucide/svelte').map(where)).toEqual([]);
	});

	it('only config.ts reads the environment', () => {
		const readers = source.filter((file) => /\bprocess\.env\b|\bimport\.meta\.env\b|['"]\$env\//.test(codeOf(file)));
		expect(readers.filter((file) => roomOf(file) !== 'config')).toEqual([]);
	});
});

describe('names and neighbours', () => {
	it('no file is called after nothing in particular', () => {
		const vague = /(^|[-.])(utils?|helpers?|common|misc|managers?)([-.]|$)/i;
		expect(everything.filter((file) => file.split('/').some((part) => vague.test(part)))).toEqual([]);
	});

	it('files are kebab-case, components PascalCase', () => {
		const good = /^(\+.*|[A-Z][A-Za-z0-9]*\.svelte(\.test\.ts)?|[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*\.(ts|js))$/;
		expect(everything.filter((file) => !good.test(path.posix.basename(file)))).toEqual([]);
	});

	it('nothing is imported from outside the repository', () => {
		const all = everything.flatMap((file) => importsOf(file, known));
		expect(all.filter((it) => fileOf(it)?.startsWith('../')).map((it) => `${where(it)} ${it.specifier}`)).toEqual([]);
	});
});

function fileOf(it: Import): string | null {
	return it.target && 'file' in it.target ? it.target.file : null;
}

function packageOf(it: Import): string | null {
	return it.target && 'package' in it.target ? it.target.package : null;
}

/** Says what is wrong and what the room is for; null when the plan allows the import. */
function outsideThePlan(it: Import): string | null {
	const target = fileOf(it);
	const from = roomOf(it.from);
	const to = target && roomOf(target);
	if (!from || !to || from === to) return null;
	const may = rooms[from]?.may ?? [];
	if (may.includes(to) || (it.typeOnly && may.includes(`${to} (types)`))) return null;
	const onlyTypes = may.includes(`${to} (types)`) ? ' except by "import type"' : '';
	return `${where(it)} imports ${it.specifier}: ${from} (${rooms[from]?.job}) may not import ${to} (${rooms[to]?.job})${onlyTypes}`;
}

function strangePackage(it: Import): string | null {
	const pure = rooms[roomOf(it.from) ?? '']?.pure;
	const name = packageOf(it);
	return pure && name && !pure.includes(name) ? `${where(it)} imports the package ${name}` : null;
}

/** The clock, chance, ids, waiting and the network, as they would be written. */
const worldly =
	/\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bcrypto\.|\bperformance\.|\bfetch\(|\bset(Timeout|Interval)\(|\blocalStorage\b|['"]\$app\//;

function impurities(file: string): string[] {
	if (!rooms[roomOf(file) ?? '']?.pure) return [];
	return codeOf(file)
		.split('\n')
		.flatMap((line, index) => {
			const code = line.replace(/^\s*(\/?\*|\/\/).*|\s\/\/ .*/, '');
			const found = worldly.exec(code);
			return found ? [`${file}:${index + 1} asks the world: ${found[0]}`] : [];
		});
}

function graphOf(of: Import[], name: (file: string) => string | null): Map<string, Set<string>> {
	const graph = new Map<string, Set<string>>();
	for (const it of of) {
		const target = fileOf(it);
		const [from, to] = [name(it.from), target && name(target)];
		// That a type is named on both sides ties no knot at run time.
		if (from && to && from !== to && !it.typeOnly) graph.set(from, (graph.get(from) ?? new Set()).add(to));
	}
	return graph;
}
