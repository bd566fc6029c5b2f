/** Slowing down guesses at passwords (SECURITY E4). All figures in ms. */
const minute = 60_000;
const second = 1000;
/** The longest anybody waits for her next try: somebody's joke must not keep her out. */
const longestPause = 25 * second;
const day = 24 * 3_600_000;

/** Wrong passwords that cost nothing: people mistype. */
export const freeTries = 5;
/** Most guesses at one account in a day, wherever they come from. */
export const triesPerDay = 100;
/** Different accounts failing from one network address within a quarter of an hour, before that address waits. */
export const accountsPerAddress = 30;

/**
 * How long this account must wait before the next guess, given when the failed ones were: nothing for the first five,
 * then two seconds, doubled each time up to twenty-five. A hundred in a day are the end of it for that day, but for a
 * passkey, a link by mail, and a browser in which she was before [A13].
 */
export function waitForAccount(failures: readonly number[], now: number): number {
	const recent = failures.filter((at) => at > now - day).toSorted((a, b) => a - b);
	const last = recent.at(-1);
	if (last === undefined || recent.length < freeTries) return 0;
	const pause = Math.min(longestPause, 2 * second * 2 ** (recent.length - freeTries));
	const oldest = recent.length >= triesPerDay ? (recent.at(-triesPerDay) ?? last) + day : 0;
	return Math.max(0, last + pause - now, oldest - now);
}

/**
 * How long a network address must wait before the next guess from it: nothing, until many different accounts failed from
 * there; then one goes in twenty-five seconds, which is as few as if it were kept out for the rest of the quarter. A whole
 * school sits behind one address: a joke keeps nobody out for longer than that after it is over.
 */
export function waitForAddress(accountsThatFailed: number, lastFailure: number, now: number): number {
	return accountsThatFailed < accountsPerAddress ? 0 : Math.max(0, lastFailure + longestPause - now);
}
/** How far back failures of an address are looked at, in ms. */
export const addressWindow = 15 * minute;

/**
 * Whose address this is: of IPv6 its network, the first 64 bits, because a host has as many addresses of its own there
 * as it likes. Addresses of one network give one answer, however they were shortened.
 */
export function networkOf(address: string): string {
	// as a server that listens on both sees somebody of IPv4
	const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
	if (mapped) return mapped;
	if (!address.includes(':') || address.includes('.')) return address;
	const [before = [], after = []] = address.split('::').map((part) => part.split(':').filter(Boolean));
	const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
	const groups = [...before, ...zeros, ...after].slice(0, 4);
	return groups.map((group) => group.toLowerCase().replace(/^0+(?=.)/, '')).join(':');
}
