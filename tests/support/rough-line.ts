import net from 'node:net';

/** A line between a browser and a server as a school's can be: slow, cut off, gone for a while. */
export interface RoughLine {
	readonly port: number;
	/** Bytes that browsers gave it, whatever became of them. */
	readonly up: number;
	/** Lets at most so many bytes a second through towards the server, all connections together; null is no limit. */
	slow(bytesPerSecond: number | null): void;
	/** Breaks every connection that is open now. */
	cut(): void;
	/** From now on nobody gets through (and what was open breaks), until `back`. */
	gone(): void;
	back(): void;
	/** Runs once when so many bytes have been given in all. */
	after(bytes: number, act: () => void): void;
	close(): Promise<void>;
}

/** Read at a time: small, so that a cut loses little and a slow line is slow for the sender too. */
const gulp = 16 * 1024;

/** Opens a line to a port on this machine. No packets are lost in it: it is the connections that break, as on Wi-Fi. */
export async function openRoughLine(to: number): Promise<RoughLine> {
	const open = new Set<net.Socket>();
	const marks: { bytes: number; act: () => void }[] = [];
	let up = 0;
	let rate: number | null = null;
	let isGone = false;
	/** When the line has carried what it took so far, ms. */
	let busyUntil = 0;

	const server = net.createServer({ highWaterMark: gulp }, (near) => {
		if (isGone) return void near.destroy();
		const far = net.connect({ port: to, host: '127.0.0.1' });
		for (const socket of [near, far]) {
			open.add(socket);
			socket.on('error', () => {});
			socket.on('close', () => {
				open.delete(socket);
				near.destroy();
				far.destroy();
			});
		}
		far.pipe(near);
		near.on('data', (piece: Buffer) => {
			up += piece.length;
			while ((marks[0]?.bytes ?? Infinity) <= up) marks.shift()?.act();
			const wait = waitFor(piece.length);
			const taken = near.destroyed || far.destroyed || far.write(piece);
			if (taken && wait === 0) return;
			near.pause();
			const goOn = () => setTimeout(() => near.resume(), wait);
			if (taken) goOn();
			else far.once('drain', goOn);
		});
		near.on('end', () => far.end());
	});

	function waitFor(bytes: number): number {
		if (rate === null) return 0;
		const now = performance.now();
		busyUntil = Math.max(now, busyUntil) + (bytes / rate) * 1000;
		return busyUntil - now;
	}
	const cut = () => open.forEach((socket) => void socket.destroy());

	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as net.AddressInfo).port,
		get up() {
			return up;
		},
		slow: (bytesPerSecond) => (rate = bytesPerSecond),
		cut,
		gone() {
			isGone = true;
			cut();
		},
		back: () => void (isGone = false),
		after(bytes, act) {
			marks.push({ bytes, act });
			marks.sort((a, b) => a.bytes - b.bytes);
		},
		async close() {
			cut();
			await new Promise((resolve) => server.close(resolve));
		}
	};
}
