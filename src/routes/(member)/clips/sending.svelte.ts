import { SvelteMap } from 'svelte/reactivity';
import type { RefusalCode } from '$lib/domain/refusals';
import type { KeptClip } from '$lib/client/sending/piece-store';
import type { ClipSource, SendingClip, SendingState } from '$lib/client/upload';

/** After these answers nobody will ever want the rest of the clip. */
const overCodes: ReadonlySet<RefusalCode> = new Set(['not-found', 'clip-gone', 'no-consent', 'not-allowed']);
/** After the server could not be reached for a key it is asked again, ms. */
const askAgain = 10_000;

/** One clip on its way. Bytes; time left in ms, null until that can be told. */
export class Sending {
	/** `elsewhere`: another tab sends it; this one takes over when that one is gone. */
	state: SendingState | 'paused' | 'elsewhere' = $state('sending');
	sent = $state(0);
	total = $state(0);
	msLeft: number | null = $state(null);
	/** Why it failed, when the server said so. */
	code: RefusalCode | null = $state(null);
	/** All of it waits sealed on this device: the tab may be closed. */
	kept = $state(false);
	/** The browser says that there is no network at all. */
	offline = $state(false);
	#clip: SendingClip | null = null;
	#letGo: () => void = () => {};
	#over = false;
	readonly #keeping = new AbortController();

	/** `resume`: something of it may have arrived before. `onSafe`: it is kept here whole, or it has arrived. */
	constructor(
		readonly clipId: string,
		private readonly source: ClipSource,
		private resume: boolean,
		private readonly onSafe: () => void = () => {}
	) {
		this.total = source.size;
		this.kept = resume;
	}

	/** Begins, or goes on where it was. The sender itself is fetched only now. */
	async send(): Promise<void> {
		this.state = 'sending';
		this.code = null;
		guardTab();
		const { sendClip } = await import('$lib/client/upload');
		if (this.state !== 'sending') return;
		this.#clip = sendClip(this.source, {
			url: `/clips/${this.clipId}/upload`,
			resume: this.resume,
			onProgress: (sent, total, msLeft) => {
				this.sent = sent;
				this.total = total;
				this.msLeft = msLeft;
			},
			onState: (state, code) => this.#moved(state, code ?? null)
		});
		this.resume = true;
	}

	/** Seals the clip on this device beside the sending, so that the tab may be closed. */
	async keep(): Promise<void> {
		const { askClipKey, browserPieces, canKeepClips, keepClip } = await kept();
		if (!canKeepClips()) return;
		const key = await askClipKey(this.clipId);
		const whole = await keepClip(browserPieces(), this.clipId, this.source, key, this.#keeping.signal);
		// it may have arrived, or been given up, while the last piece was written
		if (whole && this.#keeping.signal.aborted) await browserPieces().drop(this.clipId);
		else this.kept = whole;
		if (this.kept) this.onSafe();
		guardTab();
	}

	/** Keeps what has arrived. */
	async pause(): Promise<void> {
		this.state = 'paused';
		await this.#clip?.abort();
		guardTab();
	}

	/** Nothing more is sent, and another tab may take it up. */
	async stop(): Promise<void> {
		await this.pause();
		this.#end();
	}

	/** Calls it this tab's until it ends. */
	hold(letGo: () => void): void {
		this.#letGo = letGo;
		if (this.#over) letGo();
	}

	#end(): void {
		this.#over = true;
		this.#letGo();
	}

	#moved(state: SendingState, code: RefusalCode | null): void {
		if (this.state === 'paused') return; // an answer that was still under way
		this.state = state;
		this.code = code;
		this.offline = state === 'waiting' && !navigator.onLine;
		if (state === 'done') this.onSafe();
		if (state === 'done' || (code && overCodes.has(code))) void this.#forget();
		if (state === 'done' || state === 'failed') guardTab();
	}

	async #forget(): Promise<void> {
		this.#keeping.abort();
		const { browserPieces, canKeepClips } = await kept();
		if (canKeepClips())
			await browserPieces()
				.drop(this.clipId)
				.catch(() => undefined);
		this.#end();
	}
}

/** What this browser is sending, by clip id. Outlives a change of page; after a reload it is taken up again. */
const underWay = new SvelteMap<string, Sending>();

export const sendingOf = (clipId: string): Sending | undefined => underWay.get(clipId);
export const allSending = (): Sending[] => [...underWay.values()];

/**
 * Sends a prepared clip, and keeps it on this device until it has arrived. `onSafe` once or twice: what it was made from
 * need not be kept any more.
 */
export function beginSending(clipId: string, source: ClipSource, onSafe?: () => void): void {
	void underWay.get(clipId)?.stop();
	const sending = new Sending(clipId, source, false, onSafe);
	underWay.set(clipId, sending);
	void asOnlyTab(clipId, async () => {
		void sending.keep();
		await sending.send();
		return sending;
	});
}

export async function stopSending(clipId: string): Promise<void> {
	await underWay.get(clipId)?.stop();
	underWay.delete(clipId);
}

/**
 * Goes on with what an earlier visit left on this device [U2]. What nobody may have any more, or nobody can read, goes.
 * Asked again by itself when the server cannot be reached.
 */
export function takeUpKept(): Promise<void> {
	return (taking ??= takeAllUp().finally(() => (taking = null)));
}

let taking: Promise<void> | null = null;

async function takeAllUp(): Promise<void> {
	const { browserPieces, canKeepClips } = await kept();
	if (!canKeepClips()) return;
	const store = browserPieces();
	for (const record of await store.clips().catch(() => [])) {
		if (underWay.has(record.clip)) continue;
		const taken = await takeUp(record);
		if (taken === 'unreachable') setTimeout(() => void takeUpKept(), askAgain);
	}
}

async function takeUp(record: KeptClip): Promise<'unreachable' | null> {
	const { askClipKey, browserPieces, keptSource } = await kept();
	const store = browserPieces();
	const asked = await askClipKey(record.clip, record.stamp);
	if (asked === 'unreachable') return asked;
	if (asked === 'refused') {
		await store.drop(record.clip);
		return null;
	}
	if (underWay.has(record.clip)) return null;
	const sending = new Sending(record.clip, keptSource(store, record, asked.key), true);
	sending.state = 'elsewhere';
	underWay.set(record.clip, sending);
	void asOnlyTab(record.clip, async () => {
		const now = (await store.clips()).find(({ clip }) => clip === record.clip);
		// gone: the other tab has brought it home. Never whole: the tab that kept it is gone, and so is its end
		if (!now?.whole) {
			if (now) await store.drop(record.clip);
			underWay.delete(record.clip);
			return null;
		}
		await sending.send();
		return sending;
	});
	return null;
}

/** Only one tab sends one clip [U3]: others wait until it lets go or is gone. Browsers without locks keep nothing either. */
async function asOnlyTab(clipId: string, begin: () => Promise<Sending | null>): Promise<void> {
	const locks = navigator.locks as LockManager | undefined;
	if (!locks) return void (await begin());
	await locks.request(`kijkkring-clip/${clipId}`, async () => {
		const sending = await begin();
		if (sending) await new Promise<void>((letGo) => sending.hold(letGo));
	});
}

/** What keeps clips: fetched when there is something to keep, or to look for. */
const kept = async () => ({
	...(await import('$lib/client/sending/keep-clip')),
	...(await import('$lib/client/sending/piece-store'))
});

/** The browser asks before it closes a tab whose clip would be lost with it. */
function guardTab(): void {
	const busy = [...underWay.values()].some(
		({ state, kept }) => !kept && (state === 'sending' || state === 'waiting' || state === 'paused')
	);
	if (busy) addEventListener('beforeunload', ask);
	else removeEventListener('beforeunload', ask);
}

const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
