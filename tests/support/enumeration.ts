import { inArray, like, sql } from 'drizzle-orm';
import { hashPassword } from '../../src/lib/server/auth/passwords';
import { guardianLink, invitation, signInTry, userAccount } from '../../src/lib/server/db/schema';
import { makeLetter } from '../../src/lib/server/use-cases/parent/letters';
import { dice } from '../faults/dice';
import { mannWhitney } from './mann-whitney';
import type { Kit } from './rights-matrix/kit';
import type { World } from './rights-matrix/world';
import { castDay } from './test-needs';

/** How far a door tells, by the time it takes, whether what was typed is known. Times in ms. */
export interface Told {
	what: string;
	tries: number;
	medianKnown: number;
	medianUnknown: number;
	/** The part of the cases in which chance alone sets them so far apart. */
	p: number;
	/** Different answers there were, without what is drawn by lot for each; one where nothing is told. */
	answers: number;
}

/** An account is tried so often: what slows guesses down comes later, and a letter is sent three times in an hour. */
const triesEach = 3;

/** Each door, as often with what is known as with what is not, in an order drawn by lot. */
export async function enumerate(world: World, kit: Kit, tries: number, seed: number): Promise<Told[]> {
	const { db, needs } = world;
	const accounts = Math.ceil(tries / triesEach);
	const email = (kind: 'is' | 'no', n: number) => `${kind}-${String(n).padStart(5, '0')}@delinde.test`;
	const passwordHash = await hashPassword('vier andere losse woorden');
	const people = Array.from({ length: accounts }, (_, n) => ({
		...{ id: `is-${n}`, name: 'Iemand', email: email('is', n), passwordHash, createdAt: castDay }
	}));
	await db.insert(userAccount).values(people);
	const letter = await makeLetter(needs, 'marit', 'marit-j', { guardianId: 'father', language: 'nl' });
	if (!letter.ok) throw new Error(letter.code);
	await db
		.update(guardianLink)
		.set({ revokedAt: castDay })
		.where(inArray(guardianLink.guardianId, ['father']));
	const taken = letter.value.typed;
	const never = taken.replace(/[A-Z0-9]/gi, (sign) => (sign === '7' ? '8' : '7'));
	const doors: [string, string, (known: boolean, n: number) => Record<string, string>][] = [
		[
			'login',
			'/login',
			(known, n) => ({ email: email(known ? 'is' : 'no', n % accounts), password: 'geen van beide hier' })
		],
		['forgotten password', '/forgot', (known, n) => ({ email: email(known ? 'is' : 'no', n % accounts) })],
		['parent’s letter', '/consent?/open', (known) => ({ secret: known ? taken : never })]
	];
	const told: Told[] = [];
	for (const [what, path, fieldsOf] of doors) {
		const chance = dice(seed);
		const times = { known: [] as number[], unknown: [] as number[] };
		const answers = new Set<string>();
		const next = { known: 0, unknown: 0 };
		while (times.known.length < tries || times.unknown.length < tries) {
			const coin = chance.chance(0.5) ? ('known' as const) : ('unknown' as const);
			const kind = times[coin].length < tries ? coin : coin === 'known' ? 'unknown' : 'known';
			const fields = fieldsOf(kind === 'known', next[kind]++);
			const request = new Request(needs.origin + path, {
				method: 'POST',
				headers: { origin: needs.origin, accept: 'application/json', 'x-sveltekit-action': 'true' },
				body: new URLSearchParams(fields)
			});
			const before = performance.now();
			const answered = await kit.ask(request);
			const text = await answered.text();
			times[kind].push(performance.now() - before);
			answers.add(plain(answered, text, Object.values(fields)));
			// what it leaves behind is not what is measured
			await world.settled();
			world.letters.length = 0;
			if ((next.known + next.unknown) % 20 === 0) await forgetTries(world);
		}
		const [medianKnown, medianUnknown] = [medianOf(times.known), medianOf(times.unknown)];
		const p = mannWhitney(times.known, times.unknown);
		told.push({ what, tries, medianKnown, medianUnknown, p, answers: answers.size });
	}
	await db.delete(invitation).where(like(invitation.userId, 'is-%'));
	await db.delete(userAccount).where(like(userAccount.id, 'is-%'));
	return told;
}

/** All tries come from one address here, and no door is to be held up by that. */
const forgetTries = ({ db }: World) => db.delete(signInTry).where(sql`true`);

function plain(answered: Response, text: string, typed: string[]): string {
	const heads = [...answered.headers].filter(([name]) => name !== 'content-length').sort();
	const whole = JSON.stringify([answered.status, heads, text]);
	return typed.reduce((left, one) => left.replaceAll(one, 'TYPED'), whole);
}

function medianOf(values: readonly number[]): number {
	return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
