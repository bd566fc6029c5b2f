/**
 * Strangers with a seat, in a process of their own: what they cost themselves must not be measured as the table's.
 * Ten times a second one comes in, sends something nobody may send, and is thrown out. Meanwhile one damaged frame and
 * one of 120 MB. `--chairs` is JSON: `{ url, cookie, user }[]`. Prints `{}` when it begins and its report at SIGTERM.
 */
import { randomBytes } from 'node:crypto';
import net from 'node:net';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { addEntry, entriesIn, entryMap } from '$lib/notebook/table';
import { LiveClient } from '../support/live-client';

/** What the attackers came to. */
export interface AttackReport {
	/** Updates that were sent. */
	attacks: number;
	/** Of those: sockets closed with 4403. */
	refused: number;
	/** Where what they wrote can be read by somebody who comes in afterwards. */
	leaks: number;
}
interface Seat {
	url: string;
	cookie: string;
	user: string;
}

const { values: args } = parseArgs({ options: { chairs: { type: 'string', default: '[]' } } });
const seats = JSON.parse(args.chairs) as Seat[];
const told: AttackReport = { attacks: 0, refused: 0, leaks: 0 };
const mark = 'not-to-be-read';
const open = (seat: Seat) => new LiveClient().open(seat.url, { cookie: seat.cookie });

/** Each writes as itself would not: under another's client id, in a closed part, in no part, in another's name. */
const attacks: ((doc: Y.Doc, user: string) => void)[] = [
	(doc, author) => {
		// the stranger's own person has a client id there too, which would be no forgery
		const other = entriesIn(doc, 'observations').find((entry) => entry.author !== author);
		const colleague = other && entryMap(doc, 'observations', other.id)?._item?.id.client;
		if (colleague === undefined) throw new Error('nobody to forge');
		doc.clientID = colleague;
		addEntry(doc, 'observations', { id: `forged-${told.attacks}`, author, text: mark });
	},
	(doc, author) => addEntry(doc, 'tips', { id: `early-${told.attacks}`, author, text: mark }),
	(doc) => doc.getMap('elsewhere').set(`nowhere-${told.attacks}`, mark),
	(doc) => addEntry(doc, 'observations', { id: `named-${told.attacks}`, author: 'somebody-else', text: mark })
];

async function attack(n: number): Promise<void> {
	const seat = seats[n % seats.length];
	const write = attacks[n % attacks.length];
	if (!seat || !write) return;
	const client = await open(seat);
	const before = Y.encodeStateVector(client.doc);
	// a copy: what is sent is what an honest browser would never make
	const forged = new Y.Doc();
	Y.applyUpdate(forged, Y.encodeStateAsUpdate(client.doc));
	write(forged, seat.user);
	client.sendUpdate(Y.encodeStateAsUpdate(forged, before));
	told.attacks++;
	await client.closed();
	if (client.closedWith?.code === 4403) told.refused++;
}

/** A WebSocket frame with a reserved opcode: a server without an ear for errors dies of it. */
function damagedFrame(seat: Seat): void {
	const { hostname, port, pathname } = new URL(seat.url);
	const socket = net.connect(Number(port), hostname);
	socket.on('error', () => {});
	const key = randomBytes(16).toString('base64');
	const head = [`GET ${pathname} HTTP/1.1`, `Host: ${hostname}`, 'Connection: Upgrade', 'Upgrade: websocket'];
	head.push('Sec-WebSocket-Version: 13', `Sec-WebSocket-Key: ${key}`, `Cookie: ${seat.cookie}`, '', '');
	socket.write(head.join('\r\n'));
	socket.once('data', () => socket.end(Buffer.from([0x83, 0x80, 1, 2, 3, 4])));
}

function hugeFrame(seat: Seat): void {
	const ws = new WebSocket(seat.url, { headers: { cookie: seat.cookie }, perMessageDeflate: false });
	ws.on('error', () => {});
	ws.on('open', () => ws.send(Buffer.alloc(120 * 1024 * 1024)));
}

let going = true;
process.on('SIGTERM', () => (going = false));
console.log('{}');
const [first] = seats;
const underway: Promise<void>[] = [];
for (let n = 0; going; n++) {
	underway.push(attack(n).catch(() => {}));
	if (first && n === 5) damagedFrame(first);
	if (first && n === 10) hugeFrame(first);
	await new Promise((resolve) => setTimeout(resolve, 100));
}
await Promise.all(underway);
for (const url of new Set(seats.map((seat) => seat.url))) {
	const seat = seats.find((one) => one.url === url);
	const fresh = seat && (await open(seat));
	if (fresh && new TextDecoder().decode(Y.encodeStateAsUpdate(fresh.doc)).includes(mark)) told.leaks++;
}
console.log(JSON.stringify(told));
process.exit(0);
