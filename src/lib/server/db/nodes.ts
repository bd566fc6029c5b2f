import type { Sql } from 'postgres';
import { sql } from 'drizzle-orm';
import type { Db } from './connection';
import { sessionOwner } from './schema';

/** What a process shows with everything it writes into a session: it owns it, and has not lost it since. */
export interface Claim {
	sessionId: string;
	nodeId: string;
	epoch: number;
}

/** A process as the others see it. */
export interface NodeSeen {
	id: string;
	name: string;
	role: string;
	draining: boolean;
}

/** Advisory locks of living processes, "kijk"; the second half of the key is the process's slot. */
const lifeLock = 0x6b696a6b;

/**
 * True for a row `l` of `live_node` whose process lives: it moved its lease forward in time, and the connection that
 * holds its lock is open. The lock tells of a death at once, the lease of a machine that fell off the network. `now()`
 * is the start of the statement, as is what it sees: both are of one moment, and a lease that is over in them stays over.
 */
const lives = (client: Sql) => client`(l.lease_until > now() and exists (
	select 1 from pg_locks k where k.locktype = 'advisory' and k.granted and k.classid = ${lifeLock}::oid
	and k.objid = l.slot::oid and k.objsubid = 2
	and k.database = (select oid from pg_database where datname = current_database())))`;

/**
 * Takes the place of this name. False when another living process has it; `before` is what this process itself was
 * called until its lease ran out.
 */
export async function registerNode(
	line: Sql,
	node: { id: string; name: string; role: string; slot: number; leaseMs: number; before: string | null }
): Promise<boolean> {
	const { id, name, role, slot, leaseMs, before } = node;
	await line`select pg_advisory_lock(${lifeLock}, ${slot})`;
	await line`delete from live_node where lease_until < now() - interval '1 day'`;
	const rows = await line`
		insert into live_node as l (id, name, role, slot, lease_until)
		values (${id}, ${name}, ${role}, ${slot}, now() + ${leaseMs} * interval '1 ms')
		on conflict (name) do update set id = excluded.id, role = excluded.role, slot = excluded.slot,
			lease_until = excluded.lease_until, draining = false
		where l.id = ${before} or not ${lives(line)}
		returning id`;
	return rows.length === 1;
}

/** Moves the lease forward; false when it was over already, and then it is over for good. */
export async function beat(line: Sql, id: string, leaseMs: number): Promise<boolean> {
	const rows = await line`update live_node set lease_until = now() + ${leaseMs} * interval '1 ms'
		where id = ${id} and lease_until > now() returning id`;
	return rows.length === 1;
}

export async function markDraining(client: Sql, id: string): Promise<void> {
	await client`update live_node set draining = true where id = ${id}`;
}

/** With the node its sessions are free: whatever it still held may be taken over at once. */
export async function removeNode(client: Sql, id: string): Promise<void> {
	await client`delete from live_node where id = ${id}`;
}

export async function livingNodes(client: Sql): Promise<NodeSeen[]> {
	return client<NodeSeen[]>`select l.id, l.name, l.role, l.draining from live_node l where ${lives(client)}`;
}

/** The living process that owns this session, or null. */
export async function ownerOf(client: Sql, sessionId: string): Promise<NodeSeen | null> {
	const [owner] = await client<NodeSeen[]>`select l.id, l.name, l.role, l.draining
		from session_owner o join live_node l on l.id = o.node_id
		where o.session_id = ${sessionId} and ${lives(client)}`;
	return owner ?? null;
}

/**
 * Makes this session `nodeId`'s, or null when another living process owns it. One statement: its update waits for every
 * write of the former owner that is under way (they hold a share lock on this row), so that whatever is read after this
 * is all there is.
 */
export async function claimSession(client: Sql, sessionId: string, nodeId: string): Promise<Claim | null> {
	const [row] = await client<{ epoch: string }[]>`
		insert into session_owner as o (session_id, node_id, epoch)
		select ${sessionId}, n.id, 1 from live_node n where n.id = ${nodeId} and n.lease_until > now()
		on conflict (session_id) do update set node_id = excluded.node_id, epoch = o.epoch + 1
		where o.node_id is null or o.node_id = excluded.node_id
			or not exists (select 1 from live_node l where l.id = o.node_id and ${lives(client)})
		returning epoch`;
	return row ? { sessionId, nodeId, epoch: Number(row.epoch) } : null;
}

/** Lets go of a session, unless somebody else took it over meanwhile. The epoch stays. */
export async function releaseSession(client: Sql, claim: Claim): Promise<void> {
	await client`update session_owner set node_id = null
		where session_id = ${claim.sessionId} and node_id = ${claim.nodeId} and epoch = ${claim.epoch}`;
}

/** This process no longer owns the session it was writing into: nothing was written. */
export class NotTheOwner extends Error {
	constructor(readonly claim: Claim) {
		super(`session ${claim.sessionId} is another process's by now`);
	}
}

/**
 * [L15] Does some work in a transaction that proves the claim first, and holds it until the commit: a share lock on the
 * owner's row makes a take-over wait. Looking at the row is not enough: a take-over could commit between the look and
 * our commit, and the next owner would have read everything but this. Throws `NotTheOwner` when the claim is lost.
 * Without a claim (one process has the database to itself) the work is done as it is.
 */
export async function asOwner(db: Db, claim: Claim | null, work: (tx: Db) => Promise<void>): Promise<void> {
	if (!claim) return work(db);
	await db.transaction(async (tx) => {
		const [held] = await tx
			.select({ sessionId: sessionOwner.sessionId })
			.from(sessionOwner)
			.where(
				sql`${sessionOwner.sessionId} = ${claim.sessionId} and ${sessionOwner.nodeId} = ${claim.nodeId} and ${sessionOwner.epoch} = ${claim.epoch}`
			)
			.for('share');
		if (!held) throw new NotTheOwner(claim);
		await work(tx);
	});
}
