import { hash, verify } from '@node-rs/argon2';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { guessable } from './guessable';

/** argon2id, 19 MiB, 2 rounds, 1 lane (OWASP). About 10 ms each. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** At most two at once: a hundred people signing in must not stop the live table (SECURITY E10). */
const free = { places: 2, waiting: [] as (() => void)[] };

/**
 * More than so many who wait would wait seconds: whoever comes then hears at once that it is busy, before it counts as a
 * try, and memory stays bounded whatever asks (SECURITY E10).
 */
const longQueue = 200;
export const passwordsAreCrowded = (): boolean => free.waiting.length >= longQueue;

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
	if (free.places > 0) free.places--;
	else await new Promise<void>((resolve) => free.waiting.push(resolve));
	try {
		return await work();
	} finally {
		const next = free.waiting.shift();
		if (next) next();
		else free.places++;
	}
}

export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, cost));

/** Hash of nothing anybody knows: checked against for unknown addresses, so that they take as long as known ones. */
let decoy: Promise<string> | null = null;

/** `stored` null means "no such account": still takes the time of a check, and is always false. */
export async function passwordFits(stored: string | null, password: string): Promise<boolean> {
	decoy ??= hashPassword(crypto.randomUUID());
	const against = stored ?? (await decoy);
	const fits = await inTurn(() => verify(against, password));
	return stored !== null && fits;
}

/** [A11] 12 to 128 characters, no composition rules; those that are guessed early, her name and school among them, are refused. */
export function judgePassword(password: string, personal: string[]): Outcome<string> {
	const plain = password.normalize('NFKC');
	if ([...plain].length < 12) return no('password-too-short', { least: 12 });
	if (plain.length > 128) return no('bad-input');
	return guessable(plain, personal) ? no('password-too-common') : yes(plain);
}
