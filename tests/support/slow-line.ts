import { createServer, connect, type Socket } from 'node:net';

/** A line that holds up everything by a random time, in both directions and in order, as a bad wireless network does. */
export interface SlowLine {
	readonly address: string;
	/** Bytes that passed so far: a browser that found a way around has sent none here. */
	carried(): number;
	close(): Promise<void>;
}

/**
 * Listens on the same port of another loopback address, so that addresses and origins stay what they are: tell the
 * browser with `browserArgs` that localhost is there. `delay` answers ms for each piece that passes.
 */
export async function slowLine(port: number, delay: () => number, address = '127.0.0.2'): Promise<SlowLine> {
	const open = new Set<Socket>();
	let carried = 0;
	const server = createServer((near) => {
		const far = connect(port, '127.0.0.1');
		for (const [from, to] of [
			[near, far],
			[far, near]
		] as const) {
			open.add(from);
			from.setNoDelay(true);
			let free = 0;
			from.on('data', (bytes) => {
				carried += bytes.length;
				// nothing overtakes what went before it
				free = Math.max(free, performance.now() + delay());
				setTimeout(() => to.writable && to.write(bytes), free - performance.now());
			});
			from.on('error', () => to.destroy());
			from.on('close', () => {
				open.delete(from);
				setTimeout(() => to.destroy(), Math.max(0, free - performance.now()) + 1);
			});
		}
	});
	await new Promise<void>((resolve) => server.listen(port, address, resolve));
	return {
		address,
		carried: () => carried,
		close: () => {
			for (const socket of open) socket.destroy();
			return new Promise((resolve) => server.close(() => resolve()));
		}
	};
}

/** For Chromium: `localhost` is at this line, and so is everybody's own address in the demo (`noor.localhost`). */
export const browserArgs = ({ address }: SlowLine): string[] => [
	`--host-resolver-rules=MAP localhost ${address}, MAP *.localhost ${address}`
];
