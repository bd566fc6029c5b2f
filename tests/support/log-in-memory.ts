import type { KeptMoment, LogStore, OfflineBox } from '../../src/lib/client/log/log-store';

/** What a browser keeps of the log, for as long as a test lasts. */
export function logInMemory(): LogStore {
	const moments = new Map<string, KeptMoment>();
	let box: OfflineBox | null = null;
	return {
		all: async () => [...moments.values()].toSorted((a, b) => a.keptAt - b.keptAt),
		get: async (id) => moments.get(id) ?? null,
		put: async (moment) => void moments.set(moment.id, structuredClone(moment)),
		drop: async (ids) => ids.forEach((id) => moments.delete(id)),
		box: async () => box,
		setBox: async (to) => void (box = to)
	};
}
