import type { PGlite, Transaction } from '@electric-sql/pglite';
import postgres, { type Sql } from 'postgres';
import { askedTogether } from './asked-together';
import { oftenAsked, plannedOnce } from './often-asked';
import { whoAsks, type Asker } from './who-asks';

/** Has no rows of its own and owns nothing: what it sees and changes, the policies say (row-guard.ts). */
export const personRole = 'kijkkring_person';

/** With its transaction all three are gone. */
const saysWho = `select set_config('kijkkring.person', $1, true), set_config('kijkkring.now', $2, true),
	set_config('role', '${personRole}', true)`;
const wordsOf = ({ personId, clock }: Asker): string[] => [personId, clock().toISOString()];

function asker(): Asker {
	const who = whoAsks();
	if (!who) throw new Error('nobody asks: this line is for requests of a person');
	return who;
}

interface Question {
	text: string;
	params: never[];
	how: object;
	/** As lists of values, without names. */
	inRows: boolean;
}

/** The database ended a transaction otherwise than it was asked to, and no statement of it says why. */
const rolledBack = (): Error => Object.assign(new Error('the transaction was rolled back'), { code: '40000' });

interface Ended {
	end(options: { timeout: number }): Promise<void>;
}

/**
 * Connections that come up under the role of persons and never leave it. Who asks is said within each transaction alone,
 * so a connection that lost its way is nobody's, and nobody sees a row. Each of them is a client of its own: what is sent
 * to it goes out in that order without waiting for answers, and one statement costs hardly more than by itself.
 */
export function openPersonPool(url: string, size: number): { client: Sql } & Ended {
	const options = { parsers: {}, serializers: {} };
	const rested: Sql[] = [];
	const all: Sql[] = [];
	const waiting: ((line: Sql) => void)[] = [];
	const isOften = oftenAsked();

	function open(): Sql {
		const line = postgres(url, {
			...{ max: 1, onnotice: () => {}, connect_timeout: 10, backoff: () => 0.1 },
			// a line that ends for its age between the statements of one transaction would run the rest of them as nobody
			max_lifetime: null,
			// compiling a statement takes longer than any of ours runs, and one that asks the rules of rows looks dear enough
			connection: { role: personRole, jit: 'off' }
		});
		Object.assign(line.options.parsers, options.parsers);
		Object.assign(line.options.serializers, options.serializers);
		all.push(line);
		return plannedOnce(line, isOften);
	}

	async function lent<T>(work: (line: Sql) => Promise<T>): Promise<T> {
		// the one that rested shortest: its caches are warm
		const line =
			rested.pop() ?? (all.length < size ? open() : await new Promise<Sql>((resolve) => waiting.push(resolve)));
		try {
			return await work(line);
		} finally {
			const next = waiting.shift();
			if (next) next(line);
			else rested.push(line);
		}
	}

	/** `begin`, who it is, the statements and `commit`, in one go. When one of the first two fails, nobody asked. */
	const ask = askedTogether((who, questions: Question[]) =>
		lent(async (line) => {
			const answers = await Promise.allSettled([
				line.unsafe('begin'),
				line.unsafe(saysWho, wordsOf(who), { prepare: true }),
				...questions.map(({ text, params, how, inRows }) => {
					const statement = line.unsafe(text, params, how);
					return inRows ? statement.values() : statement;
				}),
				line.unsafe('commit')
			]);
			for (const answer of answers) if (answer.status === 'rejected') throw answer.reason;
			const ended = answers.at(-1) as PromiseFulfilledResult<{ command?: string }>;
			if (ended.value.command !== 'COMMIT') throw rolledBack();
			return answers.slice(2, -1).map((answer) => (answer as PromiseFulfilledResult<unknown>).value);
		})
	);

	const client = {
		options,
		unsafe: (text: string, params: never[] = [], how: object = {}) => {
			// what the driver cannot write down would be thrown while it writes, and hold the line for ever
			const bad = params.includes(undefined as never) ? 'a value of a statement is undefined' : null;
			const once = (inRows: boolean) =>
				bad ? Promise.reject(new TypeError(bad)) : ask(asker(), { text, params, how, inRows });
			return {
				// asked when somebody waits for it, as the driver does
				then: (...on: Parameters<Promise<unknown>['then']>) => once(false).then(...on),
				values: () => once(true)
			};
		},
		begin: (work: (line: postgres.TransactionSql) => Promise<unknown>) => {
			const who = wordsOf(asker());
			return lent((line) =>
				line.begin(async (tx) => {
					const said = tx.unsafe(saysWho, who, { prepare: true }).execute();
					said.catch(() => {}); // told below; until then the transaction is a broken one
					const answer = await work(tx);
					await said;
					return answer;
				})
			);
		}
	};
	return {
		client: client as unknown as Sql,
		end: async ({ timeout }) => void (await Promise.all(all.map((line) => line.end({ timeout }))))
	};
}

/** What drizzle asks of the embedded database. */
export type Embedded = Pick<PGlite, 'query' | 'transaction'>;

/** The same on the one connection that the embedded database has: within a transaction, and gone with it. */
export function personsOf(client: Embedded): Embedded {
	const within = <T>(who: Asker, work: (tx: Transaction) => Promise<T>): Promise<T> =>
		client.transaction(async (tx) => {
			await tx.query(saysWho, wordsOf(who));
			return work(tx);
		}) as Promise<T>;
	const ask = askedTogether((who, questions: Parameters<Embedded['query']>[]) =>
		within(who, async (tx) => {
			const answers: Awaited<ReturnType<Embedded['query']>>[] = [];
			for (const question of questions) answers.push(await tx.query(...question));
			return answers;
		})
	);
	return {
		query: ((...question) => ask(asker(), question)) as Embedded['query'],
		transaction: (work) => within(asker(), work)
	};
}
