import { may, type Standing } from '$lib/domain/permissions';
import { seatOf } from '$lib/domain/roles';
import type { Text } from '$lib/engine/pack';
import { roundOf } from '$lib/engine/session';
import { begunGroups, groupsOf } from '$lib/server/db/groups';
import { membersOf } from '$lib/server/db/people';
import { findSession } from '$lib/server/db/sessions';
import type { Brought } from '../cycle/brought';
import type { Needs } from '../needs';
import { layTable } from '../session/enter';

/** How a session of a group is going, for who may look in. */
export interface Going {
	/** From 1, as people count. */
	round: number;
	rounds: number;
	title: Text;
	/** Whole minutes in this round, and how many were meant for it. */
	minutes: number;
	planned: number;
	/** Names of who is in the room. */
	here: string[];
}

/** What whoever goes round wants to know of a table. */
interface AtATable {
	/** Null while nothing runs there. */
	going: Going | null;
	/** Who asked to look in, and nobody did yet; also before it began. */
	calls: string | null;
}

export interface GroupShown {
	id: string;
	number: number;
	people: { id: string; name: string }[];
	/** This person is one of them. */
	mine: boolean;
	/** Something was watched or brought back: it is not made anew. */
	begun: boolean;
	/** What this person may know of: nothing of another group's. */
	sessions: (Brought & AtATable)[];
	/** Something lies on its table, whoever may know what. */
	hasClip: boolean;
}

/** Somebody who can be placed in a group. */
export interface PlacedPerson {
	id: string;
	name: string;
	groupId: string | null;
	brings: boolean;
	/** Ticked beforehand: who goes round and brings nothing is not, and neither is a guest or whoever is away. */
	takesPart: boolean;
}

/** The groups of a meeting as one person may know them. `brought`: everything at the meeting; `mine`: what is hers to know. */
export async function viewGroups(
	needs: Needs,
	standing: Standing,
	meetingId: string,
	{ all, mine }: { all: readonly Brought[]; mine: readonly Brought[] }
): Promise<GroupShown[]> {
	const rows = await groupsOf(needs.db, meetingId);
	const begun = rows.length > 0 ? await begunGroups(needs.db, meetingId) : new Set<string>();
	return Promise.all(
		rows.map(async ({ id, number, people }) => ({
			id,
			number,
			people,
			mine: people.some((person) => person.id === standing.userId),
			begun: begun.has(id),
			sessions: await Promise.all(
				mine
					.filter((it) => it.groupId === id)
					.map(async (it) => ({
						...it,
						...(it.state === 'closed' ? nothingGoing : await atTable(needs, it.sessionId))
					}))
			),
			hasClip: all.some((it) => it.groupId === id)
		}))
	);
}

/** Who can be placed, for whoever makes the groups. */
export async function peopleToPlace(
	needs: Needs,
	teamId: string,
	groups: readonly GroupShown[],
	brought: readonly Brought[]
): Promise<PlacedPerson[]> {
	const members = await membersOf(needs.db, teamId);
	return members
		.filter(({ roles }) => seatOf(roles, false) !== null)
		.map(({ userId, name, roles, pausedAt }) => {
			const groupId = groups.find((group) => group.people.some((person) => person.id === userId))?.id ?? null;
			const brings = brought.some((it) => it.presenterId === userId && it.state === 'waiting');
			const goesRound = may.hop({ userId, admin: false, roles }) || seatOf(roles, false) === 'viewer';
			return {
				id: userId,
				name,
				groupId,
				brings,
				takesPart: groupId !== null || (pausedAt === null && (brings || !goesRound))
			};
		});
}

const minute = 60_000;

const nothingGoing: AtATable = { going: null, calls: null };

async function atTable(needs: Needs, sessionId: string): Promise<AtATable> {
	const row = await findSession(needs.db, sessionId);
	if (!row) return nothingGoing;
	const [{ facts, state }, here, members] = await Promise.all([
		layTable(needs, row),
		needs.table.present(sessionId),
		membersOf(needs.db, row.teamId)
	]);
	const nameOf = (id: string) => members.find((member) => member.userId === id)?.name;
	const calls = state.lookIn ? (nameOf(state.lookIn.by) ?? '') : null;
	const round = roundOf(facts, state);
	if (!round) return { going: null, calls };
	const going = {
		round: state.round + 1,
		rounds: facts.protocol.rounds.length,
		title: round.title,
		minutes: Math.max(0, Math.floor((needs.clock().getTime() - state.enteredAt) / minute)),
		planned: round.minutes + state.extraMinutes,
		here: (here ?? []).flatMap((id) => nameOf(id) ?? [])
	};
	return { going, calls };
}
