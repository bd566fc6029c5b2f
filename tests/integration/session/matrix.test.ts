import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SessionState } from '$lib/engine/session';
import { replay } from '$lib/engine/session';
import { packs } from '$lib/methods';
import { eventsOf as storedEvents } from '$lib/server/db/sessions';
import { actions } from '../../../src/routes/(member)/sessions/[session]/+page.server';
import { asThePackSays } from '../../support/matrix/as-the-pack-says';
import {
	actionsIn,
	eventsOf,
	everybodyAt,
	given,
	situationsOf,
	wordOf,
	type Action,
	type Situation
} from '../../support/matrix/cells';
import { bringClip, laySessions } from '../../support/matrix/sessions';
import { openTestHouse } from '../../support/test-needs';

/** The matrix of src/lib/engine/matrix.test.ts once more, by the form a browser sends, and with the real database behind it. */
let house: Awaited<ReturnType<typeof openTestHouse>>;
beforeAll(async () => {
	house = await openTestHouse();
	await house.cast();
	await bringClip(house.needs);
});
afterAll(() => house.close());

type Asking = Extract<Action, { kind: 'command' }>;
interface Cell {
	situation: Situation;
	action: Asking;
	says: boolean;
}

/**
 * Every command from every seat, leading or not, on a fresh screen and on an old one, where the pack allows it and where
 * it does not; and of every round of every protocol a yes and a no. Which of the many that fit is taken is the same
 * every time, and spread over the rounds.
 */
function chosenCells(): Cell[] {
	const fitting = new Map<string, Cell[]>();
	const fits = (key: string, cell: Cell) => fitting.set(key, [...(fitting.get(key) ?? []).slice(-40), cell]);
	for (const pack of packs)
		for (const protocol of pack.protocols)
			for (const situation of situationsOf(pack, protocol))
				for (const action of actionsIn(protocol, situation.at)) {
					if (action.kind !== 'command') continue;
					const says = asThePackSays(situation, action);
					const cell = { situation, action, says };
					fits([wordOf(action), situation.who.seat, situation.lead, action.seen, says].join(), cell);
					fits([situation.name, says].join(), cell);
				}
	return [...fitting].flatMap(([key, cells]) => cells[spread(key) % cells.length] ?? []);
}

const spread = (key: string): number => [...key].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7);

/** The form that the room sends for this command. */
function formOf(action: Asking, { movedAt }: SessionState): FormData {
	const form = new FormData();
	for (const [name, value] of Object.entries(given(action, movedAt)))
		form.set(name, typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value ?? ''));
	return form;
}

/** What the door answers: the code of a refusal, or null. */
async function askAtTheDoor({ situation, action }: Cell, id: string): Promise<string | null> {
	const act = actions['act'];
	if (!act) throw new Error('the room has no door');
	const { userId } = situation.who;
	house.here.splice(0, house.here.length, ...everybodyAt(situation).flatMap((p) => (p.here ? p.userId : [])));
	const request = new Request(`https://kijkkring.test/sessions/${id}?/act`, {
		method: 'POST',
		body: formOf(action, replay(eventsOf(situation)))
	});
	const event = { locals: { house: { needs: house.needs }, user: { id: userId } }, params: { session: id }, request };
	const answer: unknown = await act(event as unknown as Parameters<typeof act>[0]);
	if (answer === null) return null;
	return (answer as { data: { code: string } }).data.code;
}

test(
	'?/act refuses and allows what the pack says, and what is refused leaves no trace',
	{ timeout: 600_000 },
	async () => {
		const cells = chosenCells();
		await laySessions(
			house.needs,
			cells.map((cell) => cell.situation),
			(n) => `m${n}`
		);
		const wrong: string[] = [];
		for (const [n, cell] of cells.entries()) {
			const code = await askAtTheDoor(cell, `m${n}`);
			const { name, who, lead, word } = cell.situation;
			const told = `${name}, ${who.seat}, lead ${lead}, word ${word}: ${JSON.stringify(cell.action)} → ${code ?? 'yes'}`;
			if ((code === null) !== cell.says || code === 'not-found') wrong.push(told);
			const happened = (await storedEvents(house.db, `m${n}`)).length - eventsOf(cell.situation).length;
			if (happened > 0 !== (code === null)) wrong.push(`${told}, and ${happened} events`);
		}
		expect(wrong).toEqual([]);
		expect(cells.length).toBeGreaterThan(400);
		const [yes, no] = [cells.filter((cell) => cell.says), cells.filter((cell) => !cell.says)];
		const kinds = (some: Cell[]) => new Set(some.map(({ action }) => action.command.do));
		// looking in is asked for at a group's table, which has tests of its own
		expect([kinds(yes).size, kinds(no).size, kinds(yes).has('ask-look-in')]).toEqual([19, 20, false]);
	}
);
