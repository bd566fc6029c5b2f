import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** How one speaks to a server: Yjs' protocol, the same with the room's name in every frame, or to nobody in particular. */
export type Wire = 'relay' | 'yjs' | 'hocuspocus';

/** One frame that came in, as far as a typist cares. */
export type Heard =
	{ is: 'step1' | 'step2' | 'update'; body: Uint8Array } | { is: 'saved'; count: number } | { is: 'let-in' | 'other' };

const syncSteps = ['step1', 'step2', 'update'] as const;

function write(wire: Wire, room: string, type: number, rest: (into: encoding.Encoder) => void): Uint8Array {
	const into = encoding.createEncoder();
	if (wire === 'hocuspocus') encoding.writeVarString(into, room);
	encoding.writeVarUint(into, type);
	rest(into);
	return encoding.toUint8Array(into);
}

export const syncFrame = (wire: Wire, room: string, step: 0 | 1 | 2, body: Uint8Array): Uint8Array =>
	write(wire, room, 0, (into) => {
		encoding.writeVarUint(into, step);
		encoding.writeVarUint8Array(into, body);
	});

/** Where somebody is looking: what a browser sends when a cursor or a player moves. */
export const presenceFrame = (wire: Wire, room: string, clientId: number, clock: number): Uint8Array =>
	write(wire, room, 1, (into) => {
		const inner = encoding.createEncoder();
		for (const number of [1, clientId, clock]) encoding.writeVarUint(inner, number);
		const state = { user: { name: 'J.', color: '#2f6f4f' }, cursor: { anchor: clock, head: clock } };
		encoding.writeVarString(inner, JSON.stringify(state));
		encoding.writeVarUint8Array(into, encoding.toUint8Array(inner));
	});

/** Hocuspocus asks for a token before it says anything; ours and y-websocket's asked at the handshake. */
export const tokenFrame = (room: string): Uint8Array =>
	write('hocuspocus', room, 2, (into) => {
		encoding.writeVarUint(into, 0);
		encoding.writeVarString(into, 'bench');
		encoding.writeVarString(into, '4.7.0');
	});

export function readFrame(wire: Wire, bytes: Uint8Array): Heard {
	const from = decoding.createDecoder(bytes);
	if (wire === 'hocuspocus') decoding.readVarString(from);
	const type = decoding.readVarUint(from);
	// 4: a sync answer of hocuspocus that wants none back
	if (type === 0 || (type === 4 && wire === 'hocuspocus')) {
		const is = syncSteps[decoding.readVarUint(from)];
		return is ? { is, body: decoding.readVarUint8Array(from) } : { is: 'other' };
	}
	if (type === 100) return { is: 'saved', count: decoding.readVarUint(from) };
	return { is: type === 2 && wire === 'hocuspocus' && decoding.readVarUint(from) === 2 ? 'let-in' : 'other' };
}
