import { newMomentId } from '../../src/lib/client/log/new-moment-id';
import type { KeptMoment, LogStore, OfflineBox } from '../../src/lib/client/log/log-store';

/** What a browser keeps of the log, for as long as a test lasts. */
export function logInMemory(): LogStore {
	const moments = new Map<string, KeptMoment>();
	let box: OfflineBox | null = null;
	let token: string | null = null;
	return {
		all: async () => [...moments.values()].toSorted((a, b) => a.keptAt - b.keptAt),
		get: async (id) => moments.get(id) ?? null,
		put: async (moment) => void moments.set(moment.id, structuredClone(moment)),
		drop: async (ids) => ids.forEach((id) => moments.delete(id)),
		dropIf: async (id, turn) => moments.get(id)?.turn === turn && moments.delete(id),
		refuseIf: async (id, turn, code) => {
			const there = moments.get(id);
			if (there?.turn !== turn) return false;
			moments.set(id, { ...there, refused: code });
			return true;
		},
		box: async () => box,
		setBox: async (to) => {
			box = to;
			if (!to) token = null;
		},
		token: async () => (token ??= newMomentId())
	};
}
