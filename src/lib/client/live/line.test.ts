import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { keepLine, type LineOptions } from './line';

/** A socket that does what the test says. */
class StillSocket {
	static made: StillSocket[] = [];
	readonly OPEN = 1;
	readyState = 0;
	onopen: (() => void) | null = null;
	onclose: ((event: { code: number; reason: string }) => void) | null = null;
	readonly at = Date.now();
	constructor(readonly url: string) {
		StillSocket.made.push(this);
	}
	send(): void {}
	close(): void {}
	open(): void {
		this.readyState = 1;
		this.onopen?.();
	}
	drop(code = 1006, reason = ''): void {
		this.onclose?.({ code, reason });
	}
}

const events = new EventTarget();
let stop: () => void;
let provider: WebsocketProvider;

beforeEach(() => {
	vi.useFakeTimers();
	StillSocket.made = [];
	vi.stubGlobal('window', {});
	vi.stubGlobal('document', Object.assign(events, { visibilityState: 'visible' }));
	vi.stubGlobal('addEventListener', events.addEventListener.bind(events));
	vi.stubGlobal('removeEventListener', events.removeEventListener.bind(events));
});
afterEach(() => {
	stop();
	provider.destroy();
	vi.unstubAllGlobals();
	vi.useRealTimers();
});

function connect(options: Partial<LineOptions> = {}): void {
	provider = new WebsocketProvider('ws://school/live', 'a', new Y.Doc(), {
		disableBc: true,
		WebSocketPolyfill: StillSocket as unknown as typeof WebSocket
	});
	stop = keepLine(provider, { knock: () => {}, ...options });
	newest().open();
	provider.synced = true;
}
const newest = (): StillSocket => StillSocket.made.at(-1) as StillSocket;

/** From now on nobody answers: every new socket fails at once. Answers how long after the loss each was tried, ms. */
function failFor(ms: number): number[] {
	const lost = Date.now();
	const before = StillSocket.made.length;
	newest().drop();
	for (let passed = 0; passed < ms; passed += 10) {
		vi.advanceTimersByTime(10);
		if (provider.ws) newest().drop();
	}
	return StillSocket.made.slice(before).map((socket) => socket.at - lost);
}

it('a lost line is tried five times within the first second, and after that with more and more patience', () => {
	connect();
	const tries = failFor(20_000);
	const early = tries.filter((at) => at <= 1050);
	expect(early.length).toBeGreaterThanOrEqual(4);
	early.forEach((at, i) => expect(at - (early[i - 1] ?? 0)).toBeLessThanOrEqual(210));
	const gaps = tries.slice(-4).map((at, i, all) => at - (all[i - 1] ?? at));
	for (const gap of gaps.slice(1)) expect(gap).toBeGreaterThanOrEqual(2400);
	// and the next time it is lost, the first second is an eager one again
	newest().drop();
	vi.advanceTimersByTime(3000);
	newest().open();
	provider.synced = true;
	expect(failFor(1000).length).toBeGreaterThanOrEqual(4);
});

it('it is tried at once when the network or the tab comes back', () => {
	for (const event of ['online', 'visibilitychange']) {
		connect();
		failFor(20_000);
		const before = StillSocket.made.length;
		events.dispatchEvent(new Event(event));
		expect(StillSocket.made.length).toBe(before + 1);
		stop();
		provider.destroy();
	}
});

it('a tab that goes out of sight tries nothing, and a line that was left is not opened again', () => {
	connect();
	failFor(5000);
	const before = StillSocket.made.length;
	Object.assign(events, { visibilityState: 'hidden' });
	events.dispatchEvent(new Event('visibilitychange'));
	expect(StillSocket.made.length).toBe(before);
	provider.disconnect();
	events.dispatchEvent(new Event('online'));
	expect(StillSocket.made.length).toBe(before);
});

it('a line that looks open but gives no answer after the network changed is opened anew; one that answers stays', () => {
	const knock = vi.fn();
	connect({ knock });
	events.dispatchEvent(new Event('online'));
	expect([knock.mock.calls.length, StillSocket.made.length]).toEqual([1, 1]);
	vi.advanceTimersByTime(2000);
	expect(StillSocket.made.length).toBe(2);
	newest().open();
	knock.mockImplementation(() => (provider.wsLastMessageReceived += 1));
	events.dispatchEvent(new Event('offline'));
	vi.advanceTimersByTime(2000);
	expect(StillSocket.made.length).toBe(2);
});

it('a table that is elsewhere is looked up at once, one that cannot be reached after two failures', async () => {
	const lookUp = vi.fn(async () => 'ws://school/live/at/b');
	connect({ lookUp });
	newest().drop(4503, 'too-busy');
	vi.advanceTimersByTime(210);
	expect(lookUp).not.toHaveBeenCalled();
	newest().open();
	newest().drop(4503, 'elsewhere');
	expect(lookUp).toHaveBeenCalledTimes(1);
	await vi.advanceTimersByTimeAsync(0);
	expect(newest().url).toBe('ws://school/live/at/b/a');
	newest().open();
	provider.synced = true;
	lookUp.mockResolvedValue('ws://school/live/at/c');
	newest().drop();
	await vi.advanceTimersByTimeAsync(210);
	newest().drop();
	expect(lookUp).toHaveBeenCalledTimes(1);
	await vi.advanceTimersByTimeAsync(210);
	newest().drop();
	expect(lookUp).toHaveBeenCalledTimes(2);
	await vi.advanceTimersByTimeAsync(0);
	expect(newest().url).toBe('ws://school/live/at/c/a');
});

it('when nobody can say where the table is, the old address is tried on', async () => {
	connect({ lookUp: () => Promise.reject(new Error('no line')) });
	newest().drop(4503, 'elsewhere');
	await vi.advanceTimersByTimeAsync(400);
	expect(newest().url).toBe('ws://school/live/a');
	expect(StillSocket.made.length).toBeGreaterThan(1);
});

it('[L23] after sleep a line that gives no answer is opened anew within a second; one that answers stays', () => {
	const knock = vi.fn();
	connect({ knock });
	vi.advanceTimersByTime(5000);
	expect(knock).not.toHaveBeenCalled();
	const sleep = () => vi.setSystemTime(Date.now() + 600_000);
	sleep();
	vi.advanceTimersByTime(1000);
	expect([knock.mock.calls.length, StillSocket.made.length]).toEqual([1, 1]);
	vi.advanceTimersByTime(700);
	expect(StillSocket.made.length).toBe(2);
	newest().open();
	knock.mockImplementation(() => (provider.wsLastMessageReceived += 1));
	sleep();
	vi.advanceTimersByTime(3000);
	expect(StillSocket.made.length).toBe(2);
});
