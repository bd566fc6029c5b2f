import type { Sql, TransactionSql } from 'postgres';

/** Asked this often, a statement is prepared; and at most so many different ones, for a plan stays as long as its line. */
const often = 10;
const mostPlans = 250;
/** Statements whose askings are counted. Lists of any length make new ones for ever. */
const mostCounted = 2_000;

/** Says of each statement, as it is asked, whether it is one of those worth preparing. */
export function oftenAsked(): (text: string) => boolean {
	const prepared = new Set<string>();
	const counts = new Map<string, number>();
	return (text) => {
		if (prepared.has(text)) return true;
		if (prepared.size >= mostPlans) return false;
		const count = (counts.get(text) ?? 0) + 1;
		if (count >= often) {
			counts.delete(text);
			prepared.add(text);
			return true;
		}
		if (counts.size >= mostCounted) counts.clear();
		counts.set(text, count);
		return false;
	};
}

interface Line {
	unsafe: Sql['unsafe'];
	begin?: Sql['begin'];
}

/**
 * The same line, on which what is asked often is planned once: a statement that is not prepared is planned each time,
 * with the rules of rows at more than its own cost, and the driver asks for its types in a round trip of its own.
 */
export function plannedOnce<Of extends Line>(line: Of, isOften: (text: string) => boolean): Of {
	const unsafe = line.unsafe.bind(line);
	line.unsafe = (text, params = [], how = {}) =>
		unsafe(text, params, { ...how, prepare: how.prepare === true || (params.length > 0 && isOften(text)) });
	const begin = line.begin?.bind(line) as ((...given: unknown[]) => unknown) | undefined;
	if (begin)
		line.begin = ((...given: unknown[]) => {
			const work = given.pop() as (tx: TransactionSql) => unknown;
			return begin(...given, (tx: TransactionSql) => work(plannedOnce(tx, isOften)));
		}) as Sql['begin'];
	return line;
}
