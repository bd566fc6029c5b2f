import { frames } from '$lib/notebook/frames';
import { openRoom, type OpenRoom } from '../integration/live/open-room';
import { dice, seedOf, type Dice } from './dice';
import { attackLimits, escapes, honestTable, noHarm, silence, type Harm } from './honest';
import { Line, wireFrame } from './line';
import { corpus, jsonFrame, mutant } from './mutate';

/** What damage over real sockets came to. */
export interface SocketReport extends Harm {
	seed: number;
	frames: number;
	handshakes: number;
	/** Handshakes by the status they were answered with; 0: the line was cut without an answer. */
	answered: Record<string, number>;
	/** Wrong handshakes that were let in. */
	letIn: number;
	/** Right handshakes, sent in between, that were not. */
	keptOut: number;
	/** Handshakes that got neither an answer nor a cut. */
	hung: number;
	/** Sockets the table still held when all attackers were gone. */
	leftOpen: number;
}

const lanes = 8;
const between = 200;
const origin = 'https://kijkkring.test';
const table = '/live/session/s1/table?saved=1';

/** [L4][L13] Promise D4 over the network: frames damaged below and above WebSocket, and handshakes of every wrongness. */
export async function damagedSockets(options: {
	frames: number;
	handshakes: number;
	seed: number;
}): Promise<SocketReport> {
	const { seed } = options;
	const report: SocketReport = {
		...noHarm(),
		seed,
		frames: 0,
		handshakes: 0,
		answered: {},
		letIn: 0,
		keptOut: 0,
		hung: 0,
		leftOpen: 0
	};
	const caught = escapes(report);
	const quiet = silence();
	const room = await openRoom({ limits: attackLimits });
	try {
		await room.goTo('what-we-see');
		const port = Number(new URL(room.server).port);
		const honest = await honestTable(room, seed);
		const from = corpus(dice(seed));
		const rounds = Math.ceil((options.frames + options.handshakes) / between);
		for (let n = 0; n < rounds; n++) {
			const roll = dice(seedOf(seed, n));
			const some = (of: number) => Math.ceil(of / rounds / lanes);
			await Promise.all(
				Array.from({ length: lanes }, async () => {
					for (let i = some(options.handshakes); i > 0; i--) await knock(port, roll, report);
					await shootOver(port, some(options.frames), from, roll, report);
				})
			);
			await honest.write(report);
			if (n % 10 === 0) await honest.compare(room, report);
		}
		await honest.compare(room, report);
		report.leftOpen = await stillOpen(room, 2);
		return report;
	} finally {
		await room.close();
		quiet();
		caught();
	}
}

/** Sockets beyond these, when the table had a moment to notice that their owners are gone. */
async function stillOpen(room: OpenRoom, honest: number): Promise<number> {
	for (const until = Date.now() + 5_000; room.live().stats().sockets > honest && Date.now() < until;)
		await new Promise((resolve) => setTimeout(resolve, 20));
	return room.live().stats().sockets - honest;
}

async function shootOver(
	port: number,
	count: number,
	from: ReturnType<typeof corpus>,
	roll: Dice,
	report: SocketReport
): Promise<void> {
	let line: Line | null = null;
	for (let n = 0; n < count; n++) {
		if (!line || line.closedWith) {
			const opened = Line.over(port, table, { origin, cookie: roll.pick(['gerda', 'marit', 'marit', 'lieke']) });
			await opened.until(() => opened.status !== 0);
			line = opened;
		}
		const { heard } = line;
		heard.length = 0;
		report.frames++;
		const whole = wireFrame(mutant(from, roll));
		if (roll.chance(0.5)) {
			line.sendBytes(whole);
			line.sendBytes(wireFrame(jsonFrame(frames.clock, `{"t0":${n}}`)));
			await line.until(() => heard.some((one) => one[0] === frames.clock));
		} else {
			// what is left of the framing may wait for bytes that never come: a line that is half open, and cut
			line.sendBytes(damagedFraming(whole, roll));
			line.sendBytes(wireFrame(jsonFrame(frames.clock, `{"t0":${n}}`)));
			if (roll.chance(0.5)) await new Promise((resolve) => setImmediate(resolve));
			line.cut();
			await line.until(() => false);
		}
	}
	line?.cut();
}

/** Reserved bits, unknown kinds, no mask, forged lengths, pieces without an end, a frame that stops half-way. */
function damagedFraming(whole: Buffer, roll: Dice): Buffer {
	const out = Buffer.from(whole);
	switch (roll.roll(6)) {
		case 0:
			out[0] = roll.roll(256);
			return out;
		case 1:
			out[1] = roll.roll(256);
			return out;
		case 2:
			return out.subarray(0, roll.roll(out.length));
		case 3:
			out[0] = roll.pick([0x02, 0x00, 0x80, 0x01]);
			return Buffer.concat([out, out, out]);
		case 4: // 120 MB and more are announced
			return Buffer.concat([Buffer.from([0x82, 0xff]), Buffer.from([0, 0, 0, roll.roll(256), 7, 39, 14, 0]), out]);
		default: // a kind of control frame that is too long, or says nonsense
			return Buffer.concat([Buffer.from([roll.pick([0x88, 0x89, 0x8a]), 0x80 | roll.roll(127), 0, 0, 0, 0]), out]);
	}
}

async function knock(port: number, roll: Dice, report: SocketReport): Promise<void> {
	const right = roll.chance(0.05);
	const { url, headers, head } = right
		? { url: table, headers: { origin, cookie: 'kees' }, head: undefined }
		: wrong(roll);
	const line = Line.over(port, url, headers, head);
	const answered = await line.until(() => line.status !== 0);
	report.handshakes++;
	report.answered[line.status] = (report.answered[line.status] ?? 0) + 1;
	if (right && line.status !== 101) report.keptOut++;
	if (!right && line.status === 101) report.letIn++;
	if (!answered && !line.closedWith) report.hung++;
	line.cut();
}

const urls = [
	'/live/session/s1/own/marit',
	'/live/session/s2/table',
	'/live/session/s1/tabl',
	'/live/session/../s1/table',
	'/live/session/%2e%2e/s1/table',
	'/live/session/s1/table/',
	'/live//session/s1/table',
	'/live/session/s1%00/table',
	`/live/session/${'a'.repeat(5_000)}/table`,
	'/live/',
	'/live',
	'/live/session/s1/table#',
	'/live/session/__proto__/table',
	'/live/session/s1/own/',
	'http://elders.test/live/session/s1/table',
	'*'
];
const origins = [
	'',
	'null',
	'https://elders.test',
	'http://kijkkring.test',
	'https://kijkkring.test.elders.test',
	'https://kijkkring.test:444',
	'https://kijkkring.test, https://elders.test',
	'file://'
];
const cookies = [
	'',
	'vreemd',
	'vertrokken',
	'els',
	'anke',
	'x'.repeat(6_000),
	'marit; kees',
	'__proto__',
	'\u00e9',
	' '
];

/** One thing wrong, or several. */
function wrong(roll: Dice): { url: string; headers: Record<string, string>; head?: Buffer } {
	const good = { origin, cookie: 'kees' };
	switch (roll.roll(6)) {
		case 0:
			return { url: roll.pick(urls), headers: good };
		case 1:
			return { url: table, headers: { ...good, origin: roll.pick(origins) } };
		case 2:
			return { url: table, headers: { ...good, cookie: roll.pick(cookies) } };
		case 3:
			return { url: table, headers: { ...good, ...wrongUpgrade(roll) } };
		case 4:
			return { url: roll.pick(urls), headers: { origin: roll.pick(origins), cookie: roll.pick(cookies) } };
		default:
			return { url: table, headers: good, head: noise(roll) };
	}
}

const wrongUpgrade = (roll: Dice): Record<string, string> =>
	roll.pick<Record<string, string>>([
		{ 'sec-websocket-version': roll.pick(['0', '7', '12', '99', 'x', '']) },
		{ 'sec-websocket-key': roll.pick(['', 'kort', 'x'.repeat(2_000), 'AAAAAAAAAAAAAAAAAAAAAAAA']) },
		{ upgrade: roll.pick(['h2c', 'websockets', 'tls/1.0']) },
		{ 'sec-websocket-protocol': roll.pick([',', 'a,a', '"', '\u00e9']) }
	]);

/** No handshake at all, ended with an empty line so that the parser need not wait for more. */
function noise(roll: Dice): Buffer {
	const text = roll.pick([
		'POST /live/session/s1/table HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
		'GET /live/session/s1/table HTTP/9.9\r\nUpgrade: websocket\r\n\r\n',
		'GET /live/session/s1/table HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nContent-Length: -1\r\n\r\n',
		'\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n',
		'GET\r\n\r\n',
		': :\r\n\r\n'
	]);
	const bytes = Buffer.from(text, 'latin1');
	if (roll.chance(0.3)) bytes[roll.roll(10)] = roll.roll(256);
	return Buffer.concat([bytes, Buffer.from('\r\n\r\n')]);
}
