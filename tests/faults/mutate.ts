import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { addEntry, entryMap, removeEntry } from '$lib/notebook/table';
import { frames } from '$lib/notebook/frames';
import type { Dice } from './dice';

const frame = (fill: (into: encoding.Encoder) => void): Uint8Array => {
	const into = encoding.createEncoder();
	fill(into);
	return encoding.toUint8Array(into);
};

export const syncFrame = (step: number, body: Uint8Array): Uint8Array =>
	frame((into) => {
		encoding.writeVarUint(into, 0);
		encoding.writeVarUint(into, step);
		encoding.writeVarUint8Array(into, body);
	});

export const jsonFrame = (type: number, json: string): Uint8Array =>
	frame((into) => {
		encoding.writeVarUint(into, type);
		encoding.writeVarString(into, json);
	});

export const presenceFrame = (entries: { id: number; clock: number; json: string }[]): Uint8Array =>
	frame((into) => {
		encoding.writeVarUint(into, 1);
		encoding.writeVarUint8Array(
			into,
			frame((inner) => {
				encoding.writeVarUint(inner, entries.length);
				for (const { id, clock, json } of entries) {
					encoding.writeVarUint(inner, id);
					encoding.writeVarUint(inner, clock);
					encoding.writeVarString(inner, json);
				}
			})
		);
	});

/** Real frames, of all kinds, as two honest people and one busy offender would send them. */
export function corpus(roll: Dice): { frames: Uint8Array[]; updates: Uint8Array[] } {
	const updates: Uint8Array[] = [];
	const docs = ['kees', 'sofie', 'lieke', 'marit'].map((author) => {
		const doc = new Y.Doc();
		doc.clientID = 1 + roll.roll(2 ** 31);
		doc.on('update', (update: Uint8Array, origin: unknown) => void (origin ?? updates.push(update)));
		return { doc, author };
	});
	for (let n = 0; n < 60; n++) {
		const { doc, author } = roll.pick(docs);
		const unit = author === 'marit' ? 'tips' : roll.pick(['observations', 'meanings'] as const);
		const ids = [...doc.getMap(unit).keys()];
		const text = ids.length > 0 ? entryMap(doc, unit, roll.pick(ids))?.get('text') : undefined;
		if (!(text instanceof Y.Text) || roll.chance(0.4))
			addEntry(doc, unit, { id: `${author}-${n}`, author, t: roll.roll(80_000), codes: ['s2'], text: 'J. kijkt op' });
		else if (text.length > 3 && roll.chance(0.2)) text.delete(1, 2);
		else if (roll.chance(0.1)) removeEntry(doc, unit, roll.pick(ids));
		else text.insert(roll.roll(text.length + 1), 'en lacht ');
		if (roll.chance(0.1)) for (const other of docs) Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(doc), 'others');
	}
	const whole = docs.map(({ doc }) => Y.encodeStateAsUpdate(doc));
	const json = (value: unknown) => JSON.stringify(value);
	return {
		updates: [...updates, ...whole],
		frames: [
			...updates.map((u) => syncFrame(2, u)),
			...whole.map((u) => syncFrame(1, u)),
			...docs.map(({ doc }) => syncFrame(0, Y.encodeStateVector(doc))),
			...docs.map(({ doc }, i) =>
				presenceFrame([{ id: doc.clientID, clock: i, json: json({ at: 'kees-1', user: { name: 'Kees' } }) }])
			),
			Uint8Array.of(3),
			frame((into) => {
				encoding.writeVarUint(into, frames.saved);
				encoding.writeVarUint(into, 12);
			}),
			jsonFrame(frames.moved, json({ seq: 4 })),
			jsonFrame(frames.timeline, json({ position: 1, playing: true, serverNow: 1 })),
			...[{ do: 'play' }, { do: 'seek', position: 30_000 }, { do: 'loop', loop: { from: 20_000, to: 30_000 } }].map(
				(command) => jsonFrame(frames.playback, json(command))
			),
			jsonFrame(frames.clock, json({ t0: 1.5 })),
			jsonFrame(frames.refused, json({ code: 'not-allowed' })),
			jsonFrame(frames.players, json({ state: 'ready', position: 21_000 }))
		]
	};
}

type Corpus = ReturnType<typeof corpus>;

/** One damaged or forged frame. The same dice make the same frame. */
export function mutant(from: Corpus, roll: Dice): Uint8Array {
	const how = roll.roll(20);
	// the damage is inside an update whose frame is whole
	if (how < 7) return syncFrame(1 + roll.roll(2), damaged(roll.pick(from.updates), from.updates, roll));
	if (how < 16) return damaged(roll.pick(from.frames), from.frames, roll);
	if (how === 16) return strange(roll);
	if (how === 17) return randomBytes(roll, 1 + roll.roll(60));
	if (how === 18) return forgedUpdate(roll);
	// what Yjs can say and we never do: this reaches the document
	const wild = wildUpdate(roll);
	return syncFrame(1 + roll.roll(2), roll.chance(0.4) ? oneDamage(Uint8Array.from(wild), from.updates, roll) : wild);
}

function damaged(bytes: Uint8Array, others: Uint8Array[], roll: Dice): Uint8Array {
	let out = Uint8Array.from(bytes);
	for (let more = 1 + roll.roll(3); more > 0; more--) out = oneDamage(out, others, roll);
	return out;
}

function oneDamage(out: Uint8Array<ArrayBuffer>, others: Uint8Array[], roll: Dice): Uint8Array<ArrayBuffer> {
	const at = roll.roll(out.length + 1);
	switch (roll.roll(7)) {
		case 0: // a flipped bit
			if (at < out.length) out[at] = (out[at] ?? 0) ^ (1 << roll.roll(8));
			return out;
		case 1: // another byte
			if (at < out.length) out[at] = roll.roll(256);
			return out;
		case 2:
			return out.slice(0, at);
		case 3: {
			// the head of one on the tail of another
			const other = roll.pick(others);
			return joined(out.subarray(0, at), other.subarray(roll.roll(other.length + 1)));
		}
		case 4: // a number far too large, in the place of one
			return joined(out.subarray(0, at), hugeNumber(roll), out.subarray(Math.min(out.length, at + 1)));
		case 5: // something twice
			return joined(out.subarray(0, at), out.subarray(roll.roll(at + 1)));
		default: // something in between
			return joined(out.subarray(0, at), randomBytes(roll, 1 + roll.roll(8)), out.subarray(at));
	}
}

function joined(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
	const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		out.set(part, at);
		at += part.length;
	}
	return out;
}

const randomBytes = (roll: Dice, size: number): Uint8Array => Uint8Array.from({ length: size }, () => roll.roll(256));

function hugeNumber(roll: Dice): Uint8Array {
	const tail = roll.roll(11);
	return joined(new Uint8Array(tail).fill(0xff), Uint8Array.of(roll.roll(128)));
}

/** Whole frames that no browser of ours sends. */
function strange(roll: Dice): Uint8Array {
	const depth = 1 + roll.roll(roll.chance(0.02) ? 60_000 : 300);
	const nested = roll.chance(0.5)
		? '['.repeat(depth) + ']'.repeat(depth)
		: '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);
	const words = [
		'null',
		'1e999',
		'"x"',
		'{"do":"seek","position":1e308}',
		'{"do":"play","__proto__":{"do":"x"}}',
		'',
		'[]'
	];
	const json = roll.chance(0.5) ? nested : roll.pick(words);
	switch (roll.roll(4)) {
		case 0:
			return jsonFrame(roll.roll(200), json);
		case 1:
			return jsonFrame(roll.pick([frames.playback, frames.clock, frames.players]), json);
		case 2: {
			const ids = Array.from({ length: roll.roll(40) }, () => ({
				id: roll.roll(2 ** 32),
				clock: roll.roll(2 ** 32),
				json
			}));
			return presenceFrame(ids);
		}
		default:
			return syncFrame(roll.roll(9), randomBytes(roll, roll.roll(40)));
	}
}

/** An update written by hand: any struct, any content, any length, any parent. */
function forgedUpdate(roll: Dice): Uint8Array {
	const number = () => roll.pick([0, 1, 2, 3, 127, 128, 5_000, 2_000_000, 2 ** 31, 2 ** 32, 2 ** 40, 2 ** 53 - 1]);
	const body = frame((into) => {
		encoding.writeVarUint(into, 1);
		encoding.writeVarUint(into, 1 + roll.roll(2)); // structs of one client
		encoding.writeVarUint(into, roll.roll(2 ** 31));
		encoding.writeVarUint(into, roll.chance(0.8) ? 0 : number());
		encoding.writeUint8(into, roll.roll(256)); // kind, and which of origin, right origin and key follow
		for (let n = roll.roll(5); n > 0; n--) encoding.writeVarUint(into, number());
		encoding.writeVarString(
			into,
			roll.pick(['observations', 'tips', 'author', 'text', 'x', '__proto__', 'constructor'])
		);
		encoding.writeVarString(into, roll.pick(['a1', 'author', '__proto__', 'text', '']));
		const depth = 1 + roll.roll(roll.chance(0.05) ? 20_000 : 50);
		if (roll.chance(0.3)) for (let n = depth; n > 0; n--) encoding.writeUint8Array(into, Uint8Array.of(117, 1));
		encoding.writeVarUint(into, number());
		encoding.writeVarUint(into, roll.roll(3)); // who deletes
		for (let n = roll.roll(6); n > 0; n--) encoding.writeVarUint(into, number());
	});
	return syncFrame(2, body);
}

/** A sound update by somebody new to the document, with whatever Yjs knows and our documents do not. */
function wildUpdate(roll: Dice): Uint8Array {
	const doc = new Y.Doc();
	doc.clientID = 1 + roll.roll(2 ** 31);
	for (let n = 1 + roll.roll(3); n > 0; n--) doc.transact(() => wildEdit(doc, roll));
	return Y.encodeStateAsUpdate(doc);
}

function wildEdit(doc: Y.Doc, roll: Dice): void {
	const root = roll.pick(['observations', 'tips', 'gossip', '__proto__', 'jottings']);
	const author = roll.pick(['lieke', 'marit', 'gerda', 'kees', 'nobody']);
	const key = roll.pick(['a1', 'kees-0', 'sofie-0', 'x'.repeat(70), '', '__proto__', 'b c', `n${roll.roll(1000)}`]);
	const map = doc.getMap<unknown>(root);
	if (roll.chance(0.2)) {
		map.set(key, wildValue(roll));
		if (roll.chance(0.3)) map.delete(key);
		return;
	}
	const entry = new Y.Map<unknown>();
	map.set(key, entry);
	if (roll.chance(0.9)) entry.set('author', author);
	if (roll.chance(0.9)) entry.set('text', roll.chance(0.9) ? wildText(roll) : wildValue(roll));
	if (roll.chance(0.4))
		entry.set(roll.pick(['t', 'codes', 'of', 'actor', 'text', 'more', '__proto__']), wildValue(roll));
	if (roll.chance(0.1)) entry.delete(roll.pick(['text', 'author', 't']));
}

function wildText(roll: Dice): Y.Text {
	const text = new Y.Text();
	text.insert(0, roll.pick(['J. lacht', '', '\u0000', '\ud83d', 'x'.repeat(5000)]));
	if (roll.chance(0.1)) text.insertEmbed(0, deep(roll));
	if (roll.chance(0.1)) text.insert(0, 'vet', { bold: deep(roll) });
	return text;
}

function wildValue(roll: Dice): unknown {
	const values: (() => unknown)[] = [
		() => new Y.Array(),
		() => new Y.XmlText('x'),
		() => new Y.XmlElement('script'),
		() => new Y.Doc(),
		() => new Uint8Array(20),
		() => deep(roll),
		() => Number.NaN,
		() => 2 ** 60,
		() => ['\u0000'],
		() => 'x'.repeat(10_000),
		() => null
	];
	return roll.pick(values)();
}

/** Nested so far that whoever walks through it may fall off the stack. */
function deep(roll: Dice): object {
	let value: object = {};
	for (let n = roll.roll(roll.chance(0.2) ? 3_000 : 20); n > 0; n--) value = roll.chance(0.5) ? [value] : { a: value };
	return value;
}
