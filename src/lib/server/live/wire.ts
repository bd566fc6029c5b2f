import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { frames } from '$lib/notebook/frames';

/** Bytes that are not a message of ours. The sender is closed with `badFrame`; nobody else notices. */
export class BadFrame extends Error {}

type JsonMessage = 'playback' | 'clock' | 'player' | 'pointing' | 'drawn';

/** What a browser may say. `update` is a sync step 2 or an update: both add to the document. */
export type Message =
	| { is: 'step1'; stateVector: Uint8Array }
	| { is: 'update'; update: Uint8Array }
	| { is: 'presence'; update: Uint8Array }
	| { is: 'who-is-here' }
	| { is: JsonMessage; json: unknown };

const sync = 0;
const presence = 1;
const queryPresence = 3;
const jsonFrames = new Map<number, JsonMessage>([
	[frames.playback, 'playback'],
	[frames.clock, 'clock'],
	[frames.players, 'player'],
	[frames.pointing, 'pointing'],
	[frames.drawn, 'drawn']
]);

/** Reads one frame. Throws `BadFrame` for anything that is not exactly one message. */
export function readMessage(bytes: Uint8Array): Message {
	try {
		const from = decoding.createDecoder(bytes);
		const message = readFrom(from);
		if (message && !decoding.hasContent(from)) return message;
	} catch (error) {
		throw new BadFrame('unreadable', { cause: error });
	}
	throw new BadFrame('unknown message');
}

function readFrom(from: decoding.Decoder): Message | null {
	const type = decoding.readVarUint(from);
	if (type === presence) return { is: 'presence', update: decoding.readVarUint8Array(from) };
	if (type === queryPresence) return { is: 'who-is-here' };
	if (type === sync) {
		const step = decoding.readVarUint(from);
		const body = decoding.readVarUint8Array(from);
		if (step === 0) return { is: 'step1', stateVector: body };
		return step === 1 || step === 2 ? { is: 'update', update: body } : null;
	}
	const is = jsonFrames.get(type);
	return is ? { is, json: JSON.parse(decoding.readVarString(from)) as unknown } : null;
}

const write = (fill: (into: encoding.Encoder) => void): Uint8Array => {
	const into = encoding.createEncoder();
	fill(into);
	return encoding.toUint8Array(into);
};

const syncFrame = (step: 0 | 1 | 2, body: Uint8Array): Uint8Array =>
	write((into) => {
		encoding.writeVarUint(into, sync);
		encoding.writeVarUint(into, step);
		encoding.writeVarUint8Array(into, body);
	});

export const step1Frame = (doc: Y.Doc): Uint8Array => syncFrame(0, Y.encodeStateVector(doc));
/** What a newcomer lacks. Throws when her state vector is nonsense. */
export const step2Frame = (doc: Y.Doc, stateVector: Uint8Array): Uint8Array =>
	syncFrame(1, Y.encodeStateAsUpdate(doc, stateVector));
export const updateFrame = (update: Uint8Array): Uint8Array => syncFrame(2, update);

export const presenceFrame = (update: Uint8Array): Uint8Array =>
	write((into) => {
		encoding.writeVarUint(into, presence);
		encoding.writeVarUint8Array(into, update);
	});

export const savedFrame = (count: number): Uint8Array =>
	write((into) => {
		encoding.writeVarUint(into, frames.saved);
		encoding.writeVarUint(into, count);
	});

type JsonFrame = 'moved' | 'timeline' | 'clock' | 'refused' | 'players' | 'pointing' | 'drawn';
export const jsonFrame = (type: JsonFrame, value: unknown): Uint8Array =>
	write((into) => {
		encoding.writeVarUint(into, frames[type]);
		encoding.writeVarString(into, JSON.stringify(value));
	});

/**
 * One WebSocket frame (binary, final, unmasked, RFC 6455 5.2), made once and written to everybody in the room:
 * framing per receiver costs more than all the rest of a broadcast.
 */
export function packet(payload: Uint8Array): Buffer {
	const size = payload.length;
	const head = size < 126 ? 2 : size < 65536 ? 4 : 10;
	const out = Buffer.allocUnsafe(head + size);
	out[0] = 0x82;
	if (head === 2) out[1] = size;
	else if (head === 4) {
		out[1] = 126;
		out.writeUInt16BE(size, 2);
	} else {
		out[1] = 127;
		out.writeBigUInt64BE(BigInt(size), 2);
	}
	out.set(payload, head);
	return out;
}
