import { SvelteMap } from 'svelte/reactivity';
import type { RefusalCode } from '$lib/domain/refusals';
import type { SendingClip, SendingState } from '$lib/client/upload';

/** One clip on its way from this tab. Bytes; time left in ms, null until that can be told. */
export class Sending {
	state: SendingState | 'paused' = $state('sending');
	sent = $state(0);
	total = $state(0);
	msLeft: number | null = $state(null);
	/** Why it failed, when the server said so. */
	code: RefusalCode | null = $state(null);
	#clip: SendingClip | null = null;

	constructor(
		readonly clipId: string,
		private readonly file: File
	) {
		this.total = file.size;
	}

	/** Begins, or goes on where it was. The sender itself is fetched only now. */
	async send(): Promise<void> {
		this.state = 'sending';
		this.code = null;
		guardTab();
		const { sendClip } = await import('$lib/client/upload');
		if (this.state !== 'sending') return;
		this.#clip = sendClip(this.file, {
			url: `/clips/${this.clipId}/upload`,
			onProgress: (sent, total, msLeft) => {
				this.sent = sent;
				this.total = total;
				this.msLeft = msLeft;
			},
			onState: (state, code) => {
				if (this.state === 'paused') return; // an answer that was still under way
				this.state = state;
				this.code = code ?? null;
				if (state === 'done' || state === 'failed') guardTab();
			}
		});
	}

	/** Keeps what has arrived. */
	async pause(): Promise<void> {
		this.state = 'paused';
		await this.#clip?.abort();
		guardTab();
	}
}

/** What this tab is sending, by clip id. Outlives a change of page; a reload ends it, and then it is taken up again. */
const underWay = new SvelteMap<string, Sending>();

export const sendingOf = (clipId: string): Sending | undefined => underWay.get(clipId);

export function beginSending(clipId: string, file: File): void {
	void underWay.get(clipId)?.pause();
	const sending = new Sending(clipId, file);
	underWay.set(clipId, sending);
	void sending.send();
}

export async function stopSending(clipId: string): Promise<void> {
	await underWay.get(clipId)?.pause();
	underWay.delete(clipId);
}

/** The browser asks before it closes a tab that is still sending. */
function guardTab(): void {
	const busy = [...underWay.values()].some(({ state }) => state === 'sending' || state === 'waiting');
	if (busy) addEventListener('beforeunload', ask);
	else removeEventListener('beforeunload', ask);
}

const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
