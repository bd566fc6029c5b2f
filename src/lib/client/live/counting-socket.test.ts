import { expect, it } from 'vitest';
import { countingSocket, type SocketCount } from './counting-socket';

/** A socket that remembers what went over it. */
class StillSocket {
	static readonly went: number[][] = [];
	readonly CLOSING = 2;
	readonly CLOSED = 3;
	readyState = 1;
	send(data: Uint8Array): void {
		StillSocket.went.push([...data]);
	}
}

it('what is typed before the answer to the greeting is in that answer, not before it', () => {
	let count: SocketCount = { sent: -1 };
	const Counting = countingSocket(
		StillSocket as unknown as typeof WebSocket,
		() => 1,
		(its) => (count = its)
	);
	const socket = new Counting('ws://table');
	const [step1, answer, update] = [
		[0, 0, 1],
		[0, 1, 1],
		[0, 2, 9]
	].map((bytes) => Uint8Array.from(bytes));
	for (const frame of [step1, update, answer, update]) if (frame) socket.send(frame);
	expect(StillSocket.went).toEqual([
		[0, 0, 1],
		[0, 1, 1],
		[0, 2, 9]
	]);
	expect(count.sent).toBe(2);
});
