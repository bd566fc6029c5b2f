import { appendFile } from 'node:fs/promises';
import type { Config } from './config';
import { headKeyOf, layLinks, makeHead, lastHead, newestEntry, shortenLog } from './db/audit-chain';
import { logKeptMs } from './db/audit-verify';
import { failureText } from './failure-text';
import type { Needs } from './use-cases/needs';

/** A head at most so often, ms: what is younger than the last one, only this machine vouches for [AU3]. */
const headEvery = 5 * 60_000;
/** And at least so often, also when nothing happened: that no head comes is then something to notice. */
const quietEvery = 24 * 3_600_000;

/** What the clock does with the log of views and rights. Every part may run twice and stop half-way. */
export interface LogKeeper {
	/** Every second: links what was written. */
	link(): Promise<void>;
	/** Every minute: makes a head when it is time, and sends it to where this machine has no hand in it. */
	sendHead(): Promise<void>;
	/** Every day: takes out what is older than twelve months [AU8], and looks for entries that were left unlinked. */
	shorten(): Promise<void>;
}

export function openLogKeeper(needs: Needs, config: Config): LogKeeper {
	const key = headKeyOf(config.masterKey, needs.vault.mark);
	const quiet = config.demo || config.dev;
	let linkedTo = -1;

	async function send(line: string): Promise<void> {
		// three ways, each by itself: one that fails keeps no other from going
		if (!quiet) console.log(`kijkkring: ${line}`);
		const { headsFile, mail } = config.audit;
		const ways: Promise<void>[] = [];
		if (headsFile) ways.push(appendFile(headsFile, `${line}\n`, { mode: 0o640 }));
		if (mail) ways.push(needs.mail({ to: mail, subject: 'Kijkkring: head of the log', text: `${line}\n` }));
		for (const result of await Promise.allSettled(ways))
			if (result.status === 'rejected')
				console.error(`kijkkring: a head of the log could not be sent: ${failureText(result.reason)}`);
	}

	return {
		async link() {
			const newest = await newestEntry(needs.db);
			if (newest === linkedTo) return;
			await layLinks(needs.db);
			linkedTo = newest;
		},
		async sendHead() {
			const now = needs.clock();
			const last = await lastHead(needs.db);
			const age = last ? now.getTime() - last.at.getTime() : Infinity;
			if (age < headEvery) return;
			const line = await makeHead(needs.db, key, now, age < quietEvery ? (last?.number ?? 0) : 0);
			if (line) await send(line);
		},
		async shorten() {
			await layLinks(needs.db, Infinity);
			const now = needs.clock();
			await shortenLog(needs.db, new Date(now.getTime() - logKeptMs), now);
		}
	};
}
