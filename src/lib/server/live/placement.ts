import { createHash } from 'node:crypto';
import type { DatabaseServer } from '$lib/server/db/connection';
import { livingNodes, ownerOf, type NodeSeen } from '$lib/server/db/nodes';

/** Where one process has the database to itself, and where a balancer finds the way by the session's id. */
export const anywhere = '/live';

/**
 * [L16] Where a browser reaches the process that owns this session, or should: the owner, while it has a door and is not
 * leaving; otherwise the same one for everybody who asks, so that a group does not meet in two places.
 */
export async function addressOf(server: DatabaseServer, sessionId: string): Promise<string> {
	const doors = (await livingNodes(server.client)).filter(hasDoor);
	if (doors.length <= 1) return anywhere;
	const owner = await ownerOf(server.client, sessionId);
	const node = owner && hasDoor(owner) && !owner.draining ? owner : chosen(doors, sessionId);
	return node ? `/live/at/${node.name}` : anywhere;
}

const hasDoor = (node: NodeSeen): boolean => node.role === 'live' || node.role === 'all';

/** Rendezvous hashing: when a node comes or goes, only its own sessions move. */
export function chosen<N extends Pick<NodeSeen, 'name' | 'draining'>>(
	nodes: readonly N[],
	sessionId: string
): N | null {
	let best: { node: N; weight: string } | null = null;
	for (const node of nodes) {
		if (node.draining) continue;
		const weight = createHash('sha256').update(`${node.name} ${sessionId}`).digest('hex');
		if (!best || weight > best.weight) best = { node, weight };
	}
	return best?.node ?? null;
}
