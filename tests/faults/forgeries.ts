// Longer than the house likes: twenty-five kinds of forgery, each as short as its forger would write it.
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { addEntry, changeEntry, entryMap, removeEntry } from '$lib/notebook/table';
import { frames } from '$lib/notebook/frames';
import { openRoom, type OpenRoom } from '../integration/live/open-room';
import { dice, seedOf, type Dice } from './dice';
import { attackLimits, escapes, honestTable, noHarm, type Harm, type HonestTable } from './honest';
import { Line } from './line';
import { jsonFrame, presenceFrame, syncFrame } from './mutate';

/** What so many forgeries came to. */
export interface ForgeryReport extends Harm {
	seed: number;
	forgeries: number;
	/** By kind: how many were refused with a closed socket, and how many changed nothing at all. */
	kinds: Record<string, { refused: number; ignored: number }>;
	/** Refusals, and how many the log tells of, with who sent them. */
	refused: number;
	logged: number;
	/** Log lines that repeat words somebody wrote. */
	loggedWords: number;
	/** Kinds that must be refused and were not, with the number of the forgery. */
	slipped: string[];
	/** Times an honest person was not shown under her own name. */
	impersonated: number;
}

/** One forged frame. `refused`: the socket must be closed for it; otherwise it must change nothing. */
interface Forgery {
	kind: string;
	bytes: Uint8Array;
	who: string;
	refused: boolean;
}

/** What a member of the room knows: the document as it is, old frames of others, and whose client ids are whose. */
interface Knows {
	doc: Y.Doc;
	victim: { name: string; id: number; entry: string };
	old: Uint8Array;
}

const between = 25;

/** [L3][L5][L6][L7][L8][L9] Promise D5: everything a member with bad intentions can say in another's name. */
export async function forge(options: { forgeries: number; seed: number }): Promise<ForgeryReport> {
	const { seed } = options;
	const report: ForgeryReport = {
		...noHarm(),
		seed,
		forgeries: 0,
		kinds: {},
		refused: 0,
		logged: 0,
		loggedWords: 0,
		slipped: [],
		impersonated: 0
	};
	const caught = escapes(report);
	const read = readLog(report);
	const room = await openRoom({ limits: attackLimits });
	try {
		await room.goTo('rewatch');
		const honest = await honestTable(room, seed);
		await honest.write(report);
		const lines = new Map<string, Line>();
		for (let n = 0; n < options.forgeries; n++) {
			const roll = dice(seedOf(seed, n));
			const forgery = makeForgery(knows(honest, roll), roll);
			await send(room, lines, forgery, n, report);
			if (n % between === 0) await honest.write(report);
			if (n % (between * 8) === 0) await look(room, honest, report);
		}
		await look(room, honest, report);
		for (const line of lines.values()) line.cut();
		return report;
	} finally {
		await room.close();
		read();
		caught();
	}
}

async function look(room: OpenRoom, honest: HonestTable, report: ForgeryReport): Promise<void> {
	await honest.compare(room, report);
	const [one, other] = honest.people;
	if (!one || !other) return;
	for (const { client, name } of honest.people) client.sendPresence({ at: name });
	await other.client.until(() => other.client.present.has(one.client.doc.clientID));
	const shown = other.client.present.get(one.client.doc.clientID) as { user?: { id?: string } } | undefined;
	if (shown?.user?.id !== one.name) report.impersonated++;
}

function knows(honest: HonestTable, roll: Dice): Knows {
	const { client, name } = roll.pick(honest.people);
	const doc = new Y.Doc();
	doc.clientID = 1 + roll.roll(2 ** 31);
	Y.applyUpdate(doc, Y.encodeStateAsUpdate(client.doc));
	return { doc, victim: { name, id: client.doc.clientID, entry: `${name}-0` }, old: roll.pick(honest.frames) };
}

async function send(
	room: OpenRoom,
	lines: Map<string, Line>,
	{ kind, bytes, who, refused }: Forgery,
	n: number,
	report: ForgeryReport
): Promise<void> {
	let line = lines.get(who);
	if (!line || line.closedWith) {
		line = Line.inside((...args) => room.live().upgrade(...args), '/live/session/s1/table?saved=1', {
			cookie: who,
			origin: 'https://kijkkring.test'
		});
		lines.set(who, line);
	}
	const { heard } = line;
	heard.length = 0;
	line.send(bytes);
	line.send(jsonFrame(frames.clock, `{"t0":${n + 0.5}}`));
	const answered = await line.until(() => heard.some((one) => one.includes(`"t0":${n + 0.5},`)));
	report.forgeries++;
	const counts = (report.kinds[kind] ??= { refused: 0, ignored: 0 });
	if (answered) counts.ignored++;
	else counts.refused++;
	if (!answered) report.refused++;
	const code = line.closedWith?.code;
	if (answered === refused || (!answered && code !== 4403 && code !== 4400))
		report.slipped.push(`${kind} ${n} ${code}`);
}

function makeForgery(know: Knows, roll: Dice): Forgery {
	const make = roll.pick(makers);
	return make(know, roll);
}

const refusedBy = (kind: string, who: string, update: Uint8Array): Forgery => ({
	kind,
	who,
	bytes: syncFrame(2, update),
	refused: true
});

/** What `edit` adds to the document as it is. */
function edited(doc: Y.Doc, edit: (doc: Y.Doc) => void): Uint8Array {
	const before = Y.encodeStateVector(doc);
	const deleted: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => deleted.push(update));
	edit(doc);
	return deleted.length > 0 ? Y.mergeUpdates(deleted) : Y.encodeStateAsUpdate(doc, before);
}

/** One struct without content (0: as if garbage, 10: as if skipped) and a delete set, by hand. */
function bare(
	id: number,
	clock: number,
	info: 0 | 10,
	length: number,
	deletes: [number, number, number][] = []
): Uint8Array {
	const into = encoding.createEncoder();
	for (const n of [1, 1, id, clock]) encoding.writeVarUint(into, n);
	encoding.writeUint8(into, info);
	encoding.writeVarUint(into, length);
	writeDeletes(into, deletes);
	return encoding.toUint8Array(into);
}

function onlyDeletes(deletes: [number, number, number][]): Uint8Array {
	const into = encoding.createEncoder();
	encoding.writeVarUint(into, 0);
	writeDeletes(into, deletes);
	return encoding.toUint8Array(into);
}

function writeDeletes(into: encoding.Encoder, deletes: [number, number, number][]): void {
	encoding.writeVarUint(into, deletes.length);
	for (const [id, clock, length] of deletes) for (const n of [id, 1, clock, length]) encoding.writeVarUint(into, n);
}

const wrongUnits = ['tips', 'needs', 'takeaway', 'experience', 'meanings'] as const;
const lengths = [1, 15, 1_000, 1_999_999, 2_000_001, 2 ** 31, 2 ** 40, 2 ** 53 - 1];

const makers: ((know: Knows, roll: Dice) => Forgery)[] = [
	// the fifteen bytes that swallow a colleague's later words
	({ doc, victim }, roll) =>
		refusedBy(
			'garbage under her id',
			'lieke',
			bare(victim.id, Y.getState(doc.store, victim.id), 0, roll.pick(lengths))
		),
	({ doc, victim }, roll) =>
		refusedBy('a gap under her id', 'lieke', bare(victim.id, Y.getState(doc.store, victim.id), 10, roll.pick(lengths))),
	({ doc, victim }, roll) =>
		refusedBy(
			'ahead of her clock',
			'lieke',
			bare(victim.id, Y.getState(doc.store, victim.id) + 1 + roll.roll(5000), 0, roll.pick(lengths))
		),
	({ doc, victim }, roll) => {
		const overlap = Math.max(0, Y.getState(doc.store, victim.id) - 1 - roll.roll(3));
		return refusedBy('over the end of her words', 'lieke', bare(victim.id, overlap, 0, 5 + roll.roll(1000)));
	},
	(know, roll) => {
		know.doc.clientID = know.victim.id;
		const update = edited(know.doc, (doc) =>
			addEntry(doc, 'observations', { id: `f${roll.roll(1e9)}`, author: 'lieke', text: 'onder jouw id' })
		);
		return refusedBy('an entry under her id', 'lieke', update);
	},
	// lengths nobody types, under one's own id
	({ doc }, roll) => refusedBy('a huge length', 'lieke', bare(doc.clientID, 0, 0, roll.pick(lengths.slice(4)))),
	({ doc }, roll) => refusedBy('a gap', 'lieke', bare(doc.clientID, 0, 10, roll.pick(lengths))),
	({ doc }, roll) => refusedBy('from later on', 'lieke', bare(doc.clientID, 1 + roll.roll(1e6), 0, 1)),
	// the ten bytes that wipe the table
	({ doc, victim }) =>
		refusedBy('all of hers deleted', 'lieke', onlyDeletes([[victim.id, 0, Y.getState(doc.store, victim.id)]])),
	({ doc, victim }, roll) =>
		refusedBy(
			'what she has yet to write, deleted',
			'lieke',
			onlyDeletes([[victim.id, Y.getState(doc.store, victim.id) + roll.roll(100), 1 + roll.roll(1000)]])
		),
	({ victim, doc }, roll) =>
		refusedBy(
			'hers deleted, wrapped in own words',
			'lieke',
			bare(doc.clientID, 0, 0, 1 + roll.roll(9), [[victim.id, 0, 3]])
		),
	({ doc, victim }) =>
		refusedBy(
			'her entry removed',
			'lieke',
			edited(doc, (d) => removeEntry(d, 'observations', victim.entry))
		),
	({ doc, victim }) =>
		refusedBy(
			'her entry replaced',
			'lieke',
			edited(doc, (d) => addEntry(d, 'observations', { id: victim.entry, author: 'lieke', text: 'mijn versie' }))
		),
	({ doc, victim }, roll) =>
		refusedBy(
			'her fields changed',
			'lieke',
			edited(doc, (d) => changeEntry(d, 'observations', victim.entry, { t: 1 + roll.roll(1e6) }))
		),
	({ doc, victim }, roll) =>
		refusedBy(
			'her authorship taken',
			'lieke',
			edited(doc, (d) => entryMap(d, 'observations', victim.entry)?.set('author', roll.pick(['lieke', 'noor', ''])))
		),
	({ doc, victim }) =>
		refusedBy(
			'her text taken out',
			'lieke',
			edited(doc, (d) => entryMap(d, 'observations', victim.entry)?.delete('text'))
		),
	// names, places, moments
	({ doc, victim }, roll) =>
		refusedBy(
			'an entry in her name',
			'lieke',
			edited(doc, (d) =>
				addEntry(d, 'observations', { id: `f${roll.roll(1e9)}`, author: victim.name, text: 'zei zij' })
			)
		),
	({ doc }, roll) =>
		refusedBy(
			'a part that is not there',
			'lieke',
			edited(doc, (d) => d.getMap(roll.pick(['x', 'jottings', '__proto__'])).set('a', 1))
		),
	({ doc }, roll) =>
		refusedBy(
			'a part of another round',
			'lieke',
			edited(doc, (d) =>
				addEntry(d, roll.pick(wrongUnits), { id: `f${roll.roll(1e9)}`, author: 'lieke', text: 'te vroeg' })
			)
		),
	({ doc }, roll) =>
		refusedBy(
			'a reader who writes',
			'gerda',
			edited(doc, (d) => addEntry(d, 'observations', { id: `f${roll.roll(1e9)}`, author: 'gerda', text: 'ook wat' }))
		),
	({ doc, victim }) =>
		refusedBy('a reader who deletes', 'gerda', onlyDeletes([[victim.id, 0, Y.getState(doc.store, victim.id) + 1]])),
	({ doc }, roll) =>
		refusedBy(
			'words the rows cannot hold',
			'lieke',
			edited(doc, (d) =>
				addEntry(d, 'observations', { id: `f${roll.roll(1e9)}`, author: 'lieke', codes: ['s\0'], text: 'stil' })
			)
		),
	// harmless, whoever says it
	({ old }, roll) => ({
		kind: 'an old frame of hers again',
		who: roll.pick(['lieke', 'gerda']),
		bytes: old,
		refused: false
	}),
	({ victim }, roll) => ({
		kind: 'her old clocks with other words',
		who: 'lieke',
		bytes: syncFrame(2, bare(victim.id, 0, 0, 1 + roll.roll(2))),
		refused: false
	}),
	({ victim }, roll) => ({
		kind: 'presence in her name',
		who: roll.pick(['lieke', 'gerda']),
		bytes: presenceFrame([
			{ id: victim.id, clock: roll.roll(2 ** 31), json: roll.pick(['null', '{"user":{"id":"noor","name":"Noor"}}']) }
		]),
		refused: false
	})
];

/** Listens to the log until the answer is called, which adds up what it said. */
function readLog(report: ForgeryReport): () => void {
	const { error, warn } = console;
	const lines: string[] = [];
	console.error = console.warn = (...said: unknown[]) => void lines.push(said.join(' '));
	return () => {
		Object.assign(console, { error, warn });
		for (const line of lines) {
			const told = /refused \((44\d\d) [a-z-]+\) from user (lieke|gerda) in session\/s1\/table, (\d+) times/.exec(line);
			report.logged += Number(told?.[3] ?? 0);
			if (/onder jouw id|mijn versie|zei zij|te vroeg|ook wat|stil|J\./.test(line)) report.loggedWords++;
		}
	};
}
