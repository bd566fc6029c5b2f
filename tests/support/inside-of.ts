import { AsyncLocalStorage } from 'node:async_hooks';
import { asNobody, asPerson, whoAsks } from '../../src/lib/server/db/who-asks';

const asked = new AsyncLocalStorage<true>();

/** The outermost use case says who asks; those it calls are part of it. */
export function insideOf<T>(given: unknown[], person: boolean, work: () => T): T {
	if (asked.getStore() || whoAsks()) return work();
	const [needs, userId] = given as [{ clock: () => Date; db?: unknown }, string];
	return asked.run(true, () => (person ? asPerson(userId, needs.clock, work) : asNobody(work)));
}
