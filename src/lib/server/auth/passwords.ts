import { hash, verify } from '@node-rs/argon2';
import { no, yes, type Outcome } from '$lib/domain/outcome';

/** argon2id, 19 MiB, 2 rounds, 1 lane (OWASP). About 10 ms each. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** At most two at once: a hundred people signing in must not stop the live table (SECURITY E10). */
const free = { places: 2, waiting: [] as (() => void)[] };

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

/** 12 to 128 characters, no composition rules; the most guessed ones and the school's own words are refused. */
export function judgePassword(password: string, personal: string[]): Outcome<string> {
	const plain = password.normalize('NFKC');
	if ([...plain].length < 12) return no('password-too-short', { least: 12 });
	if (plain.length > 128) return no('bad-input');
	const low = plain.toLowerCase();
	const guessable =
		/^(.)\1+$/.test(low) ||
		common.some((word) => low.replace(word, '').length < 4) ||
		personal.some((word) => word.length > 3 && low.replace(word.toLowerCase(), '').length < 4);
	return guessable ? no('password-too-common') : yes(plain);
}

const common = [
	'wachtwoord',
	'password',
	'welkom',
	'geheim',
	'kijkkring',
	'qwertyuiop',
	'123456789',
	'1234567890',
	'123456789012',
	'abcdefghijkl',
	'iloveyou',
	'ikhouvanjou',
	'zomer2026',
	'winter2026',
	'lente2026',
	'herfst2026'
];
