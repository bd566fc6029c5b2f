import type { Needs } from '../needs';

/**
 * [G6] Who may sit at these tables changed: every socket there is judged again now, and whoever has no seat any more
 * hears that hers ended, not that the session did. Media is judged at every request.
 */
export function tellTables(needs: Needs, teamId: string, sessionIds: readonly string[]): void {
	for (const sessionId of new Set(sessionIds)) needs.table.rightsChanged({ sessionId, teamId });
}
