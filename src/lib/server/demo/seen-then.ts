import { record } from '$lib/server/db/audit';
import type { Needs } from '$lib/server/use-cases/needs';

/** Who watched in the session to look back on, as the log had it then. */
export async function seenThen(
	needs: Needs,
	people: Record<string, string>,
	of: { sessionId: string; clipId: string; trajectoryId: string; seconds: number },
	past: Date
): Promise<void> {
	const roles = { kees: 'owner', noor: 'lead+teacher', sofie: 'teacher', lieke: 'assistant', marit: 'teacher' };
	const entries = Object.entries(roles).flatMap(([who, role], i) => {
		const entry = (minute: number) => ({
			...{ at: new Date(past.getTime() + minute * 60_000), actor: people[who] ?? '', role, child: of.trajectoryId }
		});
		const clip = { kind: 'clip' as const, id: of.clipId };
		const session = of.sessionId;
		return [
			{ ...entry(i / 4), kind: 'session-entered' as const, object: { kind: 'session' as const, id: session } },
			{ ...entry(2 + i / 6), kind: 'clip-opened' as const, object: clip, facts: { session } },
			{
				...{ ...entry(4 + i / 6), kind: 'clip-watched' as const, object: clip },
				facts: { session, fromS: 0, toS: of.seconds }
			}
		];
	});
	await record(needs.db, ...entries.sort((a, b) => a.at.getTime() - b.at.getTime()));
}
