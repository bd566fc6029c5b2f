import type { WebsocketProvider } from 'y-websocket';
import { closeCodes } from '$lib/notebook/frames';

/** After a line is lost every try comes 200 ms after the last one, this long; then the provider's own patience, ms. */
const eagerFor = 1000;
/** A socket that looks open but does not answer within this time after the network changed is a dead one, ms. */
const answerWithin = 1500;
/** The same after this device slept: then it nearly always is one. */
const answerAfterSleep = 700;
/** A second that took longer than this was slept through, ms. */
const slept = 3000;

export interface LineOptions {
	/** Where the table stands now, as `wss://school/live`; asked when it is elsewhere, or cannot be reached. */
	lookUp?: (() => Promise<string>) | undefined;
	/** Asks the server for any answer. */
	knock: () => void;
}

/**
 * Brings a lost line back sooner than the provider does by itself: within a second, at once when the network or the
 * tab comes back, and at another address when the table moved. Answers how to stop.
 */
export function keepLine(provider: WebsocketProvider, { lookUp, knock }: LineOptions): () => void {
	let lostAt = Date.now();
	let failures = 0;
	let looking = false;
	let probe: ReturnType<typeof setTimeout> | undefined;

	const again = () => {
		provider.disconnect();
		provider.connect();
	};

	const look = async () => {
		if (!lookUp || looking) return;
		looking = true;
		try {
			const found = await lookUp();
			if (found !== provider.serverUrl) {
				provider.serverUrl = found;
				if (provider.shouldConnect && !provider.wsconnected) again();
			}
		} catch {
			// no answer: the next failure asks again
		} finally {
			looking = false;
		}
	};

	const onClose = (event: CloseEvent | null) => {
		if (provider.synced) {
			lostAt = Date.now();
			failures = 0;
		} else failures++;
		// the provider doubles its waiting with every failure from here: the first ones do not count
		if (Date.now() - lostAt < eagerFor) provider.wsUnsuccessfulReconnects = 0;
		const elsewhere = event?.code === closeCodes.tryAgain && event.reason === 'elsewhere';
		if (elsewhere || (failures > 0 && failures % 2 === 0)) void look();
	};

	/** The network changed, or the tab was asleep: a closed line is opened now, an open one has to show that it lives. */
	const wake = (within: number) => {
		if (!provider.shouldConnect) return;
		if (!provider.wsconnected) {
			lostAt = Date.now();
			provider.wsUnsuccessfulReconnects = 0;
			return again();
		}
		const { wsLastMessageReceived: heard, ws } = provider;
		knock();
		clearTimeout(probe);
		probe = setTimeout(() => {
			if (provider.ws === ws && provider.wsLastMessageReceived === heard) again();
		}, within);
	};
	const onNetwork = () => wake(answerWithin);
	const onVisible = () => document.visibilityState === 'visible' && wake(answerWithin);
	// a laptop that was closed says nothing when it is opened: only its clock shows it
	let last = Date.now();
	const beat = setInterval(() => {
		const now = Date.now();
		if (now - last > slept) wake(answerAfterSleep);
		last = now;
	}, 1000);

	provider.on('connection-close', onClose);
	if (typeof window !== 'undefined') {
		for (const event of ['online', 'offline']) addEventListener(event, onNetwork);
		document.addEventListener('visibilitychange', onVisible);
	}
	return () => {
		clearTimeout(probe);
		clearInterval(beat);
		provider.off('connection-close', onClose);
		if (typeof window === 'undefined') return;
		for (const event of ['online', 'offline']) removeEventListener(event, onNetwork);
		document.removeEventListener('visibilitychange', onVisible);
	};
}
