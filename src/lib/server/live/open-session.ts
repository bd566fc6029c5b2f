import type { Place, PlayerReport, Players, ShownDrawing } from '$lib/domain/live';
import type { PlaybackCommand, TimelineState } from '$lib/domain/timeline';
import { evolve, type SessionEvent, type SessionFacts, type SessionState } from '$lib/engine/session';
import { momentsOf } from '$lib/engine/freeze';
import type { Pack, Picture } from '$lib/engine/pack';
import { rights, rightsAtTable } from '$lib/engine/rights';
import { entriesOf } from '$lib/notebook/table';
import type { AtTheTable } from '$lib/server/use-cases/session/enter';
import type { Connection } from './connection';
import type { Limits } from './limits';
import type { ScreenSocket } from './screen-socket';
import { SharedPicture } from './shared-picture';
import { jsonFrame, packet } from './wire';

/** A seat that was given, and what rights looked like then. */
interface Seat {
	at: AtTheTable;
	name: string;
	changes: number;
	given: number;
}

/** After these a view holds more that is new than the state and what one may do. */
const readsAgain: ReadonlySet<SessionEvent['type']> = new Set(['lens-chosen', 'closed']);

/** A seat is asked for again after this long, also when nothing is known to have changed, ms. */
const seatKept = 60_000;

/** What of a session tells which open sockets a change of rights concerns. */
type SessionScope = Pick<AtTheTable['row'], 'clipId' | 'teamId' | 'trajectoryId'>;

/**
 * One session while somebody has a document of it open: its state as the engine sees it, the shared picture, and how
 * everybody's player is doing. Created before the first seat is asked for, so that no event falls between reading
 * the past and listening to the present.
 */
export class OpenSession {
	readonly connections = new Set<Connection>();
	/** [BS6] Big screens: told what a wall may show, and nothing of documents or of who is here. */
	readonly screens = new Set<ScreenSocket>();
	/** Sockets that are being let in: the session must not be forgotten under them. */
	arriving = 0;
	scope: SessionScope | null = null;
	readonly #seats = new Map<string, Seat>();
	#facts: SessionFacts | null = null;
	#pack: Pack | null = null;
	#state: SessionState | null = null;
	#picture: SharedPicture | null = null;
	readonly #early = new Map<number, SessionEvent>();
	/** Of every page at the table that told how its player is doing: somebody may have two screens. */
	readonly #players = new Map<Connection, PlayerReport>();
	/** [L22] The pages the group waits for, and since which version of the picture. */
	#awaited: { pages: Set<Connection>; since: number } | null = null;
	#playersTimer: NodeJS.Timeout | null = null;

	constructor(
		readonly id: string,
		private readonly clock: () => number,
		private readonly limits: Limits
	) {}

	/** Takes over what the database says, unless what we heard since is newer. */
	know(at: AtTheTable): void {
		this.scope = at.row;
		this.#facts ??= at.facts;
		if (!this.#state || at.state.seq > this.#state.seq) this.#state = at.state;
		this.#pack ??= at.pack;
		this.#picture ??= new SharedPicture(
			this.#facts,
			this.#state,
			this.clock,
			(timeline) => this.#tellTimeline(timeline),
			(freeze) => this.#momentsOf(freeze)
		);
		this.#catchUp();
	}

	/** Remembers a seat, so that a whole school that lost its line for a moment does not ask the database all at once. */
	giveSeat(userId: string, at: AtTheTable, name: string, changes: number): void {
		this.#seats.set(userId, { at, name, changes, given: this.clock() });
	}

	/** A seat given a moment ago, unless any right changed since: what holds for an open socket holds for this one. */
	seatOf(userId: string, changes: number): { at: AtTheTable; name: string } | null {
		const seat = this.#seats.get(userId);
		const now = this.clock();
		if (!seat || seat.changes !== changes || now - seat.given > seatKept) return null;
		return seat.at.until === null || seat.at.until > now ? seat : null;
	}

	/** [L6] Events after their commit, possibly out of order: applied in order, before any further frame is read. */
	moved(events: readonly SessionEvent[]): void {
		for (const event of events) this.#early.set(event.seq, event);
		this.#catchUp();
	}

	/** What people may read changed without an event: everybody reads her own view again. */
	lookAgain(): void {
		if (this.#state) this.#tell(jsonFrame('moved', { seq: this.#state.seq }), 'screens-too');
	}

	/** The facts and state everything is judged on. Throws when nobody was let in yet. */
	standing(): { facts: SessionFacts; state: SessionState } {
		if (!this.#facts || !this.#state) throw new Error(`session ${this.id} is not known yet`);
		return { facts: this.#facts, state: this.#state };
	}

	get timeline(): TimelineState | null {
		return this.#picture?.timeline ?? null;
	}

	/** How far the session is, for whoever comes in: her page may have been made before the last event. */
	standsFrame(): Uint8Array | null {
		return this.#state && jsonFrame('moved', { seq: this.#state.seq, stands: true });
	}

	timelineFrame(without: { by?: null } = {}): Uint8Array | null {
		return this.#picture && jsonFrame('timeline', { ...this.#picture.timeline, ...without, serverNow: this.clock() });
	}

	playersFrame(): Uint8Array {
		const players: Players = {};
		for (const [{ userId }, report] of this.#players) (players[userId] ??= []).push(report);
		return jsonFrame('players', players);
	}

	playback(from: Connection, command: PlaybackCommand): void {
		const { facts, state } = this.standing();
		const may = rights(facts, state, from.who);
		const loading = this.#loading();
		const answer = this.#picture?.command(may, state.pictureStopped, command, from.userId, loading.length > 0);
		if (answer && !answer.ok) return from.send(jsonFrame('refused', { code: answer.code }));
		const { waiting, version = 0 } = this.timeline ?? {};
		if (command.do === 'wait' && waiting) this.#awaited = { pages: new Set(loading), since: version };
	}

	/** [L26] Shown to everybody at the table when the round lets this person point at this very moment. */
	point(from: Connection, { x, y }: Place): boolean {
		const { facts, state } = this.standing();
		const may = rights(facts, state, from.who).point;
		if (may) this.#tell(jsonFrame('pointing', { id: from.userId, name: from.name, x, y }), 'screens-too');
		else from.send(jsonFrame('refused', { code: state.pictureStopped ? 'picture-stopped' : 'not-in-this-round' }));
		return may;
	}

	/** [BS6] Lays a drawing on the big screens of this session, or takes it away: by whoever may switch them on and off. */
	draw(from: Connection, shown: ShownDrawing | null): boolean {
		const { facts, state } = this.standing();
		const may = rights(facts, state, from.who).screen;
		if (may) this.#tellScreens(jsonFrame('drawn', shown));
		return may;
	}

	player(from: Connection, report: PlayerReport): void {
		this.#players.set(from, report);
		this.#tellPlayersSoon();
		this.#goOnWhenAllHaveIt();
	}

	leave(connection: Connection): void {
		this.connections.delete(connection);
		if (!this.#players.delete(connection)) return;
		this.#tellPlayersSoon();
		this.#goOnWhenAllHaveIt();
	}

	stop(): void {
		this.#picture?.stop();
		if (this.#playersTimer) clearTimeout(this.#playersTimer);
	}

	#catchUp(): void {
		for (const seq of this.#early.keys()) if (this.#state && seq <= this.#state.seq) this.#early.delete(seq);
		for (;;) {
			const event = this.#state && this.#early.get(this.#state.seq + 1);
			if (!this.#state || !event) return;
			this.#early.delete(event.seq);
			this.#state = evolve(this.#state, event);
			this.#tellMoved(event);
			this.#picture?.follow(event, this.#state);
		}
	}

	/**
	 * [L31] Everybody hears with the event what it makes of the session for her, so that a step is on all screens without
	 * one question to the database. A wall, and whoever must read more than that, reads her view again.
	 */
	#tellMoved({ seq, type }: SessionEvent): void {
		const { facts, state } = this.standing();
		const told = { seq, type };
		this.#tellScreens(jsonFrame('moved', told));
		const packets = new Map<string, Buffer>();
		for (const connection of this.connections) {
			if (!connection.atTable) continue;
			const { who } = connection;
			const key = `${who.userId} ${who.seat}`;
			const bytes =
				packets.get(key) ??
				packet(
					jsonFrame(
						'moved',
						readsAgain.has(type) ? told : { ...told, now: { state, may: rightsAtTable(facts, state, who) } }
					)
				);
			packets.set(key, bytes);
			connection.write(bytes);
		}
	}

	/** [S28] Read from the table itself: whoever plays the picture has it open. */
	#momentsOf(freeze: Picture['freeze']): number[] {
		const table = [...this.connections].find((connection) => connection.atTable)?.room;
		if (!freeze || !this.#pack || !table?.ready) return [];
		return momentsOf(freeze, entriesOf(table.doc), this.#pack);
	}

	#tellTimeline(timeline: TimelineState): void {
		this.#tell(jsonFrame('timeline', { ...timeline, serverNow: this.clock() }));
		// who pressed is nobody's business on a wall
		this.#tellScreens(jsonFrame('timeline', { ...timeline, by: null, serverNow: this.clock() }));
	}

	#loading(): Connection[] {
		return [...this.#players].flatMap(([page, { state }]) => (state === 'buffering' ? [page] : []));
	}

	/** [L22] Everybody waited for shows the resting picture or is gone, and nobody else began to load meanwhile. */
	#goOnWhenAllHaveIt(): void {
		if (!this.#awaited || !this.timeline?.waiting || this.#loading().length > 0) return;
		const { pages, since } = this.#awaited;
		for (const page of pages) if ((this.#players.get(page)?.version ?? since) < since) return;
		this.#awaited = null;
		this.#picture?.waitedEnough();
	}

	#tellPlayersSoon(): void {
		this.#playersTimer ??= setTimeout(() => {
			this.#playersTimer = null;
			this.#tell(this.playersFrame());
		}, this.limits.playersMs);
	}

	/** To everybody in the room, once per socket of the table; own documents need none of this. */
	#tell(frame: Uint8Array, whom: 'people' | 'screens-too' = 'people'): void {
		const bytes = packet(frame);
		for (const connection of this.connections) if (connection.atTable) connection.write(bytes);
		if (whom === 'screens-too') for (const screen of this.screens) screen.write(bytes);
	}

	#tellScreens(frame: Uint8Array): void {
		const bytes = packet(frame);
		for (const screen of this.screens) screen.write(bytes);
	}
}
