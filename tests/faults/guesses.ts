import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freeTries } from '$lib/domain/throttle';
import { openSignIns } from '$lib/server/auth/sign-ins';
import { userAccount } from '$lib/server/db/schema';
import type { Gate } from '$lib/server/use-cases/people/gate';
import { signIn } from '$lib/server/use-cases/people/sign-in';
import { openTestHouse } from '../support/test-needs';
import { dice } from './dice';

/** What a day of guessing at one account came to. */
export interface GuessReport {
	tries: number;
	addresses: number;
	/** Guesses that were held against a password, in the whole day. */
	held: number;
	/** Longest wait somebody was told before the hundredth guess of the day, ms. */
	longestWaitMs: number;
	/** Times the owner was not let in, in the browser she was in before. */
	ownerOut: number;
	/** Colleagues behind the address that guessed too, who were not let in with their own password. */
	colleaguesOut: number;
	colleagues: number;
	/** The longest a colleague in a new browser was told to wait after a pupil guessed at forty accounts there, ms. */
	afterJokeMs: number;
}

interface Options {
	tries: number;
	addresses: number;
	/** How often in the day owner and colleagues come. */
	looks: number;
	/** Guesses in one moment. */
	together: number;
	seed: number;
}

const day = 24 * 3_600_000;
const right = 'zeven groene kussens opgeschud';
const school = '203.0.113.7';

/**
 * A day in which strangers guess at one account, from many addresses and several at once; halfway the server is another
 * one, on the same database. The clock is the test's own: a day takes minutes. Passwords are compared and not hashed.
 */
export async function guessForADay(given: Options): Promise<GuessReport> {
	const { tries, addresses, looks, together } = given;
	const chance = dice(given.seed);
	const dir = mkdtempSync(path.join(tmpdir(), 'kijkkring-guesses-'));
	const begun = new Date('2026-11-12T05:00:00Z').getTime();
	const told = { held: 0, longestWaitMs: 0, ownerOut: 0, colleaguesOut: 0, colleagues: 0, afterJokeMs: 0 };
	const passwords: Gate['passwords'] = {
		hash: async (password) => password,
		fits: async (stored, password) => stored === password,
		crowded: () => false,
		judge: () => {
			throw new Error('nobody chooses a password here');
		}
	};
	let house = await openTestHouse({ dir });
	await house.cast();
	await house.db.update(userAccount).set({ passwordHash: right });
	const enter = async (who: string, password: string, address: string, browser = '') => {
		const gate = { signIns: openSignIns(house.db, false), passwords };
		return signIn(house.needs, gate, { email: `${who}@delinde.test`, password }, address, 'test', browser);
	};
	house.setClock(new Date(begun));
	const first = await enter('kees', right, school);
	let browser = first.ok ? first.value.browser : '';

	const guess = async () => {
		const n = chance.roll(addresses);
		const address = n % 2 === 0 ? `198.51.${n >> 8}.${n & 255}` : `2001:db8:${n.toString(16)}:${chance.roll(9)}::1`;
		const heard = await enter('kees', `gok ${n}`, address);
		if (heard.ok) throw new Error('a guess was right');
		if (heard.code !== 'too-many-tries') told.held++;
		return heard.code === 'too-many-tries' ? Number(heard.facts?.['wait'] ?? 0) : 0;
	};
	const look = async () => {
		const came = await enter('kees', right, school, browser);
		if (came.ok) browser = came.value.browser;
		else told.ownerOut++;
		// one pupil's joke on one account, from the school's own address
		for (let i = 0; i <= freeTries; i++) await enter('lieke', 'gok', school);
		for (const who of ['marit', 'sofie', 'noor', 'anke', 'gerda', 'els']) {
			told.colleagues++;
			if (!(await enter(who, right, school)).ok) told.colleaguesOut++;
		}
	};
	try {
		for (let done = 0; done < tries; done += together) {
			house.setClock(new Date(begun + (done / tries) * day));
			if (Math.floor((looks * done) / tries) !== Math.floor((looks * (done - together)) / tries)) await look();
			if (Math.abs(done - tries / 2) < together / 2) {
				await house.close();
				house = await openTestHouse({ dir });
				house.setClock(new Date(begun + (done / tries) * day));
			}
			const waits = await Promise.all(Array.from({ length: together }, guess));
			// after the hundredth it is until tomorrow
			if (told.held < 100) told.longestWaitMs = Math.max(told.longestWaitMs, ...waits);
		}
		told.afterJokeMs = await afterAJoke(enter, (ms) => house.setClock(new Date(begun + day + ms)));
		return { tries, addresses, ...told };
	} finally {
		await house.close();
		rmSync(dir, { recursive: true, force: true });
	}
}

type Enter = (who: string, password: string, address: string) => ReturnType<typeof signIn>;

/** Forty invented accounts from the school's address in one moment: until a colleague in a new browser is in again, ms. */
async function afterAJoke(enter: Enter, at: (ms: number) => void): Promise<number> {
	for (let i = 0; i < 40; i++) await enter(`verzonnen${i}`, 'gok', school);
	for (let ms = 0; ms < 3_600_000; ms += 1_000) {
		at(ms);
		if ((await enter('noor', right, school)).ok) return ms;
	}
	return Number.POSITIVE_INFINITY;
}
