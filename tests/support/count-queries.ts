import type { Db } from '../../src/lib/server/db/connection';

/** Counts what a database is asked from now on, inside transactions too; `taken` answers it and begins anew. */
export function countQueries(db: Db): { taken(): string[] } {
	let asked: string[] = [];
	const { $client: client } = db as unknown as { $client: Client };
	listenTo(client);
	// a transaction has a client of its own: PGlite's, or the connection postgres.js set apart for it
	for (const name of ['transaction', 'begin'] as const) {
		const begin = client[name]?.bind(client);
		if (begin)
			client[name] = (...args) => begin(...args.map((arg) => (typeof arg === 'function' ? within(arg as Ask) : arg)));
	}
	return {
		taken: () => {
			const until = asked;
			asked = [];
			return until;
		}
	};

	function listenTo(one: Client): void {
		for (const name of ['query', 'unsafe'] as const) {
			const ask = one[name]?.bind(one);
			if (ask) one[name] = (text, ...rest) => (asked.push(String(text)), ask(text, ...rest));
		}
	}

	function within(work: Ask): Ask {
		return (tx) => (listenTo(tx as Client), work(tx));
	}
}

type Ask = (...args: unknown[]) => unknown;
type Client = Partial<Record<'query' | 'unsafe' | 'transaction' | 'begin', Ask>>;
